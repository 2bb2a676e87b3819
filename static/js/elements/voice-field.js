// The voice notes of a question: recorded, kept as a photo is, listened to, taken back.

import { fill as put, piece } from '../lib/dom.js';
import { kept } from '../lib/photos.js';
import { clockFace } from '../lib/stopwatch.js';
import { read } from '../lib/store.js';
import { LONGEST, Silent, record } from '../lib/voice.js';
import { words } from '../lib/words.js';

const TICK = 250; // ms
let running = null; // the recording begun last, on whatever card

/** Show the notes of a card; where the form may still be filled, and its programme allows it, let more be recorded. */
export function bringToLife(card, fill) {
  const notes = fill.draft.voicesOf(card.dataset.question);
  if (!notes.length && (fill.readOnly || !('voice' in fill.dataset))) return;
  const field = new VoiceField(card, fill);
  for (const note of notes) field.show(note);
}

class VoiceField {
  constructor(card, fill) {
    Object.assign(this, { card, fill, place: piece('voice', { time: '', told: '' }) });
    const more = card.querySelector('.question-more');
    if (more) more.append(this.place);
    else card.querySelector('.question-problem').before(this.place);
    more?.querySelector('summary').append(piece('voice-too'));
    this.list = this.place.querySelector('ul');
    this.start = this.place.querySelector('.voice-record');
    this.running = this.place.querySelector('.voice-running');
    this.start.hidden = fill.readOnly || !('voice' in fill.dataset);
    this.start.addEventListener('click', () => this.record());
    this.place.querySelector('.voice-stop').addEventListener('click', () => this.recording?.stop());
  }

  async record() {
    this.#tell('');
    this.start.disabled = true;
    put(this.place, { told: words('voice_asking') });
    const { page } = this.fill.dataset;
    try {
      this.recording = await record();
      if (this.#isGone(page)) this.recording.stop(); // while the phone asked, and nothing was said yet
      else await this.#follow(page);
    } catch (error) {
      this.#tell(words(error instanceof Silent ? `voice_${error.why}` : 'voice_not_kept'));
    } finally {
      this.start.disabled = false;
    }
  }

  /** While it is recorded: the time is shown, and whatever takes the card out of sight ends it. */
  async #follow(page) {
    const { fill, recording } = this;
    const stop = () => recording.stop();
    running?.stop(); // one at a time
    running = recording;
    const watch = new MutationObserver(() => this.#isGone(page) && stop());
    watch.observe(fill, { attributeFilter: ['data-page'] });
    watch.observe(document.documentElement, { attributeFilter: ['data-covert'] });
    document.addEventListener('visibilitychange', stop, { once: true });
    const clock = setInterval(() => this.#tick(), TICK);
    const keeping = this.#keep(recording.note);
    this.#shift(true);
    await recording.note.catch(() => {});
    this.#shift(false);
    clearInterval(clock);
    watch.disconnect();
    document.removeEventListener('visibilitychange', stop);
    await keeping;
  }

  /** Keep a note; what was said cannot be said again, so one that the phone does not keep waits here. */
  async #keep(making) {
    const { draft } = this.fill;
    try {
      const { id, seconds } = await draft.expect(kept(draft, making, this.card.dataset.question));
      this.show({ id, seconds });
      if (this.place.isConnected) this.list.lastElementChild.querySelector('button').focus();
      put(this.place, { told: seconds === LONGEST ? words('voice_full') : '' });
    } catch (error) {
      this.#offerAgain(await making); // where nothing was recorded, that is what is said
      throw error;
    }
  }

  #offerAgain(note) {
    const item = piece('voice-again');
    item.querySelector('button').addEventListener('click', () => {
      item.remove();
      this.#tell('');
      this.#keep(Promise.resolve(note)).catch(() => this.#tell(words('voice_not_kept')));
    });
    this.list.append(item);
  }

  #isGone(page) {
    const { dataset, cover } = this.fill;
    return dataset.page !== page || (cover && !cover.isOpen);
  }

  show(note) {
    const length = words('voice_note', { length: clockFace(note.seconds) });
    const item = piece('voice-note', { length });
    item.dataset.voice = note.id;
    const [listen, remove] = item.querySelectorAll('button');
    listen.setAttribute('aria-label', words('voice_listen', { length }));
    listen.addEventListener('click', () => this.#play(item, note, length));
    remove.setAttribute('aria-label', words('voice_remove', { length }));
    remove.hidden = this.fill.readOnly;
    remove.addEventListener('click', () => this.#remove(item, note).catch(() => this.#tell(words('voice_not_kept'))));
    this.list.append(item);
    const more = this.card.querySelector('.question-more');
    if (more) more.open = true;
  }

  async #play(item, { id }, length) {
    const row = await read((db) => db.get('photos', id));
    if (!row) return this.#tell(words('voice_gone'));
    const sound = piece('voice-sound');
    sound.setAttribute('aria-label', length);
    sound.src = URL.createObjectURL(new Blob([row.bytes], { type: row.mime }));
    item.querySelector('.voice-listen').replaceWith(sound);
    sound.focus();
    return sound.play().catch(() => this.#tell(words('voice_unplayable')));
  }

  // It can be put back until the page is left.
  async #remove(item, { id }) {
    const { draft } = this.fill;
    const row = await read((db) => db.get('photos', id));
    await draft.removePhoto(id);
    URL.revokeObjectURL(item.querySelector('audio')?.src);
    const undo = piece('undo');
    item.replaceChildren(words('voice_removed'), undo);
    undo.addEventListener('click', async () => {
      await draft.addPhoto(row, row.question);
      item.remove();
      this.show(row);
    });
    undo.focus();
  }

  #shift(runs) {
    this.running.hidden = !runs;
    this.start.hidden = runs;
    if (!runs) return;
    put(this.place, { told: '' });
    this.#tick();
    this.place.querySelector('.voice-stop').focus();
  }

  #tick() {
    put(this.place, { time: words('voice_time', { time: clockFace(this.recording.seconds), most: clockFace(LONGEST) }) });
  }

  #tell(problem) {
    put(this.place, { told: '' });
    this.card.querySelector('.question-problem').textContent = problem;
  }
}
