// A report of very many markets: what its crossing from the wasm costs is counted, not timed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { count } from 'washout';

const HEAD = 'time,venue,symbol,side,qty,price\n';
const row = (market, at) => `${1762214400000 + at},v,${market},long,2,${at + 1}.5\n`;
const rows = (markets) => Array.from({ length: markets }, (_, at) => row(`A${at}USDT`, at));
const file = (markets) => HEAD + rows(markets).join('');

/** How often texts are read out of the wasm, and keys are set one by one, while `run` runs. */
function crossings(run) {
  const [{ decode }, { set }] = [TextDecoder.prototype, Reflect];
  let [texts, keys] = [0, 0];
  TextDecoder.prototype.decode = function counted(...args) {
    texts += 1;
    return decode.apply(this, args);
  };
  Reflect.set = (/** @type {[any, any, any]} */ ...args) => {
    keys += 1;
    return set(...args);
  };
  try {
    run();
  } finally {
    TextDecoder.prototype.decode = decode;
    Reflect.set = set;
  }
  return { texts, keys };
}

test('a group of a report crosses without its keys', () => {
  const fewer = crossings(() => count(file(1000)));
  const more = crossings(() => count(file(3000)));
  // By asset and by symbol: three names, and seven numbers in each.
  const texts = (more.texts - fewer.texts) / 2000;
  assert.ok(texts <= 3 + 2 * 7, `${texts} texts for each market`);
  assert.equal(more.keys, 0);
});

test('as many markets as there may be are each in the report, largest first', () => {
  const report = count(file(65_536));
  assert.equal(report.by_symbol.length, 65_536);
  assert.deepEqual(report.by_symbol[0], {
    venue: 'v',
    symbol: 'A65535USDT',
    asset: 'A65535',
    long: { count: 1, usd: '131073.0', coins: '2' },
    short: { count: 0, usd: '0', coins: '0' },
    total_usd: '131073.0',
    share: report.by_symbol[0].share,
  });
  assert.equal(report.by_symbol.at(-1).total_usd, '3.0');
});
