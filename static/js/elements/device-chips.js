// What the assessor should know about the phone itself, each a short fact with a word on what to do.

import { listen, piece } from '../lib/dom.js';
import { condition, troubles } from '../lib/phone.js';
import { words } from '../lib/words.js';

export class DeviceChips extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    for (const event of ['online', 'offline']) addEventListener(event, () => this.show());
    for (const event of ['update', 'assignments']) listen(event, () => this.show());
    this.show();
  }

  async show() {
    const chips = [];
    if (!navigator.onLine) chips.push(chip(words('offline'), 'warning'));
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.waiting) chips.push(update(registration));
    const phone = await condition();
    const minutes = Math.round(Math.abs(phone.skew) / 60_000);
    for (const code of troubles(phone)) {
      if (code === 'not_installed') chips.push(piece('not-installed'));
      else chips.push(chip(words(code, { n: minutes }), code === 'low_space' ? 'problem' : 'warning'));
    }
    const said = (parts) => Array.from(parts, (part) => part.textContent).join();
    if (said(chips) !== said(this.children)) this.replaceChildren(...chips); // nothing is heard twice
  }
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
