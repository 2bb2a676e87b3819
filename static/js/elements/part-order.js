// A list whose items change places: by the buttons, by arrow keys on the grip, by dragging it.

import { post } from '../lib/desk.js';

export class PartOrder extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector('.order-list');
    this.told = this.querySelector('[role="status"]');
    this.numbers = [...this.list.querySelectorAll('[data-number]')].map(({ textContent }) => textContent);
    this.line = Promise.resolve();
    for (const grip of this.list.querySelectorAll('.order-grip')) this.holdBy(grip);
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      const step = Number(event.submitter.dataset.step);
      this.move(event.target.closest('.order-item'), step, event.submitter);
    });
  }

  get items() {
    return [...this.list.children];
  }

  holdBy(grip) {
    const item = grip.closest('.order-item');
    grip.hidden = false;
    grip.addEventListener('keydown', (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.move(item, step, grip);
    });
    grip.addEventListener('pointerdown', (event) => {
      if (event.button) return;
      grip.setPointerCapture(event.pointerId);
      item.dataset.held = '';
      this.from = this.items.indexOf(item);
    });
    grip.addEventListener('pointermove', ({ clientY }) => 'held' in item.dataset && this.drag(item, clientY));
    for (const end of ['pointerup', 'pointercancel']) grip.addEventListener(end, () => this.drop(item));
  }

  /**
   * While it is held, an item passes its neighbour when the pointer has passed the neighbour's middle. It is the
   * neighbour that moves: what is taken out of the page lets go of pointer and focus.
   */
  drag(item, y) {
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    const { previousElementSibling: before, nextElementSibling: after } = item;
    if (before && y < middle(before)) item.after(before);
    else if (after && y > middle(after)) item.before(after);
  }

  drop(item) {
    if (!('held' in item.dataset)) return;
    delete item.dataset.held;
    if (this.items.indexOf(item) !== this.from) this.settle(item, this.from);
  }

  move(item, step, control) {
    const from = this.items.indexOf(item);
    const to = this.items[from + step];
    if (!to) return;
    if (step < 0) item.after(to);
    else item.before(to);
    this.settle(item, from);
    (control.disabled ? item.querySelector('.order-grip') : control).focus();
  }

  /** Number the items anew, tell where the item is now, and save; back to where it was when that failed. */
  settle(item, from) {
    this.number();
    const at = this.items.indexOf(item);
    const words = { title: item.dataset.title, number: at + 1, count: this.items.length };
    this.say(this.dataset.moved.replace(/\{(\w+)\}/g, (whole, key) => words[key] ?? whole));
    this.line = this.line.then(() => this.save(item, at, from));
  }

  async save(item, at, from) {
    const form = item.querySelector('.order-buttons');
    const body = new FormData(form);
    body.set('at', at);
    const { status } = await post(form.action, body);
    if (status === 200) return;
    item.remove();
    this.list.insertBefore(item, this.list.children[from] ?? null);
    this.number();
    this.say(this.dataset.failed, true);
  }

  number() {
    const { items } = this;
    items.forEach((item, at) => {
      const number = item.querySelector('[data-number]');
      if (number) number.textContent = this.numbers[at];
      const [up, down] = item.querySelectorAll('[data-step]');
      up.disabled = at === 0;
      down.disabled = at === items.length - 1;
      up.value = at - 1;
      down.value = at + 1;
    });
  }

  say(text, isProblem = false) {
    this.told.textContent = text;
    this.told.classList.toggle('only-heard', !isProblem);
  }
}
