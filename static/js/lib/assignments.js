// What is to be done, taken along to where there is no network.

import { call } from './api.js';
import { tell } from './dom.js';
import { forgetForms, take } from './forms.js';
import { owner, read, write } from './store.js';

export { formOf } from './forms.js';

const [SHORTEST, LONGEST] = [3_000, 300_000]; // ms between two tries

/** Fetch the open visits and the forms they need. True when it worked; without network all stays as it was. */
export async function refresh() {
  const { status, json } = await call('/api/assignments', { patience: 15_000 });
  if (status !== 200 || json?.user?.id !== owner()) return false;
  for (const { checklist, kind, fragment } of json.assignments) await take(checklist, kind, fragment);
  await write(['assignments', 'drafts'], async (tx) => {
    const assignments = tx.objectStore('assignments');
    const open = new Set(json.assignments.map(({ id }) => id));
    for (const id of await assignments.getAllKeys()) {
      const begun = await tx.objectStore('drafts').index('visit').count(id);
      if (!open.has(id) && !begun) await assignments.delete(id);
    }
    for (const assignment of json.assignments) await assignments.put(assignment);
  });
  await forgetForms().catch(() => {}); // they take space and do no harm
  tell('assignments');
  return true;
}

/** Fetch them until it has worked once, with longer and longer pauses, for as long as they are wanted. */
export async function refreshAtLast(wanted) {
  for (let pause = SHORTEST; wanted() && !(await refresh().catch(() => false)); pause = Math.min(2 * pause, LONGEST)) {
    await new Promise((over) => setTimeout(over, pause));
  }
}

/** Open visits on this phone in the server's order: first what a reviewer sent back, then by deadline. */
export async function assignments() {
  const rows = await read((db) => db.getAll('assignments'));
  const back = ({ returned }) => (returned ? 0 : 1);
  const time = ({ deadline }) => Date.parse(deadline);
  return rows.sort((one, other) => back(one) - back(other) || time(one) - time(other) || one.id - other.id);
}

export function assignment(id) {
  return read((db) => db.get('assignments', id));
}
