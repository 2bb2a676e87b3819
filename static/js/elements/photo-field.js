// The photos of a question: taken, made small, kept, shown, taken back.

import { piece } from '../lib/dom.js';
import { Unreadable, kept, shrunk, thumbAddress } from '../lib/photos.js';
import { words } from '../lib/words.js';

export function bringPhotosToLife(card, fill) {
  const input = card.querySelector('.photo-input');
  if (!input) return;
  for (const { id } of fill.draft.photosOf(card.dataset.question)) showPhoto(card, fill, id);
  input.addEventListener('change', () => {
    // The bytes are asked for before anything else: some phones take the file away again.
    const readings = [...input.files].map((file) => file.arrayBuffer());
    input.value = '';
    for (const reading of readings) {
      reading.catch(() => {});
      keep(card, fill, shrunk(reading));
    }
  });
  if (input.files.length) input.dispatchEvent(new Event('change')); // chosen before the script was there
}

/** Keep a photo that is being made with its question; what cannot be read or kept is said on the card. */
export async function keep(card, fill, making) {
  const problem = card.querySelector('.question-problem');
  problem.textContent = '';
  card.setAttribute('aria-busy', 'true');
  try {
    const photo = await fill.draft.expect(kept(fill.draft, making, card.dataset.question));
    await showPhoto(card, fill, photo.id);
  } catch (error) {
    problem.textContent = words(error instanceof Unreadable ? 'photo_unreadable' : 'photo_not_kept');
  } finally {
    card.removeAttribute('aria-busy');
    fill.count();
  }
}

async function showPhoto(card, fill, id) {
  const item = piece('photo');
  item.dataset.photo = id;
  const [image, open] = [item.querySelector('img'), item.querySelector('button')];
  card.querySelector('.photos').append(item);
  card.querySelector('.question-more').open = true;
  const number = card.querySelectorAll('.photos li').length;
  image.alt = words('photo_number', { number });
  open.setAttribute('aria-label', words('open_photo_number', { number }));
  open.addEventListener('click', async () => (await import('./photo-view.js')).openPhoto(item, card, fill));
  await showThumb(item);
}

/** Show the small picture of the photo that the item stands for now. */
export async function showThumb(item) {
  const image = item.querySelector('img');
  const address = await thumbAddress(item.dataset.photo);
  URL.revokeObjectURL(image.src);
  if (address) image.src = address;
}
