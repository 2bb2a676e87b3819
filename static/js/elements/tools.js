// The tools of a page of the form, each fetched when the page has a place for it.

import { isVoice } from '../lib/evidence.js';

const TOOLS = {
  '.stopwatch': () => import('./stopwatch.js'),
  '.found': () => import('./counter.js'),
  '.together': () => import('./together.js'),
  '[data-kind="signature"]': () => import('./signature-field.js'),
};

/** Bring to life every tool of a page, an element of the form `fill`. */
export function bringToolsToLife(page, fill) {
  for (const [wanted, fetched] of Object.entries(TOOLS)) {
    for (const place of page.querySelectorAll(wanted)) bring(fetched(), place, fill);
  }
}

/** Where the programme allows voice notes, or some were recorded: what records and plays them. */
export async function bringVoicesToLife(page, fill) {
  if (!('voice' in fill.dataset) && !fill.draft.row.photos.some(isVoice)) return;
  const { bringToLife } = await import('./voice-field.js');
  for (const card of page.querySelectorAll('.question')) bringToLife(card, fill);
}

// A tap that comes before the tool is not lost: it is made again once the tool is there.
async function bring(fetching, place, fill) {
  const early = new Set();
  const note = ({ target }) => early.add(target.closest('button'));
  place.addEventListener('click', note);
  const { bringToLife } = await fetching;
  place.removeEventListener('click', note);
  bringToLife(place, fill);
  for (const button of early) button?.click();
}
