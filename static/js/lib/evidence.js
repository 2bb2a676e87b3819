// What is given with an answer: photos, and voice notes, which lie and travel with them and are no pictures.

export const isVoice = ({ kind }) => kind === 'voice';

/** How many photos each question has: {code: number}. */
export function countPictures(photos) {
  const counts = {};
  for (const photo of photos) if (!isVoice(photo)) counts[photo.question] = (counts[photo.question] ?? 0) + 1;
  return counts;
}
