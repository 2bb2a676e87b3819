// What the server refused because it has other answers under the same number goes to it once more, under a new one.

import { uuid7 } from './begin.js';
import { tell } from './dom.js';
import { canonical } from './freeze.js';
import { send } from './outbox.js';
import { read, write } from './store.js';
import { sha256 } from './trusted.js';

/** Send the answers of an item as a new revision; what was refused stays inside it until there is a receipt. */
export async function sendAsNew(id) {
  const refused = await read((db) => db.get('outbox', id));
  if (refused?.why !== 'payload_conflict') return;
  const item = await revisionOf(refused);
  await write(['outbox', 'photos', 'thumbs'], async (tx) => {
    const outbox = tx.objectStore('outbox');
    const still = await outbox.get(id);
    if (still?.state !== 'attention') return; // another tap was faster
    await outbox.add(item);
    await outbox.delete(id);
    for (const [place, { id: before }] of refused.photos.entries()) await rename(tx, before, item.photos[place].id, item.id);
  });
  tell('outbox');
  return send({ patiently: false });
}

// The server may have photos of the refused item under their ids already: the same pictures need new ones.
async function revisionOf(refused) {
  const content = JSON.parse(refused.body);
  const photos = content.photos.map((photo) => ({ ...photo, id: uuid7() }));
  const id = uuid7();
  const body = canonical({ ...content, id, photos, revision_of: refused.id });
  return {
    ...{ id, visit: refused.visit, title: refused.title, body, sha256: await sha256(body), photos, arrived: 0 },
    ...{ state: 'waiting', why: '', attempts: 0, nextAt: 0, frozenAt: refused.frozenAt, order: refused.order, was: refused },
  };
}

async function rename(tx, before, id, owner) {
  for (const store of ['photos', 'thumbs'].map((name) => tx.objectStore(name))) {
    const row = await store.get(before);
    if (!row) continue; // sending will say that a photo is gone
    await store.put({ ...row, id, owner });
    await store.delete(before);
  }
}
