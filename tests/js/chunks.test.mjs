import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { feed, pieces } from '../../dist/lib/chunks.js';

/** Keeps what it is given. */
class Sink {
  parts = [];

  push(chunk) {
    assert.ok(chunk instanceof Uint8Array);
    this.parts.push(Uint8Array.from(chunk));
    return { events: this.parts.length };
  }

  get bytes() {
    return Buffer.concat(this.parts);
  }
}

async function fed(source, controls) {
  const sink = new Sink();
  await feed(source, sink, controls);
  return sink.bytes;
}

const bytes = Uint8Array.from({ length: 700_001 }, (_, index) => (index * 31) % 251);

test('bytes are cut into pieces that join to the whole', () => {
  const parts = [...pieces(bytes)];
  assert.ok(parts.length > 1);
  assert.deepEqual(Buffer.concat(parts), Buffer.from(bytes));
  assert.deepEqual(Buffer.concat([...pieces(bytes.buffer)]), Buffer.from(bytes));
  assert.deepEqual(Buffer.concat([...pieces(new DataView(bytes.buffer, 5, 10))]), Buffer.from(bytes.subarray(5, 15)));
});

test('text is never cut inside a character', () => {
  for (const shift of ['', 'a']) {
    const text = shift + '😀'.repeat(200_000);
    assert.equal(Buffer.concat([...pieces(text)]).toString(), text);
  }
});

test('other things are refused with a sentence', () => {
  for (const thing of [null, undefined, 5, {}, []]) assert.throws(() => [...pieces(thing)], { name: 'WashoutError', code: 'MALFORMED' });
});

test('blobs, streams, responses and iterables give the same bytes', async () => {
  const halves = [bytes.subarray(0, 3), bytes.subarray(3)];
  async function* late() {
    yield* halves;
  }
  const sources = [new Blob([bytes]), new Blob([bytes]).stream(), new Response(bytes), halves, late()];
  for (const source of sources) assert.deepEqual(await fed(source), Buffer.from(bytes));
  assert.equal((await fed(['a', 'é', ''])).toString(), 'aé');
});

test('gzip is unpacked, wherever the borders of the chunks lie', async () => {
  const packed = gzipSync(bytes);
  assert.deepEqual(await fed(new Blob([packed])), Buffer.from(bytes));
  assert.deepEqual(await fed([packed.subarray(0, 1), packed.subarray(1, 2), packed.subarray(2)]), Buffer.from(bytes));
});

test('a gzip file that is cut off is an error and never a short count', async () => {
  const packed = gzipSync(bytes);
  await assert.rejects(fed([packed.subarray(0, packed.length - 9)]), { name: 'WashoutError', code: 'MALFORMED' });
});

test('empty and one-byte sources end well', async () => {
  assert.equal((await fed(new Blob([]))).length, 0);
  assert.equal((await fed([])).length, 0);
  assert.equal((await fed([new Uint8Array([0x1f])])).length, 1);
});

test('progress tells the bytes of the file, and ends at all of them', async () => {
  const seen = [];
  const packed = gzipSync(bytes);
  await fed(new Blob([packed]), { onProgress: (progress) => seen.push(progress) });
  const last = seen.at(-1);
  assert.equal(last.read_bytes, packed.length);
  assert.equal(last.total_bytes, packed.length);
  assert.ok(last.events > 0);
});

test('cancelling stops at once and tells the source', async () => {
  const abort = new AbortController();
  let told = false;
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    cancel: () => void (told = true),
  });
  setTimeout(() => abort.abort(), 30);
  const began = performance.now();
  await assert.rejects(fed(endless, { signal: abort.signal }), { name: 'AbortError' });
  assert.ok(performance.now() - began < 500);
  assert.ok(told);
});

test('cancelling works while the source is silent', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 20);
  await assert.rejects(fed(new ReadableStream({}), { signal: abort.signal }), { name: 'AbortError' });
  await assert.rejects(fed([bytes], { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('an error of the counter ends the reading', async () => {
  let told = false;
  const source = new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(9)), cancel: () => void (told = true) });
  const broken = { push: () => { throw new RangeError('full'); } };
  await assert.rejects(feed(source, broken), RangeError);
  // The word passes through the streams in between by itself.
  await new Promise((resolve) => void setImmediate(resolve));
  assert.ok(told);
});
