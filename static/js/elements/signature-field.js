// A signature is drawn with a finger and kept as a photo.

import { piece } from '../lib/dom.js';
import { drawn } from '../lib/photos.js';
import { keep } from './photo-field.js';

const SHARPNESS = 2;

export async function bringSignatureToLife(card, fill) {
  const field = piece('signature');
  const canvas = field.querySelector('canvas');
  const [clear, done] = field.querySelectorAll('button');
  card.querySelector('.question-more summary').after(field);
  const { default: SignaturePad } = await import('../../vendor/signature_pad.js');
  const pad = new SignaturePad(canvas, { backgroundColor: '#fff', penColor: '#111' });
  const size = () => {
    if (!canvas.offsetWidth || canvas.width === canvas.offsetWidth * SHARPNESS) return;
    canvas.width = canvas.offsetWidth * SHARPNESS;
    canvas.height = canvas.offsetHeight * SHARPNESS;
    canvas.getContext('2d').scale(SHARPNESS, SHARPNESS);
    pad.clear();
  };
  new ResizeObserver(size).observe(canvas);
  clear.addEventListener('click', () => pad.clear());
  done.addEventListener('click', async () => {
    if (pad.isEmpty()) return;
    await keep(card, fill, drawn(canvas));
    pad.clear();
  });
}
