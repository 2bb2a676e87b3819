// The page that opens without network: a form from this phone, the list of visits, or a word that there is no network.

import { assignment, formOf, refresh } from '../lib/assignments.js';
import { piece } from '../lib/dom.js';
import { read } from '../lib/store.js';
import { formFrom } from '../lib/trusted.js';
import { words } from '../lib/words.js';

const place = () => document.getElementById('content');

/** Open what the address asks for, as far as this phone has it. */
export async function openShell(user) {
  const visit = location.pathname.match(/^\/visits\/(\d+)\/form$/)?.[1];
  if (!user) return put(piece('offline'));
  if (visit) return openForm(Number(visit));
  return put(piece(/^\/visits\/?$/.test(location.pathname) ? 'assignments' : 'offline'));
}

function put(...pieces) {
  place().replaceChildren(...pieces);
}

async function openForm(id) {
  const rows = (store) => read((db) => db.getAllFromIndex(store, 'visit', id));
  const [drafts, finished, receipts] = await Promise.all(['drafts', 'outbox', 'receipts'].map(rows));
  const onItsWay = finished.some(({ state }) => state === 'waiting'); // the server does not know of it yet
  if (onItsWay && !drafts.length) return put(handedIn(id));
  const kept = (await found(id)) ?? ((await refresh()) ? await found(id) : null);
  if (kept) return put(await filled(...kept));
  return put(finished.length || receipts.length ? handedIn(id) : piece('not-here'));
}

function handedIn(id) {
  const page = piece('handed-in');
  page.querySelector('outbox-list').dataset.visit = id;
  return page;
}

/** The visit and its form, when both are on this phone. */
async function found(id) {
  const row = await assignment(id);
  const form = row && (await formOf(row));
  return form ? [row, form] : null;
}

async function filled(row, form) {
  const { id, store, position, channel, checklist, employee, scenario, returned } = row;
  const what = [`${position} · ${channel}`, employee].filter(Boolean).join(' · ');
  const page = piece('fill', {
    ...{ store: store.name, what, scenario: scenario ?? '' },
    returned: returned ? words('returned', { reason: returned.reason, note: returned.note }) : '',
  });
  const title = `${store.name} · ${position}`;
  Object.assign(page.dataset, { visit: id, title, checklist: checklist.id, checklistDigest: checklist.digest });
  page.querySelector('form').prepend(await formFrom(form));
  document.title = title;
  return page;
}
