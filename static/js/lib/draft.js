// A visit being filled: what was answered so far, and the rule by which it is kept on the phone.

import { answerOf } from './answers.js';
import { begin } from './begin.js';
import { remembered } from './device.js';
import { afterPaint } from './dom.js';
import { countPictures, isVoice } from './evidence.js';
import { freeze } from './freeze.js';
import { read, write } from './store.js';

const PAUSE = 300; // ms after the last keystroke
const PATIENCE = 3000; // ms after which a save that has not ended is said to be in trouble

/** Another page has saved this draft since, or finished it: nothing of ours is written over it. */
export class Elsewhere extends Error {}

export class Draft extends EventTarget {
  #timer = null;
  #saving = Promise.resolve();
  #dirty = false;
  #coming = new Set();

  constructor(row) {
    super();
    this.row = row;
  }

  /** The draft of a visit on this phone, read already or not, or a new one that is kept with its first answer. */
  static async of(visit, begun = null) {
    const [row] = begun ? [begun] : await read((db) => db.getAllFromIndex('drafts', 'visit', visit.id));
    return new Draft(row ?? (await begin(visit)));
  }

  /** Take over the answer of a card. */
  take(card) {
    const answer = answerOf(card);
    if (Object.keys(answer).length) this.row.answers[card.dataset.question] = { ...answer, at: new Date().toISOString() };
    else delete this.row.answers[card.dataset.question];
  }

  photosOf(question) {
    return this.row.photos.filter((photo) => photo.question === question && !isVoice(photo));
  }

  /** The voice notes of a question: they lie among the photos and are none. */
  voicesOf(question) {
    return this.row.photos.filter((photo) => photo.question === question && isVoice(photo));
  }

  /** How many photos each question has. */
  pictures() {
    return countPictures(this.row.photos);
  }

  /** Something is being made that belongs to this draft: it is not finished before that is kept, or was refused. */
  expect(making) {
    this.#coming.add(making);
    const gone = () => this.#coming.delete(making);
    making.then(gone, gone);
    return making;
  }

  /** Something was changed: save in a moment, or at once. */
  changed({ atOnce = false } = {}) {
    this.#dirty = true;
    this.#say('saving'); // with the tick itself: “saved” never stands beside what is not
    clearTimeout(this.#timer);
    const soon = () => this.save().catch(() => {}); // what went wrong has been said
    if (atOnce) afterPaint(soon);
    this.#timer = setTimeout(soon, PAUSE); // a page in the background paints no more
  }

  /**
   * Save what is not saved yet; ends when it is on the disk. A step changes the draft and, in the same transaction,
   * the other stores that belong to the change.
   */
  save(step = null) {
    clearTimeout(this.#timer);
    const turn = this.#saving.then(() => (this.#dirty || step ? this.#save(step) : undefined));
    this.#saving = turn.catch(() => {});
    return turn;
  }

  /** Keep a photo or a voice note together with the draft that speaks of it. */
  addPhoto({ bytes, thumb, ...photo }, question) {
    const own = { ...photo, question, owner: this.row.id };
    const { id, taken_at, sha256, size, kind, mime, seconds } = own;
    const heard = isVoice(own) ? { kind, mime, seconds } : {};
    return this.save({
      stores: ['photos', 'thumbs'],
      photos: (photos) => [...photos, { id, question, taken_at, sha256, size, ...heard }],
      async keep(tx) {
        await tx.objectStore('photos').add({ ...own, bytes });
        if (thumb) await tx.objectStore('thumbs').add({ id, owner: own.owner, bytes: thumb });
      },
    });
  }

  removePhoto(id) {
    return this.save({
      stores: ['photos', 'thumbs'],
      photos: (photos) => photos.filter((photo) => photo.id !== id),
      async keep(tx) {
        await tx.objectStore('photos').delete(id);
        await tx.objectStore('thumbs').delete(id);
      },
    });
  }

  /** Freeze the draft into the outbox: one transaction, no network. Gives the item. */
  async finish() {
    await Promise.all(this.#coming);
    await this.save();
    const item = await freeze(this.row, (await remembered('skew')) ?? 0);
    await write(['drafts', 'outbox', 'log'], async (tx) => {
      await this.#mustBeOurs(tx);
      item.order = await tx.objectStore('log').add({ at: item.frozenAt, what: 'finished', detail: item.id });
      await tx.objectStore('outbox').add(item);
      await tx.objectStore('drafts').delete(this.row.id);
    });
    return item;
  }

  async #save(step) {
    const watchdog = setTimeout(() => this.#say('slow'), PATIENCE);
    const photos = step ? step.photos(this.row.photos) : this.row.photos;
    const next = { ...copy(this.row), photos, rev: this.row.rev + 1, updated_at: new Date().toISOString() };
    this.#dirty = false;
    try {
      await write(['drafts', ...(step?.stores ?? [])], async (tx) => {
        await this.#mustBeOurs(tx);
        await tx.objectStore('drafts').put(next);
        await step?.keep(tx);
      });
      Object.assign(this.row, { photos, rev: next.rev, updated_at: next.updated_at });
      this.#say(this.#dirty ? 'saving' : 'saved');
    } catch (error) {
      this.#dirty = true;
      this.#say(error instanceof Elsewhere ? 'elsewhere' : error?.name === 'QuotaExceededError' ? 'full' : 'problem');
      throw error;
    } finally {
      clearTimeout(watchdog);
    }
  }

  async #mustBeOurs(tx) {
    const kept = await tx.objectStore('drafts').get(this.row.id);
    if ((kept?.rev ?? 0) !== this.row.rev) throw new Elsewhere();
  }

  #say(state) {
    this.dispatchEvent(new CustomEvent('state', { detail: { state, at: this.row.updated_at } }));
  }
}

// What may be changed while a save is on its way; single answers never are, they are replaced.
function copy(row) {
  return { ...row, answers: { ...row.answers }, stopwatches: { ...row.stopwatches } };
}
