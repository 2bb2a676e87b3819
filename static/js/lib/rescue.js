// Everything on this phone as one file, in the format of the rescue page; fetched only when somebody asks for it.

import { owner } from './store.js';

/** Download drafts, unsent visits, receipts and photos as a zip. */
export async function download() {
  const zip = await import('../rescue/zip.js');
  await zip.download(zip.fileName(owner()), zip.files(owner()));
}
