// The page that opens without network: a form from this phone, the list of visits, or a word that there is no network.

import { refresh } from '../lib/assignments.js';
import { piece } from '../lib/dom.js';
import { Form } from '../lib/form.js';
import { formIn } from '../lib/forms.js';
import { read } from '../lib/store.js';
import { words } from '../lib/words.js';

const place = () => document.getElementById('content');

const LONGEST = 1000; // ms

/** Leave the screen as it was until there is something to show, but not for long: one picture costs less than two. */
export function holdScreen() {
  document.documentElement.hidden = true;
  setTimeout(showScreen, LONGEST);
}

function showScreen() {
  document.documentElement.hidden = false;
}

/** Open what the address asks for, as far as this phone has it. */
export async function openShell(user) {
  const visit = location.pathname.match(/^\/visits\/(\d+)\/form$/)?.[1];
  if (!user) return put(piece('offline'));
  if (visit) return openForm(Number(visit));
  return put(piece(/^\/visits\/?$/.test(location.pathname) ? 'assignments' : 'offline'));
}

function put(shown) {
  place().replaceChildren(shown);
  showScreen();
  const isForm = shown.localName === 'fill-form'; // which names itself, or not
  if (!isForm) document.title = shown.querySelector('h1, h2')?.textContent ?? document.title;
}

async function openForm(id) {
  let here = await whatIsHere(id);
  const onItsWay = here.finished.some(({ state }) => state === 'waiting'); // the server does not know of it yet
  if (onItsWay && !here.draft) return put(handedIn(id));
  if (!here.form && (await refresh())) here = await whatIsHere(id);
  if (here.form) return put(await filled(here));
  return put(here.finished.length || here.receipts.length ? handedIn(id) : piece('not-here'));
}

/** All that this phone has of a visit, in one look: what was told of it, its draft, its form and the page in the hand. */
function whatIsHere(id) {
  return read(async (db) => {
    const tx = db.transaction(['drafts', 'outbox', 'receipts', 'assignments', 'forms', 'sections']);
    const rows = (name) => tx.objectStore(name).index('visit').getAll(id);
    const looks = [rows('drafts'), rows('outbox'), rows('receipts'), tx.objectStore('assignments').get(id)];
    const [[draft], finished, receipts, row] = await Promise.all(looks);
    const form = row && (await formIn(tx.objectStore('forms'), row));
    const section = form?.sections[draft?.page ?? 0];
    const page = section && (await tx.objectStore('sections').get(section.page));
    return { draft, finished, receipts, row, form, page };
  });
}

function handedIn(id) {
  const page = piece('handed-in');
  page.querySelector('outbox-list').dataset.visit = id;
  return page;
}

async function filled({ row, form, draft, page: inTheHand }) {
  const { id, kind, store, position, channel, checklist, employee, scenario, returned } = row;
  const what = [`${position} · ${channel}`, employee].filter(Boolean).join(' · ');
  const page = document.adoptNode(
    piece('fill', {
      ...{ store: store.name, what, scenario: scenario ?? '' },
      returned: returned ? words('returned', { reason: returned.reason, note: returned.note }) : '',
    }),
  );
  customElements.upgrade(page);
  const title = `${store.name} · ${position}`;
  Object.assign(page.dataset, { visit: id, kind, title, checklist: checklist.id, checklistDigest: checklist.digest });
  if (row.allows_voice) page.dataset.voice = '';
  page.asked = new Form(form.sections, { inTheHand });
  page.begun = draft;
  if (kind !== 'audit') (await import('./cover.js')).putCover(page);
  else document.title = title;
  await page.begin(); // one picture, not two: what is put on the screen can be answered
  return page.isDamaged ? piece('damaged') : page;
}
