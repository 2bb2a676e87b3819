// The service worker of build {{ build }}: keeps the app's own files, opens the shell where there is no network.
// It never touches what is sent, never touches the phone's databases, and never takes over by itself.
// Rolled back, the build before installs and waits for a tap like any other.

const BUILD = 'etalon-{{ build }}';
const DRAWN = 'forms-{{ build }}'; // as in lib/drawn.js
const FILES = {{ files | tojson }};
const SHELLS = {{ shells | tojson }};
const RESCUES = {{ rescues | tojson }}; // what lies on the phone, shown and saved without a line of the app
const SERVING = '/shell/build'; // the build that took over last is remembered under this address
const FORM = /^\/visits\/\d+\/form$/;
const LIST = /^\/visits\/?$/;
const PATIENCE = 2500;

// All or nothing: one file missing, and the build before goes on serving.
addEventListener('install', (event) => {
  event.waitUntil(install());
  // Where the browser can, it takes our files from the cache without asking us. Not so what is drawn: what it does not
  // find there it asks the network for, and not us.
  event.addRoutes?.({ condition: { urlPattern: '{{ static }}/*' }, source: { cacheName: BUILD } }).catch(() => {});
});

async function install() {
  const cache = await caches.open(BUILD);
  await cache.addAll(FILES);
  for (const page of [...SHELLS, ...RESCUES]) {
    const response = await fetch(page, { cache: 'no-store', credentials: 'omit' });
    const text = await response.clone().text();
    if (!response.ok || !text.includes('{{ build }}')) throw new Error(`${page} is not of this build`);
    await cache.put(page, response);
  }
}

addEventListener('activate', (event) => event.waitUntil(activate()));

async function activate() {
  const builds = (await caches.keys()).filter((name) => name.startsWith('etalon-') && name !== BUILD);
  const before = (await caches.match(SERVING).then((kept) => kept?.text())) ?? builds.at(-1);
  const inUse = (await clients.matchAll({ includeUncontrolled: true })).length > 0;
  // A page of the build before may still want its files; after a roll-back that is not the older of the two.
  const old = builds.filter((name) => !inUse || name !== before);
  await Promise.all(old.map((name) => caches.delete(name)));
  await caches.open('build').then((cache) => cache.put(SERVING, new Response(BUILD)));
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
  if (path === '/sign-in') event.waitUntil(registration.update().catch(() => {})); // no old script handles a new session
  if (path === '/rescue') return kept(RESCUES).then((found) => found ?? fetch(event.request));
  if (FORM.test(path)) return form(event.request);
  return LIST.test(path) ? patiently(event.request) : fetch(event.request).catch(shellOr(event.request));
}

/** At once from the phone when somebody is at home there, drawn ahead if it was; a stranger's phone asks the server. */
async function form(request) {
  const drawn = await caches.match(request.url, { cacheName: DRAWN });
  if (drawn) return drawn;
  const [known, cached] = await Promise.all([caches.match('/shell/language'), shell()]);
  return (known && cached) ?? fetch(request).catch(shellOr(request));
}

/** The page from the network if it comes in time; else the shell, which makes the list from the phone. A stranger's phone
    has no list: it waits. */
async function patiently(request) {
  const network = fetch(request);
  if (!(await caches.match('/shell/language'))) return network.catch(shellOr(request));
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

const shell = () => kept(SHELLS);

/** A page of this build in the language last used on this phone, or the phone's own. */
async function kept(pages) {
  const [cache, language] = await Promise.all([caches.open(BUILD), caches.match('/shell/language')]);
  const last = await language?.text();
  const languages = [last, ...navigator.languages.map((each) => each.slice(0, 2))];
  const known = languages.map((each) => pages.find((page) => page.endsWith(`/${each}`)));
  return cache.match(known.find(Boolean) ?? pages[0]);
}
