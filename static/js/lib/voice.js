// Recording a voice note: at most two minutes, and whatever was said when it had to stop is kept.

import { uuid7 } from './begin.js';
import { sha256 } from './trusted.js';

/** Seconds after which a note stops by itself. */
export const LONGEST = 120;
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const BITS = 32_000; // a second: speech needs no more
const PIECE = 1000; // ms
const REFUSED = new Set(['NotAllowedError', 'SecurityError']);

/** Nothing can be recorded; `why` is "unsupported", "refused" or "microphone". */
export class Silent extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** Begin to record. Rejects with Silent when there is nothing to record with. */
export async function record() {
  const type = globalThis.MediaRecorder && TYPES.find((each) => MediaRecorder.isTypeSupported(each));
  if (!type || !navigator.mediaDevices?.getUserMedia) throw new Silent('unsupported');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(({ name }) => {
    throw new Silent(REFUSED.has(name) ? 'refused' : 'microphone');
  });
  return new Recording(stream, type);
}

class Recording {
  #pieces = [];

  constructor(stream, type) {
    this.stream = stream;
    this.begun = performance.now();
    this.at = new Date().toISOString();
    this.recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS });
    this.recorder.addEventListener('dataavailable', ({ data }) => this.#pieces.push(data));
    /** The note, once it has stopped, by whatever cause. */
    this.note = new Promise((given) => {
      this.recorder.addEventListener('stop', () => given(this.#made(type.split(';')[0])), { once: true });
    });
    this.recorder.start(PIECE);
    this.limit = setTimeout(() => this.stop(), LONGEST * 1000);
  }

  /** How long it is by now, in whole seconds. */
  get seconds() {
    return Math.min(LONGEST, Math.round((performance.now() - this.begun) / 1000));
  }

  stop() {
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }

  async #made(mime) {
    const seconds = Math.max(1, this.seconds);
    clearTimeout(this.limit);
    for (const track of this.stream.getTracks()) track.stop();
    const bytes = await new Blob(this.#pieces).arrayBuffer();
    if (!bytes.byteLength) throw new Silent('microphone');
    const about = { sha256: await sha256(bytes), size: bytes.byteLength, taken_at: this.at };
    return { id: uuid7(), kind: 'voice', mime, seconds, ...about, bytes };
  }
}
