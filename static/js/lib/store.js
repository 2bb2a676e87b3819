// What lies on this phone: one database per user, so that nobody sees or sends what is another's.

import { openDB } from '../../vendor/idb.js';
import { tell } from './dom.js';

const VERSION = 1;
const STRICT = { durability: 'strict' };
let user = null;
let opened = null;

/** Work with the database of this user from now on. */
export function useStoreOf(id) {
  user = id;
  opened = null;
}

export function owner() {
  return user;
}

function open() {
  opened ??= openDB(`etalon-u${user}`, VERSION, {
    upgrade(db) {
      db.createObjectStore('assignments', { keyPath: 'id' });
      db.createObjectStore('fragments', { keyPath: 'digest' });
      db.createObjectStore('drafts', { keyPath: 'id' }).createIndex('visit', 'visit');
      db.createObjectStore('photos', { keyPath: 'id' }).createIndex('owner', 'owner');
      db.createObjectStore('thumbs', { keyPath: 'id' }).createIndex('owner', 'owner');
      db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('visit', 'visit');
      db.createObjectStore('receipts', { keyPath: 'id' }).createIndex('visit', 'visit');
      db.createObjectStore('log', { autoIncrement: true });
    },
    blocked: () => tell('trouble', { word: 'other_tab_old' }),
    blocking: (_current, _blocked, event) => {
      event.target.close(); // a newer page needs the database; ours opens it again at the next save
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Do `work(tx)` in one transaction over these stores and wait until it is safely on the disk. */
export async function write(stores, work) {
  return again(async () => {
    const tx = (await open()).transaction(stores, 'readwrite', STRICT);
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      tx.done.catch(() => {});
      try {
        tx.abort();
      } catch {
        // it has already ended by itself
      }
      throw error;
    }
  });
}

/** Read with `work(db)`. */
export async function read(work) {
  return again(async () => work(await open()));
}

// iOS kills the connection of a page that lay in the background: once, it is opened again.
async function again(work) {
  try {
    return await work();
  } catch (error) {
    if (error?.name !== 'InvalidStateError') throw error;
    opened = null;
    return work();
  }
}

/** Keep a line of what happened, the last five hundred, for the day when somebody asks. */
export async function log(what, detail = '') {
  await write('log', async ({ store }) => {
    const key = await store.add({ at: new Date().toISOString(), what, detail: String(detail).slice(0, 300) });
    if (key > 500) await store.delete(IDBKeyRange.upperBound(key - 500));
  }).catch(() => {});
}
