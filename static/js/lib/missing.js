// What still keeps a visit from being finished; the same rules as app/visits/form.py.

import { answerOf } from './answers.js';

/** The word for what is wrong with a card, or null: "no_fit", "no_photo" or "no_answer". */
export function missingIn(card, photos) {
  const { kind, evidence, required } = card.dataset;
  const answer = answerOf(card);
  if (!fits(card, answer)) return 'no_fit';
  const needed = required !== undefined;
  if (kind === 'photo' || kind === 'signature') return needed && !photos ? 'no_photo' : null;
  const responded = 'value' in answer || 'non_answer' in answer;
  if (needed && !responded) return 'no_answer';
  return evidence === 'required' && !photos && 'value' in answer ? 'no_photo' : null;
}

/** Whether the card holds an answer of its own or, for pictures, at least one. */
export function isAnswered(card, photos) {
  const answer = answerOf(card);
  return 'value' in answer || 'non_answer' in answer || (photos > 0 && /photo|signature/.test(card.dataset.kind));
}

function fits(card, { value }) {
  if ([...card.querySelectorAll('input, textarea')].some((each) => !each.validity.valid)) return false;
  if (card.dataset.kind !== 'found_of_sought' || value === undefined) return true;
  return value.found !== null && value.sought !== null && value.found <= value.sought;
}
