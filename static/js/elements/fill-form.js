// The form of a visit, brought to life: one section at a time, every answer kept on this phone.

import { keepOne, show } from '../lib/answers.js';
import { tell } from '../lib/dom.js';
import { Draft } from '../lib/draft.js';
import { isAnswered, missingIn } from '../lib/missing.js';
import { send } from '../lib/outbox.js';
import { words } from '../lib/words.js';
import { FillPages } from './fill-pages.js';
import { showSaving, showWaiting } from './save-state.js';
import { bringPhotosToLife } from './photo-field.js';
import { bringSignatureToLife } from './signature-field.js';
import { bringStopwatchToLife } from './stopwatch.js';

export class FillForm extends HTMLElement {
  async connectedCallback() {
    if (this.draft) return;
    const { visit, checklist, checklistDigest, title } = this.dataset;
    this.cards = [...this.querySelectorAll('.question')];
    this.form = this.querySelector('form');
    this.form.addEventListener('submit', (event) => event.preventDefault());
    const about = { id: Number(visit), title, checklist: { id: Number(checklist), digest: checklistDigest } };
    this.draft = await Draft.of(about);
    const mine = await this.#lock();
    this.#showDraft();
    this.pages = new FillPages(this);
    this.draft.addEventListener('state', ({ detail }) => this.#saving(detail));
    const { rev, updated_at } = this.draft.row;
    if (rev > 0) this.#saving({ state: 'saved', at: updated_at });
    else showWaiting(this.querySelector('.save-state'), Object.keys(this.draft.row.answers).length > 0);
    if (mine) this.#listen();
    else this.becomeReadOnly();
    this.count();
    this.dataset.ready = '';
  }

  photosOf(card) {
    return this.draft.photosOf(card.dataset.question).length;
  }

  /** The questions that keep the visit from being finished: [card, word for what is wrong]. */
  missing() {
    return this.cards.map((card) => [card, missingIn(card, this.photosOf(card))]).filter(([, word]) => word);
  }

  /** The questions that may stay open, and do. */
  open() {
    return this.cards.filter((card) => !('required' in card.dataset) && !isAnswered(card, this.photosOf(card)));
  }

  count() {
    const answered = this.cards.filter((card) => isAnswered(card, this.photosOf(card))).length;
    this.querySelector('.fill-count').textContent = words('answered', { answered, n: this.cards.length });
    const progress = this.querySelector('.fill-header progress');
    Object.assign(progress, { max: this.cards.length || 1, value: answered, hidden: false });
  }

  /** Freeze what was answered; from here on the outbox sends it. */
  async finish() {
    await this.draft.finish();
    removeEventListener('pagehide', this.flush);
    this.querySelector('.fill-header progress').hidden = true;
    this.pages.showFinished();
    tell('outbox');
    send({ patiently: false });
  }

  /** Another page of the app fills this visit: here it can only be read. */
  becomeReadOnly() {
    for (const each of this.form.querySelectorAll('input, textarea, .stopwatch, .button-photo, canvas')) each.disabled = true;
    this.pages.tell(words('open_elsewhere'));
  }

  #showDraft() {
    const { answers, rev } = this.draft.row;
    for (const card of this.cards) {
      if (rev > 0) show(card, answers[card.dataset.question]);
      else this.draft.take(card); // what a page without JavaScript had kept on the server
      bringPhotosToLife(card, this);
      bringStopwatchToLife(card, this.draft);
      if (card.dataset.kind === 'signature') bringSignatureToLife(card, this);
    }
  }

  #listen() {
    this.form.addEventListener('input', ({ target }) => this.#answered(target));
    this.form.addEventListener('focusout', () => this.draft.save().catch(() => {}));
    this.flush = () => this.draft.save().catch(() => {});
    addEventListener('pagehide', this.flush);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.flush());
  }

  #answered(target) {
    const card = target.closest('.question');
    if (!card || target.type === 'file' || !target.name) return;
    keepOne(card, target);
    this.draft.take(card);
    this.draft.changed({ atOnce: ['radio', 'checkbox'].includes(target.type) });
    card.querySelector('.question-problem').textContent = '';
    this.count();
  }

  #saving({ state, at }) {
    showSaving(this.querySelector('.save-state'), state, at);
    if (state === 'elsewhere') this.becomeReadOnly();
    if (state === 'saved') navigator.storage?.persist?.(); // asked for once there is something to lose
  }

  // The first page that opens a visit holds it until it is closed.
  #lock() {
    if (!navigator.locks) return true;
    return new Promise((known) => {
      navigator.locks.request(`etalon-draft-${this.dataset.visit}`, { ifAvailable: true }, (lock) => {
        known(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined;
      });
    });
  }
}
