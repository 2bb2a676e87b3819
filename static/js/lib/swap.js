// One photo of a draft in place of another: the old one is gone only when the new one is there.

/** Put a photo in place of `old`, in one transaction; its place among the others stays. Rejects with all as it was. */
export function swap(draft, old, { bytes, thumb, ...photo }) {
  const { question } = draft.row.photos.find(({ id }) => id === old);
  const own = { ...photo, question, owner: draft.row.id };
  const { id, taken_at, sha256, size } = own;
  return draft.save({
    stores: ['photos', 'thumbs'],
    photos: (photos) => photos.map((each) => (each.id === old ? { id, question, taken_at, sha256, size } : each)),
    async keep(tx) {
      const [all, thumbs] = ['photos', 'thumbs'].map((name) => tx.objectStore(name));
      await all.add({ ...own, bytes });
      await thumbs.add({ id, owner: own.owner, bytes: thumb });
      if (!same((await all.get(id)).bytes, bytes)) throw new Error('the photo was not kept');
      await all.delete(old);
      await thumbs.delete(old);
    },
  });
}

function same(one, other) {
  const [left, right] = [new Uint8Array(one), new Uint8Array(other)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
