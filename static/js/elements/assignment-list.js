// The assessor's list: made from this phone when there is no network, and beside each visit what lies here of it.

import { assignments, refresh } from '../lib/assignments.js';
import { fill, listen, piece } from '../lib/dom.js';
import { read } from '../lib/store.js';
import { dayAndTime, timeOfDay, words } from '../lib/words.js';

export class AssignmentList extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    for (const event of ['assignments', 'outbox']) listen(event, () => this.show());
    this.show();
    refresh();
  }

  async show() {
    if ('offline' in this.dataset) await this.#list();
    const drafts = new Map((await read((db) => db.getAll('drafts'))).map((row) => [row.visit, row]));
    const outbox = new Set((await read((db) => db.getAll('outbox'))).map((row) => row.visit));
    const sent = new Set((await read((db) => db.getAll('receipts'))).map((row) => row.visit));
    for (const card of this.querySelectorAll('.visit-card')) {
      const visit = Number(card.dataset.visit);
      const draft = drafts.get(visit);
      const here = draft ? words('draft_here', { time: timeOfDay(draft.updated_at) }) : '';
      fill(card, { here: outbox.has(visit) ? words('waits_here') : here });
      card.hidden = !draft && (outbox.has(visit) || (sent.has(visit) && !('returned' in card.dataset)));
    }
  }

  async #list() {
    const open = await assignments();
    const list = this.querySelector('.grid');
    list.replaceChildren(...open.map(card));
    this.querySelector('.empty').hidden = open.length > 0;
  }
}

function card({ id, store, position, channel, kind, deadline, returned }) {
  const made = piece('visit', {
    ...{ store: store.name, address: store.address, what: `${position} · ${channel}`, kind: words(`kind_${kind}`) },
    ...{ deadline: words('deadline', { time: dayAndTime(deadline) }), here: '' },
    returned: returned ? `${returned.reason}. ${returned.note}` : '',
  });
  made.dataset.visit = id;
  if (returned) made.dataset.returned = '';
  made.classList.toggle('visit-card-late', Date.parse(deadline) < Date.now());
  made.querySelector('h3 a').href = `/visits/${id}/form`;
  return made;
}
