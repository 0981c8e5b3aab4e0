// Puts the first event into the page before there is a script: each `<!-- still NAME -->` of an
// HTML source becomes what the page's own functions make of it. Without scripts it stays; with them
// it is what a reader sees first, and the live one takes its place.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { lib, www } from './paths.mjs';
import { Stop } from './run.mjs';

const PLACE = /<!-- still ([\w-]+) -->/g;

/** `html` with every place filled. */
export async function stills(html) {
  if (!PLACE.test(html)) return html;
  const load = (name) => import(pathToFileURL(www('page', ...name.split('/'))).href);
  const [engine, { still }, { methodTables }] = await Promise.all([
    import(pathToFileURL(join(lib, 'node.js')).href),
    load('shell/still.js'),
    load('method/method.js'),
  ]);
  const all = { ...still(engine), ...methodTables(engine) };
  return html.replace(PLACE, (_, name) => {
    if (!(name in all))
      throw new Stop(`there is no still ${name}; there are ${Object.keys(all).join(', ')}`);
    return slim(all[name]);
  });
}

/** The same pictures and tables in far fewer letters. */
export const slim = (markup) => open(outlined(coarse(markup)));

/** HTML closes cells, rows and bodies of tables by itself, and knows a picture by its name. */
const open = (markup) => markup.replace(/<\/(?:t[dhr]|tbody|thead)>| xmlns="[^"]*"/g, '');

/** Pictures with a tenth of a pixel, which is as much as an eye sees: a quarter less to load. */
const coarse = (markup) =>
  markup.replace(/ (?:d|[xy][12]?|width|height)="[^"]*"/g, (attribute) =>
    attribute.replace(/\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1)))),
  );

const BAR = /M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z/g;
const BARS = new RegExp(`(?:${BAR.source.replace(/[()]/g, '')}){8,}`, 'g');
const LINE = /M[\d.]+ [\d.]+(?:L[\d.]+ [\d.]+){8,}/g;
const STAIRS = /M[\d.]+ [\d.]+(?:V[\d.]+H[\d.]+){8,}/g;
const step = (from, to) => String(Number((to - from).toFixed(1)));

/**
 * Bars that stand beside each other on one line as one outline, lines and stairs step by step: the
 * same picture in a quarter of the letters.
 */
const outlined = (markup) =>
  markup
    .replace(
      BARS,
      (path) => outline([...path.matchAll(BAR)].map((found) => found.slice(1).map(Number))) ?? path,
    )
    .replace(LINE, relative)
    .replace(STAIRS, climbed);

function outline(bars) {
  const base = bars[0][1] + bars[0][3];
  if (bars.some(([, y, , height]) => Math.abs(y + height - base) > 0.2)) return null;
  let [end, top] = [Number.NaN, Number.NaN];
  const steps = bars.map(([x, y, width]) => {
    const isBeside = Math.abs(x - end) < 0.3;
    const begin = isBeside ? '' : `${Number.isNaN(end) ? '' : `V${base}z`}M${x} ${base}`;
    const rise = isBeside && y === top ? '' : `v${step(isBeside ? top : base, y)}`;
    [end, top] = [x + width, y];
    return `${begin}${rise}h${width}`;
  });
  return `${steps.join('')}V${base}z`;
}

/** Stairs as steps; one that neither rises nor falls is part of the one before it. */
function climbed(path) {
  let [x, y] = /^M([\d.]+) ([\d.]+)/.exec(path).slice(1).map(Number);
  const flights = [];
  for (const [toY, toX] of [...path.matchAll(/V([\d.]+)H([\d.]+)/g)].map((found) =>
    found.slice(1).map(Number),
  )) {
    if (toY === y && flights.length) flights.at(-1).end = toX;
    else flights.push({ rise: step(y, toY), begin: x, end: toX });
    [x, y] = [toX, toY];
  }
  return (
    /^M[\d.]+ [\d.]+/.exec(path)[0] +
    flights.map(({ rise, begin, end }) => `v${rise}h${step(begin, end)}`).join('')
  );
}

function relative(path) {
  const points = path
    .slice(1)
    .split('L')
    .map((point) => point.split(' ').map(Number));
  return `M${points[0].join(' ')}l${points
    .slice(1)
    .map(([x, y], i) => `${step(points[i][0], x)} ${step(points[i][1], y)}`)
    .join(' ')}`;
}
