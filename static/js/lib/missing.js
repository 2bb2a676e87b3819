// What still keeps a visit from being finished; the same rules as app/visits/form.py.

const PICTURED = new Set(['photo', 'signature']); // answered by pictures alone
const MOST = 1e16; // numbers have no more than fifteen digits

/** The word for what is wrong with a question, or null: "no_fit", "no_photo" or "no_answer". */
export function missingIn({ kind, required, photo }, answer = {}, photos = 0) {
  if (!fits(kind, answer.value)) return 'no_fit';
  if (PICTURED.has(kind)) return required && !photos ? 'no_photo' : null;
  if (required && !isResponse(answer)) return 'no_answer';
  return photo && !photos && 'value' in answer ? 'no_photo' : null;
}

/** Whether a question has an answer of its own or, for pictures, at least one. */
export function isAnswered({ kind }, answer = {}, photos = 0) {
  return isResponse(answer) || (photos > 0 && PICTURED.has(kind));
}

const isResponse = (answer) => 'value' in answer || 'non_answer' in answer;

function fits(kind, value) {
  if (value === undefined) return true;
  if (kind === 'number' || kind === 'duration') return Number(value) >= 0 && Number(value) < MOST;
  if (kind !== 'found_of_sought') return true;
  const { found, sought } = value;
  return found !== null && sought !== null && found >= 0 && found <= sought;
}
