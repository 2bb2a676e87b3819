// What lies on this phone: one database per user, so that nobody sees or sends what is another's.

import { openDB } from '../../vendor/idb.js';
import { currentUser } from './device.js';
import { noTrouble, sayTrouble } from './trouble.js';

const VERSION = 2; // stores are only ever added: the build before must still find its own
const PATIENCE = 1200; // ms after which opening is said to take long
const STRICT = { durability: 'strict' };
let opened = null;

/** Whose database it is: nobody else's is ever opened. */
export const owner = currentUser;

const forget = () => {
  opened = null;
};
const watch = {
  blocked: () => sayTrouble('other_tab_old'),
  blocking(_current, _blocked, event) {
    event.target.close(); // a newer page needs the database; ours opens it again at the next save
    forget();
  },
  terminated: forget,
};

/** Open the database while the page is still being read. */
export function openAhead() {
  open().catch(() => {}); // whoever needs it asks again, and is told
}

function open() {
  opened ??= opening();
  return opened;
}

// A browser does not tell every page that it waits for another one.
function opening() {
  const late = setTimeout(() => sayTrouble('storage_slow'), PATIENCE);
  const settled = () => clearTimeout(late);
  const asked = openDB(`etalon-u${owner()}`, VERSION, { ...watch, upgrade }).catch(asItIs);
  asked.then(settled, settled);
  return asked.then(isOpen, isClosed);
}

function isOpen(db) {
  noTrouble();
  return db;
}

// Never healed by deleting: what lies there may still be read on the rescue page.
function isClosed(error) {
  forget();
  sayTrouble('storage_closed');
  throw error;
}

// A build was rolled back: the newer database has every store of ours, since stores are only ever added.
function asItIs(error) {
  if (error.name !== 'VersionError') throw error;
  return openDB(`etalon-u${owner()}`, undefined, watch);
}

function upgrade(db, from) {
  if (from < 1) {
    db.createObjectStore('assignments', { keyPath: 'id' });
    db.createObjectStore('fragments', { keyPath: 'digest' });
    db.createObjectStore('drafts', { keyPath: 'id' }).createIndex('visit', 'visit');
    db.createObjectStore('photos', { keyPath: 'id' }).createIndex('owner', 'owner');
    db.createObjectStore('thumbs', { keyPath: 'id' }).createIndex('owner', 'owner');
    db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('visit', 'visit');
    db.createObjectStore('receipts', { keyPath: 'id' }).createIndex('visit', 'visit');
    db.createObjectStore('log', { autoIncrement: true });
  }
  if (from < 2) {
    db.createObjectStore('forms', { keyPath: 'digest' }); // what a form asks, section by section
    db.createObjectStore('sections', { keyPath: 'digest' }); // the pages of forms
    db.createObjectStore('backups', { keyPath: 'id' }); // how far the server has a draft
  }
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
