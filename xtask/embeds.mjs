// The frames and what announces them: `embed.html` for any figure, one page for each view of each
// preset (so that the picture is right before any script has run, and without), and their oEmbed
// answers as files. A static site cannot know where it will lie: `WASHOUT_SITE` tells it at build
// time, and the builder on the page writes the same answers with the real location.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { figures, prerender } from './prerender.mjs';

/** Of a frame without its helper: enough for the widest figure on a desk and in a phone's column. */
const HEIGHT = 640;
const WIDTH = 640;
const FIRST = { view: 'map', preset: '2025-11-04' };

/** Every page that the template stands for: `[{name, html, view, preset}]`, the plain one first. */
export async function frames(template) {
  const { all, describe } = await figures();
  const made = [{ name: 'embed.html', ...FIRST }, ...all().map((one) => ({ name: nameOf(one), ...one }))];
  return Promise.all(made.map(async (one) => ({ ...one, ...describe(one), html: await prerender(filled(template, { ...one, ...describe(one) }), one.name) })));
}

const nameOf = ({ view, preset }) => `embed-${view}-${preset}.html`;

const filled = (template, values) => template.replace(/%(view|preset|title|answer)%/g, (_, key) => escaped(values[key]));

const escaped = (text) => String(text).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Writes the oEmbed answers beside the pages. */
export function announce(folder, pages, site = process.env.WASHOUT_SITE ?? '') {
  mkdirSync(join(folder, 'oembed'), { recursive: true });
  for (const { name, view, preset, title } of pages) {
    if (name === 'embed.html') continue;
    writeFileSync(join(folder, 'oembed', `${view}-${preset}.json`), `${JSON.stringify(answer({ name, title }, site), null, 1)}\n`);
  }
}

function answer({ name, title }, site) {
  const base = site && new URL(site.endsWith('/') ? site : `${site}/`).href;
  const html = `<iframe src="${base}${name}" title="${escaped(title)}" data-washout width="100%" height="${HEIGHT}" frameborder="0" loading="lazy"></iframe>`;
  return { version: '1.0', type: 'rich', provider_name: 'Washout', ...(base && { provider_url: base }), title, html, width: WIDTH, height: HEIGHT };
}
