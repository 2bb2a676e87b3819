// Seconds counted by the phone: the moment of the start lies in the draft, so neither a page that dies nor sleep loses time.

import { words } from './words.js';

const SLACK = 2; // seconds by which two clocks of one phone may differ
const here = new Map(); // the starts made by this page, by its own clock, which nobody can set

/** Start counting for a question of a draft. */
export function start(draft, code) {
  draft.row.stopwatches[code] = Date.now();
  here.set(key(draft, code), performance.now());
}

export function stop(draft, code) {
  delete draft.row.stopwatches[code];
  here.delete(key(draft, code));
}

/** Whole seconds since the start, or null when the phone's clock was set back in the meantime and nobody can say. */
export function elapsed(draft, code) {
  const seconds = (Date.now() - draft.row.stopwatches[code]) / 1000;
  const begun = here.get(key(draft, code));
  const atLeast = begun === undefined ? 0 : (performance.now() - begun) / 1000 - SLACK;
  return seconds < Math.max(0, atLeast) ? null : Math.round(seconds);
}

/** Seconds as on the face of a stopwatch: 0:42, 1:02:03. */
export function clockFace(seconds) {
  if (seconds === null) return words('by_hand');
  const two = (number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** Do something every second while the page is seen. */
export function everySecond(work) {
  setInterval(() => document.visibilityState === 'visible' && work(), 1000);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && work());
}

const key = (draft, code) => `${draft.row.id} ${code}`;
