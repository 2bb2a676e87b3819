// What the header of the form does: it leads to the next unanswered question, and to a stopwatch that runs elsewhere.

import { assignment } from '../lib/assignments.js';
import { piece } from '../lib/dom.js';
import { clockFace, elapsed, everySecond } from '../lib/stopwatch.js';

export function bringHeaderToLife(fill) {
  const next = fill.querySelector('.fill-next');
  if (!next) return; // finished in the meantime
  let last = null; // the question that was in the hand last
  fill.pages.place.addEventListener('focusin', ({ target }) => {
    last = target.closest('.question')?.dataset.question ?? null;
  });
  next.disabled = false;
  next.addEventListener('click', () => {
    const question = nextOpen(fill, last);
    return question ? fill.pages.goTo(question, '') : fill.pages.turn(fill.pages.end);
  });
  const clocks = new Clocks(fill);
  everySecond(() => clocks.show());
  new MutationObserver(() => clocks.show()).observe(fill, { attributeFilter: ['data-page'] });
  clocks.show();
  askForPosition(fill).catch(() => {});
}

// Only where the programme asks for it.
async function askForPosition(fill) {
  if (fill.readOnly || !(await assignment(Number(fill.dataset.visit)))?.asks_position) return;
  (await import('./position.js')).askForPosition(fill);
}

/** The first question with something left to do after the last one in the hand, else from the page in the hand on. */
function nextOpen(fill, last) {
  const left = new Set([...fill.missing().map(([question]) => question), ...fill.open()]);
  const order = fill.questions;
  const page = fill.asked.sections[fill.pages.page]?.questions ?? [];
  const from = last ? order.findIndex(({ id }) => id === last) + 1 : order.findIndex((each) => page.includes(each));
  const start = Math.max(0, from);
  return [...order.slice(start), ...order.slice(0, start)].find((each) => left.has(each));
}

class Clocks {
  #items = new Map();

  constructor(fill) {
    this.fill = fill;
    this.place = fill.querySelector('.fill-clocks');
  }

  /** Show the stopwatches that run in other sections than the one in the hand. */
  show() {
    const { asked, draft, pages } = this.fill;
    const running = Object.keys(draft.row.stopwatches).filter((code) => {
      const section = asked.sectionOf(code);
      return section >= 0 && section !== pages.page;
    });
    for (const [code, item] of this.#items) {
      if (running.includes(code)) continue;
      item.remove();
      this.#items.delete(code);
    }
    for (const code of running) this.#item(code).querySelector('[data-slot="time"]').textContent = clockFace(elapsed(draft, code));
    this.place.hidden = !running.length;
  }

  #item(code) {
    if (!this.#items.has(code)) {
      const item = piece('clock');
      this.#items.set(code, item);
      item.querySelector('button').addEventListener('click', () => this.fill.pages.goTo({ id: code }, ''));
      this.place.append(item);
      this.fill.asked.text(code).then((text) => {
        item.querySelector('[data-slot="text"]').textContent = text;
      });
    }
    return this.#items.get(code);
  }
}
