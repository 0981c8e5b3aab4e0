// Reading a source to its end: what sources there are, how they are unpacked, followed and stopped.

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { feed } from '../../dist/lib/feed.js';

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

test('blobs, streams, responses and iterables give the same bytes', async () => {
  const halves = [bytes.subarray(0, 3), bytes.subarray(3)];
  async function* late() {
    yield* halves;
  }
  const sources = [
    new Blob([bytes]),
    new Blob([bytes]).stream(),
    new Response(bytes),
    halves,
    late(),
  ];
  for (const source of sources) assert.deepEqual(await fed(source), Buffer.from(bytes));
  assert.equal((await fed(['a', 'é', ''])).toString(), 'aé');
});

test('gzip is unpacked, wherever the borders of the chunks lie', async () => {
  const packed = gzipSync(bytes);
  assert.deepEqual(await fed(new Blob([packed])), Buffer.from(bytes));
  assert.deepEqual(
    await fed([packed.subarray(0, 1), packed.subarray(1, 2), packed.subarray(2)]),
    Buffer.from(bytes),
  );
});

test('a gzip file that is cut off is an error and never a short count', async () => {
  const packed = gzipSync(bytes);
  await assert.rejects(fed([packed.subarray(0, packed.length - 9)]), {
    name: 'WashoutError',
    code: 'MALFORMED',
  });
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
  await assert.rejects(fed(new ReadableStream({}), { signal: abort.signal }), {
    name: 'AbortError',
  });
  await assert.rejects(fed([bytes], { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('an error of the counter ends the reading', async () => {
  let told = false;
  const source = new ReadableStream({
    pull: (c) => c.enqueue(new Uint8Array(9)),
    cancel: () => void (told = true),
  });
  const broken = {
    push: () => {
      throw new RangeError('full');
    },
  };
  await assert.rejects(feed(source, broken), RangeError);
  // The word passes through the streams in between by itself.
  await new Promise((resolve) => void setImmediate(resolve));
  assert.ok(told);
});

test('a text is one text, and bytes are bytes, whatever holds them', async () => {
  const text = 'a😀\n'.repeat(100_000);
  // Letter by letter this would be a hundred times the pieces.
  const sink = new Sink();
  await feed(text, sink);
  assert.equal(sink.bytes.toString(), text);
  assert.ok(sink.parts.length < 10);
  const { buffer } = bytes;
  for (const source of [
    bytes,
    buffer,
    new DataView(buffer),
    Buffer.from(bytes),
    new Uint16Array(buffer, 0, 8),
  ]) {
    const [from, to] = ArrayBuffer.isView(source)
      ? [source.byteOffset, source.byteOffset + source.byteLength]
      : [0, buffer.byteLength];
    const held = Buffer.from(ArrayBuffer.isView(source) ? source.buffer : source).subarray(
      from,
      to,
    );
    assert.deepEqual(await fed(source), held);
  }
});

test('streams of Node, of text too, and an answer without a body', async () => {
  assert.deepEqual(await fed(Readable.from([Buffer.from(bytes)])), Buffer.from(bytes));
  const text = new ReadableStream({
    start: (c) =>
      ['\ud83d', '\ude00', 'é', '\ud83d'].forEach((part) => c.enqueue(part)) ?? c.close(),
  });
  assert.equal((await fed(text)).toString(), '😀é\ufffd');
  const stream = Readable.from([Buffer.from('a😀')]).setEncoding('utf8');
  assert.equal((await fed(stream)).toString(), 'a😀');
  assert.equal((await fed(new Response(null))).length, 0);
  assert.equal((await fed({ body: Readable.from(['x']) })).toString(), 'x');
});

test('a blob that cannot be streamed is read in slices', async (t) => {
  const blob = new Blob([bytes, bytes]);
  Object.defineProperty(blob, 'stream', { value: undefined });
  globalThis.FileReader = /** @type {any} */ (
    class {
      onload;
      result;
      readAsArrayBuffer(part) {
        part.arrayBuffer().then((buffer) => {
          this.result = buffer;
          this.onload();
        });
      }
    }
  );
  t.after(() => delete globalThis.FileReader);
  assert.deepEqual(await fed(blob), Buffer.concat([bytes, bytes]));
});

test('what cannot be read says why', async () => {
  const locked = new Blob(['x']).stream();
  locked.getReader();
  const read = new Response('x');
  await read.text();
  const refused = [
    [locked, /reads/],
    [read, /not read yet/],
    [5, /found number/],
    [null, /found null/],
    [{}, /found object/],
    [[5], /text or bytes/],
  ];
  for (const [source, message] of refused)
    await assert.rejects(fed(source), { name: 'WashoutError', code: 'MALFORMED', message });
});

test('a source may give every chunk in the same memory', async () => {
  const rows = Array.from({ length: 9 }, (_, at) => Buffer.alloc(800, 97 + at));
  const packed = gzipSync(Buffer.concat(rows), { level: 0 });
  async function* same(whole, size) {
    const memory = new Uint8Array(size);
    for (let at = 0; at < whole.length; at += size) {
      const part = whole.subarray(at, at + size);
      memory.set(part);
      yield memory.subarray(0, part.length);
    }
  }
  for (const size of [1, 3, 1000, 4096]) {
    assert.deepEqual(await fed(same(Buffer.concat(rows), size)), Buffer.concat(rows));
    assert.deepEqual(await fed(same(packed, size)), Buffer.concat(rows));
  }
});

test('an error of the source is passed on as it is, packed or not', async () => {
  const packed = gzipSync(bytes);
  const lost = new TypeError('network');
  async function* breaking(first) {
    yield first;
    throw lost;
  }
  for (const first of [bytes, packed.subarray(0, 500)])
    await assert.rejects(fed(breaking(first)), (error) => error === lost);
  const abort = new AbortController();
  async function* aborting() {
    yield packed.subarray(0, 500);
    abort.abort('enough');
    yield packed.subarray(500);
  }
  await assert.rejects(fed(aborting(), { signal: abort.signal }), (error) => error === 'enough');
});

test('a source that is stopped is told once and asked no more', async () => {
  const abort = new AbortController();
  const calls = [];
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: async () => (calls.push('next'), { done: false, value: 'a\n' }),
      return: async () => (calls.push('return'), { done: true }),
    }),
  };
  const sink = { push: () => (calls.length === 3 && abort.abort(), {}) };
  await assert.rejects(feed(source, sink, { signal: abort.signal }), { name: 'AbortError' });
  assert.deepEqual(calls, ['next', 'next', 'next', 'return']);
});
