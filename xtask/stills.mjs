// Puts the first event into the page before there is a script: each `<!-- still NAME -->` of an HTML
// source becomes what the page's own functions make of it. Without scripts it stays; with them it is
// what a reader sees first, and the live one takes its place.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { at, lib } from './paths.mjs';
import { Stop } from './run.mjs';

const PLACE = /<!-- still ([\w-]+) -->/g;

/** `html` with every place filled. */
export async function stills(html) {
  if (!PLACE.test(html)) return html;
  const { still } = await import(pathToFileURL(at('www', 'page', 'still.js')).href);
  const all = still(await import(pathToFileURL(join(lib, 'node.js')).href));
  return html.replace(PLACE, (_, name) => {
    if (!(name in all)) throw new Stop(`there is no still ${name}; there are ${Object.keys(all).join(', ')}`);
    return all[name];
  });
}
