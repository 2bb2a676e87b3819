// The install guide: the browser's own offer as a button where there is one, and only the steps for this phone.

import { isInstalled, isIos } from '../lib/phone.js';

export class InstallGuide extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    this.button = this.querySelector('button');
    addEventListener('beforeinstallprompt', (event) => this.#offer(event));
    addEventListener('appinstalled', () => this.#done());
    if (isInstalled()) this.#done();
    const system = isIos() ? 'ios' : navigator.userAgent.includes('Android') && 'android';
    for (const steps of document.querySelectorAll('[data-system]')) steps.hidden = Boolean(system) && steps.dataset.system !== system;
  }

  #offer(event) {
    event.preventDefault();
    this.button.hidden = false;
    this.button.onclick = () => {
      this.button.hidden = true; // an offer can be taken once
      event.prompt();
    };
  }

  #done() {
    const told = this.querySelector('.notice');
    told.textContent = this.dataset.installed;
    told.hidden = false;
    this.button.hidden = true;
  }
}
