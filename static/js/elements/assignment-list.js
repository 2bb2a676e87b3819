// The assessor's list: made from this phone when there is no network, and beside each visit what lies here of it.

import { assignments, formOf, refresh } from '../lib/assignments.js';
import { fill, listen, piece } from '../lib/dom.js';
import { read } from '../lib/store.js';
import { timeOfDay, words } from '../lib/words.js';

export class AssignmentList extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    for (const event of ['assignments', 'outbox', 'update']) listen(event, () => this.show());
    this.show();
    refresh();
  }

  async show() {
    if ('offline' in this.dataset) await this.#list();
    const drafts = new Map((await read((db) => db.getAll('drafts'))).map((row) => [row.visit, row]));
    const outbox = new Set((await read((db) => db.getAll('outbox'))).map((row) => row.visit));
    const sent = new Set((await read((db) => db.getAll('receipts'))).map((row) => row.visit));
    const taken = await takenAlong();
    for (const card of this.querySelectorAll('.visit-card')) {
      const visit = Number(card.dataset.visit);
      const draft = drafts.get(visit);
      const along = taken.has(visit) ? words('taken_along') : '';
      const here = draft ? words('draft_here', { time: timeOfDay(draft.updated_at) }) : along;
      fill(card, { here: outbox.has(visit) ? words('waits_here') : here });
      card.hidden = !draft && (outbox.has(visit) || (sent.has(visit) && !('returned' in card.dataset)));
    }
    const shown = this.querySelectorAll('.visit-card:not([hidden])').length;
    const empty = this.querySelector('.empty');
    if (empty) empty.hidden = shown > 0;
    else this.closest('section').hidden = !shown;
  }

  async #list() {
    const open = await assignments();
    const list = this.querySelector('.grid');
    list.replaceChildren(...open.map(card));
  }
}

/** The visits that open without network: their forms are here, and so is what opens them. */
async function takenAlong() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return new Set();
  const open = await assignments();
  const forms = await Promise.all(open.map(formOf));
  return new Set(open.filter((_, at) => forms[at]).map(({ id }) => id));
}

function card({ id, store, position, channel, kind, deadline, deadline_text: until, returned }) {
  const made = piece('visit', {
    ...{ store: store.name, address: store.address, what: `${position} · ${channel}`, kind: words(`kind_${kind}`) },
    ...{ deadline: words('deadline', { time: until }), here: '' },
    returned: returned ? `${returned.reason}. ${returned.note}` : '',
  });
  made.dataset.visit = id;
  if (returned) made.dataset.returned = '';
  made.classList.toggle('visit-card-late', Date.parse(deadline) < Date.now());
  made.querySelector('h3 a').href = `/visits/${id}/form`;
  return made;
}
