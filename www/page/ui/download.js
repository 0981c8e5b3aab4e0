// Saves a figure or a table from the page: its data as CSV or JSON, its picture as SVG or PNG. All
// of it is made here; nothing is asked of anybody.
import { COMMON } from '../../lib/views/common.words.js';
import { offered } from '../shell/offers.js';
import { hand, png } from './pixels.js';
import { TEXT } from '../shell/common.words.js';

const MARGIN = 16;
const TYPES = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** Saves what stands around `button` as `kind`; what to say about it. */
export async function save(kind, button) {
  const given = offered(button);
  if (!given) return null;
  const file = `washout-${given.name}.${kind}`;
  try {
    const content = await {
      csv: () => csv(given.data),
      json: () => json(given),
      svg: () => drawn(given),
      png: async () => png(await drawn(given)),
    }[kind]();
    hand(content instanceof Blob ? content : new Blob([content], { type: TYPES[kind] }), file);
    return TEXT.save.done({ file });
  } catch (error) {
    return TEXT.save.failed({ message: error.message });
  }
}

/** The data with where it comes from, as text. Columns become lists; exact numbers stay strings. */
export const json = ({ title, sentence, data, about }) =>
  `${JSON.stringify(
    { title, sentence, ...about, data },
    (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(/** @type {Float64Array} */ (value)) : value,
    2,
  )}\n`;

/**
 * Data as rows: a list of objects as it is, columns side by side, anything else as key and value.
 */
export function csv(data) {
  const { head, rows } = tableOf(data);
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** `{head, rows}` of whatever a chart or a table was made from. */
export function tableOf(data) {
  const list = Array.isArray(data) ? data : null;
  if (list) {
    const flat = list.map((row) => flatten(row));
    const head = [...new Set(flat.flatMap((row) => Object.keys(row)))];
    return { head, rows: flat.map((row) => head.map((key) => row[key])) };
  }
  const columns = Object.entries(data ?? {}).filter(
    ([, value]) =>
      ArrayBuffer.isView(value) ||
      (Array.isArray(value) && value.every((item) => typeof item !== 'object')),
  );
  const most = columns.reduce((longest, [, column]) => Math.max(longest, column.length), 0);
  // Edges of bins are one more than the bins.
  const wide = columns.filter(([, column]) => column.length >= most - 1 && column.length > 1);
  if (wide.length > 1)
    return {
      head: wide.map(([key]) => key),
      rows: Array.from({ length: most }, (_, i) => wide.map(([, column]) => column[i])),
    };
  return { head: ['key', 'value'], rows: Object.entries(flatten(data)) };
}

function flatten(value, prefix = '') {
  if (value === null || typeof value !== 'object') return { [prefix || 'value']: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) =>
      flatten(inner, prefix ? `${prefix}.${key}` : key),
    ),
  );
}

/** What a spreadsheet may take for the beginning of a formula, in wide letters too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** A negative number from its first letter to its last: it begins like a formula and is none. */
const NUMBER = /^-\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * One cell of any CSV that the page writes; what begins like a formula gets an apostrophe before
 * it.
 */
function cell(value) {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A picture of what is given: the one on the page, or one of its table. */
const drawn = async (given) => (given.svg || !given.table ? picture(given) : sheet(given));

/** A table as a picture. */
async function sheet({ title, sentence, table, about }) {
  const made = await import('./picture.js');
  return made.picture({
    title,
    answer: sentence || title,
    source: about.digest && COMMON.computed(about),
    table,
  }).svg;
}

/** The picture with the colours that it has here, on its ground, under its title. */
export function picture({ svg, title, sentence }) {
  if (!svg) throw new Error('there is no picture yet');
  const copy = svg.cloneNode(true);
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name)));
  const style = getComputedStyle(svg);
  const lines = wrap(sentence || title, Math.floor(width / 7.2));
  const top = MARGIN + lines.length * 20;
  const ns = 'http://www.w3.org/2000/svg';
  const outer = document.createElementNS(ns, 'svg');
  const [w, h] = [width + 2 * MARGIN, height + top + MARGIN];
  for (const [name, value] of Object.entries({
    xmlns: ns,
    viewBox: `0 0 ${w} ${h}`,
    width: w,
    height: h,
    role: 'img',
    color: style.color,
    'font-family': style.fontFamily.replaceAll('"', "'"),
  }))
    outer.setAttribute(name, String(value));
  outer.appendChild(Object.assign(document.createElementNS(ns, 'title'), { textContent: title }));
  const ground = outer.appendChild(document.createElementNS(ns, 'rect'));
  for (const [name, value] of Object.entries({
    width: w,
    height: h,
    fill: resolved('var(--washout-paper)', svg),
  }))
    ground.setAttribute(name, String(value));
  lines.forEach((line, i) => {
    const text = outer.appendChild(
      Object.assign(document.createElementNS(ns, 'text'), { textContent: line }),
    );
    for (const [name, value] of Object.entries({
      x: MARGIN,
      y: MARGIN + 12 + i * 20,
      'font-size': 15,
      'font-weight': 600,
      fill: style.color,
    }))
      text.setAttribute(name, String(value));
  });
  for (const [name, value] of Object.entries({ x: MARGIN, y: top, overflow: 'visible' }))
    copy.setAttribute(name, String(value));
  outer.appendChild(copy);
  const text = new XMLSerializer().serializeToString(outer);
  return text.replace(/var\(--[\w-]+(?:,\s*[^()]+)?\)/g, (used) => resolved(used, svg));
}

/** A colour as the browser sees it at `place`: no variable and no scheme is left in it. */
function resolved(colour, place) {
  const probe = document.createElement('span');
  probe.style.color = colour;
  place.parentElement.appendChild(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** The words of a text in lines of at most so many letters. */
function wrap(text, most) {
  return text.split(' ').reduce((lines, word) => {
    const last = lines.at(-1);
    if (last && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}
