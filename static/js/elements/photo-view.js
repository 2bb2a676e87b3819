// A photo of a question, opened larger: taken again, marked, or removed where the form may still be filled.

import { fill as put, piece } from '../lib/dom.js';
import { Unreadable, shrunk } from '../lib/photos.js';
import { read } from '../lib/store.js';
import { swap } from '../lib/swap.js';
import { words } from '../lib/words.js';
import { showThumb } from './photo-field.js';

/** Open the photo that an item of the list stands for. */
export async function openPhoto(item, card, fill) {
  const dialog = piece('photo-view', { title: item.querySelector('img').alt, problem: '' });
  const view = new PhotoView(dialog, item, card, fill);
  document.body.append(dialog);
  dialog.addEventListener('close', () => view.end());
  dialog.showModal();
  await view.show();
}

class PhotoView {
  constructor(dialog, item, card, fill) {
    Object.assign(this, { dialog, item, card, fill });
    this.stage = dialog.querySelector('.photo-stage');
    this.actions = dialog.querySelector('.photo-actions');
    this.image = dialog.querySelector('img');
    this.image.alt = item.querySelector('img').alt;
    const on = (name, event, work) => dialog.querySelector(name).addEventListener(event, work);
    on('.photo-close', 'click', () => dialog.close());
    on('.photo-remove', 'click', () => this.remove());
    on('.photo-mark', 'click', () => this.mark());
    on('.photo-input', 'change', ({ target }) => this.retake(target));
    dialog.querySelector('.photo-mark').hidden = card.dataset.kind === 'signature';
    this.actions.hidden = fill.readOnly;
    dialog.addEventListener('cancel', (event) => {
      if (!this.marking) return;
      event.preventDefault(); // Escape leaves the drawing, not the photo
      this.endMark();
    });
  }

  get id() {
    return this.item.dataset.photo;
  }

  async show() {
    const row = await read((db) => db.get('photos', this.id));
    URL.revokeObjectURL(this.image.src);
    if (row) this.image.src = URL.createObjectURL(new Blob([row.bytes], { type: row.mime }));
  }

  retake(input) {
    const reading = input.files[0]?.arrayBuffer();
    input.value = '';
    if (!reading) return;
    reading.catch(() => {});
    this.#replace(shrunk(reading));
  }

  async mark() {
    const { markOn } = await import('./photo-mark.js');
    const row = await read((db) => db.get('photos', this.id));
    if (!row) return;
    this.marking = await markOn(row.bytes, {
      keep: (photo) => this.#replace(photo.then((made) => ({ ...made, taken_at: row.taken_at }))).then(() => this.endMark()),
      leave: () => this.endMark(),
    });
    this.actions.hidden = true;
    this.stage.replaceChildren(this.marking);
    this.marking.querySelector('canvas').focus();
  }

  endMark() {
    this.marking = null;
    this.stage.replaceChildren(this.image);
    this.actions.hidden = false;
    this.dialog.querySelector('.photo-mark').focus();
  }

  async remove() {
    await this.fill.draft.removePhoto(this.id);
    this.dialog.close();
    URL.revokeObjectURL(this.item.querySelector('img').src);
    this.item.remove();
    this.fill.count();
    this.card.querySelector('.photo-input').focus();
  }

  end() {
    URL.revokeObjectURL(this.image.src);
    this.dialog.remove();
  }

  async #replace(making) {
    put(this.dialog, { problem: '' });
    this.dialog.setAttribute('aria-busy', 'true');
    try {
      const photo = await making;
      await swap(this.fill.draft, this.id, photo);
      this.item.dataset.photo = photo.id;
      await Promise.all([this.show(), showThumb(this.item)]);
    } catch (error) {
      put(this.dialog, { problem: words(error instanceof Unreadable ? 'photo_unreadable' : 'photo_not_kept') });
    } finally {
      this.dialog.removeAttribute('aria-busy');
    }
  }
}
