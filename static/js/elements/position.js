// Where a visit begins and ends, if its programme asks: said why, given with a tap, refused without loss, asked once each.

import { fill as put, piece } from '../lib/dom.js';
import { words } from '../lib/words.js';

const EXACT = { enableHighAccuracy: true, timeout: 10_000, maximumAge: 0 };
const DENIED = 1; // GeolocationPositionError.PERMISSION_DENIED

/** Ask at the start, on the page in the hand, and on the last one. */
export function askForPosition(fill) {
  const asked = (when) => Boolean(fill.draft.row.position?.[when]);
  if (!asked('start')) fill.pages.place.querySelector('h2').after(question(fill, 'start'));
  if (!asked('finish')) fill.pages.last.append(question(fill, 'finish'));
}

function question(fill, when) {
  const card = piece('position', { title: words(`position_${when}`), told: '' });
  const title = card.querySelector('h3');
  title.id += `-${when}`;
  card.setAttribute('aria-labelledby', title.id);
  const buttons = card.querySelectorAll('button');
  const keep = async (fix, told) => {
    fill.draft.row.position = { ...fill.draft.row.position, [when]: { ...fix, at: new Date().toISOString() } };
    fill.draft.changed();
    await fill.draft.save(); // "kept" is said only when it is
    put(card, { told });
    card.querySelector('.position-choice').remove();
  };
  card.querySelector('.position-refuse').addEventListener('click', () => keep({ why: 'refused' }, words('position_refused')));
  card.querySelector('.position-give').addEventListener('click', async () => {
    for (const button of buttons) button.disabled = true;
    put(card, { told: words('position_looking') });
    const fix = await located();
    keep(fix, words(fix.why ? `position_${fix.why}` : 'position_given', { metres: Math.round(fix.accuracy_m) }));
  });
  return card;
}

/** {lat, lon, accuracy_m} in degrees and metres, or {why} there is none. */
function located() {
  const unavailable = { why: 'unavailable' };
  if (!navigator.geolocation) return Promise.resolve(unavailable);
  return new Promise((known) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => known({ lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy }),
      ({ code }) => known(code === DENIED ? { why: 'refused' } : unavailable),
      EXACT,
    );
  });
}
