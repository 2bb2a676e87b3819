// What is on this phone and not yet on the server, and why; below it the receipts of what was sent.

import { listen, piece } from '../lib/dom.js';
import { send, tryAgain } from '../lib/outbox.js';
import { download } from '../lib/rescue.js';
import { read } from '../lib/store.js';
import { words } from '../lib/words.js';

const RECEIPTS = 5;

export class OutboxList extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = piece('outbox');
    this.append(this.list);
    listen('outbox', () => this.show());
    this.show();
  }

  async show() {
    const visit = Number(this.dataset.visit) || null;
    const ours = (row) => !visit || row.visit === visit;
    const items = (await read((db) => db.getAll('outbox'))).filter(ours);
    const receipts = (await read((db) => db.getAll('receipts'))).filter(ours);
    const latest = receipts.sort((one, other) => other.receipt.no - one.receipt.no).slice(0, RECEIPTS);
    this.list.replaceChildren(...items.map(waiting), ...latest.map(sent));
    this.hidden = !items.length && !latest.length;
  }
}

function waiting(item) {
  const { title, state, why, said, arrived } = item;
  const attention = state === 'attention';
  const told = why === 'sending' ? words('sending', { arrived, all: item.photos.length }) : words(`why_${why || 'network'}`);
  const shown = piece('outbox-item', { title, state: attention ? words('attention') : told, reason: '' });
  shown.dataset.state = attention ? 'attention' : 'waiting';
  if (attention) shown.querySelector('.outbox-reason').replaceChildren(words(`why_${why}`, { said }));
  shown.querySelector('.outbox-reason').hidden = !attention;
  shown.querySelector('.outbox-sign-in').hidden = why !== 'sign_in' && why !== 'other_user';
  const [again, save] = shown.querySelectorAll('button');
  again.addEventListener('click', () => (attention ? tryAgain(item.id) : send({ patiently: false })));
  save.hidden = !attention;
  save.addEventListener('click', download);
  return shown;
}

function sent({ title, receipt }) {
  const shown = piece('outbox-item', { title, state: words('sent', { number: receipt.no }), reason: '' });
  shown.dataset.state = 'sent';
  shown.querySelector('.outbox-actions').remove();
  shown.querySelector('.outbox-reason').remove();
  return shown;
}
