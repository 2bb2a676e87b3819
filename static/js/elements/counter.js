// Found of sought, counted with a thumb: less and more beside each number; what is usually sought comes by itself.

import { words } from '../lib/words.js';

export function bringToLife(place) {
  const [found, sought] = place.querySelectorAll('input');
  const told = place.querySelector('output');
  const presume = () => {
    if (found.value !== '' && sought.value === '') sought.value = sought.placeholder;
  };
  found.addEventListener('input', presume); // before the form takes the answer
  for (const button of place.querySelectorAll('[data-step]')) {
    const input = button.parentElement.querySelector('input');
    button.addEventListener('click', () => {
      const usual = input === sought ? sought.placeholder : '';
      const most = input === found && sought.value !== '' ? Number(sought.value) : Number.MAX_SAFE_INTEGER;
      const stepped = Number(input.value || usual) + Number(button.dataset.step);
      input.value = Math.max(0, Math.min(stepped, most));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      told.textContent = words('found_of', { found: found.value || '—', sought: sought.value || '—' });
    });
  }
}
