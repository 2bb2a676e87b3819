// Seconds counted by the phone: the moment of the start lies in the draft, so a page that dies loses no time.

import { controls } from '../lib/answers.js';
import { words } from '../lib/words.js';

export function bringStopwatchToLife(card, draft) {
  const button = card.querySelector('.stopwatch');
  if (!button) return;
  const running = draft.row.stopwatches;
  const code = card.dataset.question;
  const label = button.querySelector('span');
  const seconds = () => Math.max(0, Math.round((Date.now() - running[code]) / 1000));
  const shown = () => {
    label.textContent = code in running ? words('stop', { seconds: seconds() }) : words('start');
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    if (code in running) {
      const [input] = controls(card);
      input.value = seconds();
      delete running[code];
      input.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      running[code] = Date.now();
    }
    draft.changed({ atOnce: true });
    shown();
  });
  setInterval(() => code in running && button.isConnected && shown(), 1000);
  shown();
}
