// Forms drawn ahead: the page of a visit as it will be opened next, whole, which the service worker hands out at once.
// It is a picture to tap on until the script is there; what counts lies in the database and is looked up every time.

import { show } from './answers.js';
import { assignments } from './assignments.js';
import { BUILD, forgetDrawings, isAtHome } from './device.js';
import { atLeisure, inTurn, listen, whenOutOfSight } from './dom.js';
import { countPictures } from './evidence.js';
import { Form, hideUnasked } from './form.js';
import { progress } from './phone.js';
import { nodesFrom, pageFrom, sha256 } from './trusted.js';
import { describe, whatIsHere } from './visit.js';
import { words } from './words.js';

const PAUSE = 1000; // ms without a save
const DRAWN = `forms-${BUILD}`; // as in the service worker
const addressOf = (visit) => `/visits/${visit}/form`;

/** Draw every open visit from now on: when the list has changed, and when an answer was saved. */
export function keepDrawing() {
  const all = inTurn(() => drawAll().catch(() => {}));
  let soon = null;
  for (const event of ['assignments', 'outbox', 'update']) listen(event, all);
  listen('saved', ({ visit }) => {
    clearTimeout(soon);
    soon = setTimeout(() => atLeisure(() => draw(visit).catch(() => {})), PAUSE);
  });
  whenOutOfSight(all);
  all();
}

async function drawAll() {
  const open = (await assignments()).map(({ id }) => id);
  const wanted = new Set(open.map(addressOf));
  const cache = await caches.open(DRAWN);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (!wanted.has(pathname)) await cache.delete(pathname);
  }
  await forgetDrawings((name) => name !== DRAWN);
  for (const id of open) await draw(id).catch(() => {});
}

/** Draw a visit, unless it is drawn as it stands; one that must not be seen at once, or is finished, has no drawing. */
async function draw(id) {
  const here = await whatIsHere(id);
  const cache = await caches.open(DRAWN); // opened first: what is put there once it was thrown away, nobody finds
  const isOpen = here.draft ?? (!here.finished.length && !here.receipts.length);
  if (!here.page || here.row.kind !== 'audit' || !isOpen) return cache.delete(addressOf(id));
  const { lang } = document.documentElement;
  const { id: draft, rev, page } = here.draft ?? {};
  const stamp = await sha256(JSON.stringify([lang, here.form.digest, draft, rev, page, here.row]));
  const before = await cache.match(addressOf(id));
  if (before?.headers.get('X-Stamp') === stamp) return undefined;
  const shell = await caches.match(`/shell/${lang}`, { cacheName: `etalon-${BUILD}` });
  if (!shell) return undefined;
  const headers = new Headers(shell.headers);
  headers.set('X-Stamp', stamp);
  headers.delete('Vary'); // it is found by its address alone
  const drawn = new Response(await drawing(here, await shell.text()), { headers });
  return isAtHome() ? cache.put(addressOf(id), drawn) : undefined;
}

async function drawing({ row, form, draft, page }, shell) {
  const whole = pageFrom(shell);
  const of = (name) => whole.getElementById(`piece-${name}`).content.firstElementChild.cloneNode(true);
  const frame = of('fill');
  whole.title = describe(frame, row);
  frame.dataset.drawn = page.digest;
  const section = (await nodesFrom(page)).firstElementChild;
  const { answers, photos } = draft ?? { answers: {}, photos: [] };
  for (const card of section.querySelectorAll('.question')) show(card, answers[card.dataset.question]);
  keepState(section);
  const asked = new Form(form.sections);
  if (asked.isConditional) hideUnasked(section, asked.shown(answers, countPictures(photos)));
  count(frame, progress(form, { answers, photos }));
  const bar = frame.querySelector('.fill-bar');
  const place = whole.createElement('div');
  place.className = 'fill-place';
  place.append(section);
  bar.replaceWith(place, of('bar'));
  for (const button of frame.querySelectorAll('.fill-bar button')) button.disabled = true; // they wait for the script
  whole.getElementById('content').replaceChildren(frame, of('asleep'));
  whole.documentElement.dataset.drawn = '';
  delete whole.documentElement.dataset.opening;
  whole.querySelector('script[blocking]').removeAttribute('blocking'); // a drawing is seen before the script has come
  return `<!doctype html>${whole.documentElement.outerHTML}`;
}

function count(frame, { answered, of }) {
  frame.querySelector('.fill-count').textContent = words('answered', { answered, n: of });
  Object.assign(frame.querySelector('progress'), { max: of || 1, value: answered, hidden: false });
}

/** What controls hold is not in their markup by itself. */
function keepState(section) {
  for (const each of section.querySelectorAll('input, textarea')) {
    if (['radio', 'checkbox'].includes(each.type)) each.toggleAttribute('checked', each.checked);
    else if (each.localName === 'textarea') each.textContent = each.value;
    else if (each.type !== 'file') each.setAttribute('value', each.value);
  }
}

/**
 * What was tapped or typed in a drawing before the script was there: for each control a step that says it again, once
 * the page shows what this phone has, and gives the control. What a browser fills in by itself is none.
 */
export function usedIn(form) {
  if (!navigator.userActivation?.hasBeenActive) return [];
  const controls = [...form.querySelectorAll('.question :is(input, textarea)')];
  return controls.filter(isUsed).map((each) => {
    const { checked, value } = each;
    return () => Object.assign(each, ['radio', 'checkbox'].includes(each.type) ? { checked } : { value });
  });
}

function isUsed({ type, checked, defaultChecked, value, defaultValue }) {
  if (type === 'radio') return checked && !defaultChecked;
  return type === 'checkbox' ? checked !== defaultChecked : type !== 'file' && value !== defaultValue;
}
