// What the assessor should know about the phone itself, each a short fact with a word on what to do.

import { remembered } from '../lib/device.js';
import { listen, piece } from '../lib/dom.js';
import { words } from '../lib/words.js';

const LOW = 200 * 1024 * 1024;
const CLOCK_OFF = 5 * 60_000;

export class DeviceChips extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    for (const event of ['online', 'offline']) addEventListener(event, () => this.show());
    listen('update', () => this.show());
    listen('trouble', ({ word }) => this.show(word));
    this.show();
  }

  async show(trouble) {
    const chips = [];
    if (trouble) chips.push(chip(words(trouble), 'problem'));
    if (!navigator.onLine) chips.push(chip(words('offline'), 'warning'));
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.waiting) chips.push(update(registration));
    chips.push(...(await space()));
    const skew = (await remembered('skew')) ?? 0;
    if (Math.abs(skew) > CLOCK_OFF) chips.push(chip(words('clock_off', { n: Math.round(Math.abs(skew) / 60_000) }), 'warning'));
    const said = (parts) => Array.from(parts, (part) => part.textContent).join();
    if (said(chips) !== said(this.children)) this.replaceChildren(...chips); // nothing is heard twice
  }
}

async function space() {
  if (!navigator.storage?.estimate) return [];
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota && quota - usage < LOW ? [chip(words('low_space'), 'problem')] : [];
}

function chip(text, kind) {
  const made = piece('chip', { text });
  made.classList.add(`chip-${kind}`);
  return made;
}

// A new build is taken on a tap, never by itself: the page then begins anew with what was saved.
function update(registration) {
  const made = piece('update');
  made.addEventListener('click', () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting?.postMessage('take over');
  });
  return made;
}
