// What is on this phone and not yet on the server, and why; the receipts of what was sent, folded below it.

import { fill, listen, piece } from '../lib/dom.js';
import { send, tryAgain } from '../lib/outbox.js';
import { download } from '../lib/rescue.js';
import { read } from '../lib/store.js';
import { words } from '../lib/words.js';

export class OutboxList extends HTMLElement {
  connectedCallback() {
    if (this.lists) return;
    const made = piece('outbox');
    this.lists = made.querySelectorAll('.outbox');
    this.sent = made.querySelector('.outbox-sent');
    this.append(made);
    listen('outbox', () => this.show());
    this.show();
  }

  async show() {
    const visit = Number(this.dataset.visit) || null;
    const ours = (row) => !visit || row.visit === visit;
    const [items, receipts] = (await read(bothLists)).map((rows) => rows.filter(ours));
    items.sort((one, other) => (one.state === 'attention' ? 0 : 1) - (other.state === 'attention' ? 0 : 1));
    receipts.sort((one, other) => other.receipt.no - one.receipt.no);
    // On the page of one visit the receipt is the news, and nothing is promised that has come true.
    const news = visit && !items.length ? receipts.splice(0, 1) : [];
    this.lists[0].replaceChildren(...items.map(waiting), ...news.map(sent));
    this.lists[1].replaceChildren(...receipts.map(sent));
    fill(this.sent, { sent: words('sent_number', { n: receipts.length }) });
    this.sent.hidden = !receipts.length;
    const promise = this.querySelector('.outbox-promise');
    if (promise) promise.hidden = !items.length;
    this.hidden = !items.length && !news.length && !receipts.length;
  }
}

/** One look at both: what is just being sent must not be seen in two places. */
function bothLists(db) {
  const tx = db.transaction(['outbox', 'receipts']);
  return Promise.all(['outbox', 'receipts'].map((name) => tx.objectStore(name).getAll()));
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
