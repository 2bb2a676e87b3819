// What the server's answer means for the item that was sent: the one table of the protocol.

const PATIENT = new Set([0, 202, 408, 423, 425, 429]);

/**
 * What to do: "sent" (with the receipt), "more" (photos missing), "wait" (try again later), "portal" (this is not
 * our server), "sign_in", "ping" (renew the token), or "attention" (with why, and the server's own words).
 */
export function meaning({ status, json }, item) {
  if (status === 511) return { what: 'portal' };
  if (status === 507) return { what: 'wait', why: 'no_space' };
  if (PATIENT.has(status) || status >= 500) return { what: 'wait' };
  if (json === null) return { what: 'portal' };
  if (status === 200 || status === 201) return standing(json, item);
  if (status === 401) return { what: 'sign_in' };
  if (status === 403 && json.code === 'csrf') return { what: 'ping' };
  if (json.code === 'damaged') return { what: 'wait' };
  if (status === 403) return { what: 'attention', why: 'not_allowed', said: json.message };
  if (json.code === 'payload_conflict') return { what: 'attention', why: 'payload_conflict' };
  return status >= 400 ? { what: 'attention', why: 'refused', said: json.message } : { what: 'portal' };
}

function standing(json, item) {
  if (json.state === 'arriving' && Array.isArray(json.missing)) return { what: 'more', missing: json.missing };
  if (json.state !== 'sealed' || !json.receipt?.no) return { what: 'portal' };
  return isOurs(json.receipt, item) ? { what: 'sent', receipt: json.receipt } : { what: 'attention', why: 'differs' };
}

/** Whether the server received, byte for byte, what lies on this phone. */
function isOurs(receipt, item) {
  const sums = new Map(receipt.photos?.map((photo) => [photo.id, photo.sha256]));
  const photos = sums.size === item.photos.length && item.photos.every(({ id, sha256 }) => sums.get(id) === sha256);
  return receipt.id === item.id && receipt.payload_sha256 === item.sha256 && photos;
}

/** How long to wait before attempt n + 1, in ms: full jitter between nothing and 2 s … 5 min. */
export function pause(attempts) {
  return Math.random() * Math.min(300_000, 2_000 * 2 ** Math.min(attempts, 10));
}
