import assert from 'node:assert/strict';
import { test } from 'node:test';

import { count, counter, events, exporter } from 'washout';

import { Pieces, pieces } from '../../dist/lib/chunks.js';

const bytes = Uint8Array.from({ length: 700_001 }, (_, index) => (index * 31) % 251);
const HEAD = 'time,symbol,side,qty,price\n';
/** A market whose name has a letter beyond U+FFFF. */
const ROW = '2025-11-04T14:05:00Z,\u{1f600}USDT,long,0.07,100000.1\n';

test('bytes are cut into pieces that join to the whole', () => {
  const parts = [...pieces(bytes)];
  assert.ok(parts.length > 1);
  assert.deepEqual(Buffer.concat(parts), Buffer.from(bytes));
  assert.deepEqual(Buffer.concat([...pieces(bytes.buffer)]), Buffer.from(bytes));
  assert.deepEqual(
    Buffer.concat([...pieces(new DataView(bytes.buffer, 5, 10))]),
    Buffer.from(bytes.subarray(5, 15)),
  );
});

test('text is never cut inside a character', () => {
  for (const shift of ['', 'a']) {
    const text = shift + '😀'.repeat(200_000);
    assert.equal(Buffer.concat([...pieces(text)]).toString(), text);
  }
});

test('other things are refused with a sentence', () => {
  for (const thing of [null, undefined, 5, {}, []])
    assert.throws(() => [...pieces(thing)], { name: 'WashoutError', code: 'MALFORMED' });
});

/** Everything that the cutter makes of chunks, as text. */
function cutTogether(chunks) {
  const cutting = new Pieces();
  const parts = chunks.flatMap((chunk) => [...cutting.of(chunk)]);
  return Buffer.concat([...parts, ...cutting.rest()]).toString();
}

test('a letter in two halves is one letter, wherever the chunks of text end', () => {
  const text = 'a😀é𝄞😀';
  for (let at = 0; at <= text.length; at += 1) {
    for (let to = at; to <= text.length; to += 1) {
      assert.equal(cutTogether([text.slice(0, at), text.slice(at, to), '', text.slice(to)]), text);
    }
  }
  assert.equal(cutTogether([...Array(text.length).keys()].map((at) => text[at])), text);
});

test('a half without the other is what the platform makes of it', () => {
  const platform = (text) => Buffer.from(new TextEncoder().encode(text)).toString();
  for (const text of [
    '\ud83d',
    'a\ud83d',
    '\ud83da',
    '\ude00',
    '\ud83d\ud83d\ude00',
    '\ude00\ud83d',
  ]) {
    assert.equal(cutTogether([...Array(text.length).keys()].map((at) => text[at])), platform(text));
    assert.equal(cutTogether([text]), platform(text));
  }
  // Bytes end a text.
  assert.equal(cutTogether(['\ud83d', Buffer.from('x'), '\ude00']), '\ufffdx\ufffd');
});

test('a counter and an exporter take a letter in two halves', () => {
  const whole = count(HEAD + ROW);
  const split = (HEAD + ROW).indexOf('\ud83d') + 1;
  const [first, second] = [(HEAD + ROW).slice(0, split), (HEAD + ROW).slice(split)];
  const counting = counter();
  counting.push(first);
  counting.push(second);
  assert.deepEqual(counting.finish(), whole);
  const [exporting, exported] = [exporter(), exporter()];
  const lines = exporting.push(first) + exporting.push(second);
  assert.equal(lines + exporting.finish().text, exported.push(HEAD + ROW) + exported.finish().text);
  const lone = counter();
  lone.push(HEAD + ROW.slice(0, 22));
  assert.equal(lone.finish().bytes, Buffer.byteLength(HEAD) + 21 + 3);
});

const given = (view) => (structuredClone(view.buffer, { transfer: [view.buffer] }), view);

function shrunk(Kind) {
  const buffer = new ArrayBuffer(16, { maxByteLength: 16 });
  const view = new Kind(buffer, 8, 8 / (Kind.BYTES_PER_ELEMENT ?? 1));
  buffer.resize(4);
  return view;
}

test('bytes that are gone are an error and never nothing', () => {
  const gone = () => [
    given(new Uint8Array(9)),
    given(new DataView(new ArrayBuffer(9))),
    given(new Uint8Array(9)).buffer,
    shrunk(Uint8Array),
    shrunk(DataView),
    shrunk(Uint16Array),
  ];
  const expected = { name: 'WashoutError', code: 'MALFORMED', message: /given away/ };
  for (const take of [
    count,
    events,
    (data) => counter().push(data),
    (data) => exporter().push(data),
  ]) {
    for (const data of gone()) assert.throws(() => take(data), expected);
  }
  const counting = counter();
  counting.push(HEAD);
  for (const data of gone()) assert.throws(() => counting.push(data), expected);
  counting.push(ROW);
  assert.equal(counting.finish().rows, 1);
});

test('bytes that go away between two pieces are an error', () => {
  const taken = new Uint8Array(700_000);
  const cutting = pieces(taken);
  cutting.next();
  given(taken);
  assert.throws(() => cutting.next(), { name: 'WashoutError', code: 'MALFORMED' });
});

test('bytes that are there and empty are empty', () => {
  const grown = new Uint8Array(new ArrayBuffer(0, { maxByteLength: 8 }));
  for (const data of [
    '',
    new Uint8Array(),
    new ArrayBuffer(0),
    new DataView(new ArrayBuffer(0)),
    grown,
  ]) {
    assert.deepEqual([...pieces(data)], []);
  }
});
