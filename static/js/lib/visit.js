// A visit on this phone: all that lies here of it, and what stands above its form.

import { fill } from './dom.js';
import { formIn } from './forms.js';
import { read } from './store.js';
import { words } from './words.js';

/** All that this phone has of a visit, in one look: what was told of it, its draft, its form and the page in the hand. */
export function whatIsHere(id) {
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

/** Write above a form which visit it is of. Gives the title of the page. */
export function describe(frame, { id, kind, store, position, channel, checklist, employee, scenario, returned, allows_voice: voice }) {
  fill(frame, {
    ...{ store: store.name, scenario: scenario ?? '' },
    what: [`${position} · ${channel}`, employee].filter(Boolean).join(' · '),
    returned: returned ? words('returned', { reason: returned.reason, note: returned.note }) : '',
  });
  const title = `${store.name} · ${position}`;
  Object.assign(frame.dataset, { visit: id, kind, title, checklist: checklist.id, checklistDigest: checklist.digest });
  if (voice) frame.dataset.voice = '';
  return title;
}
