// The form of a visit, brought to life: one section at a time, every answer kept on this phone.

import { controls, keepOne, show } from '../lib/answers.js';
import { afterPaint, atLeisure, listen, piece, tell } from '../lib/dom.js';
import { Draft } from '../lib/draft.js';
import { usedIn } from '../lib/drawn.js';
import { Form, hideUnasked } from '../lib/form.js';
import { isAnswered, missingIn } from '../lib/missing.js';
import { log } from '../lib/store.js';
import { timeOfDay, words } from '../lib/words.js';
import { FillPages } from './fill-pages.js';
import { bringPhotosToLife } from './photo-field.js';
import { showSaving, showWaiting } from './save-state.js';
import { bringToolsToLife, bringVoicesToLife } from './tools.js';

export class FillForm extends HTMLElement {
  #unfit = new Set(); // questions whose control holds what cannot be read as an answer

  connectedCallback() {
    if (!('drawn' in this.dataset)) this.begin(); // one that was drawn ahead waits for what this phone has of it
  }

  /** Make the form ready to be answered, on the screen or before it comes there. */
  begin() {
    this.ready ??= this.#begin().catch((error) => {
      log('form', error);
      this.isDamaged = true; // never an empty form in place of one that was begun
      delete document.documentElement.dataset.covert;
      if (this.isConnected) this.replaceWith(piece('damaged'));
    });
    return this.ready;
  }

  async #begin() {
    this.form = this.querySelector('form');
    this.form.addEventListener('submit', (event) => event.preventDefault());
    const { visit, kind, checklist, checklistDigest, title } = this.dataset;
    if (kind !== 'audit') this.cover = new (await import('./cover.js')).Cover(this);
    const about = { id: Number(visit), title, checklist: { id: Number(checklist), digest: checklistDigest } };
    const [draft, mine] = await Promise.all([Draft.of(about, this.begun), this.#lock()]);
    this.draft = draft;
    this.cover?.keep(draft);
    this.asked ??= this.#onScreen();
    this.#lookWhatIsAsked();
    this.pages = new FillPages(this);
    this.readOnly = !mine;
    const early = mine && 'drawn' in this.dataset ? usedIn(this.form) : [];
    delete this.dataset.drawn;
    await this.pages.begin(draft.row.page);
    if (mine) this.#listen();
    else this.becomeReadOnly();
    for (const use of early) this.#answered(use());
    this.count();
    this.#sayWhereItLies();
    this.dataset.ready = '';
    atLeisure(async () => (await import('./fill-header.js')).bringHeaderToLife(this));
  }

  photosOf({ id }) {
    return this.draft.photosOf(id).length;
  }

  /** The questions that are asked, given the answers so far. */
  get questions() {
    return this.asked.questions.filter(({ id }) => this.shown.has(id));
  }

  /** The questions that keep the visit from being finished: [question, word for what is wrong]. */
  missing() {
    const problem = (question) =>
      this.#unfit.has(question.id) ? 'no_fit' : missingIn(question, this.#answer(question), this.photosOf(question));
    return this.questions.map((question) => [question, problem(question)]).filter(([, word]) => word);
  }

  /** The questions that may stay open, and do. */
  open() {
    return this.questions.filter((question) => !question.required && !this.#isAnswered(question));
  }

  /** Something was answered, or a picture came or went: what is asked, and how much of it is done. */
  count() {
    this.#lookWhatIsAsked();
    if (this.asked.isConditional) hideUnasked(this.pages.place, this.shown);
    const { questions } = this;
    const answered = questions.filter((question) => this.#isAnswered(question)).length;
    this.querySelector('.fill-count').textContent = words('answered', { answered, n: questions.length });
    const progress = this.querySelector('.fill-header progress');
    Object.assign(progress, { max: questions.length || 1, value: answered, hidden: false });
  }

  /** Show in the cards of a page what was answered so far, and let them be answered. */
  bringToLife(page) {
    for (const card of page.querySelectorAll('.question')) {
      show(card, this.draft.row.answers[card.dataset.question]);
      bringPhotosToLife(card, this);
    }
    if (page.dataset.section === this.asked.sections[0].id) this.cover?.offer(page);
    if (this.asked.isConditional) hideUnasked(page, this.shown);
    if (this.readOnly) disable(page);
    else bringToolsToLife(page, this);
    bringVoicesToLife(page, this);
  }

  /** Freeze what was answered; from here on the outbox sends it. */
  async finish() {
    await this.draft.finish();
    this.cover?.stop();
    removeEventListener('pagehide', this.flush);
    this.querySelector('.fill-header progress').hidden = true;
    this.pages.showFinished();
    tell('outbox');
    const { send } = await import('../lib/outbox.js');
    send({ patiently: false });
  }

  /** Another page of the app fills this visit: here it can only be read. */
  becomeReadOnly() {
    this.readOnly = true;
    disable(this.form);
    this.cover?.stop();
    this.pages.tell(words('open_elsewhere'));
  }

  #lookWhatIsAsked() {
    this.shown = this.asked.shown(this.draft.row.answers, this.draft.pictures());
  }

  #isAnswered(question) {
    return isAnswered(question, this.#answer(question), this.photosOf(question));
  }

  #answer({ id }) {
    return this.draft.row.answers[id];
  }

  /** The form as the server put it on the screen, perhaps with what a page without JavaScript had kept there. */
  #onScreen() {
    const pages = [...this.querySelectorAll('.fill-section')];
    if (!this.draft.row.rev) for (const card of this.querySelectorAll('.question')) this.draft.take(card);
    return new Form(JSON.parse(document.getElementById('outline').textContent), { pages });
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
    const { question } = card.dataset;
    keepOne(card, target);
    this.draft.take(card);
    this.#unfit[controls(card).some((each) => each.validity.badInput) ? 'add' : 'delete'](question);
    this.draft.changed({ atOnce: ['radio', 'checkbox'].includes(target.type) });
    afterPaint(() => {
      card.querySelector('.question-problem').textContent = '';
      this.count();
    });
  }

  #sayWhereItLies() {
    const place = this.querySelector('.save-state');
    const taken = ({ draft, at }) => draft === this.draft.row.id && this.pages.tell(words('taken_over', { time: timeOfDay(at) }));
    listen('taken-over', taken);
    this.draft.addEventListener('state', ({ detail: { state, at } }) => {
      showSaving(place, state, at);
      if (state === 'elsewhere') this.becomeReadOnly();
      if (state !== 'saved') return;
      tell('saved', { visit: this.draft.row.visit });
      navigator.storage?.persist?.(); // asked for once there is something to lose
    });
    const { rev, updated_at, answers } = this.draft.row;
    if (rev > 0) showSaving(place, 'saved', updated_at);
    else showWaiting(place, Object.keys(answers).length > 0);
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

// What was given can still be looked at and listened to.
function disable(place) {
  for (const each of place.querySelectorAll('.fill-section :is(input, textarea, button:not([data-reads]), canvas)')) each.disabled = true;
}
