// Turning the pages of a form: a section each, and a last one with what is missing and "Finish".

import { later, piece } from '../lib/dom.js';
import { words } from '../lib/words.js';

export class FillPages {
  #alive = new WeakSet();

  constructor(fill) {
    this.fill = fill;
    this.last = piece('last');
    this.bar = piece('bar');
    fill.querySelector('.fill-bar').replaceWith(this.bar);
    for (const notice of fill.querySelectorAll('[data-without-script]')) notice.remove();
    for (const page of fill.querySelectorAll('form > .fill-section')) page.remove();
    this.place = fill.querySelector('.fill-place') ?? document.createElement('div'); // there already in a drawing
    if (!this.place.isConnected) this.bar.before(this.place);
    [this.back, this.next] = this.bar.querySelectorAll('button');
    this.back.addEventListener('click', () => this.turn(this.#beside(-1)));
    this.next.addEventListener('click', () => this.#forward());
  }

  /** The page after the sections: the list of what is missing. */
  get end() {
    return this.fill.asked.sections.length;
  }

  /** Open the page on which the draft was left. */
  begin(page) {
    return this.#open(Math.min(page, this.end));
  }

  /** Turn to a page and remember it; a second tap while it is being turned does nothing. */
  async turn(page) {
    if (this.turning) return;
    this.turning = true;
    await this.#open(page).finally(() => {
      this.turning = false;
    });
    this.fill.draft.row.page = page;
    if (this.fill.draft.row.rev > 0) this.fill.draft.changed();
    scrollTo({ top: this.fill.offsetTop, behavior: 'instant' });
    const title = this.place.querySelector('h2');
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }

  /** Go to a question. */
  async goTo({ id }, problem) {
    const section = this.fill.asked.sectionOf(id);
    if (this.page !== section) await this.turn(section);
    const card = document.getElementById(`q-${id}`);
    card.querySelector('.question-problem').textContent = problem;
    card.scrollIntoView({ block: 'start' });
    card.focus({ preventScroll: true });
  }

  /** Say something about the whole form, above it. */
  tell(sentence) {
    const said = this.fill.querySelector('.fill-told') ?? piece('told');
    said.querySelector('p').textContent = sentence;
    this.fill.querySelector('.fill-header').after(said);
  }

  showFinished() {
    const finished = piece('finished');
    finished.querySelector('outbox-list').dataset.visit = this.fill.dataset.visit;
    this.fill.form.replaceWith(finished);
    for (const tool of this.fill.querySelectorAll('.fill-next, .fill-clocks')) tool.remove();
    scrollTo({ top: 0, behavior: 'instant' });
    this.fill.querySelector('.fill-finished h2').focus();
  }

  /** The nearest page before or after that has a question to ask; the last one has the list. */
  #beside(step) {
    const { asked, shown } = this.fill;
    const isEmpty = ({ questions }) => !questions.some(({ id }) => shown.has(id));
    let page = this.page + step;
    while (page > 0 && page < this.end && isEmpty(asked.sections[page])) page += step;
    return page;
  }

  async #open(page) {
    const last = page === this.end;
    const shown = last ? this.last : await this.#section(page);
    if (last) await this.#list();
    this.page = page;
    this.fill.dataset.page = page;
    if (this.place.firstElementChild !== shown) this.place.replaceChildren(shown);
    this.back.disabled = page === 0;
    this.next.textContent = words(last ? 'finish' : 'next');
    this.next.disabled = last && (this.fill.readOnly || this.fill.missing().length > 0);
    if (page + 1 < this.end) later(() => this.#section(page + 1));
  }

  /** The page of a section, alive. */
  async #section(at) {
    const page = await this.fill.asked.page(at);
    if (!this.#alive.has(page)) {
      this.#alive.add(page);
      this.fill.bringToLife(page);
    }
    return page;
  }

  async #list() {
    const missing = this.fill.missing();
    const open = missing.length ? [] : this.fill.open().map((question) => [question, '']);
    await this.#links('.missing', missing);
    await this.#links('.fill-open', open);
    this.last.querySelector('h2').textContent = title(missing.length, open.length);
    this.last.querySelector('.fill-last-words').textContent = words(missing.length ? 'missing_words' : 'finish_words');
  }

  async #links(place, questions) {
    const list = this.last.querySelector(place);
    list.replaceChildren(...(await Promise.all(questions.map((each) => this.#item(each)))));
    list.hidden = !questions.length;
  }

  async #item([question, word]) {
    const text = await this.fill.asked.text(question.id);
    const item = piece('missing', { text, problem: word && words(word) });
    item.querySelector('a').href = `#q-${question.id}`;
    item.querySelector('a').addEventListener('click', (event) => {
      event.preventDefault();
      this.goTo(question, word && words(word));
    });
    return item;
  }

  #forward() {
    if (this.page < this.end) return this.turn(this.#beside(1));
    this.next.disabled = true;
    return this.fill.finish().catch(() => {
      this.next.disabled = false;
      this.tell(words('not_finished'));
    });
  }
}

function title(missing, open) {
  if (missing) return words('missing', { n: missing });
  return open ? words('open_left', { n: open }) : words('nothing_missing');
}
