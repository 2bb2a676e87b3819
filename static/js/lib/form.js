// What a form asks, section by section, and its pages: those the server put on the screen, or those kept on this phone.

import { shown } from './conditions.js';
import { pageOf } from './forms.js';
import { nodesFrom } from './trusted.js';

export class Form {
  #pages;
  #all;
  #inTheHand;

  /**
   * Sections as the server outlines them; `pages` are their elements where they are on the screen already, and
   * `inTheHand` a page that was read from the phone along with the rest.
   */
  constructor(sections, { pages = [], inTheHand = null } = {}) {
    this.sections = sections;
    this.questions = sections.flatMap(({ questions }) => questions);
    this.isConditional = this.questions.some((question) => question.enable_when);
    this.#pages = [...pages];
    this.#inTheHand = inTheHand;
  }

  /** The codes of the questions that are asked, given the answers so far and how many photos each has. */
  shown(answers, photos) {
    if (this.isConditional) return shown(this.sections, answers, photos);
    this.#all ??= new Set(this.questions.map(({ id }) => id));
    return this.#all;
  }

  /** Where the question is asked: the number of its section. */
  sectionOf(code) {
    return this.sections.findIndex(({ questions }) => questions.some(({ id }) => id === code));
  }

  /** The element of a section, made when it is first wanted. Rejects when the phone's copy is damaged or gone. */
  async page(at) {
    this.#pages[at] ??= (await nodesFrom(await this.#kept(this.sections[at]))).firstElementChild;
    return this.#pages[at];
  }

  /** The words of a question. */
  async text(code) {
    const section = this.sections[this.sectionOf(code)];
    const { text } = section.questions.find(({ id }) => id === code);
    return text ?? (await pageOf(section)).texts[code];
  }

  #kept(section) {
    return this.#inTheHand?.digest === section.page ? this.#inTheHand : pageOf(section);
  }
}

/** A card that is not asked is hidden; what it holds stays in the draft, should it be asked again. */
export function hideUnasked(place, asked) {
  for (const card of place.querySelectorAll('[data-conditional]')) {
    card.hidden = !asked.has(card.dataset.question);
    card.querySelector('.question-when').hidden = true;
  }
}
