// What lies on this phone as one file, which the product can read again: the format of every copy that is saved.

import { contents, keysOf, look, nameOf, rowOf, rows } from './read.js';

const FORMAT = 1;
const TYPE = 'application/zip';
const SUFFIXES = { 'audio/webm': 'webm', 'audio/ogg': 'ogg', 'audio/mp4': 'mp4' }; // else a photo
const BUILD = import.meta.url.match(/\/static\/(\w+)\//)?.[1] ?? '';

/** The name of the file: of everything, or of one item. */
export function fileName(user, item = null) {
  const what = item ? `${user}-visit-${item.row?.visit ?? safe(item.key)}` : user;
  return `etalon-${what}-${new Date().toISOString().slice(0, 10)}.zip`;
}

/**
 * The files of a copy, one after the other, so that one photo at a time is in memory: everything, or one item with its
 * photos. The manifest comes last: it counts what was really written and names what could not be read.
 */
export async function* files(user, only = null) {
  const counts = { drafts: 0, unsent: 0, sent: 0, photos: 0 };
  const unreadable = [];
  for (const item of only ? [only] : Object.values((await contents(user)) ?? {}).flat()) {
    counts[item.kind] += 1;
    if (item.content === undefined) unreadable.push({ store: item.kind, id: String(item.key), error: item.error });
    yield* ITEMS[item.kind](item);
  }
  for (const key of await photoKeys(user, only)) {
    const { row, error } = await look(nameOf(user), (db) => rowOf(db, 'photos', key));
    const isWhole = row?.bytes instanceof ArrayBuffer;
    counts.photos += isWhole ? 1 : 0;
    if (!isWhole) unreadable.push({ store: 'photos', id: String(key), error: error ?? 'no bytes' });
    if (isWhole) yield { name: `photos/${safe(key)}.${SUFFIXES[row.mime] ?? 'jpg'}`, input: row.bytes };
    else if (row) yield { name: `photos/${safe(key)}.json`, input: json(row) };
  }
  if (!only) yield { name: 'log.json', input: json(await look(nameOf(user), (db) => rows(db, 'log'))) };
  const at = new Date().toISOString();
  yield { name: 'manifest.json', input: json({ format: FORMAT, user, exported_at: at, build: BUILD, counts, unreadable }) };
}

const raw = (item, folder) => [{ name: `${folder}/${safe(item.key)}.json`, input: json(item.row ?? { error: item.error }) }];
const ITEMS = {
  drafts: (item) => raw(item, 'drafts'),
  sent: (item) => raw(item, 'sent'),
  unsent: (item) => {
    if (typeof item.row?.body !== 'string') return raw(item, 'unsent');
    const { body, ...state } = item.row; // the frozen bytes stand alone: they are what is sent and signed for
    const name = `unsent/${safe(item.key)}`;
    return [{ name: `${name}.json`, input: body }, { name: `${name}.item.json`, input: json(state) }];
  },
};

async function photoKeys(user, only) {
  const keys = (await look(nameOf(user), (db) => keysOf(db, 'photos'))) ?? [];
  if (!only) return keys;
  const own = new Set((only.content?.photos ?? []).map(({ id }) => id));
  const owned = (await look(nameOf(user), (db) => photosOwnedBy(db, only.key))) ?? [];
  return keys.filter((key) => own.has(key) || owned.includes(key));
}

/** The photos that were taken for a draft, whatever has become of it. */
export async function photosOwnedBy(db, key) {
  if (!db.objectStoreNames.contains('photos')) return [];
  const { store } = db.transaction('photos');
  return store.indexNames.contains('owner') ? store.index('owner').getAllKeys(key) : [];
}

const safe = (key) => encodeURIComponent(String(key)).replaceAll('.', '%2E').slice(0, 120);

// Bytes in a damaged row are written too; what JSON cannot say is said as text.
function json(value) {
  const known = (_key, each) => {
    if (each instanceof ArrayBuffer || ArrayBuffer.isView(each)) return { base64: base64(each) };
    if (each instanceof Map || each instanceof Set) return [...each];
    return typeof each === 'bigint' ? String(each) : each;
  };
  try {
    return JSON.stringify(value, known, 1) ?? 'null';
  } catch (error) {
    return JSON.stringify({ error: String(error) });
  }
}

function base64(bytes) {
  const each = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  return btoa(Array.from(each, (byte) => String.fromCharCode(byte)).join(''));
}

async function archive(listed) {
  const { downloadZip } = await import('../../vendor/client-zip.js');
  return downloadZip(listed);
}

/** Save a copy where the person says, piece by piece where the browser can; false when they thought better of it. */
export async function save(name, listed) {
  const target = await chosen(name);
  if (target === null) return false;
  if (target) await (await archive(listed)).body.pipeTo(await target.createWritable());
  else await download(name, listed);
  return true;
}

async function chosen(name) {
  try {
    return await globalThis.showSaveFilePicker?.({ suggestedName: name, types: [{ accept: { [TYPE]: ['.zip'] } }] });
  } catch (error) {
    return error?.name === 'AbortError' ? null : undefined; // where no place can be chosen, it is downloaded
  }
}

/** Save a copy among the downloads of this phone. */
export async function download(name, listed) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await (await archive(listed)).blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Whether this phone can hand a zip to another app. */
export function canShare() {
  return navigator.canShare?.({ files: [new File([''], 'a.zip', { type: TYPE })] }) ?? false;
}

/** The copy as a file that can be shared. */
export async function fileOf(name, listed) {
  return new File([await (await archive(listed)).blob()], name, { type: TYPE });
}
