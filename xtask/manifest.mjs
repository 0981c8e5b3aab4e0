// The manifest of the element, for editors: its attributes as the declarations tell them, beside
// the events, parts and properties that stand in it already.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { lib } from './paths.mjs';

/** A property that is an attribute: what is said of it, its name, and what may be set. */
const ATTRIBUTE =
  /\/\*\*((?:(?!\*\/).)*)\*\/\s+(?:get )?(\w+)(?:\(\))?: Text;(?:\s+set \2\(value: ([^)]+)\);)?/gs;
const LITERALS = /^'[^']+'( \| '[^']+')*$/;

/** Writes the manifest of `dist/lib` with every attribute in it. */
export async function manifest() {
  const { VIEWS } = await import(pathToFileURL(join(lib, 'views', 'list.js')).href);
  const declared = readFileSync(join(lib, 'element', 'index.d.ts'), 'utf8');
  const file = join(lib, 'custom-elements.json');
  const all = JSON.parse(readFileSync(file, 'utf8'));
  all.modules[0].declarations[0].attributes = attributesOf(declared, VIEWS);
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

/** The attributes of the declarations, for the views that there are. */
export const attributesOf = (declared, views) =>
  [...declared.matchAll(ATTRIBUTE)].map(([, doc, name, set = '']) => {
    const description = doc.replace(/\s*\n\s*\*\s*/g, ' ').trim();
    const [, value] = /`([^`]+)` unless given/.exec(description) ?? [];
    const type = { text: typeOf(set.replace(' | null', ''), views) };
    return { name, type, ...(value && { default: value }), description };
  });

/** What an attribute may be: one of a list, or any text. */
function typeOf(set, views) {
  const list = set === 'View' ? views.map((view) => `'${view}'`).join(' | ') : set;
  return LITERALS.test(list) ? list : 'string';
}
