// In words, how safe the answers are.

import { timeOfDay, words } from '../lib/words.js';

const TROUBLE = new Set(['slow', 'full', 'problem', 'elsewhere']);

/** Say the state of saving; "saved" is said only after the answers are on the disk. */
export function showSaving(place, state, at) {
  if (!place) return;
  place.dataset.state = TROUBLE.has(state) ? 'problem' : state;
  place.textContent = words(`state_${state}`, { time: at ? timeOfDay(at) : '' });
}
