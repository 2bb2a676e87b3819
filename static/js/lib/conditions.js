// Which questions of a form are asked, given the answers so far; the rules are told in app/checklists/conditions.py.

const LARGEST = Number.MAX_SAFE_INTEGER;
const LONGEST = 40;
const NUMBER = /^(-?[0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,3}))?$/;

/**
 * The codes of the questions that are asked, as a Set. `sections` is an outline [{questions: [{id, kind, enable_when}]}] in
 * the order of asking, `answers` {code: {value | non_answer}}, `photos` {code: how many}. One pass over the questions.
 */
export function shown(sections, answers, photos = {}) {
  const values = new Map();
  for (const { questions } of sections) {
    for (const { id, kind, enable_when: when } of questions) {
      if (!when || enabled(when, values)) values.set(id, worth(kind, own(answers, id), own(photos, id)));
    }
  }
  return new Set(values.keys());
}

function enabled({ all, any }, values) {
  const held = ({ item, op, value }) => holds(op, value, values.get(item) ?? null);
  return all ? all.every(held) : any.some(held);
}

function holds(op, written, value) {
  const wanted = number(written) ?? written;
  switch (op) {
    case 'answered':
      return (value !== null) === wanted;
    case 'contains':
      return Array.isArray(value) && value.includes(wanted);
    case 'in':
      return wanted.some((each) => holds('eq', each, value));
    case 'eq':
      return same(value, wanted) === true;
    case 'ne':
      return same(value, wanted) === false;
    case 'gt':
      return order(value, wanted) > 0;
    case 'ge':
      return order(value, wanted) >= 0;
    case 'lt':
      return order(value, wanted) < 0;
    default:
      return order(value, wanted) <= 0;
  }
}

// Whether two texts or two numbers are the same; null for things that are unlike.
function same(value, wanted) {
  if (typeof value === 'string' && typeof wanted === 'string') return value === wanted;
  const found = order(value, wanted);
  return Number.isNaN(found) ? null : found === 0;
}

// More, as much or less: 1, 0, -1; NaN, which is none of these, unless both are numbers.
function order(value, wanted) {
  if (typeof value?.digits !== 'bigint' || typeof wanted?.digits !== 'bigint') return Number.NaN;
  const power = Math.min(value.power, wanted.power);
  const [left, right] = [value, wanted].map((each) => each.digits * 10n ** BigInt(each.power - power));
  return left === right ? 0 : left > right ? 1 : -1;
}

function worth(kind, answer, photos) {
  if (kind === 'photo' || kind === 'signature') return photos > 0 ? true : null;
  const value = own(answer, 'value');
  if ((own(answer, 'non_answer') ?? null) !== null) return null;
  switch (kind) {
    case 'yes_no':
      return value === 'yes' || value === 'no' ? value : null;
    case 'choice':
    case 'text':
    case 'date':
    case 'time':
      return typeof value === 'string' && value ? value : null;
    case 'choices':
      return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
    case 'scale':
    case 'recommendation':
    case 'number':
    case 'duration':
      return number(value);
    case 'found_of_sought':
      return number(own(value, 'found'));
    default:
      return null;
  }
}

// An exact decimal, digits × 10^power, or null: no binary fraction ever stands for 0.1.
function number(value) {
  const text = typeof value === 'number' && Math.abs(value) <= LARGEST ? String(value) : value;
  const found = typeof text === 'string' && text.length <= LONGEST ? NUMBER.exec(text) : null;
  if (!found) return null;
  const [, whole, part = '', power = '0'] = found;
  return { digits: BigInt(whole + part), power: Number(power) - part.length };
}

// Own keys only: an object also has a "constructor" that nobody answered.
function own(holder, key) {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key) ? holder[key] : undefined;
}
