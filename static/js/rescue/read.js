// What lies on this phone, read as it is: nothing is made, upgraded or deleted, and no row is expected to be whole.

import { openDB } from '../../vendor/idb.js';

const PATIENCE = 5000; // ms after which another page is thought to hold the database
/** The lists of the page, and the stores they are kept in. */
export const STORES = { drafts: 'drafts', unsent: 'outbox', sent: 'receipts' };

/** The phone does not give out what it keeps; `word` is "held" or "broken", the cause is the browser's own error. */
export class Closed extends Error {
  constructor(word, cause) {
    super(`${cause?.name ?? ''} ${cause?.message ?? ''}`.trim(), { cause });
    this.word = word;
  }
}

/** Whose phone this is now: the id of a user, or null when nobody is signed in. */
export async function person() {
  const kept = () => look('etalon-device', (db) => fromStore(db, 'device', null, (store) => store.get('etalon-user')));
  return Number(localStorage.getItem('etalon-user') ?? (await kept())) || null;
}

export const nameOf = (user) => `etalon-u${user}`;

/**
 * Open a database in whatever version it has, do `work(db)` and close it; null when there is no such database.
 * A connection that the phone has killed is opened once more.
 */
export async function look(name, work) {
  try {
    return await once(name, work);
  } catch (error) {
    if (error?.name !== 'InvalidStateError') throw error;
  }
  return once(name, work).catch((error) => {
    throw error?.name === 'InvalidStateError' ? new Closed('broken', error) : error;
  });
}

async function once(name, work) {
  const db = await open(name);
  try {
    return db && (await work(db));
  } finally {
    db?.close();
  }
}

async function open(name) {
  let isNew = false;
  const upgrade = (_db, _from, _to, tx) => {
    isNew = true; // to look must not make a database: the app would take the empty one for its own
    tx.done.catch(() => {});
    tx.abort();
  };
  const opening = openDB(name, undefined, { upgrade, blocking: (_from, _to, event) => event.target.close() });
  let timer;
  const late = new Promise((_, give) => {
    timer = setTimeout(() => give(new Closed('held')), PATIENCE);
  });
  try {
    return await Promise.race([opening, late]);
  } catch (error) {
    opening.then((db) => db.close()).catch(() => {});
    if (isNew) return null;
    throw error instanceof Closed ? error : new Closed('broken', error);
  } finally {
    clearTimeout(timer);
  }
}

/** Ask a store that may not be there; `instead` when it is not. */
export function fromStore(db, name, instead, ask) {
  return db.objectStoreNames.contains(name) ? ask(db.transaction(name).objectStore(name)) : instead;
}

/** Every row of a store by itself, so that one that cannot be read hides no other: [{key, row} or {key, error}]. */
export async function rows(db, store) {
  const keys = await orError(() => keysOf(db, store));
  return Array.isArray(keys) ? Promise.all(keys.map((key) => rowOf(db, store, key))) : [{ key: null, ...keys }];
}

export function keysOf(db, store) {
  return fromStore(db, store, [], (each) => each.getAllKeys());
}

/** One row, or the error that stands in its place. */
export function rowOf(db, store, key) {
  return orError(async () => ({ key, row: await fromStore(db, store, undefined, (each) => each.get(key)) }), { key });
}

async function orError(work, instead = {}) {
  try {
    return await work();
  } catch (error) {
    if (error?.name === 'InvalidStateError') throw error; // the connection is dead, not the row
    return { ...instead, error: String(error) };
  }
}

/** What the page lists: {drafts, unsent, sent}, each a list of items {kind, key, row, error, content}. */
export function contents(user) {
  const list = async (db, [kind, store]) => [kind, (await rows(db, store)).map((each) => item(kind, each))];
  const lists = async (db) => Object.fromEntries(await Promise.all(Object.entries(STORES).map((each) => list(db, each))));
  return look(nameOf(user), lists);
}

/** A row with its content {answers, photos, …}: null when the bytes have left the phone, undefined when unreadable. */
function item(kind, { key, row, error }) {
  try {
    return { kind, key, row, error, content: CONTENT[kind](row) };
  } catch (reason) {
    return { kind, key, row, error: error ?? String(reason) };
  }
}

const CONTENT = {
  drafts: (row) => whole(row),
  unsent: (row) => whole({ ...JSON.parse(row.body), photos: row.photos }),
  sent: (row) => {
    if (!Number.isInteger(row.receipt.no)) throw new TypeError('a receipt without a number');
    return row.item && whole(JSON.parse(row.item.body));
  },
};

function whole(content) {
  const { answers, photos } = content;
  if (Object.getPrototypeOf(answers) !== Object.prototype) throw new TypeError('no answers');
  if (!photos.every(({ id }) => typeof id === 'string')) throw new TypeError('no photos');
  return content;
}

/** The words of the questions of a checklist version, by code, as far as a form of it is on this phone. */
export async function questions(user, checklist) {
  const found = await look(nameOf(user), async (db) => {
    const forms = (await rows(db, 'forms')).filter(({ row }) => row?.checklist === checklist?.id);
    const pages = forms.flatMap(({ row }) => row.sections ?? []).map(({ page }) => rowOf(db, 'sections', page));
    return (await Promise.all(pages)).map(({ row }) => row?.texts);
  }).catch(() => null);
  return Object.assign({}, ...(found ?? []));
}
