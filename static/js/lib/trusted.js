// The only way by which text becomes page or script: a page of a form whose bytes have the promised hash, the shell
// of this build, and our worker.

const WORKER = '/sw.js';
const rules = {
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (url !== WORKER) throw new TypeError(`not our worker: ${url}`);
    return url;
  },
};
let made = null;
const policy = () => (made ??= globalThis.trustedTypes?.createPolicy('etalon', rules) ?? rules);

/** The SHA-256 of text or bytes in hexadecimal. */
export async function sha256(content) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The elements of a page of a form, once its bytes are what they should be. Throws when they are not. */
export async function nodesFrom({ html, digest }) {
  if ((await sha256(html)) !== digest) throw new Error('the form on this phone is damaged');
  const holder = document.createElement('template');
  holder.innerHTML = policy().createHTML(html);
  return document.adoptNode(holder.content);
}

/** The shell of this build, as the service worker keeps it, as a page of its own in which nothing runs. */
export function pageFrom(shell) {
  return new DOMParser().parseFromString(policy().createHTML(shell), 'text/html');
}

export function registerWorker() {
  return navigator.serviceWorker?.register(policy().createScriptURL(WORKER), { updateViaCache: 'none' });
}
