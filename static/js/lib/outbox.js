// Sends what is finished, whenever there is network; nothing leaves the phone's store without a receipt.

import { ping, put } from './api.js';
import { tell } from './dom.js';
import { meaning, pause } from './reply.js';
import { log, owner, read, write } from './store.js';

const TICK = 60_000;
const KEPT = 7 * 24 * 3_600_000; // a sent visit stays on the phone for so long

let running = false;
let impatient = false;
let misses = 0;
let retry = null;

/** Send now and at every sign of network from now on. */
export function keepSending() {
  const soon = () => send();
  addEventListener('online', () => send({ patiently: false }));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && soon());
  setInterval(soon, TICK);
  soon();
}

/** Send what is due, in one page of the app at a time; when not patiently, what is not due too. */
export async function send({ patiently = true } = {}) {
  if (!owner()) return;
  if (running) {
    impatient ||= !patiently; // the network may have come while the last attempt was failing
    return;
  }
  running = true;
  const work = (lock) => (lock ? drain(patiently) : undefined);
  try {
    if (navigator.locks) await navigator.locks.request(`etalon-send-${owner()}`, { ifAvailable: true }, work);
    else await work(true);
  } finally {
    running = false;
  }
  if (!impatient) return;
  impatient = false;
  return send({ patiently: false });
}

// One timer, however many attempts have failed.
function sendIn(rest) {
  clearTimeout(retry);
  retry = setTimeout(send, rest + 50);
}

async function drain(patiently) {
  const due = (await waiting()).filter((item) => !patiently || isDue(item));
  if (!due.length) return;
  const here = await ping();
  const why = whyNot(here);
  misses = why === 'network' ? misses + 1 : 0;
  const rest = misses ? pause(misses) : TICK;
  if (misses) sendIn(rest);
  const tryAt = Date.now() + Math.min(rest, TICK);
  if (why) return Promise.all(due.map((item) => change(item, { why, tryAt })));
  for (const item of due) if (!(await sendOne(item))) return;
  await forgetOld(Date.parse(here.json.now));
}

// A clock that was set back must not make an item wait for years.
const isDue = ({ nextAt }) => nextAt <= Date.now() || nextAt > Date.now() + 300_000;

/** Why nothing can be sent to the server that answered a ping so; empty when it can. */
export function whyNot({ status, json }) {
  if (status === 401) return 'sign_in';
  if (status === 511) return 'portal'; // RFC 6585: the network itself asks for a sign-in
  if (status === 0 || status >= 500) return 'network';
  if (status !== 200 || !json?.user) return 'portal';
  return json.user.id === owner() ? '' : 'other_user';
}

/** Send one item; false when it makes no sense to go on with the next one. */
async function sendOne(item, renewed = false) {
  await change(item, { why: 'sending' });
  const reply = await put(`/api/submissions/${item.id}`, item.body, item.sha256, 'application/json');
  let result = meaning(reply, item);
  if (result.what === 'more') result = await sendPhotos(item, result.missing);
  if (result.what === 'ping' && !renewed && !whyNot(await ping())) return sendOne(item, true);
  return settle(item, result, reply.retryAfter);
}

async function sendPhotos(item, missing) {
  await change(item, { arrived: item.photos.length - missing.length });
  let result = { what: 'wait' };
  for (const id of missing) {
    const row = await read((db) => db.get('photos', id));
    if (!row) return { what: 'attention', why: 'photo_gone' };
    result = meaning(await put(`/api/submissions/${item.id}/photos/${id}`, row.bytes, row.sha256, row.mime), item);
    if (result.what !== 'more' && result.what !== 'sent') return result;
    await change(item, { arrived: item.arrived + 1 });
  }
  return result.what === 'more' ? { what: 'wait' } : result;
}

async function settle(item, { what, why, said = '', receipt }, retryAfter) {
  if (what === 'sent') return sent(item, receipt);
  await log(what, `${item.id} ${why ?? ''} ${said}`);
  if (what === 'attention') {
    await change(item, { state: 'attention', why, said });
    return true;
  }
  if (what === 'wait') {
    const attempts = item.attempts + 1;
    const rest = Math.max(pause(attempts), retryAfter * 1000);
    const nextAt = Date.now() + rest;
    await change(item, { why: why ?? 'network', attempts, nextAt, tryAt: nextAt });
    sendIn(rest);
    return why === 'no_space'; // the photos wait, the answers of the next visits go through
  }
  await change(item, { why: what === 'ping' ? 'portal' : what, tryAt: Date.now() + TICK });
  return false;
}

async function sent(item, receipt) {
  await write(['outbox', 'receipts', 'assignments'], async (tx) => {
    await tx.objectStore('receipts').put({ id: item.id, visit: item.visit, title: item.title, receipt, item });
    await tx.objectStore('outbox').delete(item.id);
    await tx.objectStore('assignments').delete(item.visit);
  });
  tell('outbox', { sent: receipt.no, visit: item.visit });
  return true;
}

/** Try an item again that needed attention. */
export async function tryAgain(id) {
  const item = await read((db) => db.get('outbox', id));
  if (item) await change(item, { state: 'waiting', why: '', nextAt: 0 });
  return send({ patiently: false });
}

/** What waits to be sent, what was finished first first. */
export async function waiting() {
  const items = await read((db) => db.getAll('outbox'));
  return inOrder(items).filter((item) => item.state === 'waiting');
}

/** Items as they were finished: by their line in the log, which only grows, and not by a clock that may be set back. */
export function inOrder(items) {
  return items.sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
}

async function change(item, values) {
  Object.assign(item, values);
  await write('outbox', async ({ store }) => {
    if (await store.get(item.id)) await store.put(item);
  });
  tell('outbox');
}

// By the server's clock, not the phone's: the bytes of what was sent leave after a week, receipts after two months.
async function forgetOld(now) {
  const receipts = await read((db) => db.getAll('receipts'));
  const age = ({ receipt }) => now - Date.parse(receipt.received_at);
  for (const each of receipts.filter((one) => one.item && age(one) > KEPT)) {
    await write(['receipts', 'photos', 'thumbs'], async (tx) => {
      for (const { id } of each.item.photos) {
        await tx.objectStore('photos').delete(id);
        await tx.objectStore('thumbs').delete(id);
      }
      await tx.objectStore('receipts').put({ ...each, item: null });
    });
  }
  const old = receipts.filter((one) => age(one) > 9 * KEPT);
  for (const { id } of old) await write('receipts', ({ store }) => store.delete(id));
}
