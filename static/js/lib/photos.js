// Photos: made small on the phone, one at a time, and never believed to be kept until they were read back.

import { uuid7 } from './begin.js';
import { read } from './store.js';
import { sha256 } from './trusted.js';

const LONGEST_SIDE = 1600;
const THUMB_SIDE = 320;
const QUALITIES = [0.8, 0.65, 0.5]; // the next one when a photo of gravel or leaves is still too heavy
const MOST_BYTES = 500 * 1024;

/** The file is no photo that this phone can read. */
export class Unreadable extends Error {}

let before = Promise.resolve();

/** Make a photo small, after those before it: a phone's memory holds one decoded picture, not eight. */
export function shrunk(reading) {
  const turn = before.then(async () => picture(await decoded(await reading.catch(unreadable))));
  before = turn.catch(() => {});
  return turn;
}

// The phone took the file away before it was read, or it is of a kind that this browser does not know.
function unreadable() {
  throw new Unreadable();
}

function decoded(bytes) {
  return createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' }).catch(unreadable);
}

/** The small picture of a photo whose bytes came from elsewhere. */
export async function smallOf(bytes) {
  const bitmap = await decoded(bytes);
  try {
    return await jpeg(bitmap, THUMB_SIDE);
  } finally {
    bitmap.close?.();
  }
}

async function picture(bitmap) {
  try {
    const bytes = await jpeg(bitmap, LONGEST_SIDE);
    const thumb = await jpeg(bitmap, THUMB_SIDE);
    return await photo(bytes, thumb);
  } finally {
    bitmap.close?.();
  }
}

/** What is kept of a photo: bytes, never a Blob, which some browsers cannot store. */
async function photo(bytes, thumb) {
  const sum = await sha256(bytes);
  return { id: uuid7(), taken_at: new Date().toISOString(), mime: 'image/jpeg', sha256: sum, size: bytes.byteLength, bytes, thumb };
}

/** A drawing as a photo. */
export async function drawn(canvas) {
  return photo(await encoded(canvas), await jpeg(canvas, THUMB_SIDE));
}

async function jpeg(source, side) {
  const share = Math.min(1, side / Math.max(source.width, source.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(source.width * share));
  canvas.height = Math.max(1, Math.round(source.height * share));
  const brush = canvas.getContext('2d');
  brush.fillStyle = '#fff'; // what was transparent becomes paper
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(source, 0, 0, canvas.width, canvas.height);
  return encoded(canvas);
}

/** The canvas as JPEG, as fine as a shop's network can carry. */
async function encoded(canvas) {
  let bytes;
  for (const quality of QUALITIES) {
    bytes = await jpegOf(canvas, quality);
    if (bytes.byteLength <= MOST_BYTES) break;
  }
  return bytes;
}

async function jpegOf(canvas, quality) {
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
  if (blob?.type !== 'image/jpeg' || !blob.size) throw new Unreadable();
  return blob.arrayBuffer();
}

/** Keep with a draft what is being made for a question. Rejects when what is on the disk is not what was made. */
export async function kept(draft, making, question) {
  const made = await making;
  await draft.addPhoto(made, question);
  if (!(await isKept(made))) {
    await draft.removePhoto(made.id);
    throw new Error('it was not kept');
  }
  return made;
}

async function isKept({ id, sha256: sum }) {
  const row = await read((db) => db.get('photos', id));
  return Boolean(row) && (await sha256(row.bytes)) === sum;
}

/** An address for the small picture of a photo, or null; for <img>, to be revoked when it is gone. */
export async function thumbAddress(id) {
  const row = await read((db) => db.get('thumbs', id));
  return row ? URL.createObjectURL(new Blob([row.bytes], { type: 'image/jpeg' })) : null;
}
