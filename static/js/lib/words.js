// The texts of the page, written by the server in the reader's language; plurals by the language's own rules.

const block = document.getElementById('words');
const texts = block ? JSON.parse(block.textContent) : {};
// English times as the server writes them: 14:02, not 2:02 pm.
const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
const rules = new Intl.PluralRules(document.documentElement.lang);

/** The text under a key with its {places} filled; with a count `n` its plural form is chosen. */
export function words(key, places = {}) {
  let text = texts[key] ?? key;
  if (typeof text === 'object') text = text[rules.select(places.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

/** The time of day of a moment: 14:02. */
export function timeOfDay(moment) {
  return new Date(moment).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
}
