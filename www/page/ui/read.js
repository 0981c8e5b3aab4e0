// Numbers as people type them, read by the rules of their language: its decimal mark, its way of
// grouping, its words for thousands and millions. What another language would write is not guessed
// at: where the point groups, `1.234` is a thousand and more, and `1.5` is no number. The other way
// round is `lib/format.js`; exact text in, exact text out, and no value is ever a float.
import { exact } from '../../lib/format.js';

/** Understood wherever the language has no such word of its own. */
const WORDS = { '': 0, x: 0, k: 3, m: 6, mn: 6, b: 9, bn: 9, t: 12, tn: 12 };
/** The page's own language, where the reader's does not use such a word for another number. */
const SPELLED = { thousand: 3, million: 6, billion: 9, trillion: 12 };
const LONGEST = 60;
/** Beyond the locale's own: no language takes one of these for a decimal mark. */
const GROUPS = " '_٬";
const ARABIC_POINT = '٫';
const DOLLARS = { style: 'currency', currency: 'USD' };

/** The value of a digit of any script: each has its ten in a row. */
function digit(char) {
  const code = char.codePointAt(0);
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value % 10;
}

/** Signs that look alike are one; what only directs writing is not there. */
const plain = (text) =>
  text
    .replace(/\p{Cf}/gu, '')
    .replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, digit)
    .replace(/\s/g, ' ')
    .replace(/’/g, "'")
    .replace(/[−‐‑]/g, '-');

const capital = (word) => word[0].toUpperCase() + word.slice(1);

const anyOf = (chars) => `[${chars.replace(/[\]\\^-]/g, '\\$&')}]`;

/**
 * Reads for a language. `read(text)` is a decimal string, or null where the text is no number (the
 * signs of dollars, percent and times are dropped, nothing is divided); `begun(text)` whether it is
 * none yet, but more letters would make it one; `list(text)` reads several, with a semicolon or a
 * comma between, as one text with commas, in which `x` stands for what is no number.
 */
export function reader(locale) {
  const parts = (value, style) =>
    new Intl.NumberFormat(locale, { numberingSystem: 'latn', ...style }).formatToParts(value);
  const mark = (type, style) =>
    plain(parts(123456789.5, style).find((part) => part.type === type)?.value ?? '');
  const [point, group] = [mark('decimal'), mark('group')];
  // Amounts have marks of their own in Austria and in French Switzerland.
  const amounts = ['decimal', 'group'].map((type) => mark(type, DOLLARS));
  const points = point + amounts[0].replace(group, '') + ARABIC_POINT;
  const groups = [...(group + amounts[1] + GROUPS)].filter((char) => !points.includes(char));
  const digits = `\\d{1,3}(${anyOf(groups.join(''))})(?:\\d{2,3}\\3)*\\d{3}|\\d*`;
  // Sign and names, digits (in groups or not), a fraction, a power of ten, names.
  const shape = new RegExp(
    `^(\\D*?)(${digits})(?:${anyOf(points)}(\\d*))?(?:e([-+]?\\d{1,2}))?(\\D*)$`,
    'i',
  );
  let words = null;

  /** The language's words by what they stand for; as it writes them, and without regard to case. */
  function known() {
    if (words) return words;
    const styles = [{}, DOLLARS, { compactDisplay: 'long' }];
    const all = Array.from({ length: 12 }, (_, i) => i + 3)
      .flatMap((power) =>
        styles.map((style) => {
          const written = parts(10 ** power, {
            notation: 'compact',
            maximumFractionDigits: 0,
            ...style,
          });
          const of = (wanted) =>
            written
              .filter(({ type }) => type === wanted)
              .map(({ value }) => plain(value).replaceAll(' ', ''))
              .join('');
          const zeros = power + 1 - of('integer').length;
          return /** @type {[word: string, power: number]} */ ([of('compact'), zeros]);
        }),
      )
      .filter(([word]) => word);
    const loose = all.map(
      ([word, power]) =>
        /** @type {[string, number]} */ ([word.toLowerCase().replace(/\.$/, ''), power]),
    );
    // Of a word with two meanings the smaller one holds.
    words = new Map([...Object.entries(WORDS), ...loose.reverse(), ...all.reverse()]);
    // A billion is a million millions in many languages: whoever writes it there may mean either.
    for (const [word, power] of Object.entries(SPELLED)) {
      if ((words.get(word) ?? power) === power) words.set(word, power);
      else for (const same of [word, capital(word)]) words.delete(same);
    }
    return words;
  }

  /** `[sign, whole, fraction, word, power]` of a text; null where it cannot be a number. */
  function apart(text) {
    const [, before, whole, , fraction = '', power, after] =
      (text.length <= LONGEST && shape.exec(plain(text).trim())) || [];
    const [sign = '', another] = before?.match(/[-+]/g) ?? [];
    if (before === undefined || another || !(whole + fraction)) return null;
    const word = (before.replace(/[-+]/, '') + after)
      .replace(/[≈ ]/g, '')
      .replace(/US\$|USD|[$%٪×]/i, '');
    // A word for a power of ten beside one in digits would be two of them.
    return word && power ? null : [sign, whole.replace(/\D/g, ''), fraction, word, power];
  }

  function read(text) {
    const [sign, whole, fraction, word, digits] = apart(String(text)) ?? [];
    const power = word && (known().get(word) ?? known().get(word.toLowerCase()));
    return whole === undefined || power === undefined
      ? null
      : exact(`${sign}${whole}.${fraction}e${digits ?? (power || 0)}`);
  }

  const begun = (text) => {
    const word = apart(text)?.[3];
    if (read(text) !== null) return false;
    return (
      ['0', '00', '000'].some((more) => read(text + more) !== null) ||
      (Boolean(word) && [...known().keys()].some((one) => one.startsWith(word)))
    );
  };

  const outer = group === ' ' ? /[;؛،]|, +/ : /[;؛،]|,? +/;
  // A comma in groups parts numbers where no three digits follow.
  const inner = point === ',' ? /$^/ : group === ',' ? /,(?!\d{3}(?:\D|$))/ : /,/;
  const list = (text) =>
    plain(text.replaceAll('\n', ';'))
      .split(outer)
      .map((one) => one.trim())
      .filter(Boolean)
      .flatMap((one) => read(one) ?? one.split(inner).map((part) => read(part) ?? 'x'))
      .join(',');

  return { read, begun, list };
}
