// Assembles the static page in `dist/page`: every `www/*.html` with its figures, styles and first
// scripts, the bundles in `assets/`, the wasm, and the data. Nothing in it names a host or an
// absolute path, so it can be copied to any static host and any folder there.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ASSETS, bundle } from './bundle.mjs';
import { announce, frames } from './embeds.mjs';
import { inlined } from './inline.mjs';
import { isFinal, lib, page, www } from './paths.mjs';
import { prerender } from './prerender.mjs';
import { paint } from './paint.mjs';
import { Stop, note } from './run.mjs';
import { PARTS } from './rust.mjs';
import { sections } from './sections.mjs';
import { gzipped, kb } from './size.mjs';
import { stills } from './stills.mjs';

/**
 * What a visitor loads before anything is asked for, in bytes after gzip: HTML, styles and scripts;
 * the wasm; all of it.
 */
const MOST = { 'without the wasm': 50_000, 'of wasm': 80_000, 'in all': 130_000 };
const wasmOf = (part) => `washout_${part}_bg.wasm`;
/** The template of all frames. */
const FRAME = 'embed.html';
/** What the build has written down of the engine's answers. */
const RECORDS = ['history', 'recorded', 'outcomes'];
/** What a page fetches once it is drawn. */
const LOAD = /\bdata-load="([^"]*)"/;

/** Builds `dist/page`. */
export async function assemble() {
  rmSync(page, { recursive: true, force: true });
  mkdirSync(ASSETS, { recursive: true });
  const graph = await bundle();
  cpSync(join(lib, 'washout-host.js'), join(ASSETS, 'washout-host.js'));
  for (const part of PARTS) cpSync(join(lib, wasmOf(part)), join(ASSETS, wasmOf(part)));
  copyRest();
  const names = readdirSync(www()).filter((name) => name.endsWith('.html'));
  const files = (modules) => [
    ...graph.needs(modules),
    ...PARTS.filter((part) => needs(modules, part)).map(wasmOf),
  ];
  // Lines keep no blanks before them: a reader of the source has the source.
  const put = (name, html) =>
    writeFileSync(join(page, name), inlined(html.replace(/\n +/g, '\n'), files));
  for (const name of names)
    if (name !== FRAME) put(name, await stills(await prerender(read(name), name)));
  await framed(put);
  for (const name of names) weigh(name);
}

/** Whether modules lead to a part of the engine, by its functions or by itself. */
const needs = (modules, part) =>
  [`lib/${part}.js`, `lib/engine/${part}.js`].some((one) => modules.includes(one));

const read = (name) => sections(coloured(joined(readFileSync(www(name), 'utf8'))));

/** What a head says in several lines, in one. */
const joined = (html) => html.replace(/<(?:meta|link)\b[^>]*>/g, (tag) => tag.replace(/\s+/g, ' '));

/** Colours in an address, whose signs are escaped. */
const coloured = (html) =>
  html.replace(/var\(--paint-[\w-]+\)/g, (name) => encodeURIComponent(paint(name)));

/** Every frame, and what announces it. */
async function framed(put) {
  const made = await frames(read(FRAME));
  const { about, enginesOf } = await import(pathToFileURL(join(lib, 'views', 'list.js')).href);
  for (const { name, view, preset, html } of made) {
    const engines = enginesOf(view, { washout: 1, preset });
    const modules = ['embed/frame.js', `lib/views/${view}.js`, ...engines.map(moduleOf)];
    if (engines.includes('presets')) modules.push(`lib/presets/${preset}.js`);
    if (about(view).isTable) modules.push('lib/element/table.js');
    put(name, html.replace('%load%', modules.join(' ')));
  }
  announce(page, made);
}

/** Where a figure has a part of the engine from. */
function moduleOf(part) {
  if (part === 'presets') return 'lib/events.js';
  return RECORDS.includes(part) ? `lib/presets/${part}.js` : `lib/${part}.js`;
}

/** Everything else that is no source: data, pictures, icons, what robots read. */
function copyRest() {
  const sources = new Set(['embed', 'lib', 'page', 'words']);
  for (const entry of readdirSync(www(), { withFileTypes: true })) {
    if (sources.has(entry.name) || /\.(html|js|css)$/.test(entry.name)) continue;
    cpSync(www(entry.name), join(page, entry.name), { recursive: true });
  }
}

/**
 * Says what a visitor of one page loads at first, after gzip, and stops the build where that is too
 * much.
 */
function weigh(name) {
  const html = readFileSync(join(page, name), 'utf8');
  const files = LOAD.exec(html)?.[1].split(' ') ?? [];
  const sum = (list) => list.reduce((all, file) => all + gzipped(join(ASSETS, file)), 0);
  const isWasm = (file) => file.endsWith('.wasm');
  const [text, code, wasm] = [
    gzipped(join(page, name)),
    sum(files.filter((file) => !isWasm(file))),
    sum(files.filter(isWasm)),
  ];
  note(
    `page: ${name} html ${kb(text)} + css and js ${kb(code)} + wasm ${kb(wasm)} = ` +
      `${kb(text + code + wasm)} gzip, ${files.length + 1} files`,
  );
  const loaded = { 'without the wasm': text + code, 'of wasm': wasm, 'in all': text + code + wasm };
  for (const [what, most] of Object.entries(MOST))
    if (loaded[what] > most && isFinal)
      throw new Stop(
        `${name} loads ${kb(loaded[what])} ${what} at first; expected at most ${kb(most)}.`,
      );
}
