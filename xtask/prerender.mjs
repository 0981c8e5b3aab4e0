// Puts finished figures into the pages: each `<!-- figure view=map preset=2025-11-04 -->` of an
// HTML source becomes the sentence, the picture at two widths, the table and the source, made by
// the package and the chart functions that the page runs. Without scripts it stays; with them it is
// what a reader sees first.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { language, lib } from './paths.mjs';
import { Stop } from './run.mjs';
import { slim } from './stills.mjs';

const PLACE = /<!-- figure ([^>]*?) ?-->/g;
const WIDTHS = { narrow: 340, wide: 640 };
/** What a place says of its figure that is no input of a scenario. */
const OWN = ['view', 'preset', 'id', 'locale', 'controls', 'narrow', 'wide'];

/** The functions that figures are made with, from the built package. */
async function tools() {
  const load = (...names) => import(pathToFileURL(join(lib, ...names)).href);
  const [engine, ...modules] = await Promise.all([
    load('node.js'),
    load('views', 'index.js'),
    load('views', 'list.js'),
    load('views', 'catalogue.js'),
    load('views', 'facts.js'),
    load('views', 'markup.js'),
    load('element', 'overrides.js'),
    load('charts', 'frame.js'),
    load('charts', 'table.js'),
  ]);
  return Object.assign({ engine }, ...modules);
}

/** `html` of the file `name` with every placeholder replaced. */
export async function prerender(html, name) {
  if (!html.includes('<!-- figure ')) return html;
  const { markup } = await figures();
  const made = [];
  for (const [, given] of html.matchAll(PLACE)) {
    try {
      made.push(await markup({ id: `figure-${made.length + 1}`, ...options(given) }));
    } catch (error) {
      throw new Stop(`${name}: <!-- figure ${given} -->: ${error.message}`);
    }
  }
  return html.replace(PLACE, () => made.shift());
}

/**
 * What makes figures: `markup` of one from its options, `describe` with its title and sentence,
 * `all` views of all presets, and `titleOf` a preset.
 */
export async function figures() {
  const { engine, CATALOGUE, VIEWS, ...rest } = await tools();
  const presets = engine.presets();
  const of = (id) => VIEWS.filter((name) => id === (CATALOGUE[name].only ?? id));
  return {
    markup: (given) => markup({ engine, VIEWS, ...rest }, given),
    describe: async (given) => {
      const { title, answer } = (await maker({ engine, VIEWS, ...rest }, given))('wide');
      return { title, answer };
    },
    all: () => presets.flatMap(({ id }) => of(id).map((view) => ({ view, preset: id }))),
    titleOf: (wanted) => presets.find(({ id }) => id === wanted).title,
  };
}

/** What draws the view of these options: `(size) => view`, of one answer of the engine. */
async function maker({ engine, view, dataOf, VIEWS, GIVEN, scenarioOf }, given) {
  const { view: name, preset, locale = language, id = 'any' } = given;
  if (!VIEWS.includes(name))
    throw new Error(`there is no view ${name}; there are ${VIEWS.join(', ')}`);
  const own = [...OWN, ...GIVEN];
  const inputs = Object.fromEntries(Object.entries(given).filter(([key]) => !own.includes(key)));
  const data = await dataOf(name, engine, scenarioOf({ preset, ...inputs }), given);
  return (size) =>
    view(name, data, { width: Number(given[size] ?? WIDTHS[size]), locale, id: `${id}-${size}` });
}

async function markup(tools, given) {
  const made = await maker(tools, given);
  const whole = made('wide');
  const plot = Object.keys(WIDTHS)
    .map((size) => made(size).svg.replace('<svg', `<svg class="w-${size}"`))
    .join('');
  const table = tools.tableMarkup(whole.table);
  const inputs = given.controls === undefined ? '' : tools.inputsOf(whole);
  const controls = inputs && `<p class="w-inputs">${tools.escape(inputs)}</p>`;
  return slim(tools.figureMarkup(whole, { plot, table, controls }));
}

/** `view=map preset=2025-11-04 controls` as an object. */
function options(text) {
  return Object.fromEntries(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [, key, value] = /^([\w-]+)(?:=(.*))?$/.exec(pair) ?? [];
        if (!key) throw new Stop(`expected key=value, found ${pair}`);
        return [key, value ?? ''];
      }),
  );
}
