// The stopwatch of a question: start, stop, and the seconds stand in its field.

import { controls } from '../lib/answers.js';
import { elapsed, everySecond, start, stop } from '../lib/stopwatch.js';
import { words } from '../lib/words.js';

export function bringToLife(button, { draft }) {
  const card = button.closest('.question');
  const code = card.dataset.question;
  const label = button.querySelector('span');
  const runs = () => code in draft.row.stopwatches;
  const shown = () => {
    const seconds = runs() ? elapsed(draft, code) : 0;
    label.textContent = runs() ? words(seconds === null ? 'stop_by_hand' : 'stop', { seconds }) : words('start');
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    if (runs()) enter(card, elapsed(draft, code));
    (runs() ? stop : start)(draft, code);
    draft.changed({ atOnce: true });
    shown();
  });
  everySecond(() => button.isConnected && shown());
  shown();
}

function enter(card, seconds) {
  const [input] = controls(card);
  if (seconds === null) {
    card.querySelector('.question-problem').textContent = words('clock_changed');
    input.focus();
    return;
  }
  input.value = seconds;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
