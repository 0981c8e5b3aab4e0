// The frames and what announces them: `embed.html` for any figure, one page for each view of each
// preset (so that the picture is right before any script has run, and without), and their oEmbed
// answers as files. A static site cannot know where it will lie: `WASHOUT_SITE` tells it at build
// time, and the builder on the page writes the same answers with the real location.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { language, www } from './paths.mjs';
import { figures, prerender } from './prerender.mjs';

/**
 * Of a frame without its helper: enough for the widest figure on a desk and in a phone's column.
 */
const HEIGHT = 640;
const WIDTH = 640;
const PLAIN = 'embed.html';
const words = () => import(pathToFileURL(www('embed', 'still.words.js')).href);
const FIRST = { view: 'map', preset: '2025-11-04' };
/** @type {Intl.DateTimeFormatOptions} */
const DAY = { dateStyle: 'long', timeZone: 'UTC' };

/**
 * Every page that the template stands for: `[{name, html, view, preset}]`. First the plain one, for
 * any scenario: it has no finished figure, because that would be another scenario's.
 */
export async function frames(template) {
  const { all, describe, titleOf } = await figures();
  const { STILL } = await words();
  const plain = { name: PLAIN, ...FIRST, ...STILL.plain, plain: ' data-plain' };
  const framed = async (one) => ({
    ...one,
    html: await prerender(filled(template, one), one.name),
  });
  const made = async (one) =>
    framed({
      name: nameOf(one),
      ...one,
      ...(await describe(one)),
      plain: '',
      noscript: recorded(STILL, one.preset, titleOf),
    });
  return Promise.all([framed(plain), ...all().map(made)]);
}

const nameOf = ({ view, preset }) => `embed-${view}-${preset}.html`;

const recorded = (STILL, preset, titleOf) =>
  STILL.recorded({
    event: titleOf(preset),
    day: new Intl.DateTimeFormat(language, DAY).format(Date.parse(preset)),
  });

/**
 * The template with the values of one page; what only an event has is left out of the plain one.
 */
function filled(template, values) {
  const { name, view, preset, title } = values;
  const isPlain = name === PLAIN;
  const still = isPlain ? '' : `<!-- figure view=${view} preset=${preset} controls -->`;
  const address = `./oembed/${view}-${preset}.json`;
  const link =
    `<link rel="alternate" type="application/json+oembed" href="${address}" ` +
    `title="${escaped(title)}">`;
  return template
    .replace('<!-- announced -->', isPlain ? '' : link)
    .replace('<!-- still -->', still)
    .replace(/%(view|preset|title|answer|noscript|plain)%/g, (_, key) => escaped(values[key]));
}

const escaped = (text) => String(text).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Writes the oEmbed answers beside the pages. */
export function announce(folder, pages, site = process.env.WASHOUT_SITE ?? '') {
  mkdirSync(join(folder, 'oembed'), { recursive: true });
  for (const { name, view, preset, title } of pages) {
    if (name === PLAIN) continue;
    writeFileSync(
      join(folder, 'oembed', `${view}-${preset}.json`),
      `${JSON.stringify(answer({ name, title }, site), null, 1)}\n`,
    );
  }
}

function answer({ name, title }, site) {
  const base = site && new URL(site.endsWith('/') ? site : `${site}/`).href;
  const html =
    `<iframe src="${base}${name}" title="${escaped(title)}" data-washout width="100%" ` +
    `height="${HEIGHT}" frameborder="0" loading="lazy"></iframe>`;
  return {
    version: '1.0',
    type: 'rich',
    provider_name: 'Washout',
    ...(base && { provider_url: base }),
    title,
    html,
    width: WIDTH,
    height: HEIGHT,
  };
}
