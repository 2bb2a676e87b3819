// Getting ready: every visit with its form onto this phone, and what on the phone could still cost work.

import { refresh } from '../lib/assignments.js';
import { fill, listen, piece } from '../lib/dom.js';
import { carried, condition, isIos, isInstalled, troubles } from '../lib/phone.js';
import { read } from '../lib/store.js';
import { amount, words } from '../lib/words.js';

const LOOK_EVERY = 300; // ms
const WORTH_SAYING = 50_000; // bytes
const TOO_LONG = 48 * 3_600_000; // ms that something may wait unsent before it is said

export class TakeAlong extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    this.append(piece('take-along'));
    this.bar = this.querySelector('progress');
    this.button = this.querySelector('button');
    this.button.addEventListener('click', () => this.take());
    for (const event of ['assignments', 'outbox', 'update']) listen(event, () => this.show());
    this.show();
  }

  /** Take everything along now, in front of the assessor: how far it is, what it takes, what is not right yet. */
  async take() {
    this.button.disabled = true;
    this.bar.hidden = false;
    const before = (await condition()).used;
    await navigator.storage?.persist?.().catch(() => false);
    const watch = setInterval(() => this.#count(), LOOK_EVERY);
    const came = await refresh().catch(() => false);
    clearInterval(watch);
    const now = await condition();
    const lines = troubles(now).map((code) => words(`must_${code}`));
    if (!came) lines.unshift(words('take_along_failed'));
    this.querySelector('.reasons').replaceChildren(...lines.map((text) => piece('reason', { text })));
    fill(this, { space: now.used === null ? '' : spaceTaken(now, now.used - before) });
    this.querySelector('.to-install').hidden = now.installed;
    this.bar.hidden = true;
    this.button.disabled = false;
    await this.show();
  }

  async show() {
    const visits = await this.#count();
    const nag = isIos() && !isInstalled() && visits.length > 0;
    fill(this, { nag: nag ? words('nag_ios') : '', unsent: (await waitsTooLong()) ? words('unsent_too_long') : '' });
    if (nag) this.querySelector('.to-install').hidden = false;
    this.hidden = !visits.length && !this.querySelector('.notice:not([hidden])');
    this.button.hidden = !visits.length;
  }

  async #count() {
    const visits = await carried();
    const ready = visits.filter((visit) => visit.ready).length;
    Object.assign(this.bar, { max: visits.length || 1, value: ready });
    fill(this, { along: visits.length ? words('along', { ready, n: visits.length }) : '' });
    return visits;
  }
}

function spaceTaken({ used, free }, more) {
  const said = words('space', { used: amount(used), free: amount(free) });
  return more > WORTH_SAYING ? `${words('fetched', { more: amount(more) })} ${said}` : said;
}

async function waitsTooLong() {
  const items = await read((db) => db.getAll('outbox'));
  return items.some(({ frozenAt }) => Date.now() - Date.parse(frozenAt) > TOO_LONG);
}
