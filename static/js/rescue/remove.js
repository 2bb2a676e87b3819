// The only way by which something that has no receipt leaves a phone: here, after a person typed its number.

import { look, nameOf, STORES } from './read.js';

/** What has to be typed: the visit's number, or the end of the key of a row that does not say it. */
export function proof({ key, row }) {
  return Number.isInteger(row?.visit) ? String(row.visit) : String(key).slice(-4);
}

/** Delete an item with its photos in one transaction; of a sent visit the bytes leave and the receipt stays. */
export function remove(user, { kind, key, row, content }) {
  return look(nameOf(user), async (db) => {
    const there = [STORES[kind], 'photos', 'thumbs', 'log'].filter((name) => db.objectStoreNames.contains(name));
    const tx = db.transaction(there, 'readwrite', { durability: 'strict' });
    const store = tx.objectStore(STORES[kind]);
    if ((await store.getKey(key)) === undefined) throw new Error('it has left this place meanwhile: its photos are wanted');
    if (kind === 'sent' && row?.receipt) store.put({ ...row, item: null });
    else store.delete(key);
    for (const name of there.filter((each) => each === 'photos' || each === 'thumbs')) {
      for (const id of await photosOf(tx.objectStore(name), key, content)) tx.objectStore(name).delete(id);
    }
    const line = { at: new Date().toISOString(), what: 'deleted in rescue', detail: `${kind} ${key} visit ${row?.visit ?? '?'}` };
    if (there.includes('log')) tx.objectStore('log').add(line);
    await tx.done;
  });
}

async function photosOf(store, owner, content) {
  const owned = store.indexNames.contains('owner') ? await store.index('owner').getAllKeys(owner) : [];
  return new Set([...owned, ...(content?.photos ?? []).map(({ id }) => id)]);
}
