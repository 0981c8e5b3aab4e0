// What a page must have before it can be drawn stands in the page: `<!-- style NAME -->` becomes
// that style sheet, `<!-- script NAME -->` that plain script, and `<!-- later MODULE … -->` the
// script that fetches those modules, and the wasm that they need, once the first picture is drawn.
// The policy of the page allows each by the hash of its text, and nothing else that is inline.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { ASSETS } from './bundle.mjs';
import { Stop } from './run.mjs';

const PLACE = /<!-- (style|script|later) ([^>]*?) -->/g;
const LATER = 'later.js';
/** What a sandbox without an origin gets in place of that module. */
const ALONE = { 'embed/frame.js': 'frame-alone.js' };

/**
 * `html` with all that it names put into it; `files(modules)` are those of assets that modules
 * need.
 */
export function inlined(html, files) {
  const hashes = { 'style-src': [], 'script-src': [] };
  const put = (tag, name, attributes = '') => {
    const text = readFileSync(join(ASSETS, basename(name)), 'utf8').trim();
    hashes[`${tag}-src`].push(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    return `<${tag}${attributes}>${text}</${tag}>`;
  };
  const later = (modules) => {
    const alone = ALONE[modules[0]];
    const waiting = alone
      ? `<template id="alone"><script src="assets/${alone}"></script></template>`
      : '';
    return (
      waiting +
      put(
        'script',
        LATER,
        ` data-load="${files(modules).join(' ')}"${alone ? ' data-alone="alone"' : ''}`,
      )
    );
  };
  const filled = html.replace(PLACE, (_, kind, given) =>
    kind === 'later' ? later(given.split(/\s+/)) : put(kind, given),
  );
  return Object.entries(hashes).reduce(
    (text, [directive, list]) => (list.length ? allowed(text, directive, list) : text),
    filled,
  );
}

/** The page's own policy, with these hashes in one of its directives. */
function allowed(html, directive, hashes) {
  const place = new RegExp(
    `(http-equiv="Content-Security-Policy"\\s+content="[^"]*\\b${directive} 'self')`,
  );
  if (!place.test(html))
    throw new Stop(
      `A page has something inline, and no policy with ${directive} 'self' that could allow it.`,
    );
  return html.replace(place, (found) => [found, ...new Set(hashes)].join(' '));
}
