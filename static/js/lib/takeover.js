// Going on here with a visit begun on another device: fetched whole, checked, kept in one transaction, then told.

import { call, ping } from './api.js';
import { uuid7 } from './begin.js';
import { BUILD, deviceName } from './device.js';
import { fill, piece } from './dom.js';
import { isVoice } from './evidence.js';
import { smallOf } from './photos.js';
import { owner, write } from './store.js';
import { sha256 } from './trusted.js';
import { momentOf, words } from './words.js';

const PATIENCE = 60_000; // ms for one photo

/** The network broke off, or the server has the draft no longer. */
class NotFetched extends Error {}

/** Ask, fetch, open the form. `draft` is what the server said of the copy. */
export function offerToGoOn(draft) {
  const asked = words('take_over_words', { n: draft.answered, photos: draft.photos, time: momentOf(draft.updated_at), phone: draft.phone });
  const missing = draft.missing ? words('take_over_missing', { n: draft.missing }) : '';
  const dialog = piece('take-over', { words: asked, missing, problem: '' });
  const [stay, go] = dialog.querySelectorAll('button');
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  stay.addEventListener('click', () => dialog.close());
  go.addEventListener('click', async () => {
    go.disabled = true;
    fill(dialog, { problem: '' });
    try {
      location.assign(`/visits/${await takeOver(draft.id)}/form`);
    } catch (error) {
      fill(dialog, { problem: words(error instanceof NotFetched ? 'take_over_failed' : 'take_over_not_kept') });
      go.disabled = false;
    }
  });
  dialog.showModal();
}

/** Take a draft over onto this phone; gives the number of its visit. Nothing has changed when it fails half-way. */
export async function takeOver(id) {
  if ((await ping()).json?.user?.id !== owner()) throw new NotFetched();
  const photos = new Map();
  const first = await answered(call(`/api/drafts/${id}`));
  await fetchPhotos(first, photos);
  const device = await deviceName();
  const body = JSON.stringify({ device });
  const headers = { 'Content-Type': 'application/json' };
  const newest = await answered(call(`/api/drafts/${id}/takeover`, { method: 'POST', body, headers }));
  await fetchPhotos(newest, photos); // what its phone sent in the meantime
  await keep(newest, photos, device);
  return newest.visit;
}

async function answered(calling) {
  const { status, json } = await calling;
  if (status !== 200 || !json?.id) throw new NotFetched();
  return json;
}

async function fetchPhotos(draft, photos) {
  for (const photo of draft.photos) {
    if (!photos.get(photo.id)) photos.set(photo.id, await fetchPhoto(draft.id, photo));
  }
}

/** {bytes, thumb} of a photo or voice note whose bytes are right, or null when they never reached the server. */
async function fetchPhoto(draft, photo) {
  const { id, sha256: sum } = photo;
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(`/api/drafts/${draft}/photos/${id}`, { redirect: 'manual', cache: 'no-store', signal }).catch(() => null);
  if (response?.status === 404) return null;
  const bytes = response?.ok ? await response.arrayBuffer().catch(() => null) : null;
  if (!bytes || (await sha256(bytes)) !== sum) throw new NotFetched();
  return { bytes, thumb: isVoice(photo) ? null : await smallOf(bytes) };
}

// New ids for the draft and for its photos: the other device may still send its own.
function keep({ format, ...draft }, fetched, device) {
  const mine = { id: uuid7(), user: owner(), continues: draft.id, rev: 1, device, build: BUILD, updated_at: new Date().toISOString() };
  const here = draft.photos.filter(({ id }) => fetched.get(id)).map((photo) => ({ photo: { ...photo, id: uuid7() }, ...fetched.get(photo.id) }));
  const row = { ...draft, ...mine, photos: here.map(({ photo }) => photo) };
  return write(['drafts', 'photos', 'thumbs'], async (tx) => {
    if (await tx.objectStore('drafts').index('visit').count(row.visit)) throw new Error('this visit was begun here');
    for (const { photo, bytes, thumb } of here) {
      await tx.objectStore('photos').add({ mime: 'image/jpeg', ...photo, owner: row.id, bytes });
      if (thumb) await tx.objectStore('thumbs').add({ id: photo.id, owner: row.id, bytes: thumb });
    }
    await tx.objectStore('drafts').add(row);
  });
}
