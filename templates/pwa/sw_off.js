// The service worker is switched off: this one takes the installed one's place, forgets its files and leaves.
// What people entered lies in the phone's databases, which it does not know. Open pages go on, from the network.

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
  const ours = (await caches.keys()).filter((name) => /^(build$|etalon-|forms-)/.test(name));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
}
