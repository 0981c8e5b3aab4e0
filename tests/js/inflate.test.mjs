// Deflate and gzip against zlib: the same answer for what is sound, for what is damaged at any bit,
// and wherever the chunks end.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';

import { Bytes } from '../../dist/lib/bytes.js';
import { feed } from '../../dist/lib/feed.js';
import { Damaged, inflated } from '../../dist/lib/inflate.js';

/** Numbers below `below`, the same in every run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Bytes that repeat at every distance, with stretches that do not. */
function sample(next, size) {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size;) {
    const length = 1 + next(next(4) ? 20 : 400);
    const back = at > 0 && next(3) > 0 ? 1 + next(Math.min(at, 32_768)) : 0;
    const letters = 1 + next(256);
    for (let end = Math.min(size, at + length); at < end; at += 1)
      bytes[at] = back ? bytes[at - back] : next(letters);
  }
  return bytes;
}

async function* cut(bytes, size) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What comes out, and how many bytes are left behind the end. */
async function inflate(packed, size = packed.length || 1) {
  const source = new Bytes(cut(packed, size));
  const parts = [];
  for await (const chunk of inflated(source)) parts.push(Buffer.from(chunk));
  let left = 0;
  for await (const chunk of source.rest()) left += chunk.length;
  return { bytes: Buffer.concat(parts), left };
}

const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY } = constants;

test('what zlib packs is unpacked, in every kind of block and whatever the chunks', async () => {
  const next = random(7);
  for (let round = 0; round < 120; round += 1) {
    const whole = sample(next, next(4) ? next(3000) : next(300_000));
    const strategy = [Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY][next(4)];
    const options = { level: next(10), strategy, memLevel: 1 + next(9) };
    const packed = deflateRawSync(whole, options);
    const behind = Buffer.alloc(next(700), 1 + next(255));
    const { bytes, left } = await inflate(
      Buffer.concat([packed, behind]),
      whole.length < 3000 ? 1 + next(700) : [511, 512, 513, 65_536][next(4)],
    );
    assert.ok(bytes.equals(whole), JSON.stringify({ round, ...options }));
    assert.equal(left, behind.length);
  }
});

test('a bit that is turned is seen as zlib sees it', async () => {
  const next = random(11);
  const all = [
    deflateRawSync(sample(next, 60), { strategy: Z_FIXED }),
    deflateRawSync(sample(next, 400), { level: 9 }),
    deflateRawSync(sample(next, 40), { level: 0 }),
    deflateRawSync(Buffer.alloc(300, 'ab'), { level: 9 }),
  ];
  let same = 0;
  for (const packed of all) {
    for (let bit = 0; bit < 8 * packed.length; bit += 1) {
      const turned = Buffer.from(packed);
      turned[bit >> 3] ^= 1 << (bit & 7);
      const [ours, zlibs] = await Promise.all([
        inflate(turned).catch((error) => error),
        zlib(turned),
      ]);
      if (zlibs === null) assert.ok(ours instanceof Damaged, `bit ${bit}: ${ours}`);
      else assert.ok(ours.bytes.equals(zlibs), `bit ${bit}`);
      same += zlibs === null ? 0 : 1;
    }
  }
  assert.ok(same > 100, 'some turned bits leave something to unpack');
});

async function zlib(packed) {
  try {
    return inflateRawSync(packed);
  } catch {
    return null;
  }
}

test('what is cut off is an error at every length', async () => {
  const next = random(13);
  for (const options of [{ level: 0 }, { strategy: Z_FIXED }, { level: 9 }]) {
    const packed = deflateRawSync(sample(next, 300), options);
    for (let length = 0; length < packed.length; length += 1)
      await assert.rejects(inflate(packed.subarray(0, length)), Damaged);
  }
});

