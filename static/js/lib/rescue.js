// Everything on this phone as one file, when nothing else helps: works without network and without the form.

import { downloadZip } from '../../vendor/client-zip.js';
import { owner, read } from './store.js';

/** Download drafts, unsent visits and their photos as a zip. */
export async function download() {
  const files = await read(async (db) => {
    const named = (folder) => (row) => ({ name: `${folder}/${row.id}.json`, input: row.body ?? JSON.stringify(row, null, 1) });
    const drafts = (await db.getAll('drafts')).map(named('drafts'));
    const unsent = (await db.getAll('outbox')).map(named('unsent'));
    const photos = (await db.getAll('photos')).map(({ id, bytes }) => ({ name: `photos/${id}.jpg`, input: bytes }));
    return [...drafts, ...unsent, ...photos];
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await downloadZip(files).blob());
  link.download = `etalon-${owner()}-${new Date().toISOString().slice(0, 10)}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
