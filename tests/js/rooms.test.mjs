// Which files of the front end may use which, and that no two use each other in a circle.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const WWW = new URL('../../www/', import.meta.url).pathname;
/** What the build writes beside the sources: nothing of it uses a source. */
const BUILT = /(^|\/)(presets\/|engine\/|washout\w*\.js$|[\w-]+\.css\.js$)/;
const USE = /(?:\bfrom|\bimport)\s*\(?\s*'(\.\.?\/[^']+)'/g;

const files = readdirSync(WWW, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.js'),
);
const uses = new Map(files.map((file) => [file, usesOf(file)]));

function usesOf(file) {
  const code = readFileSync(join(WWW, file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
  return [...code.matchAll(USE)]
    .map(([, path]) => normalize(join(dirname(file), path)))
    .filter((path) => path.endsWith('.js') && !BUILT.test(path));
}

/** The first circle below `file`, as the files on the way round; null where there is none. */
function circle(file, way = [], clear = new Set()) {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  if (clear.has(file)) return null;
  for (const next of uses.get(file) ?? []) {
    const found = circle(next, [...way, file], clear);
    if (found) return found;
  }
  clear.add(file);
  return null;
}

const room = (file) => file.split('/').slice(0, -1).join('/');
const breaks = (from, allows) =>
  files
    .filter((file) => from.test(file))
    .flatMap((file) => uses.get(file).map((used) => [file, used]))
    .filter(([file, used]) => !allows(used, file))
    .map((pair) => pair.join(' uses '));

test('every file that is used is there', () => {
  const lost = [...uses].flatMap(([file, all]) => all.filter((used) => !uses.has(used)));
  assert.deepEqual(lost, []);
});

test('no files use each other in a circle', () => {
  const clear = new Set();
  assert.deepEqual(files.map((file) => circle(file, [], clear)).filter(Boolean), []);
});

test('nobody outside the page uses the page', () => {
  assert.deepEqual(
    breaks(/^(lib|embed)\//, (used) => !used.startsWith('page/')),
    [],
  );
});

test('the package uses nothing but itself, charts each other, colours and formats', () => {
  assert.deepEqual(
    breaks(/^lib\//, (used) => used.startsWith('lib/')),
    [],
  );
  const known = ['lib/charts', 'lib'];
  const allows = (used) => room(used) === known[0] || /^lib\/(format|colours)\.js$/.test(used);
  assert.deepEqual(breaks(/^lib\/charts\//, allows), []);
  assert.deepEqual(
    breaks(/^lib\/format\.js$/, () => false),
    [],
  );
});

test('words use other words alone', () => {
  assert.deepEqual(
    breaks(/\.words\.js$/, (used) => used.endsWith('.words.js')),
    [],
  );
});

test('a room of the page uses the package, what all rooms share, and itself', () => {
  const shared = /^(lib|page\/(ui|shell))\//;
  const allows = (used, file) => shared.test(used) || room(used) === room(file);
  // The method page says what all of them do.
  assert.deepEqual(breaks(/^page\/(?!shell|method)/, allows), []);
});
