// A signature is drawn with a finger and kept as a photo.

import { piece } from '../lib/dom.js';
import { drawn } from '../lib/photos.js';
import { keep } from './photo-field.js';

const SHARPNESS = 2;

export async function bringToLife(card, fill) {
  const { default: SignaturePad } = await import('../../vendor/signature_pad.js');
  const field = piece('signature');
  const canvas = field.querySelector('canvas');
  const [clear, done] = field.querySelectorAll('button');
  card.querySelector('.question-more summary').after(field);
  const pad = new SignaturePad(canvas, { backgroundColor: '#fff', penColor: '#111' });
  const size = () => {
    if (!canvas.offsetWidth || canvas.width === canvas.offsetWidth * SHARPNESS) return;
    const share = (canvas.offsetWidth * SHARPNESS) / canvas.width;
    const drawing = pad.toData();
    canvas.width = canvas.offsetWidth * SHARPNESS;
    canvas.height = canvas.offsetHeight * SHARPNESS;
    canvas.getContext('2d').scale(SHARPNESS, SHARPNESS);
    pad.clear();
    pad.fromData(scaled(drawing, share));
  };
  new ResizeObserver(size).observe(canvas);
  clear.addEventListener('click', () => pad.clear());
  done.addEventListener('click', async () => {
    if (pad.isEmpty()) return;
    await keep(card, fill, drawn(canvas));
    pad.clear();
  });
}

// The phone was turned: what was drawn keeps its shape and stays within the frame, whose height does not change.
function scaled(drawing, share) {
  const by = Math.min(1, share);
  return drawing.map((line) => ({ ...line, points: line.points.map((point) => ({ ...point, x: point.x * by, y: point.y * by })) }));
}
