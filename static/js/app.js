// Where everything begins: whose phone it is, what on this page comes to life, and what waits to be sent.

import { holdScreen, openShell } from './elements/shell.js';
import { currentUser, isDrawn, isShell, recallUser, rememberUser } from './lib/device.js';
import { later, seen, tell } from './lib/dom.js';
import { openAhead } from './lib/store.js';
import { registerWorker } from './lib/trusted.js';

const ELEMENTS = {
  'assignment-list': async () => (await import('./elements/assignment-list.js')).AssignmentList,
  'device-chips': async () => (await import('./elements/device-chips.js')).DeviceChips,
  'fill-form': async () => (await import('./elements/fill-form.js')).FillForm,
  'outbox-list': async () => (await import('./elements/outbox-list.js')).OutboxList,
  'take-along': async () => (await import('./elements/take-along.js')).TakeAlong,
  'scenario-choice': async () => (await import('./elements/scenario-choice.js')).ScenarioChoice,
  'install-guide': async () => (await import('./elements/install-guide.js')).InstallGuide,
};
const RARE = new Set(['take-along', 'install-guide', 'scenario-choice']); // fetched only where they stand on the page that was opened

async function begin() {
  watchSignOut();
  if (isShell()) holdScreen();
  if (isShell() && currentUser()) openAhead();
  await parsed();
  if (isDrawn()) await seen();
  if (isShell()) await recallUser();
  else rememberUser();
  const user = currentUser();
  if (isShell()) {
    await bringToLife((name) => name === 'fill-form');
    await openShell(user);
  }
  if (!user) return;
  await bringToLife((name) => document.querySelector(name));
  await document.querySelector('fill-form')?.ready; // first the answer that somebody wants to give
  if (document.getElementById('words')) later(beginToSend);
}

/** This script runs as soon as it is here, which may be before the whole page is. */
function parsed() {
  if (document.readyState !== 'loading') return undefined;
  return new Promise((whole) => document.addEventListener('DOMContentLoaded', whole, { once: true }));
}

/** What is on the page first; pieces that come later find their elements defined. */
async function bringToLife(wanted) {
  const names = Object.keys(ELEMENTS).filter((name) => wanted(name) && !customElements.get(name));
  await Promise.all(names.map(async (name) => customElements.define(name, await ELEMENTS[name]())));
}

async function beginToSend() {
  await bringToLife((name) => !RARE.has(name));
  const { keepSending } = await import('./lib/outbox.js');
  keepSending();
  const parts = [import('./lib/backup.js'), import('./lib/phone.js'), import('./lib/drawn.js')];
  const [{ keepBackingUp }, { keepReporting }, { keepDrawing }] = await Promise.all(parts);
  keepBackingUp();
  keepReporting();
  keepDrawing();
}

/** From the first moment: whoever signs out before everything else came to life is asked as well. */
function watchSignOut() {
  document.addEventListener('submit', async (event) => {
    if (!event.target.matches('[data-sign-out]') || !currentUser()) return;
    event.preventDefault();
    (await import('./elements/sign-out.js')).signOut(event.target);
  });
}

async function keepWorker() {
  const registration = await registerWorker();
  if (!registration) return;
  const watch = () => registration.installing?.addEventListener('statechange', () => tell('update'));
  registration.addEventListener('updatefound', watch);
  watch();
  await navigator.serviceWorker.ready; // which may have been before anybody watched
  tell('update');
}

begin().finally(() => later(() => keepWorker().catch(() => {})));
