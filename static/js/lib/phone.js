// Whether this phone is fit for work where there is no network, and its word on that to the server.

import { assignments, formOf } from './assignments.js';
import { call, ping } from './api.js';
import { shown } from './conditions.js';
import { BUILD, deviceName, remembered } from './device.js';
import { listen } from './dom.js';
import { countPictures } from './evidence.js';
import { isAnswered } from './missing.js';
import { owner, read } from './store.js';

const LOW_SPACE = 200 * 1024 * 1024; // bytes; this and the next as in app/sync/troubles.py
const CLOCK_OFF = 5 * 60_000; // ms
const SOON = 500; // ms in which several occasions to report become one
let soon = null;

export function isInstalled() {
  return navigator.standalone === true || ['standalone', 'fullscreen', 'minimal-ui'].some((mode) => matchMedia(`(display-mode: ${mode})`).matches);
}

/** An iPhone or iPad; the iPad of today calls itself a Macintosh. */
export function isIos() {
  const { userAgent, maxTouchPoints } = navigator;
  return /iP(hone|ad|od)/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

/** What the phone offers: {installed, persistent, used and free in bytes or null, skew in ms}. */
export async function condition() {
  const { quota = null, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return {
    installed: isInstalled(),
    persistent: (await navigator.storage?.persisted?.()) ?? false,
    used: quota === null ? null : usage,
    free: quota === null ? null : Math.max(0, quota - usage),
    skew: (await remembered('skew')) ?? 0,
  };
}

/** What could cost its owner work in the field: "not_installed", "not_persistent", "low_space", "clock_off". */
export function troubles({ installed, persistent, free, skew }) {
  const found = {
    not_installed: !installed,
    not_persistent: !persistent,
    low_space: free !== null && free < LOW_SPACE,
    clock_off: Math.abs(skew) > CLOCK_OFF,
  };
  return Object.keys(found).filter((code) => found[code]);
}

/** The open visits on this phone: {visit, ready (it opens without network), draft, rev, answered, of, saved_at}. */
export async function carried() {
  const [open, drafts] = [await assignments(), await read((db) => db.getAll('drafts'))];
  const registration = await navigator.serviceWorker?.getRegistration();
  const begun = new Map(drafts.map((row) => [row.visit, row]));
  return Promise.all(open.map((visit) => lyingHere(visit, begun.get(visit.id), Boolean(registration?.active))));
}

async function lyingHere(visit, draft, opens) {
  const form = await formOf(visit);
  const here = { visit: visit.id, ready: opens && Boolean(form) };
  if (!draft) return here;
  const { id, rev, updated_at } = draft;
  return { ...here, draft: id, rev, saved_at: updated_at, ...(form ? progress(form, draft) : {}) };
}

/** How much of a form is done: {answered, of}. */
export function progress({ sections }, { answers, photos }) {
  const counts = countPictures(photos);
  const asked = shown(sections, answers, counts);
  const questions = sections.flatMap((section) => section.questions).filter(({ id }) => asked.has(id));
  return { answered: questions.filter((each) => isAnswered(each, answers[each.id], counts[each.id])).length, of: questions.length };
}

/** Report after every refresh, every copy of a draft and every sending from now on. */
export function keepReporting() {
  listen('assignments', reportSoon);
  listen('backups', reportSoon);
  listen('outbox', ({ sent }) => sent && reportSoon());
  reportSoon();
}

function reportSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => report().catch(() => {}), SOON);
}

/** Tell the server what lies on this phone and in what condition it is. Without network nothing happens. */
export async function report() {
  if (!navigator.onLine || (await ping()).json?.user?.id !== owner()) return;
  const { installed, persistent, free, skew } = await condition();
  const [visits, unsent] = [await carried(), await read((db) => db.count('outbox'))];
  const body = JSON.stringify({ installed, persistent, free, skew_ms: Math.round(skew), build: BUILD, unsent, visits });
  await call(`/api/phones/${await deviceName()}`, { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } });
}
