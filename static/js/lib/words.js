// The texts of the page, written by the server in the reader's language; plurals by the language's own rules.

let texts = null; // read when the first word is wanted: the page may not be whole before
// English times as the server writes them: 14:02, not 2:02 pm.
const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
let rules = null;

/** The text under a key with its {places} filled; with a count `n` its plural form is chosen. */
export function words(key, places = {}) {
  texts ??= JSON.parse(document.getElementById('words')?.textContent ?? '{}');
  let text = texts[key] ?? key;
  if (typeof text === 'object') text = text[pluralOf(places.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

function pluralOf(n) {
  rules ??= new Intl.PluralRules(document.documentElement.lang);
  return rules.select(n);
}

/** The time of day of a moment: 14:02. By hand: the browser's own words for times take longer to come than a form. */
export function timeOfDay(moment) {
  const at = new Date(moment);
  return [at.getHours(), at.getMinutes()].map((each) => String(each).padStart(2, '0')).join(':');
}

/** The day of a moment with its weekday: Thursday, 14 May. */
export function dayInFull(moment) {
  return new Date(moment).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The day and the time of a moment: 14 May, 14:02. */
export function dayAndTime(moment) {
  return new Date(moment).toLocaleString(locale, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
}

/** The time of day of a moment today, of any other with its date. */
export function momentOf(moment) {
  const isToday = new Date(moment).toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(moment) : dayAndTime(moment);
}

/** Bytes as megabytes or gigabytes with their unit. */
export function amount(bytes) {
  const [unit, size] = bytes < 1e9 ? ['megabyte', 1e6] : ['gigabyte', 1e9];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / size);
}
