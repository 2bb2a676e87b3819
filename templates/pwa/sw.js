// The service worker of build {{ build }}: keeps the app's own files, opens the shell where there is no network.
// It never touches what is sent, never touches the phone's databases, and never takes over by itself.

const BUILD = 'etalon-{{ build }}';
const FILES = {{ files | tojson }};
const SHELLS = {{ shells | tojson }};
const FORM = /^\/visits\/\d+\/form$/;
const LIST = /^\/visits\/?$/;
const PATIENCE = 2500;

// All or nothing: one file missing, and the build before goes on serving.
addEventListener('install', (event) => event.waitUntil(install()));

async function install() {
  const cache = await caches.open(BUILD);
  await cache.addAll(FILES);
  for (const shell of SHELLS) {
    const response = await fetch(shell, { cache: 'no-store', credentials: 'omit' });
    const text = await response.clone().text();
    if (!response.ok || !text.includes('{{ build }}')) throw new Error(`${shell} is not of this build`);
    await cache.put(shell, response);
  }
}

addEventListener('activate', (event) => event.waitUntil(activate()));

async function activate() {
  const builds = (await caches.keys()).filter((name) => name.startsWith('etalon-') && name !== BUILD);
  const inUse = (await clients.matchAll({ includeUncontrolled: true })).length > 0;
  const old = inUse ? builds.slice(0, -1) : builds; // a page of the build before may still want its files
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting();
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(event, url.pathname));
  else if (url.pathname.startsWith('/static/')) event.respondWith(file(request));
});

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

function page(event, path) {
  if (FORM.test(path)) return form(event.request);
  return LIST.test(path) ? patiently(event.request) : fetch(event.request).catch(shellOr(event.request));
}

/** At once from the phone when somebody is at home there; a stranger's phone asks the server. */
async function form(request) {
  const known = await caches.match('/shell/language');
  const cached = known && (await shell());
  return cached ?? fetch(request).catch(shellOr(request));
}

/** The page from the network if it comes in time; else the shell, which makes the list from the phone. */
async function patiently(request) {
  const network = fetch(request);
  const late = new Promise((_, give) => setTimeout(() => give(new Error('late')), PATIENCE));
  try {
    const response = await Promise.race([network, late]);
    if (response.status < 500) return response;
    return (await shell()) ?? response;
  } catch {
    return (await shell()) ?? network;
  }
}

const shellOr = (request) => async () => (await shell()) ?? fetch(request);

/** The shell in the language last used on this phone. */
async function shell() {
  const cache = await caches.open(BUILD);
  const language = await caches.match('/shell/language').then((kept) => kept?.text());
  return (await cache.match(`/shell/${language}`)) ?? cache.match(SHELLS[0]);
}
