// One visit on the rescue page: what it is, and what can be done with it.

import { answersOf } from './answers.js';
import { hasPhrase, moment, piece, phrase } from './page.js';
import { proof, remove } from './remove.js';
import { fileName, files, save } from './zip.js';

/** The card of an item. `changed` is called when something was deleted, `tell(word)` when something went wrong. */
export function card(user, item, { changed, tell }) {
  const { kind, key, row, content, error } = item;
  const isWhole = content !== undefined;
  const made = piece('item', {
    title: row?.title ? String(row.title) : phrase('no_title'),
    facts: facts(item),
    state: isWhole ? STATES[kind](row) : phrase('unreadable'),
    reason: isWhole ? '' : phrase('unreadable_reason', { key, error }),
  });
  made.dataset.state = isWhole ? kind : 'attention';
  const [open, [copy, bin]] = [made.querySelector('details'), made.querySelectorAll('button')];
  open.hidden = !content;
  const show = async () => open.querySelector('ul').replaceChildren(...(await answersOf(user, content)));
  open.addEventListener('toggle', () => show().catch(() => tell('not_opened')), { once: true });
  copy.addEventListener('click', () => save(fileName(user, item), files(user, item)).catch(() => tell('not_saved')));
  copy.hidden = key === null; // a whole list that cannot be read
  bin.hidden = key === null || content === null; // of what was sent only the receipt is left
  bin.addEventListener('click', async () => {
    if (!(await isConfirmed(item))) return;
    await remove(user, item).then(changed, () => tell('not_deleted'));
  });
  return made;
}

function facts({ row, content }) {
  const visit = Number.isInteger(row?.visit) ? phrase('visit', { visit: row.visit }) : '';
  if (!content) return visit;
  const voices = content.photos.filter(({ kind: what }) => what === 'voice').length;
  const counts = phrase('counts', { answers: Object.keys(content.answers).length, photos: content.photos.length - voices });
  return [visit, counts, voices && phrase('voices', { n: voices })].filter(Boolean).join(' · ');
}

const STATES = {
  drafts: (row) => phrase('begun', { begun: moment(row.started_at), saved: moment(row.updated_at) }),
  sent: ({ receipt }) => phrase('received', { number: receipt.no, at: moment(receipt.received_at) }),
  unsent: (row) => {
    const why = hasPhrase(`why_${row.why}`) ? phrase(`why_${row.why}`, { said: row.said ?? '' }) : phrase('waits_here');
    const state = row.state === 'attention' ? `${phrase('attention')}: ${why}` : why;
    return `${phrase('finished_at', { at: moment(row.frozenAt) })}. ${state}`;
  },
};

function isConfirmed(item) {
  const number = proof(item);
  const dialog = piece('delete', { title: item.row?.title, words: phrase(item.kind === 'sent' ? 'delete_sent' : 'delete', { number }) });
  const [input, deleting] = [dialog.querySelector('input'), dialog.querySelector('[value="delete"]')];
  input.addEventListener('input', () => {
    deleting.disabled = input.value.trim() !== number;
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((known) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      known(dialog.returnValue === 'delete' && input.value.trim() === number);
    });
  });
}
