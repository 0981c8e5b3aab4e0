// Assembles the static page in `dist/page`: every `www/*.html` with its figures, styles and first
// scripts, the bundles in `assets/`, the wasm, and the data. Nothing in it names a host or an absolute
// path, so it can be copied to any static host and any folder there.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ASSETS, bundle } from './bundle.mjs';
import { announce, frames } from './embeds.mjs';
import { inlined } from './inline.mjs';
import { at, lib, page } from './paths.mjs';
import { prerender } from './prerender.mjs';
import { Stop, note } from './run.mjs';
import { PARTS } from './rust.mjs';
import { gzipped, kb } from './size.mjs';
import { stills } from './stills.mjs';

const WWW = at('www');
/** What a visitor waits for before the first picture is live: bytes after gzip, without the wasm and with it. */
const MOST = { without: 50_000, all: Infinity };
const wasmOf = (part) => `washout_${part}_bg.wasm`;
/** The template of all frames. */
const FRAME = 'embed.html';
/** A style sheet of ours, as written in the HTML. */
const LINK = /(<link rel="stylesheet" href=")(\.\/[\w./-]+\.css)(")/g;
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
  const names = readdirSync(WWW).filter((name) => name.endsWith('.html'));
  const files = (modules) => [...graph.needs(modules), ...PARTS.filter((part) => modules.includes(`lib/${part}.js`)).map(wasmOf)];
  const put = (name, html) => writeFileSync(join(page, name), relink(inlined(html, files)));
  for (const name of names) if (name !== FRAME) put(name, await stills(await prerender(read(name), name)));
  await framed(put);
  for (const name of names) weigh(name);
}

const read = (name) => readFileSync(join(WWW, name), 'utf8');

/** Every frame, and what announces it. */
async function framed(put) {
  const made = await frames(read(FRAME));
  const { ENGINES } = await import(pathToFileURL(join(lib, 'views', 'lazy.js')).href);
  for (const { name, view, preset, html } of made) {
    const engines = ENGINES[view] ?? ['simulate'];
    const event = engines.includes('presets') ? [`lib/presets/${preset}.js`] : [];
    put(name, html.replace('%load%', ['embed/frame.js', `lib/views/${view}.js`, ...engines.map((part) => (part === 'history' ? 'lib/presets/history.js' : `lib/${part}.js`)), ...event].join(' ')));
  }
  announce(page, made);
}

const relink = (html) => html.replace(LINK, (_, before, path, after) => `${before}./assets/${basename(path)}${after}`);

/** Everything else that is no source: data, pictures, icons, what robots read. */
function copyRest() {
  const sources = new Set(['embed', 'lib', 'page']);
  for (const entry of readdirSync(WWW, { withFileTypes: true })) {
    if (sources.has(entry.name) || /\.(html|js|css)$/.test(entry.name)) continue;
    cpSync(join(WWW, entry.name), join(page, entry.name), { recursive: true });
  }
}

/** Says what a visitor of one page loads at first, after gzip, and stops the build where that is too much. */
function weigh(name) {
  const html = readFileSync(join(page, name), 'utf8');
  const files = [...[...html.matchAll(LINK)].map(([, , path]) => basename(path)), ...(LOAD.exec(html)?.[1].split(' ') ?? [])];
  const sum = (list) => list.reduce((all, file) => all + gzipped(join(ASSETS, file)), 0);
  const isWasm = (file) => file.endsWith('.wasm');
  const [text, code, wasm] = [gzipped(join(page, name)), sum(files.filter((file) => !isWasm(file))), sum(files.filter(isWasm))];
  const loaded = { without: text + code, all: text + code + wasm };
  note(`page: ${name} html ${kb(text)} + css and js ${kb(code)} + wasm ${kb(wasm)} = ${kb(loaded.all)} gzip, ${files.length + 1} files`);
  for (const [key, most] of Object.entries(MOST)) if (loaded[key] > most) throw new Stop(`${name} loads ${kb(loaded[key])} at first${key === 'without' ? ' without the wasm' : ''}; expected at most ${kb(most)}.`);
}
