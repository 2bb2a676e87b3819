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

/** A page of a form: {digest, html, texts by question}. */
export function pageOf({ page }) {
  return read((db) => db.get('sections', page));
}
