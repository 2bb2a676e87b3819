// Where everything begins: whose phone it is, what on this page comes to life, and what waits to be sent.

import { AssignmentList } from './elements/assignment-list.js';
import { DeviceChips } from './elements/device-chips.js';
import { FillForm } from './elements/fill-form.js';
import { OutboxList } from './elements/outbox-list.js';
import { openShell } from './elements/shell.js';
import { watchSignOut } from './elements/sign-out.js';
import { currentUser, isShell } from './lib/device.js';
import { tell } from './lib/dom.js';
import { keepSending } from './lib/outbox.js';
import { useStoreOf } from './lib/store.js';
import { registerWorker } from './lib/trusted.js';

const ELEMENTS = {
  'assignment-list': AssignmentList,
  'device-chips': DeviceChips,
  'fill-form': FillForm,
  'outbox-list': OutboxList,
};

async function begin() {
  const user = await currentUser();
  const isField = document.getElementById('words') !== null;
  if (user) useStoreOf(user);
  if (isShell()) await openShell(user);
  if (user && isField) {
    for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
    keepSending();
  }
  watchSignOut();
}

async function keepWorker() {
  const registration = await registerWorker();
  const watch = () => registration.installing?.addEventListener('statechange', () => tell('update'));
  registration?.addEventListener('updatefound', watch);
  watch();
}

begin();
keepWorker().catch(() => {});
