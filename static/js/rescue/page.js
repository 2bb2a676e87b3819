// Pieces and texts of the rescue page: the little it needs, without a line of the app.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const texts = { ...read('words'), ...read('rescue-words') };
const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;

/** A copy of a <template>, its data-slot places filled with text; places without text are hidden. */
export function piece(name, slots = {}) {
  const made = document.getElementById(`piece-${name}`).content.firstElementChild.cloneNode(true);
  for (const place of made.querySelectorAll('[data-slot]')) {
    place.textContent = slots[place.dataset.slot] ?? '';
    place.hidden = !place.textContent;
  }
  return made;
}

export const hasPhrase = (key) => typeof texts[key] === 'string';

/** The text under a key with its {places} filled. */
export function phrase(key, places = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

/** A moment as date and time of day; '' when it is none. */
export function moment(at) {
  const time = new Date(at ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? '' : time.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}
