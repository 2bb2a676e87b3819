// What is on this phone and not yet on the server, and why; the receipts of what was sent, folded below it.

import { fill, inTurn, listen, piece } from '../lib/dom.js';
import { isVoice } from '../lib/evidence.js';
import { inOrder, send, tryAgain } from '../lib/outbox.js';
import { download } from '../lib/rescue.js';
import { read } from '../lib/store.js';
import { dayAndTime, timeOfDay, words } from '../lib/words.js';

export class OutboxList extends HTMLElement {
  connectedCallback() {
    if (this.lists) return;
    const made = piece('outbox');
    this.lists = made.querySelectorAll('.outbox');
    this.sent = made.querySelector('.outbox-sent');
    this.append(made);
    const show = inTurn(() => this.show()); // every item that changes says so: many of them would be shown many times
    listen('outbox', show);
    show();
  }

  async show() {
    const visit = Number(this.dataset.visit) || null;
    const ours = (row) => !visit || row.visit === visit;
    const [items, receipts] = (await read(bothLists)).map((rows) => rows.filter(ours));
    inOrder(items).sort((one, other) => (one.state === 'attention' ? 0 : 1) - (other.state === 'attention' ? 0 : 1));
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
  const sending = item.photos.some(isVoice) ? 'sending_both' : 'sending';
  const told = why === 'sending' ? words(sending, { arrived, all: item.photos.length }) : words(`why_${why || 'network'}`);
  const reason = attention ? words(`why_${why}`, { said }) : '';
  const slots = { title, state: attention ? words('attention') : told, details: details(item), reason };
  const shown = piece('outbox-item', slots);
  shown.dataset.state = attention ? 'attention' : 'waiting';
  shown.querySelector('.outbox-sign-in').hidden = why !== 'sign_in' && why !== 'other_user';
  const button = (name) => shown.querySelector(`.outbox-${name}`);
  button('revise').hidden = why !== 'payload_conflict';
  button('revise').addEventListener('click', async () => (await import('../lib/revision.js')).sendAsNew(item.id));
  button('again').addEventListener('click', () => (attention ? tryAgain(item.id) : send({ patiently: false })));
  button('save').hidden = button('rescue').hidden = !attention;
  button('save').addEventListener('click', download);
  return shown;
}

/** What was said aloud, when it is tried next, as far as time alone decides, and how often it was. */
function details({ state, why, tryAt = 0, attempts, photos }) {
  const n = photos.filter(isVoice).length;
  const voices = n ? [words('voice_notes', { n })] : [];
  const waits = state === 'waiting' && ['network', 'portal', 'no_space'].includes(why) && tryAt > Date.now();
  const next = waits ? [words('next_try', { time: timeOfDay(tryAt) })] : [];
  return [...voices, ...next, ...(attempts ? [words('attempts', { n: attempts })] : [])].join(' · ');
}

function sent({ id, title, receipt, checked }) {
  const shown = piece('outbox-receipt', {
    ...{ title, state: words('sent', { number: receipt.no }) },
    details: words('received', { time: dayAndTime(receipt.received_at) }),
    checked: checked ? words(`receipt_${checked.said}`, { time: timeOfDay(checked.at) }) : '',
  });
  shown.dataset.checked = checked?.said ?? '';
  shown.querySelector('button').addEventListener('click', async ({ currentTarget }) => {
    currentTarget.disabled = true;
    await (await import('../lib/recheck.js')).checkAgain(id);
  });
  return shown;
}
