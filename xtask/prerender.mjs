// Puts finished figures into the pages: each `<!-- figure view=map preset=2025-11-04 -->` of an HTML
// source becomes the sentence, the picture at two widths, the table and the source, made by the
// package and the chart functions that the page runs. Without scripts it stays; with them it is
// what a reader sees first.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { lib } from './paths.mjs';
import { Stop } from './run.mjs';
import { slim } from './stills.mjs';

const PLACE = /<!-- figure ([^>]*?) ?-->/g;
const WIDTHS = { narrow: 340, wide: 640 };
const OWN = new Set([
  'view',
  'preset',
  'id',
  'locale',
  'controls',
  'narrow',
  'wide',
  'split',
  'rest',
  'freed',
]);

/** The functions that figures are made with, from the built package. */
async function tools() {
  const load = (...names) => import(pathToFileURL(join(lib, ...names)).href);
  const [engine, views, list, catalogue, markup, overrides, { tableMarkup }] = await Promise.all([
    load('node.js'),
    load('views', 'index.js'),
    load('views', 'list.js'),
    load('views', 'catalogue.js'),
    load('views', 'markup.js'),
    load('element', 'overrides.js'),
    load('charts', 'frame.js'),
  ]);
  return { engine, tableMarkup, ...views, ...list, ...catalogue, ...markup, ...overrides };
}

/** `html` of the file `name` with every placeholder replaced. */
export async function prerender(html, name) {
  if (!html.includes('<!-- figure ')) return html;
  const { markup } = await figures();
  let number = 0;
  return html.replace(PLACE, (_, given) => {
    number += 1;
    try {
      return markup({ id: `figure-${number}`, ...options(given) });
    } catch (error) {
      throw new Stop(`${name}: <!-- figure ${given} -->: ${error.message}`);
    }
  });
}

/**
 * What makes figures: `markup` of one from its options, `describe` with its title and sentence, `all`
 * views of all presets, and `titleOf` a preset.
 */
export async function figures() {
  const { engine, view, dataOf, CATALOGUE, VIEWS, figureMarkup, tableMarkup, scenarioOf } =
    await tools();
  const made = (given, size = 'wide') => {
    const { view: name, preset: id, locale = 'en' } = given;
    if (!VIEWS.includes(name))
      throw new Error(`there is no view ${name}; there are ${VIEWS.join(', ')}`);
    const overrides = Object.fromEntries(Object.entries(given).filter(([key]) => !OWN.has(key)));
    const data = dataOf(name, engine, scenarioOf({ preset: id, ...overrides }), given);
    return view(name, data, {
      width: Number(given[size] ?? WIDTHS[size]),
      locale,
      id: `${given.id}-${size}`,
    });
  };
  const markup = (given) => {
    const whole = made(given);
    const plot = Object.keys(WIDTHS)
      .map((size) => made(given, size).svg.replace('<svg', `<svg class="w-${size}"`))
      .join('');
    return slim(
      figureMarkup(whole, {
        plot,
        table: tableMarkup(whole.table),
        controls: given.controls !== undefined,
      }),
    );
  };
  const describe = (given) => {
    const { title, answer } = made({ id: 'any', ...given });
    return { title, answer };
  };
  const all = () =>
    engine
      .presets()
      .flatMap(({ id }) =>
        VIEWS.filter((name) => id === (CATALOGUE[name].only ?? id)).map((name) => ({
          view: name,
          preset: id,
        })),
      );
  const titleOf = (wanted) => engine.presets().find(({ id }) => id === wanted).title;
  return { markup, describe, all, titleOf };
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
