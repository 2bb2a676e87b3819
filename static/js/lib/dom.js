// Pieces of page: made from the templates that the server rendered, so that no markup is written twice.

/** A copy of the first element of a <template>, its data-slot places filled with text; empty ones are hidden. */
export function piece(name, slots = {}) {
  // Imported, not cloned: what is cloned inside a template belongs to no page, and WebKit never brings it to life.
  const made = document.importNode(document.getElementById(`piece-${name}`).content.firstElementChild, true);
  return fill(made, slots);
}

/** Fill the data-slot places of an element; a place without text is hidden. */
export function fill(element, slots) {
  const places = element.matches('[data-slot]') ? [element] : [];
  for (const place of [...places, ...element.querySelectorAll('[data-slot]')]) {
    if (!(place.dataset.slot in slots)) continue;
    const text = slots[place.dataset.slot] ?? '';
    place.textContent = text;
    const whole = place.closest('[data-optional]') ?? place;
    whole.hidden = text === '';
  }
  return element;
}

/** Tell the rest of this page, and other pages of the app, that what lies on the phone has changed. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('etalon') : null;
const here = new EventTarget();

export function tell(what, detail = {}) {
  here.dispatchEvent(new CustomEvent(what, { detail }));
  channel?.postMessage({ what, detail });
}

export function listen(what, heard) {
  here.addEventListener(what, (event) => heard(event.detail));
  channel?.addEventListener('message', ({ data }) => data.what === what && heard(data.detail));
}

/**
 * Work for when this page goes out of sight and stays. In one that is being left nothing is begun that reads the phone:
 * WebKit keeps such a page with its reading unfinished, and until then no other page can write there.
 */
export function whenOutOfSight(work) {
  let isLeft = false;
  addEventListener('pagehide', () => (isLeft = true));
  addEventListener('pageshow', () => (isLeft = false));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && !isLeft && work());
}

/** The same work, never twice at once: asked for while it is being done, it is done once more, however often it was. */
export function inTurn(work) {
  let running = null;
  let asked = false;
  const go = async () => {
    try {
      while (asked) {
        asked = false;
        await work();
      }
    } finally {
      running = null;
    }
  };
  return () => {
    asked = true;
    running ??= go();
    return running;
  };
}

const SOON = 300; // ms

/** Comes when this page has been seen and has nothing to do, or soon all the same. */
export function seen() {
  return new Promise((over) => {
    afterPaint(() => (globalThis.requestIdleCallback ?? setTimeout)(over));
    setTimeout(over, SOON); // a page in the background paints nothing, and some browsers are never idle
  });
}

const A_FINGER = 600; // ms from seeing a page to tapping on it

/** Do something once what has just changed is on the screen: a tap is answered first. */
export function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work));
}

/** Do something that nobody waits for, once a finger has had time to come: the first tap finds the page at rest. */
export function later(work) {
  setTimeout(() => atLeisure(work), A_FINGER);
}

/** Do something when there is nothing else to do; on a phone that is never idle, soon all the same. */
export function atLeisure(work) {
  const { requestIdleCallback: idle = (soon) => setTimeout(soon, 200) } = globalThis; // Safari has none
  idle(work, { timeout: 3000 });
}