test('blocks that no packer of ours writes: empty ones, a single code, no distances', async () => {
  const stored = (text, last) =>
    Buffer.concat([
      Buffer.from([last ? 1 : 0, text.length, 0, 255 - text.length, 255]),
      Buffer.from(text),
    ]);
  const blocks = Buffer.concat([
    stored('', false),
    stored('ab', false),
    stored('', false),
    stored('', true),
  ]);
  assert.equal((await inflate(blocks)).bytes.toString(), 'ab');
  assert.deepEqual(await inflate(Buffer.from([3, 0])), { bytes: Buffer.alloc(0), left: 0 });
  const ones = deflateRawSync(Buffer.alloc(70_000), { strategy: Z_HUFFMAN_ONLY });
  assert.ok((await inflate(ones)).bytes.equals(Buffer.alloc(70_000)));
});

/** The whole of a source, through the way that a counter is fed. */
async function fed(bytes, size = bytes.length || 1) {
  const parts = [];
  await feed(cut(bytes, size), { push: (chunk) => (parts.push(Buffer.from(chunk)), {}) });
  return Buffer.concat(parts).toString();
}

const A = gzipSync('one\n');
const B = gzipSync('two\n');

test('members of a gzip file are read one after another, wherever the chunks end', async () => {
  const empty = gzipSync('');
  for (const [parts, text] of /** @type {any[][]} */ ([
    [[A, B], 'one\ntwo\n'],
    [[A, empty, B, A], 'one\ntwo\none\n'],
    [[empty], ''],
  ])) {
    const whole = Buffer.concat(parts);
    for (const size of [1, 5, A.length, whole.length]) assert.equal(await fed(whole, size), text);
    assert.equal(gunzipSync(whole).toString(), text);
  }
});

test('zeros behind the last member are padding, anything else is an error', async () => {
  const zeros = Buffer.alloc(70_000);
  for (const padding of [zeros.subarray(0, 1), zeros.subarray(0, 512), zeros]) {
    for (const size of [1, 300, 100_000])
      assert.equal(
        await fed(Buffer.concat([A, B, padding]), Math.max(size, padding.length / 1000)),
        'one\ntwo\n',
      );
  }
  /** @type {[Buffer[], number][]} */
  const trailing = [
    [[A, Buffer.from('x')], A.length + 1],
    [[A, zeros, Buffer.from('x')], A.length + zeros.length + 1],
    [[A, zeros.subarray(0, 9), B], A.length + 10],
    [[A, Buffer.from([0x1f])], A.length + 1],
  ];
  for (const [parts, place] of trailing) {
    for (const size of [1000, 100_000]) {
      await assert.rejects(fed(Buffer.concat(parts), size), {
        name: 'WashoutError',
        code: 'MALFORMED',
        message:
          `expected the end of the gzip file or another part of it at byte ${place}, found ` +
          'other bytes',
      });
    }
  }
});

test('a gzip file that is cut off or damaged at any byte is an error', async () => {
  const named = gzip({ flags: 2 | 4 | 8 | 16 });
  assert.equal(await fed(named), 'one\n');
  for (const whole of [A, named, Buffer.concat([A, B])]) {
    for (let length = 2; length < whole.length; length += 1) {
      if (length !== A.length)
        await assert.rejects(fed(whole.subarray(0, length)), {
          name: 'WashoutError',
          code: 'MALFORMED',
        });
    }
  }
  for (let at = 2; at < named.length; at += 1) {
    // The sum of the header is told from what stands in it, so nothing in it may change.
    const turned = Buffer.from(named);
    turned[at] ^= 0x81;
    await assert.rejects(fed(turned), { name: 'WashoutError', code: 'MALFORMED' }, `byte ${at}`);
  }
  await assert.rejects(fed(Buffer.concat([A, B.subarray(0, 12)])), {
    message: new RegExp(`the part from byte ${A.length + 1}: it is cut off`),
  });
});

/** A gzip file with every field that a header can have, made from the format's description. */
function gzip({ flags }) {
  const head = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, flags, 1, 2, 3, 4, 0, 3]),
    Buffer.from([2, 0, 7, 7]),
    Buffer.from('a.csv\0'),
    Buffer.from('said\0'),
  ]);
  // zlib's own sum of the header, out of the trailer of its packing.
  const sum = gzipSync(head).subarray(-8, -6);
  return Buffer.concat([head, sum, A.subarray(10)]);
}
