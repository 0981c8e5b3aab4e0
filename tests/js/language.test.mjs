// A language is one folder. Here is one that nobody speaks: English with an accent on each vowel,
// so that whatever stands on the page without one does not come from the words.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';

import { wordsOf } from '../../xtask/languages.mjs';
import { at } from '../../xtask/paths.mjs';

const TAG = 'en-x-accent';
const ACCENT = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' };
/** Text and what is read out, and not what stands in other tags, entities and placeholders. */
const TEXT =
  /<!--.*?-->|<(?:style|script)[\s\S]*?<\/(?:style|script)>|<[^>]*>|&#?\w+;|%\w+%|[aeiou]/g;
const HEARD = /(?<=\s)(?:aria-label|alt|title|placeholder)="([^"]*)"/g;
/** The method's page shows names and sources of the engine's tables besides. */
const PAGES = ['index.html', 'article.html', 'embed-totals-2025-11-04.html'];
const vowels = (text) => text.replace(TEXT, (found) => ACCENT[found] ?? found);
const accented = (html) =>
  vowels(html).replace(HEARD, (attribute, text) => attribute.replace(text, () => vowels(text)));

/** Values of words with accents: texts, and what functions make of what they are given. */
const MARK = `
const ACCENT = ${JSON.stringify(ACCENT)};
const text = (it) => it.replace(${TEXT}, (found) => ACCENT[found] ?? found);
const KINDS = {
  string: text,
  function: (it) => (...given) => mark(it(...given)),
  object: (it) => Array.isArray(it) ? it.map(mark) : it && all(it),
};
const both = ([key, value]) => [key, mark(value)];
const all = (it) => Object.fromEntries(Object.entries(it).map(both));
const mark = (it) => (KINDS[typeof it] ?? ((same) => same))(it);
`;

test('a page in another language has no word of English but those of its facts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'washout-words-'));
  try {
    wordsOf().forEach((name) => accent(folder, name));
    build(folder);
    const facts = new Set(words(readFileSync(at('src', 'events', 'events.txt'), 'utf8')));
    for (const name of PAGES) assert.deepEqual(foreign(name, facts), [], name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Writes one file of the language. */
function accent(folder, name) {
  const [from, to] = [at('www', name), join(folder, name)];
  mkdirSync(dirname(to), { recursive: true });
  if (name.endsWith('.html')) return writeFileSync(to, accented(readFileSync(from, 'utf8')));
  const english = name.replace('.words.js', '.english.js');
  cpSync(from, join(folder, english));
  const made = [...readFileSync(from, 'utf8').matchAll(/^export const (\w+)/gm)].map(([, key]) =>
    key === 'LANGUAGE'
      ? `export const LANGUAGE = '${TAG}';`
      : `export const ${key} = mark(english.${key});`,
  );
  const source = `import * as english from './${english.split('/').at(-1)}';\n${MARK}`;
  writeFileSync(to, source + made.join('\n'));
}

function build(folder) {
  const env = { ...process.env, WASHOUT_LANGUAGE: TAG };
  execFileSync('node', [at('xtask', 'language.mjs'), folder], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The words of a built page that are neither of the language nor facts of the engine. */
function foreign(name, facts) {
  const page = readFileSync(at('dist', 'languages', TAG, 'page', name), 'utf8');
  const read = page.replace(TEXT, (found) => (found.length > 1 ? ' ' : found));
  const heard = [...page.matchAll(HEARD)].map(([, text]) => text);
  const all = [read, ...heard].flatMap(words);
  return [...new Set(all.filter((word) => !facts.has(word)))];
}

/** What is written with letters and has a vowel without an accent. */
const words = (text) => text.match(/\p{L}+/gu)?.filter((word) => /[aeiou]/.test(word)) ?? [];
