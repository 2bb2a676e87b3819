// One question's card and its response, both ways. Gives exactly what app/visits/form.py gives for the same card.

const WHOLE = new Set(['scale', 'recommendation']);

/** Every control of a part of the question: the value carries the bare code, other parts "code.part". */
export function controls(card, part = '') {
  const name = part ? `${card.dataset.question}.${part}` : card.dataset.question;
  return [...card.querySelectorAll(`[name="${name}"]`)];
}

const ticked = (card, part) => controls(card, part).filter((each) => each.checked).map((each) => each.value);
const typed = (card, part) => controls(card, part)[0]?.value ?? '';

/** What was answered: {value | non_answer, comment}, empty when nothing was said. */
export function answerOf(card) {
  const given = {};
  let value = saidIn(card);
  let nonAnswer = ticked(card, 'non_answer')[0];
  if (typeof value === 'string' && value.startsWith('non_answer:')) {
    nonAnswer = value.slice('non_answer:'.length);
    value = null;
  }
  if (nonAnswer) given.non_answer = nonAnswer;
  else if (value !== null) given.value = withoutPrefix(value, card.dataset.kind);
  const comment = typed(card, 'comment').trim();
  if (comment) given.comment = comment;
  return given;
}

function saidIn(card) {
  switch (card.dataset.kind) {
    case 'yes_no':
    case 'scale':
    case 'choice':
    case 'recommendation':
      return ticked(card)[0] ?? null;
    case 'choices': {
      const chosen = ticked(card);
      return chosen.length || ticked(card, 'none').length ? chosen : null;
    }
    case 'number':
    case 'duration':
      return number(typed(card));
    case 'found_of_sought': {
      const [found, sought] = [whole(typed(card, 'found')), whole(typed(card, 'sought'))];
      return found === null && sought === null ? null : { found, sought };
    }
    case 'photo':
    case 'signature':
      return null; // given by its pictures alone
    default:
      return typed(card) || null;
  }
}

function withoutPrefix(value, kind) {
  if (typeof value !== 'string' || !value.startsWith('value:')) return value;
  const bare = value.slice('value:'.length);
  return WHOLE.has(kind) ? Number(bare) : bare;
}

// A whole number as a number, a part as it was typed: no binary fraction ever stands for 0.1.
const number = (text) => (text === '' ? null : Number.isSafeInteger(Number(text)) ? Number(text) : text);
const whole = (text) => (/^-?\d+$/.test(text) ? Number(text) : null);

/** Show a response in its card. */
export function show(card, answer = {}) {
  const { value, non_answer: nonAnswer, comment = '' } = answer;
  const chosen = nonAnswer ? `non_answer:${nonAnswer}` : `value:${value}`;
  for (const each of controls(card)) {
    if (each.type === 'radio') each.checked = each.value === chosen;
    else if (each.type === 'checkbox') each.checked = Array.isArray(value) && value.includes(each.value);
    else each.value = value ?? '';
  }
  for (const each of controls(card, 'none')) each.checked = Array.isArray(value) && value.length === 0;
  for (const each of controls(card, 'non_answer')) each.checked = each.value === nonAnswer;
  for (const part of ['found', 'sought']) for (const each of controls(card, part)) each.value = value?.[part] ?? '';
  for (const each of controls(card, 'comment')) each.value = comment;
  if (comment) card.querySelector('.question-more').open = true;
}

/** One answer at a time: a reason for none clears the value and the other way round, "none of these" the options. */
export function keepOne(card, changed) {
  const part = changed.name.slice(card.dataset.question.length + 1);
  const clear = (name) => controls(card, name).forEach(empty);
  if (part === 'non_answer') ['', 'none', 'found', 'sought'].forEach(clear);
  else if (part === 'none') ['', 'non_answer'].forEach(clear);
  else if (part === '' && changed.type === 'checkbox') ['none', 'non_answer'].forEach(clear);
  else if (['', 'found', 'sought'].includes(part)) clear('non_answer');
}

function empty(control) {
  if (['radio', 'checkbox'].includes(control.type)) control.checked = false;
  else control.value = '';
}
