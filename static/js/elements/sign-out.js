// Signing out while something is only on this phone: said first, and never a reason to delete anything.

import { forgetUser } from '../lib/device.js';
import { piece } from '../lib/dom.js';
import { read } from '../lib/store.js';
import { download } from '../lib/rescue.js';
import { words } from '../lib/words.js';

/** Leave, having asked where something is unsent. It deletes nothing: where the phone's store will not open, nobody is held. */
export async function signOut(form) {
  const unsent = await read(async (db) => (await db.count('outbox')) + (await db.count('drafts'))).catch(() => 0);
  if (unsent && !(await isConfirmed(unsent))) return;
  await forgetUser().catch(() => {});
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
