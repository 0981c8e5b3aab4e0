// The method page says what the engine does: defaults, mixes, thresholds, venues, and a place for
// everything that points at it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as engine from '../../dist/lib/node.js';
import { bagOf, complete } from '../../www/page/position/position.js';
import { COMPARE_WHY } from '../../www/page/cascade/compare.why.words.js';
import { COUNT_WHY } from '../../www/page/file/count.why.words.js';
import { JUDGE_WHY } from '../../www/page/article/judge.why.words.js';
import { WHY } from '../../www/page/ui/why.words.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('dist/page/method.html');
const all = (pattern) => [...page.matchAll(pattern)].map(([, ...found]) => found);

test('it is static: no script, no place left to fill, one id once', () => {
  assert.doesNotMatch(page, /<script|<!-- |undefined|NaN/);
  const ids = all(/ id="([^"]+)"/g).map(([id]) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test('every explanation on the page leads to a place that is there', () => {
  const named = JSON.stringify(WHY)
    .match(/"method":"([a-z-]+)"/g)
    .map((found) => found.slice(10, -1));
  const mapped = [COMPARE_WHY, COUNT_WHY, JUDGE_WHY].flatMap(({ methods }) =>
    Object.values(methods),
  );
  const written = readdirSync(new URL('../../www/page/', import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter((name) => name.endsWith('.why.js'))
    .flatMap((name) =>
      [
        ...read(`www/page/${name}`).matchAll(
          /method: (?:formula \? )?'([\w-]+)'(?: : '([\w-]+)')?/g,
        ),
      ].flatMap(([, a, b]) => [a, b]),
    )
    .filter(Boolean);
  assert.ok(written.length >= 5);
  for (const id of [...named, ...mapped, ...written])
    assert.match(page, new RegExp(`<h3 id="${id}"`), id);
});

test('the defaults of a scenario are those that the engine fills in', () => {
  // Another one than the page is made from, with positions at other places.
  const { scenario } = engine.simulate({
    washout: 1,
    market: { price_usd: '7', open_interest_usd: '9' },
    book: { kind: 'synthetic', mix: 'aggressive', share: '0.3' },
    impact: { kind: 'linear', usd_per_percent: '3' },
    shock: '0.2',
  });
  const shown = Object.fromEntries(all(/data-default="([^"]+)">([^<]*)</g));
  assert.ok(Object.keys(shown).length >= 15);
  for (const [path, text] of Object.entries(shown))
    assert.equal(
      text.trim(),
      String(path.split('.').reduce((found, key) => found[key], scenario)),
      path,
    );
});

test('mixes and thresholds are those of the source', () => {
  const source = read('src/book/mix.rs');
  for (const [name, row] of all(/data-mix="(\w+)">(.*?)<\/tr>/gs)) {
    const cells = [...row.matchAll(/<td>([^<]*)<\/td>/g)].map(([, text]) => text);
    const shown = [2, 3, 5, 10, 20, 25, 50, 100]
      .map((leverage, i) => /** @type {[number, string]} */ ([leverage, cells[i]]))
      .filter(([, text]) => text)
      .map(([leverage, text]) => `(${leverage}, ${Math.round(parseFloat(text) * 10)})`);
    assert.ok(
      source.replace(/\s+/g, ' ').includes(`"${name}", &[${shown.join(', ')}]`),
      `${name}: ${shown}`,
    );
  }
  const consts = all(/<data\s+value="([^"]+)"\s+data-const="(\S+)\s+(\w+)">/g);
  assert.equal(consts.length, 4);
  for (const [value, file, name] of consts)
    assert.deepEqual(
      new RegExp(`const ${name}: [^=]+ = \\[?([^;\\]]+)`)
        .exec(read(file))[1]
        .split(', ')
        .map(Number),
      value.split(' ').map(Number),
      name,
    );
});

test('a position starts with what is said, and every venue has its row', () => {
  const start = complete({}, engine.venues(), { price: '106538.3', asset: 'BTC' });
  const said = all(/<data\s+value="([^"]+)"\s+data-position="(\w+)">/g);
  assert.equal(said.length, 5);
  for (const [value, key] of said) assert.equal(start[key], value, key);
  assert.equal(engine.locate(bagOf(start)).state, 'liquidation');
  assert.deepEqual(
    all(/data-venue="([^"]+)"/g).map(([name]) => name),
    engine.venues().map(({ venue, contract, form }) => `${venue} ${contract} ${form}`),
  );
});

test('every event is listed', () => {
  assert.deepEqual(
    all(/data-event="([^"]+)"/g).map(([id]) => id),
    engine.presets().map(({ id }) => id),
  );
});
