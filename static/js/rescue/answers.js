// The answers of one visit, to be read and not changed.

import { hasPhrase, piece, phrase } from './page.js';
import { look, nameOf, questions, rowOf } from './read.js';

/** Show the notes of a covert visit and what was answered, question by question, with the photos; gives elements. */
export async function answersOf(user, { answers, photos, checklist, notes }) {
  const texts = await questions(user, checklist);
  const codes = new Set([...Object.keys(answers), ...photos.map(({ question }) => question)]);
  const shown = [...codes].map((code) => answer(user, texts[code] ?? code, answers[code], photos.filter((each) => each.question === code)));
  const written = notes ? [await answer(user, phrase('notes'), { value: notes }, [])] : [];
  return shown.length || notes ? [...written, ...(await Promise.all(shown))] : [piece('nothing')];
}

async function answer(user, question, given, photos) {
  const made = piece('answer', { question, value: said(given), comment: given?.comment });
  const place = made.querySelector('.photos');
  for (const { id, kind } of photos) place.append(await (kind === 'voice' ? sound : picture)(user, id));
  place.hidden = !photos.length;
  return made;
}

function said(given) {
  const { value, non_answer: none } = given ?? {};
  const named = (code) => (hasPhrase(`value_${code}`) ? phrase(`value_${code}`) : String(code));
  if (none) return named(none);
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(named).join(', ') || phrase('value_none');
  if (typeof value === 'object') return phrase('found_of_sought', value);
  return named(value);
}

async function sound(user, id) {
  const { row } = await look(nameOf(user), (db) => rowOf(db, 'photos', id));
  if (!(row?.bytes instanceof ArrayBuffer)) return piece('no-sound');
  const made = piece('sound');
  made.querySelector('audio').src = URL.createObjectURL(new Blob([row.bytes], { type: row.mime }));
  return made;
}

// The small picture, or the large one where the small one is gone.
async function picture(user, id) {
  const bytes = await look(nameOf(user), async (db) => {
    const [thumb, photo] = [await rowOf(db, 'thumbs', id), await rowOf(db, 'photos', id)];
    return thumb.row?.bytes ?? photo.row?.bytes;
  });
  if (!(bytes instanceof ArrayBuffer)) return piece('no-picture');
  const made = piece('picture');
  const image = made.querySelector('img');
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
  image.addEventListener('error', () => made.replaceWith(piece('no-picture')), { once: true });
  image.src = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
  return made;
}
