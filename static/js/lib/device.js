// What this phone knows beside anybody's work: who uses it, in which language, how wrong its clock is.

import { openDB } from '../../vendor/idb.js';

const USER = 'etalon-user'; // read at once, before any database is open
let opened = null;

/** The build of these scripts: their address says it. */
export const BUILD = import.meta.url.match(/\/static\/(\w+)\//)?.[1] ?? '';

/** Whether this is the page that opens without network, which the server made for nobody in particular. */
export const isShell = () => 'shell' in document.documentElement.dataset;

/** Whether the service worker opened a form that was drawn ahead: it can be tapped on before any script. */
export const isDrawn = () => 'drawn' in document.documentElement.dataset;

function database() {
  opened ??= openDB('etalon-device', 1, { upgrade: (db) => db.createObjectStore('device') });
  return opened;
}

export async function remembered(name) {
  return (await database()).get('device', name);
}

export async function remember(name, value) {
  return (await database()).put('device', value, name);
}

/** Whose phone it is now: the page says so when the server made it, otherwise who was here last; or null. */
export function currentUser() {
  return Number(isShell() ? localStorage.getItem(USER) : document.body?.dataset.user) || null;
}

/** Know this person again, and the language, where there is no network. */
export async function rememberUser() {
  const { user } = document.body.dataset;
  if (!user) return;
  const before = localStorage.getItem(USER);
  localStorage.setItem(USER, user);
  if (before !== user) await forgetDrawings();
  rememberLanguage(document.documentElement.lang);
  await remember(USER, user);
}

/** Whether this page is still that of the person whose phone it is: nobody has signed out, or in, on another one. */
export function isAtHome() {
  return localStorage.getItem(USER) === String(currentUser());
}

/** A phone that died may have lost what is read at once, but not what lies in its database. */
export async function recallUser() {
  const user = localStorage.getItem(USER) ?? (await remembered(USER));
  if (user) localStorage.setItem(USER, user);
}

/** Signed out: without network nobody's visits are shown from now on. */
export async function forgetUser() {
  localStorage.removeItem(USER);
  await remember(USER, null);
  await globalThis.caches?.delete('device');
  await forgetDrawings();
}

/** Throw away forms that were drawn ahead: those of a person who is gone, or of other builds. */
export async function forgetDrawings(which = () => true) {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith('forms-') && which(name)).map((name) => caches.delete(name)));
}

/** The service worker reads here in which language to open without network. */
async function rememberLanguage(language) {
  if (!('caches' in globalThis)) return;
  const cache = await caches.open('device');
  await cache.put('/shell/language', new Response(language));
}

/** A name for this phone, made up once. */
export async function deviceName() {
  const known = await remembered('name');
  if (known) return known;
  const made = crypto.randomUUID();
  await remember('name', made);
  return made;
}
