// The assessor's list: made from this phone when there is no network, and beside each visit what lies here of it.

import { assignments, refreshAtLast } from '../lib/assignments.js';
import { deviceName, remembered } from '../lib/device.js';
import { fill, inTurn, listen, piece } from '../lib/dom.js';
import { carried } from '../lib/phone.js';
import { read } from '../lib/store.js';
import { momentOf, timeOfDay, words } from '../lib/words.js';

export class AssignmentList extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    const show = inTurn(() => this.show());
    for (const event of ['assignments', 'outbox', 'update', 'taken-over']) listen(event, show);
    show();
    refreshAtLast(() => this.isConnected);
  }

  async show() {
    if ('offline' in this.dataset) await this.#list();
    const here = await lyingHere();
    const elsewhere = await lyingElsewhere(here);
    await this.#addBegun(here.drafts);
    if (!(await remembered('opened notes'))) this.#explain();
    for (const card of this.querySelectorAll('.visit-card')) {
      const visit = Number(card.dataset.visit);
      const draft = here.drafts.get(visit);
      const along = here.taken.has(visit) ? words('taken_along') : '';
      const begun = draft ? words('draft_here', { time: timeOfDay(draft.updated_at) }) : along;
      const lost = here.takenOver.get(draft?.id);
      fill(card, { here: here.outbox.has(visit) ? words('waits_here') : begun });
      fill(card, { taken_over: lost ? words('taken_over', { time: momentOf(lost) }) : '' });
      showElsewhere(card, elsewhere.get(visit), !draft);
      card.hidden = !draft && (here.outbox.has(visit) || (here.sent.has(visit) && !('returned' in card.dataset)));
    }
    const shown = this.querySelectorAll('.visit-card:not([hidden])').length;
    const empty = this.querySelector('.empty');
    if (empty) empty.hidden = shown > 0;
    else this.closest('section').hidden = !shown;
  }

  /** How a covert form is opened: said once, before the first is. */
  #explain() {
    const how = this.querySelector('.visit-card-covert:not([hidden])');
    if (!how || this.explained) return;
    this.explained = true;
    how.open = true;
  }

  async #list() {
    const open = await assignments();
    const list = this.querySelector('.grid');
    list.replaceChildren(...open.map(card));
  }

  /** What was begun here is always in reach, also when another device has sent the visit in the meantime. */
  async #addBegun(drafts) {
    const open = await assignments();
    const listed = new Set([...this.querySelectorAll('.visit-card')].map((shown) => Number(shown.dataset.visit)));
    const missing = open.filter(({ id }) => drafts.has(id) && !listed.has(id));
    if (!missing.length) return;
    if (!this.querySelector('.grid')) this.prepend(Object.assign(document.createElement('div'), { className: 'grid' }));
    this.querySelector('.grid').append(...missing.map(card));
  }
}

/** What this phone has of each visit: its draft, something unsent or sent, its form; and what others took over. */
async function lyingHere() {
  const [drafts, items, receipts, copies] = await read((db) =>
    Promise.all(['drafts', 'outbox', 'receipts', 'backups'].map((name) => db.getAll(name))),
  );
  const visits = (rows) => new Set(rows.map(({ visit }) => visit));
  return {
    drafts: new Map(drafts.map((row) => [row.visit, row])),
    ids: new Set([...drafts, ...items, ...receipts].flatMap(({ id, continues }) => [id, continues])),
    outbox: visits(items),
    sent: visits(receipts),
    taken: visits((await carried()).filter(({ ready }) => ready)),
    takenOver: new Map(copies.map(({ id, taken_over: at }) => [id, at])),
  };
}

/** By visit the newest draft that the server has a copy of and this phone has not; `ours` when this phone has lost it. */
async function lyingElsewhere({ ids }) {
  const me = await deviceName();
  const newest = ({ drafts = [] }) => drafts.find(({ id }) => !ids.has(id));
  const found = (await assignments()).map((visit) => [visit.id, newest(visit)]).filter(([, draft]) => draft);
  return new Map(found.map(([visit, draft]) => [visit, { ...draft, ours: draft.device === me }]));
}

function showElsewhere(card, draft, mayGoOn) {
  const said = draft && { n: draft.answered, time: momentOf(draft.updated_at), phone: draft.phone || words('unnamed_device') };
  fill(card, { elsewhere: draft ? words(draft.ours ? 'only_on_server' : 'begun_elsewhere', said) : '' });
  const button = card.querySelector('.visit-card-elsewhere button');
  button.hidden = !mayGoOn;
  button.onclick = async () => (await import('../lib/takeover.js')).offerToGoOn({ ...draft, phone: said.phone });
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
  for (const way of made.querySelectorAll('h3 a, .visit-card-go')) way.href = `/visits/${id}/form`;
  made.querySelector('.visit-card-covert').hidden = kind === 'audit';
  return made;
}
