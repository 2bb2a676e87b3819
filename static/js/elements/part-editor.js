// The fields of one part: each is saved when it is left. Without network, or when somebody else wrote there too,
// what was written stays in its field until it is saved or given up.

import { post } from '../lib/desk.js';
import { fill, piece } from '../lib/dom.js';
import { timeOfDay } from '../lib/words.js';

const PATIENCE = 10_000; // ms until the next attempt without network

export class PartEditor extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector('form');
    this.state = this.querySelector('.save-state');
    this.unsaved = new Set(); // names of fields
    this.line = Promise.resolve(); // one save after another: each must know the rev of the one before
    this.dataset.alive = '';
    this.say('idle');
    this.addEventListener('input', () => {
      this.isWriting = true;
    });
    this.addEventListener('change', ({ target }) => this.changed(target));
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      this.save();
    });
    globalThis.addEventListener('online', () => this.save());
    globalThis.addEventListener('beforeunload', (event) => {
      if (this.unsaved.size || this.isWriting) event.preventDefault();
    });
  }

  changed(control) {
    const field = control.closest('[data-field]');
    if (!field) return;
    this.isWriting = false;
    if (control.name === 'kind') this.showFieldsOf(control.value);
    this.unsaved.add(field.dataset.field);
    this.save();
  }

  save() {
    this.line = this.line.then(() => this.send([...this.unsaved].filter((name) => !this.conflictAt(name))));
    return this.line;
  }

  async send(names) {
    if (!names.length) return;
    this.say('saving');
    for (const name of names) this.unsaved.delete(name);
    const { status, json } = await post(this.form.action, this.body(names));
    if (status === 200 && json) {
      this.saved(names, json);
      return;
    }
    for (const name of names) this.unsaved.add(name);
    if (status === 409 && json) this.conflict(json);
    else if (status === 0 || status >= 500) this.waitForNetwork();
    else this.say('refused', 'problem');
  }

  body(names) {
    const body = new FormData();
    const own = new FormData(this.form);
    for (const name of ['csrf_token', 'rev']) body.append(name, own.get(name));
    for (const name of names) {
      for (const control of this.field(name).querySelectorAll('[name]')) {
        const isSaid = !['checkbox', 'radio'].includes(control.type) || control.checked;
        if (isSaid) body.append(control.name, control.value);
      }
    }
    return body;
  }

  saved(names, { rev, problems, advice }) {
    this.form.elements.rev.value = rev;
    for (const field of this.querySelectorAll('[data-field]')) {
      list(field.querySelector('[data-problems]'), problems[field.dataset.field] ?? []);
      list(field.querySelector('[data-advice]'), advice[field.dataset.field] ?? []);
    }
    for (const name of names) this.growRows(this.field(name));
    if (!this.unsaved.size) this.say('saved', 'kept', timeOfDay(Date.now()));
  }

  waitForNetwork() {
    this.say('offline', 'problem');
    clearTimeout(this.again);
    this.again = setTimeout(() => this.save(), PATIENCE);
  }

  /** What somebody else wrote stands beside what is here; nothing is saved until the author has chosen. */
  conflict({ theirs, by, at, rev }) {
    this.say('conflict', 'problem');
    for (const [name, text] of Object.entries(theirs)) {
      const field = this.field(name);
      const told = piece('conflict');
      const who = told.querySelector('[data-slot="who"]');
      const words = { name: by, time: at };
      fill(told, { who: who.dataset.words.replace(/\{(\w+)\}/g, (whole, key) => words[key] ?? whole), theirs: text });
      field.append(told);
      told.addEventListener('click', ({ target }) => target.dataset.keep && this.choose(told, target.dataset.keep, name, rev));
    }
    this.save(); // of the same save, what nobody else touched
  }

  async choose(told, kept, name, rev) {
    const field = told.closest('[data-field]');
    told.remove();
    if (kept === 'mine') {
      this.form.elements.rev.value = Math.max(rev, this.form.elements.rev.value);
      await this.save();
      field.focus();
      return;
    }
    this.unsaved.delete(name);
    await this.save();
    if (!this.unsaved.size) location.reload();
  }

  conflictAt(name) {
    return this.field(name).querySelector('[data-keep]');
  }

  field(name) {
    return this.querySelector(`[data-field="${name}"]`);
  }

  showFieldsOf(kind) {
    for (const field of this.querySelectorAll('[data-kinds]')) field.hidden = !field.dataset.kinds.split(' ').includes(kind);
  }

  /** There is always an empty row to write the next option into. */
  growRows(field) {
    const last = [...field.querySelectorAll('[data-row]')].at(-1);
    if (!last || ![...last.querySelectorAll('input, textarea')].some(({ type, value }) => type !== 'checkbox' && value)) return;
    const row = last.cloneNode(true);
    for (const control of row.querySelectorAll('[name]')) {
      control.name = control.name.replace(/-(\d+)(?=-)/, (_whole, at) => `-${Number(at) + 1}`);
      if (control.type === 'checkbox') control.checked = false;
      else if (control.localName !== 'select') control.value = '';
    }
    last.after(row);
  }

  say(what, state = 'none', time = '') {
    this.state.dataset.state = state;
    this.state.textContent = this.state.dataset[what].replace('{time}', time);
  }
}

function list(place, sentences) {
  place.replaceChildren(...sentences.map((textContent) => Object.assign(document.createElement('li'), { textContent })));
}
