// Whether the server still stands by its receipts; what it has lost is sent once more while its bytes are here.

import { call, ping } from './api.js';
import { tell } from './dom.js';
import { send, whyNot } from './outbox.js';
import { meaning } from './reply.js';
import { log, read, write } from './store.js';

/** Ask about one receipt and note what was said: "stands", "lost", or "unknown" when nobody could be asked. */
export async function checkAgain(id) {
  const row = await read((db) => db.get('receipts', id));
  if (!row) return;
  const said = await verdict(row.receipt);
  await log('checked', `${id} ${said}`);
  if (said === 'lost' && row.item) return sendOnceMore(row);
  await write('receipts', async ({ store }) => {
    const now = await store.get(id);
    if (now) await store.put({ ...now, checked: { at: new Date().toISOString(), said } });
  });
  tell('outbox');
}

// Somebody else's sign-in would not find the visit either: first the server says who is asking.
async function verdict({ no, id, payload_sha256: sum, photos }) {
  if (whyNot(await ping())) return 'unknown';
  const reply = await call(`/api/submissions/${id}`);
  const { what, why, receipt } = meaning(reply, { id, sha256: sum, photos });
  if (what === 'sent') return receipt.no === no ? 'stands' : 'lost';
  return what === 'more' || why === 'differs' || reply.json?.code === 'not_found' ? 'lost' : 'unknown';
}

// The receipt goes along: nothing that was ever signed for is forgotten.
async function sendOnceMore({ id, item, receipt }) {
  const again = { ...item, state: 'waiting', why: '', arrived: 0, attempts: 0, nextAt: 0, lost: receipt };
  await write(['outbox', 'receipts'], async (tx) => {
    await tx.objectStore('outbox').put(again);
    await tx.objectStore('receipts').delete(id);
  });
  tell('outbox');
  return send({ patiently: false });
}
