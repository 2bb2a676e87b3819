// The phone does not give out what it keeps: said at the top of whatever page this is, until it does.

import { piece } from './dom.js';
import { words } from './words.js';

let said = null;

/** Say the words under a key, once; on pages that are not for field work nothing is said. */
export function sayTrouble(word) {
  if (said?.isConnected || !document.getElementById('piece-trouble')) return;
  said = piece('trouble', { text: words(word) });
  document.getElementById('content').prepend(said);
}

/** It is over. */
export function noTrouble() {
  said?.remove();
}
