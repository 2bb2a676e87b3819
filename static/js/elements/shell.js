// The page that opens without network: a form from this phone, the list of visits, or a word that there is no network.

import { refresh } from '../lib/assignments.js';
import { isDrawn } from '../lib/device.js';
import { piece } from '../lib/dom.js';
import { Form } from '../lib/form.js';
import { describe, whatIsHere } from '../lib/visit.js';

const place = () => document.getElementById('content');

const LONGEST = 1000; // ms

/**
 * Leave the screen as it was until there is something to show, but not for long: one picture costs less than two. A
 * form that was drawn ahead is there already.
 */
export function holdScreen() {
  if (isDrawn()) return;
  document.documentElement.hidden = true;
  setTimeout(showScreen, LONGEST);
}

function showScreen() {
  document.documentElement.hidden = false;
}

/** Open what the address asks for, as far as this phone has it. */
export async function openShell(user) {
  await open(user).catch((error) => {
    // Nobody fills in a form that keeps nothing.
    document.querySelector('fill-form[data-drawn]')?.replaceWith(piece('damaged'));
    throw error;
  });
}

async function open(user) {
  const visit = location.pathname.match(/^\/visits\/(\d+)\/form$/)?.[1];
  if (!user) return put(piece('offline'));
  if (visit) return openForm(Number(visit));
  return put(piece(/^\/visits\/?$/.test(location.pathname) ? 'assignments' : 'offline'));
}

function put(shown) {
  delete document.documentElement.dataset.opening;
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
  if (here.form) return (await adopted(here)) || put(await filled(here));
  return put(here.finished.length || here.receipts.length ? handedIn(id) : piece('not-here'));
}

function handedIn(id) {
  const page = piece('handed-in');
  page.querySelector('outbox-list').dataset.visit = id;
  return page;
}

async function filled({ row, form, draft, page: inTheHand }) {
  const page = document.adoptNode(piece('fill'));
  customElements.upgrade(page);
  const title = describe(page, row);
  page.asked = new Form(form.sections, { inTheHand });
  page.begun = draft;
  if (row.kind !== 'audit') (await import('./cover.js')).putCover(page);
  else document.title = title;
  await page.begin(); // one picture, not two: what is put on the screen can be answered
  return page.isDamaged ? piece('damaged') : page;
}

/** The page that was drawn ahead comes to life as it stands, with what was tapped on it already. */
async function adopted({ row, form, draft, page }) {
  const drawn = document.querySelector('fill-form[data-drawn]');
  if (!drawn || drawn.dataset.drawn !== page?.digest || Number(drawn.dataset.visit) !== row.id) return false;
  document.title = describe(drawn, row);
  const pages = [];
  pages[draft?.page ?? 0] = drawn.querySelector('.fill-section');
  drawn.asked = new Form(form.sections, { pages });
  drawn.begun = draft;
  await drawn.begin();
  document.querySelector('.fill-asleep')?.remove();
  return true;
}
