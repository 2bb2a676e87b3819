// In words, how safe the answers are.

import { listen } from '../lib/dom.js';
import { waiting } from '../lib/outbox.js';
import { timeOfDay, words } from '../lib/words.js';

const TROUBLE = new Set(['slow', 'full', 'problem', 'elsewhere']);

/** Say the state of saving; "saved" is said only after the answers are on the disk. */
export function showSaving(place, state, at) {
  if (!place) return;
  place.dataset.state = TROUBLE.has(state) ? 'problem' : state;
  place.textContent = words(`state_${state}`, { time: at ? timeOfDay(at) : '' });
}

/** Until something is saved here: how many finished visits wait on this phone, else where the answers lie. */
export async function showWaiting(place, begunOnServer) {
  const where = words(begunOnServer ? 'state_server' : 'state_none');
  const show = async () => {
    const n = (await waiting()).length;
    if (place.dataset.state === 'none') place.textContent = n ? words('waiting', { n }) : where;
  };
  listen('outbox', show);
  await show();
}
