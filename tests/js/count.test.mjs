import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import {
  WashoutError,
  count,
  countStream,
  counter,
  exporter,
  mergePartials,
  reportOf,
} from 'washout';

import { engine } from '../../dist/lib/engine.js';

const HEAD = 'time,symbol,side,qty,price\n';
const ROWS = Array.from(
  { length: 500 },
  (_, i) =>
    `2025-11-04T14:${String(i % 60).padStart(
      2,
      '0',
    )}:00Z,BTCUSDT,${i % 3 ? 'long' : 'short'},0.${i + 1},10000${i}.07\n`,
);
const CSV = HEAD + ROWS.join('');

test('a report has exact totals as text and says what it refused', () => {
  const report = count(
    `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,0.07,100000.1\n2025-11-04T14:00:01Z,` +
      'ETHUSDT,short,1,NaN\n',
  );
  assert.equal(report.events, 1);
  assert.equal(report.total_usd, '7000.007');
  assert.deepEqual(report.long, { count: 1, usd: '7000.007' });
  assert.deepEqual(report.short, { count: 0, usd: '0' });
  assert.equal(report.rejected, 1);
  assert.equal(report.rejects[0].line, 3);
  assert.equal(report.rejects[0].field, 'price');
});

test('text, bytes, pieces of any size, streams and gzip give one and the same report', async () => {
  const whole = count(CSV);
  assert.equal(whole.events, 500);
  const bytes = new TextEncoder().encode(CSV);
  assert.deepEqual(count(bytes), whole);
  assert.deepEqual(count(bytes.buffer), whole);
  for (const size of [1, 7, 1000]) {
    const counting = counter();
    for (let at = 0; at < bytes.length; at += size) counting.push(bytes.subarray(at, at + size));
    assert.deepEqual(counting.finish(), whole);
  }
  assert.deepEqual(await countStream(new Blob([bytes])), whole);
  assert.deepEqual(await countStream(new Blob([gzipSync(bytes)])), whole);
});

test('an empty or foreign input is an error with a code', () => {
  assert.throws(() => count(''), WashoutError);
  assert.throws(() => count('hello'), WashoutError);
  assert.throws(() => count(new Uint8Array([0, 255, 1, 254])), WashoutError);
});

test('an unknown option is named', () => {
  assert.throws(
    () => counter({ venu: 'x' }),
    (/** @type {any} */ error) => error.code === 'UNKNOWN_KEY' && error.message.includes('venu'),
  );
  assert.throws(() => counter({ gap_ms: NaN }), {
    code: 'MALFORMED',
    place: { record: null, line: null, field: 'gap_ms' },
  });
});

test('saved partials merge in any order to the report of the whole, and survive as text', () => {
  const parts = [ROWS.slice(0, 100), ROWS.slice(100, 101), ROWS.slice(101)].map((rows) => {
    const counting = counter();
    counting.push(HEAD + rows.join(''));
    return counting.save().partial;
  });
  const whole = { ...count(CSV), bytes: 0, format: null };
  for (const order of [
    parts,
    parts.toReversed(),
    [mergePartials(parts.slice(1)).partial, parts[0]],
  ]) {
    assert.deepEqual({ ...reportOf(order), bytes: 0, format: null }, whole);
  }
  assert.equal(reportOf(parts, { bucket: '1d', top: 1 }).largest.length, 1);
});

test('what is no list of partials is an error with its place', () => {
  assert.throws(() => reportOf([]), { code: 'EMPTY' });
  assert.throws(() => reportOf('washout'), { code: 'MALFORMED' });
  assert.throws(
    () => mergePartials([5]),
    (/** @type {any} */ error) => error.place.field === '[0]',
  );
  assert.throws(() => reportOf([mergePartials, 1]), { code: 'MALFORMED' });
  assert.throws(
    () => reportOf(['x']),
    (/** @type {any} */ error) => error.place.field.startsWith('[0]'),
  );
  assert.throws(() => reportOf([], { venue: 'x' }), { code: 'UNKNOWN_KEY' });
});

test('an export read again gives the same bytes and the same totals', () => {
  const exported = (text, size) => {
    const exporting = exporter();
    const lines = [];
    for (let at = 0; at < text.length; at += size)
      lines.push(exporting.push(text.slice(at, at + size)));
    const { text: last, ...tally } = exporting.finish();
    return { text: lines.join('') + last, tally };
  };
  const once = exported(CSV, CSV.length);
  assert.equal(once.tally.events, 500);
  assert.deepEqual(exported(CSV, 7), once);
  assert.deepEqual(exported(once.text, 1000), once);
  assert.equal(count(once.text).total_usd, count(CSV).total_usd);
});

test('a counter that is used up or freed says so', () => {
  const counting = counter();
  counting.push(CSV);
  counting.finish();
  assert.throws(() => counting.push(CSV), { code: 'CLOSED' });
  counting.free();
  const freed = counter();
  freed.free();
  freed.free();
  assert.throws(() => freed.finish(), { code: 'CLOSED' });
});

test('a trap loses the counters of its instance and harms no later one', () => {
  const { error } = console;
  console.error = () => {};
  const old = counter();
  old.push(CSV);
  assert.throws(() => engine.call('trap'), { code: 'INTERNAL' });
  console.error = error;
  const fresh = counter();
  fresh.push(CSV);
  assert.throws(() => old.push(CSV), { code: 'LOST' });
  old.free();
  assert.equal(fresh.finish().events, 500);
});
