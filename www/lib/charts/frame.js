// What every chart shares: the picture's frame, text that is safe to show, hatches and tables.
// A chart is `(data, options) -> {svg, summary, table, points}`: strings and plain data, no
// document, so that it is the same in a page, in an element and in Node.

const UNSAFE = /[&<>"']/g;
// Characters that XML cannot hold, and the overrides that could turn a line of text around.
const UNFIT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const INK = 'currentColor';

/** Colours are the host's custom properties; the values here are for a picture that stands alone. */
export const COLOUR = {
  long: 'var(--washout-long,#b3402a)',
  short: 'var(--washout-short,#1f6f9c)',
  accent: 'var(--washout-accent,#6b4fa0)',
  faint: 'var(--washout-faint,#dddad3)',
  quiet: 'var(--washout-quiet,#5e5c57)',
  paper: 'var(--washout-paper,#fff)',
};

const SIDE = 'font-weight="600"';
const HALO = `paint-order="stroke" stroke="${COLOUR.paper}" stroke-width="4" stroke-linejoin="round"`;

export const DEFAULTS = { width: 640, height: 0, locale: 'en', id: 'chart', title: '', description: '' };

/** English; a host hands in its own under `words`. */
export const WORDS = {
  longs: 'Longs', shorts: 'Shorts', total: 'Total', both: 'not split by side', none: 'Nothing to draw',
  price: 'Price', now: 'Price now', end: 'Final price', round: 'Round', closed: 'closed in each round', asset: 'Asset', from: 'From',
  shock: 'First push', fall: 'Ends at', liquidated: 'Liquidated', here: 'This scenario', critical: 'Tipping point', cascade: 'with the cascade', alone: 'the push alone',
};

/** Text as it may stand in markup, whoever wrote it. */
export const escape = (text) => String(text).replace(UNFIT, '\ufffd').replace(UNSAFE, (char) => `&#${char.charCodeAt(0)};`);

/** A coordinate: two decimals at most, never an exponent, never NaN. */
export const n = (value) => String(Number.isFinite(value) ? Math.round(value * 100) / 100 + 0 : 0);

/** About how wide a text is at a size of 12; wide scripts count double. */
export const widthOf = (text) => [...String(text)].reduce((sum, char) => sum + (char > '\u2e7f' ? 12.5 : /[.,:’'il|\u202f]/.test(char) ? 3.6 : /[MW≈%]/.test(char) ? 10 : 6.9), 0);

/** The text, or as much of its beginning as fits into `room`. */
export function fit(text, room) {
  const all = [...String(text)];
  if (widthOf(text) <= room) return all.join('');
  while (all.length > 1 && widthOf(all.join('')) > room - 9) all.pop();
  return `${all.join('')}…`;
}

/** A line of text. `rest` is more attributes. */
export const label = (x, y, text, anchor = 'start', rest = '') => `<text x="${n(x)}" y="${n(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${rest && ` ${rest}`}>${escape(text)}</text>`;

/** A line of text that stays readable on top of lines and bars. */
export const haloed = (x, y, text, anchor, fill) => label(x, y, text, anchor, `${HALO} fill="${fill}"`);

/** The name of a side, in its colour. */
export const sideLabel = (side, x, y, text, anchor) => label(x, y, text, anchor, `${SIDE} fill="${COLOUR[side]}"`);

export const line = (x1, y1, x2, y2, stroke = COLOUR.faint, rest = '') => `<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${stroke}" fill="none"${rest && ` ${rest}`}/>`;

/** Many rectangles as one path. Each is [x, y, width, height]; empty ones are left out. */
export function blocks(list, fill) {
  const path = list.filter(([, , w, h]) => w > 0 && h > 0).map(([x, y, w, h]) => `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`).join('');
  return path && `<path d="${path}" fill="${fill}"/>`;
}

/** Rectangles of the long side: solid. */
export const longs = (list) => blocks(list, COLOUR.long);

/** Rectangles of the short side: a pale ground under a hatch, so that hue is not needed. */
export const shorts = (list, id) => {
  const ground = blocks(list, COLOUR.short);
  return ground && `<g stroke="${COLOUR.short}"><g opacity=".45" stroke="none">${ground}</g>${blocks(list, `url(#${id}-h)`)}</g>`;
};

/** The whole picture. */
export function frame(options, body) {
  const { id, width, height, title, description } = options;
  const hatch = body.includes(`#${id}-h`)
    ? `<defs><pattern id="${id}-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M1 0v5" stroke="${COLOUR.short}" stroke-width="2.4"/></pattern></defs>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" role="img" aria-labelledby="${id}-t ${id}-d" font-size="12" fill="${INK}">`
    + `<title id="${id}-t">${escape(title)}</title><desc id="${id}-d">${escape(description)}</desc>${hatch}${body}</svg>`;
}

/**
 * A chart's answer. Without anything to draw it says so in words. `table` makes the table, and is
 * called by the first reader of it: under a moving slider nobody reads it.
 */
export function answer(options, body, { summary, table, points = [] }) {
  const settled = { ...options, description: options.description || summary };
  const empty = `${label(0, 20, options.words.none, 'start', `fill="${COLOUR.quiet}"`)}`;
  let made;
  return {
    svg: body ? frame(settled, body) : frame({ ...settled, height: 32 }, empty), summary, points,
    get table() {
      made ??= table();
      return made;
    },
  };
}

/** Options over defaults, with every word there and an id that is fit to be one. */
export function settle(options, height) {
  const all = { ...DEFAULTS, height, ...options };
  return { ...all, width: Math.max(200, all.width || 0), height: Math.max(80, all.height || height), id: String(all.id).replace(/[^\w-]/g, ''), words: { ...WORDS, ...all.words } };
}

/** A table as markup: `{caption, head, rows}` of plain text, numbers right of their heads. */
export function tableMarkup({ caption, head, rows }) {
  const cells = (row, tag) => row.map((cell, i) => (i || tag === 'th' ? `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${escape(cell)}</${tag}>` : `<th scope="row">${escape(cell)}</th>`)).join('');
  return `<table><caption>${escape(caption)}</caption><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`;
}
