// One answer for all the yes-or-no questions of a section that have none; each says of itself that it was given so.

import { controls } from '../lib/answers.js';
import { piece } from '../lib/dom.js';
import { words } from '../lib/words.js';

export function bringToLife(place, fill) {
  for (const button of place.querySelectorAll('[data-all]')) {
    button.addEventListener('click', () => {
      const cards = unanswered(place.closest('.fill-section'), fill, button.dataset.all);
      for (const card of cards) answer(card, fill.draft, button.dataset.all);
      if (cards.length) settle(fill);
      say(place, fill, cards, button.textContent);
    });
  }
}

function unanswered(section, { shown, draft }, said) {
  return [...section.querySelectorAll('.question[data-kind="yes_no"]')].filter(({ dataset }) => {
    const { value, non_answer: reason } = draft.row.answers[dataset.question] ?? {};
    const isFault = said === 'value:yes' && 'opposite' in dataset;
    return shown.has(dataset.question) && value === undefined && reason === undefined && !isFault;
  });
}

// What is said of a card by itself afterwards is taken from the card anew, and the mark goes.
function answer(card, draft, said) {
  for (const each of controls(card)) each.checked = each.value === said;
  draft.take(card);
  const { question } = card.dataset;
  draft.row.answers[question] = { ...draft.row.answers[question], together: true };
  card.querySelector('.question-problem').textContent = '';
}

function settle(fill) {
  fill.draft.changed({ atOnce: true });
  fill.count();
}

function say(place, fill, cards, given) {
  const told = place.querySelector('.together-told');
  told.textContent = cards.length ? words('together', { n: cards.length, answer: given.trim() }) : words('together_none');
  if (!cards.length) return;
  const undo = piece('undo');
  told.append(' ', undo);
  undo.addEventListener('click', () => {
    for (const card of cards) takeBack(card, fill.draft);
    settle(fill);
    place.querySelector('summary').focus();
    told.textContent = '';
  });
}

function takeBack(card, draft) {
  if (!draft.row.answers[card.dataset.question]?.together) return; // answered by itself since
  for (const each of controls(card)) each.checked = false;
  draft.take(card);
}
