// Talking to the server: every answer is checked to be our server's before it is believed.

import { remember } from './device.js';

let csrf = '';

/** One request. Gives {status, json, retryAfter}: json is null when the answer is not ours, status 0 without network. */
export async function call(path, { method = 'GET', body, headers = {}, patience = 30_000 } = {}) {
  try {
    const response = await fetch(path, {
      ...{ method, body, redirect: 'manual', cache: 'no-store', credentials: 'same-origin' },
      headers: { Accept: 'application/json', ...(method === 'GET' ? {} : { 'X-CSRF-Token': csrf }), ...headers },
      signal: AbortSignal.timeout(patience),
    });
    const ours = response.headers.get('Content-Type')?.startsWith('application/json');
    const json = ours ? await response.json().catch(() => null) : null;
    const status = response.type === 'opaqueredirect' ? 302 : response.status;
    return { status, json, retryAfter: Number(response.headers.get('Retry-After')) || 0 };
  } catch {
    return { status: 0, json: null, retryAfter: 0 };
  }
}

/** Who is signed in. Renews the token to send with and notes by how much this phone's clock is off. */
export async function ping() {
  const reply = await call('/api/ping', { patience: 10_000 });
  if (reply.status === 200 && reply.json?.user?.id) {
    csrf = reply.json.csrf;
    await remember('skew', Date.parse(reply.json.now) - Date.now());
  }
  return reply;
}

/** Put bytes whose SHA-256 is known, so that the server sees when they were damaged on the way. */
export function put(path, bytes, sum, type) {
  const pairs = sum.match(/../g).map((pair) => Number.parseInt(pair, 16));
  const digest = `sha-256=:${btoa(String.fromCharCode(...pairs))}:`;
  const headers = { 'Content-Type': type, 'Content-Digest': digest };
  return call(path, { method: 'PUT', body: bytes, headers, patience: 120_000 });
}
