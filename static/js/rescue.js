// The page that works when the form does not: what lies on this phone is listed, shown, and saved as a file.
// Nothing of the app is imported here, so that nothing of the app can break it.

import { card } from './rescue/item.js';
import { piece, phrase } from './rescue/page.js';
import { contents, person } from './rescue/read.js';
import { canShare, fileName, fileOf, files, save } from './rescue/zip.js';

const place = document.getElementById('rescue');
const told = document.getElementById('told');

async function show() {
  try {
    const user = await person();
    if (user) place.replaceChildren(...lists(user, (await contents(user)) ?? {}));
    else place.replaceChildren(piece('signed-out'));
  } catch (error) {
    place.replaceChildren(trouble(error));
  }
}

function lists(user, found) {
  const isEmpty = !Object.values(found).some((list) => list.length);
  return [everything(user), ...(isEmpty ? [piece('empty')] : Object.entries(found).map((each) => list(user, ...each)))];
}

function list(user, kind, items) {
  const made = piece('list', { title: phrase(kind, { n: items.length }) });
  const means = { changed: () => say('deleted').then(show), tell: say };
  made.querySelector('ul').append(...items.map((item) => card(user, item, means)));
  made.hidden = !items.length;
  return made;
}

function everything(user) {
  const made = piece('everything');
  const [saving, sharing] = made.querySelectorAll('button');
  saving.addEventListener('click', async () => {
    say('saving_copy');
    const done = await save(fileName(user), files(user)).catch(() => null);
    say(done ? 'saved_copy' : done === null ? 'not_saved' : '');
  });
  sharing.hidden = !canShare();
  let ready = null; // making it may take longer than a tap is believed
  sharing.addEventListener('click', async () => {
    try {
      ready ??= await fileOf(fileName(user), files(user));
      await navigator.share({ files: [ready] });
      ready = null;
    } catch (error) {
      if (error?.name !== 'AbortError') say(ready && error?.name === 'NotAllowedError' ? 'share_again' : 'not_saved');
    }
  });
  return made;
}

function trouble({ word, message }) {
  const made = piece('trouble', { words: phrase(`closed_${word ?? 'broken'}`), error: message });
  made.querySelector('button').addEventListener('click', show);
  return made;
}

async function say(word) {
  told.textContent = word && phrase(word);
  told.hidden = !word;
}

show();
