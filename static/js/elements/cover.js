// The page of notes in front of a mystery visit: in the shop nobody must see that a form is filled.

import { remember } from '../lib/device.js';
import { afterPaint, fill, piece } from '../lib/dom.js';
import { dayInFull, timeOfDay } from '../lib/words.js';
import { showSaving } from './save-state.js';

const TAPS = 3;
const TAPPING = 1200; // ms in which they come
const DOUBLE = 500; // ms between two taps with two fingers
const onPage = document.documentElement.dataset; // `covert` is "closed" or "open"; the style sheet hides by it
const AWAY = 30_000; // ms in another app after which the form stays hidden

/** Put the notes in front of a form that is not on the screen yet. */
export function putCover(form) {
  onPage.covert = 'closed';
  form.prepend(piece('cover'));
  lookPlain(form.querySelector('.cover'));
}

export class Cover {
  #taps = [];
  #touched = 0;
  #leftAt = 0;
  #scroll = 0;
  #focus = null;

  /** The notes in front of a form; they can be opened from now on. */
  constructor(form) {
    this.form = form;
    this.page = form.querySelector('.cover');
    this.notes = this.page.querySelector('.cover-notes');
    [this.more, this.way] = this.page.querySelectorAll('.cover-end button');
    lookPlain(this.page);
    const hide = piece('cover-hide');
    const header = form.querySelector('.fill-header');
    header.classList.add('fill-header-covert');
    header.append(hide);
    hide.addEventListener('click', () => this.hide());
    this.page.querySelector('h1').addEventListener('click', () => this.#tapped());
    this.more.addEventListener('click', () => this.#offerTheWay(this.way.hidden));
    this.way.addEventListener('click', () => this.open());
    this.#watch();
  }

  get isOpen() {
    return onPage.covert === 'open';
  }

  /** Show the notes of a draft, and keep in it what is written. */
  keep(draft) {
    this.draft = draft;
    const typed = this.notes.value; // before there was a script
    const kept = draft.row.notes ?? '';
    this.#write(kept.includes(typed) ? kept : `${kept}\n${typed}`.trim());
    this.notes.addEventListener('input', () => this.#take());
    for (const line of this.page.querySelectorAll('[data-line]')) line.addEventListener('click', () => this.#begin(line));
    const state = this.page.querySelector('.cover-state');
    draft.addEventListener('state', ({ detail }) => showSaving(state, detail.state, detail.at));
    if (this.notes.value !== kept) this.#take();
  }

  /** Nothing more is kept: the visit is finished, or is filled on another page. */
  stop() {
    this.notes.readOnly = true;
    for (const line of this.page.querySelectorAll('[data-line]')) line.disabled = true;
  }

  /** On the first page of the form, offer the notes where the story is told. */
  offer(page) {
    const card = page.querySelector('.question[data-kind="text"]');
    if (!card) return;
    this.story = card.querySelector('textarea');
    this.offered = piece('notes-offer', { notes: this.notes.value });
    this.offered.querySelector('button').addEventListener('click', () => this.#tell());
    this.story.before(this.offered);
  }

  open() {
    onPage.covert = 'open';
    this.#offerTheWay(false);
    scrollTo({ top: this.#scroll, behavior: 'instant' });
    const title = this.form.querySelector('.fill-section h2') ?? this.form.querySelector('h1.fill-store');
    const place = this.#focus?.isConnected ? this.#focus : title;
    if (!place.matches(':any-link, button, input, textarea, summary')) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    afterPaint(() => remember('opened notes', true));
  }

  /** Hide the form at once; what is being saved goes on being saved. */
  hide() {
    if (!this.isOpen) return;
    this.#scroll = scrollY;
    this.#focus = this.form.contains(document.activeElement) ? document.activeElement : null;
    onPage.covert = 'closed';
    for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close();
    scrollTo({ top: 0, behavior: 'instant' });
    this.notes.focus({ preventScroll: true });
  }

  #watch() {
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.hide());
    document.addEventListener('touchstart', ({ touches }) => touches.length === 2 && this.#touchedByTwo(), { passive: true });
    // The picture in the list of open apps is taken now.
    document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? this.#leave() : this.#comeBack()));
  }

  #leave() {
    this.#leftAt = this.isOpen ? Date.now() : 0;
    this.hide();
  }

  #comeBack() {
    if (this.#leftAt && Date.now() - this.#leftAt <= AWAY) this.open();
    this.#leftAt = 0;
  }

  #tapped() {
    const now = Date.now();
    this.#taps = [...this.#taps.filter((at) => now - at < TAPPING), now];
    if (this.#taps.length < TAPS) return;
    this.#taps = [];
    this.open();
  }

  #touchedByTwo() {
    const now = Date.now();
    if (now - this.#touched < DOUBLE) this.hide();
    this.#touched = now;
  }

  #offerTheWay(offered) {
    this.way.hidden = !offered;
    this.more.setAttribute('aria-expanded', offered);
  }

  /** A new line of the notes, begun with the time or a word. */
  #begin(line) {
    const start = line.dataset.line === 'time' ? `${timeOfDay(new Date())} ` : `${line.textContent}: `;
    const text = this.notes.value.trimEnd();
    this.#write(text ? `${text}\n${start}` : start);
    this.notes.focus();
    this.#take();
  }

  #write(text) {
    this.notes.value = text.slice(0, this.notes.maxLength);
  }

  #take() {
    this.draft.row.notes = this.notes.value;
    this.draft.changed();
    if (this.offered) fill(this.offered, { notes: this.notes.value });
  }

  #tell() {
    const story = [this.story.value.trim(), this.notes.value].filter(Boolean).join('\n');
    this.story.value = story.slice(0, this.story.maxLength);
    this.story.dispatchEvent(new Event('input', { bubbles: true }));
    this.story.focus();
  }
}

/** Neither the page's title nor its icon says whose it is. */
function lookPlain(page) {
  document.title = page.querySelector('h1').textContent;
  page.querySelector('.cover-day').textContent = dayInFull(new Date());
  for (const icon of document.querySelectorAll('link[rel="icon"]')) icon.href = 'data:,';
}
