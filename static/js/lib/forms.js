// The forms on this phone: what each asks, and its pages, kept apart so that only the page in the hand costs anything.

import { read, write } from './store.js';
import { sha256 } from './trusted.js';

/** Take a form along, unless it is here already. Without network, or when it is damaged, all stays as it was. */
export async function take(checklist, kind, { url, digest }) {
  if (await isHere(digest)) return;
  const response = await fetch(url, { redirect: 'manual' }).catch(() => null);
  const body = response?.ok ? await response.text() : '';
  if ((await sha256(body)) !== digest) return;
  const pages = [];
  const sections = [];
  for (const { html, questions, ...section } of JSON.parse(body).sections) {
    const page = await sha256(html);
    pages.push({ digest: page, html, texts: Object.fromEntries(questions.map(({ id, text }) => [id, text])) });
    sections.push({ ...section, page, questions: questions.map(({ text, ...question }) => question) });
  }
  const form = { digest, checklist: checklist.id, kind, language: document.documentElement.lang, sections };
  await write(['forms', 'sections'], async (tx) => {
    for (const page of pages) await tx.objectStore('sections').put(page);
    await tx.objectStore('forms').put(form);
  });
}

function isHere(digest) {
  return read((db) => db.getKey('forms', digest));
}

/** The form of a visit: the present one, or an older print of the same checklist version; undefined when none is here. */
export function formOf(visit) {
  return read((db) => formIn(db.transaction('forms').store, visit));
}

/** The same, in a transaction that looks at more. */
export async function formIn(forms, { checklist, kind, fragment }) {
  const present = await forms.get(fragment.digest);
  if (present) return present;
  const all = await forms.getAll();
  return all.find((each) => each.checklist === checklist.id && each.kind === kind);
}

/**
 * Forget the forms that no visit here is opened with and nothing begun, unsent or still kept speaks of, with their
 * pages. While any form is open nothing is forgotten: its next page may be one of them.
 */
export async function forgetForms() {
  if (!navigator.locks || (await isAnyOpen())) return;
  await write(['assignments', 'drafts', 'outbox', 'receipts', 'forms', 'sections'], async (tx) => {
    const all = (name) => tx.objectStore(name).getAll();
    const [visits, forms] = [await all('assignments'), await all('forms')];
    const wanted = new Set(visits.map(({ fragment }) => fragment.digest));
    if (forms.every(({ digest }) => wanted.has(digest))) return;
    const rest = needed(forms, visits, [...(await all('drafts')), ...sent(await all('outbox')), ...sent(await all('receipts'))]);
    const pages = new Set(rest.flatMap(({ sections }) => sections.map(({ page }) => page)));
    for (const form of forms) if (!rest.includes(form)) await tx.objectStore('forms').delete(form.digest);
    for (const page of await tx.objectStore('sections').getAllKeys()) if (!pages.has(page)) await tx.objectStore('sections').delete(page);
  });
}

async function isAnyOpen() {
  const { held } = await navigator.locks.query();
  return held.some(({ name }) => name.startsWith('etalon-draft-'));
}

// An older print serves where the present one has not come yet, and gives their words to answers that are shown.
function needed(forms, visits, spokenOf) {
  const here = new Set(forms.map(({ digest }) => digest));
  const wanted = new Set(visits.map(({ fragment }) => fragment.digest));
  const lacking = visits.filter(({ fragment }) => !here.has(fragment.digest)).map(({ checklist }) => checklist.id);
  const staying = new Set(forms.filter(({ digest }) => wanted.has(digest)).map(({ checklist }) => checklist));
  const named = new Set(spokenOf.map(({ checklist }) => checklist?.id).filter((id) => !staying.has(id)));
  return forms.filter(({ digest, checklist }) => wanted.has(digest) || lacking.includes(checklist) || named.has(checklist));
}

/** The frozen content of items, of those whose bytes are still here. */
function sent(rows) {
  return rows.map((row) => row.body ?? row.item?.body).filter(Boolean).map((body) => JSON.parse(body));
}

/** A page of a form: {digest, html, texts by question}. */
export function pageOf({ page }) {
  return read((db) => db.get('sections', page));
}
