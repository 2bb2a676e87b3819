// Turning the pages of a form: a section each, and a last one with what is missing and "Finish".

import { piece } from '../lib/dom.js';
import { words } from '../lib/words.js';

export class FillPages {
  constructor(fill) {
    this.fill = fill;
    this.sections = [...fill.querySelectorAll('.fill-section')];
    this.last = piece('last');
    this.sections.at(-1).after(this.last);
    this.bar = piece('bar');
    fill.querySelector('.fill-bar').replaceWith(this.bar);
    [this.back, this.next] = this.bar.querySelectorAll('button');
    this.back.addEventListener('click', () => this.turn(this.page - 1));
    this.next.addEventListener('click', () => this.#forward());
    for (const notice of fill.querySelectorAll('[data-without-script]')) notice.remove();
    this.#open(Math.min(fill.draft.row.page, this.sections.length));
  }

  /** Turn to a page and remember it; the last one, after the sections, is the list of what is missing. */
  turn(page) {
    this.#open(page);
    this.fill.draft.row.page = page;
    if (this.fill.draft.row.rev > 0) this.fill.draft.changed();
    const place = page < this.sections.length ? this.sections[page] : this.last;
    scrollTo({ top: this.fill.offsetTop, behavior: 'instant' });
    const title = place.querySelector('h2');
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }

  /** Go to a question. */
  goTo(card, problem) {
    this.turn(this.sections.findIndex((section) => section.contains(card)));
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
    scrollTo({ top: 0, behavior: 'instant' });
    this.fill.querySelector('.fill-finished h2').focus();
  }

  #open(page) {
    this.page = page;
    const last = page === this.sections.length;
    for (const [at, section] of this.sections.entries()) section.hidden = at !== page;
    this.last.hidden = !last;
    this.back.disabled = page === 0;
    this.next.textContent = words(last ? 'finish' : 'next');
    this.next.disabled = last && this.#list().length > 0;
  }

  #list() {
    const missing = this.fill.missing();
    const open = missing.length ? [] : this.fill.open().map((card) => [card, '']);
    this.#links('.missing', missing);
    this.#links('.fill-open', open);
    this.last.querySelector('h2').textContent = title(missing.length, open.length);
    this.last.querySelector('.fill-last-words').textContent = words(missing.length ? 'missing_words' : 'finish_words');
    return missing;
  }

  #links(place, cards) {
    const list = this.last.querySelector(place);
    list.replaceChildren(...cards.map((each) => this.#item(each)));
    list.hidden = !cards.length;
  }

  #item([card, word]) {
    const text = card.querySelector('.question-text').textContent;
    const item = piece('missing', { text, problem: word && words(word) });
    item.querySelector('a').href = `#${card.id}`;
    item.querySelector('a').addEventListener('click', (event) => {
      event.preventDefault();
      this.goTo(card, word && words(word));
    });
    return item;
  }

  #forward() {
    if (this.page < this.sections.length) return this.turn(this.page + 1);
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
