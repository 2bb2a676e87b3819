// How a draft begins: empty, or, when a reviewer sent the visit back, with what this phone had sent.

import { BUILD, deviceName } from './device.js';
import { owner, read, write } from './store.js';

/** The first row of a visit's draft: {id, visit, answers, photos, …}; `rev` 0 until something was kept. */
export async function begin(visit) {
  const empty = await emptyRow(visit);
  const receipts = await read((db) => db.getAllFromIndex('receipts', 'visit', visit.id));
  const latest = receipts.filter(({ item }) => item).sort((one, other) => other.receipt.no - one.receipt.no)[0];
  return latest ? takeUp(empty, JSON.parse(latest.item.body)) : empty;
}

async function emptyRow(visit) {
  const at = new Date().toISOString();
  return {
    ...{ id: uuid7(), user: owner(), visit: visit.id, title: visit.title, checklist: visit.checklist },
    ...{ rev: 0, page: 0, answers: {}, photos: [], stopwatches: {}, started_at: at, updated_at: at },
    ...{ language: document.documentElement.lang, build: BUILD, device: await deviceName() },
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

// The photos are copied under new ids: those of the earlier submission stay with it.
function takeUp(empty, sent) {
  const photos = sent.photos.map((photo) => ({ ...photo, id: uuid7(), from: photo.id }));
  const row = { ...empty, rev: 1, answers: sent.answers, notes: sent.notes, photos: photos.map(({ from, ...photo }) => photo) };
  return write(['drafts', 'photos', 'thumbs'], async (tx) => {
    for (const { id, from } of photos) {
      for (const store of ['photos', 'thumbs'].map((name) => tx.objectStore(name))) {
        const kept = await store.get(from);
        if (kept) await store.add({ ...kept, id, owner: row.id }); // a voice note has no small picture
      }
    }
    await tx.objectStore('drafts').add(row);
    return row;
  });
}

/** An id that sorts by time (RFC 9562, version 7). */
export function uuid7() {
  const time = Date.now().toString(16).padStart(12, '0');
  const rest = crypto.randomUUID().slice(15); // its version digit is replaced by 7
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest}`;
}
