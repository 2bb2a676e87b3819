// Signing out while something is only on this phone: said first, and never a reason to delete anything.

import { forgetUser } from '../lib/device.js';
import { piece } from '../lib/dom.js';
import { owner, read } from '../lib/store.js';
import { download } from '../lib/rescue.js';
import { words } from '../lib/words.js';

export function watchSignOut() {
  const form = document.querySelector('form[action$="/sign-out"]:not([action*="/devices/"])');
  if (!form || !owner()) return;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const unsent = await read(async (db) => (await db.count('outbox')) + (await db.count('drafts')));
    if (!unsent || (await isConfirmed(unsent))) await leave(form);
  });
}

async function leave(form) {
  await forgetUser();
  form.submit();
}

function isConfirmed(unsent) {
  const dialog = piece('sign-out', { words: words('unsent', { n: unsent }) });
  const [input, leaving] = [dialog.querySelector('input'), dialog.querySelector('[value="leave"]')];
  document.body.append(dialog);
  input.addEventListener('input', () => {
    leaving.disabled = input.value.trim() !== String(unsent);
  });
  dialog.querySelector('[type="button"]').addEventListener('click', async () => {
    await download();
    leaving.disabled = false;
  });
  dialog.showModal();
  return new Promise((known) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      known(dialog.returnValue === 'leave');
    });
  });
}
