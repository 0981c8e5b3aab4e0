// A figure as one picture that stands alone: sentence, chart or table, caption and source, in plain
// colours, for a page that can hold nothing but an image.
import { escape, widthOf } from '../../lib/charts/frame.js';
import { FAINT, INK, QUIET, SHEET } from '../../lib/charts/palette.js';

const WIDTH = 640;
/** What a column of numbers takes at least, and what is beside them. */
const [COLUMN, NAMES] = [100, 200];
const PAD = 20;
/** @type {Record<string, [size: number, step: number]>} */
const LINE = { answer: [19, 25], small: [12, 17], row: [13, 22] };
/** Of the width, where the second column holds sentences. */
const TEXT_PART = 0.5;
const SANS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

/** For how many pixels a view is made that becomes such a picture. */
export const inner = WIDTH - 2 * PAD;

/**
 * The picture of a view made for `inner` pixels, or of a table by itself: `{svg, width, height}`.
 */
export function picture({ title, answer, caption = '', source = '', svg = '', table }) {
  // A chart has the width that it was drawn for; many columns need more.
  const width = svg ? WIDTH : Math.max(WIDTH, NAMES + (table.head.length - 1) * COLUMN);
  const room = width - 2 * PAD;
  const body = [];
  let y = PAD;
  const write = (text, [size, step], rest) => {
    for (const line of text ? lines(text, room * (12 / size)) : []) {
      y += step;
      body.push(label(PAD, y - step * 0.25, line, 'start', `font-size="${size}" ${rest}`));
    }
  };
  write(answer, LINE.answer, 'font-weight="700" font-family="Georgia, serif"');
  y += 12;
  if (svg) {
    body.push(svg.replace('<svg', `<svg x="${PAD}" y="${y}"`));
    y += Number(/height="([\d.]+)"/.exec(svg)[1]) + 8;
  } else y = rows(table, y, body, room);
  write(caption, LINE.small, `fill="${QUIET}"`);
  write(source, LINE.small, `fill="${QUIET}"`);
  const height = Math.ceil(y + PAD);
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    `width="${width}" height="${height}" role="img" ` +
    `aria-label="${escape(`${title}. ${answer}`)}" fill="${INK}" color="${INK}" ` +
    `font-family="${SANS}"><rect width="${width}" height="${height}" ` +
    `fill="${SHEET}"/>${body.join('')}</svg>`;
  // A picture alone has no custom properties; some programs cannot even read their fallbacks.
  return { svg: text.replace(/var\(--[\w-]+,\s*([^()]+)\)/g, '$1'), width, height };
}

/**
 * A table as lines of text: the first column left, numbers right, sentences left and wrapped; `y`
 * where it ends.
 */
function rows({ head, rows: all }, top, body, inner) {
  const columns = head.length - 1;
  const isText = columns === 1 && all.some(([, cell]) => widthOf(cell) > 200);
  const room = isText ? inner * TEXT_PART : Math.min(150, (inner * 0.65) / columns);
  const [size, step] = LINE.row;
  let y = top;
  const row = (cells, fill) => {
    const texts = cells.map((cell, i) =>
      lines(cell, ((i ? room : inner - columns * room) - 10) * (12 / size)),
    );
    texts.forEach((text, i) =>
      text.forEach((line, k) => {
        const x = i === 0 ? PAD : PAD + inner - (columns - i + (isText ? 1 : 0)) * room;
        body.push(
          label(
            x,
            y + step + k * (step - 5),
            line,
            i === 0 || isText ? 'start' : 'end',
            `font-size="${size}" fill="${fill}"`,
          ),
        );
      }),
    );
    y += step + (Math.max(...texts.map((text) => text.length)) - 1) * (step - 5);
    body.push(`<path d="M${PAD} ${y + 6}H${PAD + inner}" stroke="${FAINT}"/>`);
  };
  row(head, QUIET);
  for (const cells of all) row(cells, INK);
  return y + 16;
}

/** Text in lines of at most `room`, measured at a size of 12. */
function lines(text, room) {
  const all = [];
  for (const word of text.split(' ')) {
    const longer = all.length ? `${all.at(-1)} ${word}` : word;
    if (all.length && widthOf(longer) * 0.97 <= room) all[all.length - 1] = longer;
    else all.push(word);
  }
  return all;
}

/** A line of text. */
const label = (x, y, text, anchor, rest) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" ${rest}>${escape(text)}</text>`;
