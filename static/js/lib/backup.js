// Copies of drafts to the server while there is network, so that a lost phone costs minutes; saving never waits for it.

import { ping, put } from './api.js';
import { deviceName } from './device.js';
import { tell, whenOutOfSight } from './dom.js';
import { canonical } from './freeze.js';
import { pause } from './reply.js';
import { owner, read, write } from './store.js';
import { sha256 } from './trusted.js';

const EVERY = 20_000; // ms
// The server will not take this copy however often it comes; the next save is another copy.
const REFUSED = new Set(['finished', 'malformed', 'not_found', 'photo_conflict', 'too_large', 'unusable']);

let failures = 0;
let restUntil = 0;

/** Copy what was saved, now and from now on. */
export function keepBackingUp() {
  const now = () => backUp().catch(() => {});
  setInterval(now, EVERY);
  whenOutOfSight(now);
  addEventListener('online', () => {
    restUntil = 0;
    now();
  });
  now();
}

/** Copy every draft that was saved since it was copied last, in one page of the app at a time. */
export async function backUp() {
  if (!owner() || !navigator.onLine || Date.now() < restUntil) return;
  const work = (lock) => (lock ? backUpAll() : undefined);
  if (navigator.locks) await navigator.locks.request(`etalon-backup-${owner()}`, { ifAvailable: true }, work);
  else await work(true);
}

async function backUpAll() {
  const [drafts, copies] = await read((db) => Promise.all(['drafts', 'backups'].map((name) => db.getAll(name))));
  const known = new Map(copies.map((copy) => [copy.id, copy]));
  const isDue = ({ id, rev }) => rev > (known.get(id)?.rev ?? 0) && !known.get(id)?.taken_over;
  await forget(copies.filter(({ id }) => !drafts.some((draft) => draft.id === id)));
  const due = drafts.filter(isDue);
  if (!due.length) return;
  const here = await ping();
  if (here.json?.user?.id !== owner()) return rest(here);
  for (const draft of due) {
    const failed = await copied(draft);
    if (failed) return rest(failed);
  }
  failures = 0;
  tell('backups');
}

function rest({ retryAfter }) {
  failures += 1;
  restUntil = Date.now() + Math.max(pause(failures), retryAfter * 1000);
}

/** Copy one draft with its photos; gives the reply that makes it senseless to go on, if there is one. */
async function copied(draft) {
  const { id, rev, visit } = draft;
  const body = canonical({ ...draft, format: 1, device: await deviceName() });
  let reply = await put(`/api/drafts/${id}`, body, await sha256(body), 'application/json');
  const copy = { id, rev, at: new Date().toISOString() };
  for (const photo of reply.json?.missing ?? []) {
    const row = await read((db) => db.get('photos', photo));
    if (!row) continue; // removed in the meantime
    reply = await put(`/api/drafts/${id}/photos/${photo}`, row.bytes, row.sha256, row.mime);
    if (reply.status !== 200 && !isRefused(reply)) break;
  }
  if (reply.json?.code === 'taken_over') {
    await note({ ...copy, taken_over: reply.json.at });
    tell('taken-over', { draft: id, visit, at: reply.json.at });
    return null;
  }
  if (isRefused(reply)) return note({ ...copy, at: null });
  return reply.status === 200 && reply.json?.missing ? note(copy) : reply;
}

const isRefused = ({ json }) => REFUSED.has(json?.code);

function note(copy) {
  return write('backups', async ({ store }) => void (await store.put(copy)));
}

function forget(copies) {
  if (!copies.length) return null;
  return write('backups', async ({ store }) => {
    for (const { id } of copies) await store.delete(id);
  });
}
