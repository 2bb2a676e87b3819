// Drawing on a photo: arrows, circles and free lines, with a finger, a mouse or keys. What is kept is a picture of both.

import { piece } from '../lib/dom.js';
import { drawn } from '../lib/photos.js';

const COLOUR = '#e4002b';
const EDGE = '#ffffff'; // seen on red goods too
const STEP = 0.02; // of the longer side, for one press of an arrow key
const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const SIZES = { '+': 1.15, '=': 1.15, '-': 1 / 1.15 };

/** The sheet for drawing on a photo; `keep` is given the new photo being made, `leave` is called without one. */
export async function markOn(bytes, { keep, leave }) {
  const sheet = piece('mark');
  const picture = await createImageBitmap(new Blob([bytes]));
  const marks = new Marks(sheet.querySelector('canvas'), picture);
  const button = (name) => sheet.querySelector(name);
  marks.shape = () => sheet.querySelector(':checked').value;
  marks.changed = () => {
    for (const name of ['.mark-undo', '.mark-keep']) button(name).disabled = !marks.all.length;
  };
  button('.mark-undo').addEventListener('click', () => marks.undo());
  button('.mark-cancel').addEventListener('click', leave);
  button('.mark-keep').addEventListener('click', () => marks.all.length && keep(drawn(marks.canvas)));
  return sheet;
}

class Marks {
  all = [];

  constructor(canvas, picture) {
    Object.assign(this, { canvas, picture });
    Object.assign(canvas, { width: picture.width, height: picture.height });
    this.side = Math.max(picture.width, picture.height);
    canvas.addEventListener('pointerdown', (event) => this.#begin(event));
    canvas.addEventListener('pointermove', (event) => this.#go(event));
    for (const name of ['pointerup', 'pointercancel']) canvas.addEventListener(name, () => this.#end());
    canvas.addEventListener('keydown', (event) => this.#key(event));
    this.#draw();
  }

  undo() {
    this.all.pop();
    this.#draw();
    if (!this.all.length) this.canvas.focus(); // its button can be pressed no more
  }

  #begin(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.drawing = { shape: this.shape(), points: [this.#point(event)] };
    this.all.push(this.drawing);
  }

  #go(event) {
    if (!this.drawing) return;
    const { shape, points } = this.drawing;
    if (shape === 'line') points.push(this.#point(event));
    else points[1] = this.#point(event);
    this.#draw();
  }

  // A tap without a stroke is no mark.
  #end() {
    if (this.drawing && extent(this.drawing.points) < this.side / 100) this.all.pop();
    this.drawing = null;
    this.#draw();
  }

  #key(event) {
    const last = this.all.at(-1);
    if (event.key === 'Enter') this.all.push(this.#middle());
    else if (last && KEYS[event.key]) move(last.points, ...KEYS[event.key].map((part) => part * this.side));
    else if (last && SIZES[event.key]) resize(last.points, SIZES[event.key]);
    else return;
    event.preventDefault();
    this.#draw();
  }

  #middle() {
    const { width, height } = this.canvas;
    const reach = this.side / 8;
    const at = (sign) => ({ x: width / 2 + sign * reach, y: height / 2 + sign * reach });
    return { shape: this.shape(), points: [at(-1), at(1)] };
  }

  #point({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return { x: ((clientX - left) * this.canvas.width) / width, y: ((clientY - top) * this.canvas.height) / height };
  }

  #draw() {
    const brush = this.canvas.getContext('2d');
    brush.drawImage(this.picture, 0, 0);
    Object.assign(brush, { lineCap: 'round', lineJoin: 'round' });
    const thin = Math.max(3, this.side / 130);
    for (const [colour, width] of [[EDGE, thin * 1.9], [COLOUR, thin]]) {
      Object.assign(brush, { strokeStyle: colour, lineWidth: width });
      for (const { shape, points } of this.all) if (points.length > 1) brush.stroke(outline(shape, points, this.side / 22));
    }
    this.changed?.();
  }
}

function outline(shape, points, head) {
  const path = new Path2D();
  const [from, to] = [points[0], points.at(-1)];
  if (shape === 'circle') {
    path.ellipse((from.x + to.x) / 2, (from.y + to.y) / 2, Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2, 0, 0, 2 * Math.PI);
    return path;
  }
  path.moveTo(from.x, from.y);
  for (const { x, y } of points.slice(1)) path.lineTo(x, y);
  if (shape === 'line') return path;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  for (const side of [-1, 1]) {
    path.moveTo(to.x, to.y);
    path.lineTo(to.x - head * Math.cos(angle + side * 0.5), to.y - head * Math.sin(angle + side * 0.5));
  }
  return path;
}

function bounds(points) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function extent(points) {
  const { left, right, top, bottom } = bounds(points);
  return Math.max(right - left, bottom - top);
}

function move(points, x, y) {
  for (const point of points) Object.assign(point, { x: point.x + x, y: point.y + y });
}

function resize(points, by) {
  const { left, right, top, bottom } = bounds(points);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  for (const point of points) Object.assign(point, { x: x + (point.x - x) * by, y: y + (point.y - y) * by });
}
