import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';

import { count, countStream } from 'washout';

import { Crc32 } from '../../dist/lib/crc32.js';
import { feed } from '../../dist/lib/chunks.js';

const HEAD = 'time,symbol,side,qty,price\n';
const rows = (from, to) => Array.from({ length: to - from }, (_, at) => `2025-11-04T14:00:00Z,BTCUSDT,long,0.${from + at + 1},100000.07\n`).join('');
const FILES = [['a.csv', HEAD + rows(0, 30)], ['b.csv', HEAD + rows(30, 31).trimEnd()], ['folder/', ''], ['folder/c.csv', HEAD + rows(31, 90)]];
const WHOLE = HEAD + rows(0, 90);

const number = (size, value) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
};

/** A container made from the format's description, independent of the reader. */
function zip(files, { method = 8, flags = 0, behind = false, signed = true, wide = false, stated64 = wide, spoil = 0 } = {}) {
  const entries = files.map(([name, text]) => {
    const data = Buffer.from(text);
    const packed = method === 8 ? deflateRawSync(data) : data;
    const [crc, elsewhere] = [number(4, (crc32(data) ^ spoil) >>> 0), number(4, 0xffffffff)];
    const sizeOf = (length) => Buffer.concat([number(4, length), Buffer.alloc(wide ? 4 : 0)]);
    const facts = [crc, sizeOf(packed.length), sizeOf(data.length)];
    const stated = behind ? [Buffer.alloc(12)] : wide ? [crc, elsewhere, elsewhere] : facts;
    // Another extra field stands before that of zip64, as that of a time may.
    const sizes64 = behind ? Buffer.alloc(16) : Buffer.concat([facts[2], facts[1]]);
    const extra = stated64 ? Buffer.concat([number(2, 0x5455), number(2, 1), Buffer.alloc(1), number(2, 1), number(2, 16), sizes64]) : Buffer.alloc(0);
    const head = [number(4, 0x04034b50), number(2, 20), number(2, flags | (behind ? 8 : 0)), number(2, method), number(4, 0), ...stated];
    const sizes = [number(2, Buffer.byteLength(name)), number(2, extra.length), Buffer.from(name), extra];
    return Buffer.concat([...head, ...sizes, packed, ...(behind ? [...(signed ? [number(4, 0x08074b50)] : []), ...facts] : [])]);
  });
  const directory = Buffer.concat([number(4, 0x02014b50), Buffer.alloc(42)]);
  const end = Buffer.concat([number(4, 0x06054b50), Buffer.alloc(18)]);
  return Buffer.concat([...entries, directory, end]);
}

async function unpacked(bytes, size = bytes.length || 1) {
  const parts = [];
  const chunks = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  await feed(chunks, { push: (chunk) => (parts.push(Buffer.from(chunk)), {}) });
  return Buffer.concat(parts).toString();
}

// The last one is what some writers do when the sizes turn out to need 8 bytes after all.
const ZIP64 = [{ wide: true }, { wide: true, method: 0 }, { wide: true, behind: true }, { wide: true, behind: true, signed: false }, { wide: true, stated64: false, behind: true }];
const FORMS = [{}, { method: 0 }, { behind: true }, { behind: true, signed: false }, { method: 0, behind: true }, { flags: 0x800 }, ...ZIP64];

test('every form of a zip file gives its files one after another, wherever the chunks end', async () => {
  const expected = FILES.map(([, text]) => text).join('\n').replaceAll('\n\n', '\n');
  for (const form of FORMS) {
    const bytes = zip(FILES, form);
    for (const size of [1, 7, 15, 64, 1000, bytes.length]) assert.equal(await unpacked(bytes, size), expected, JSON.stringify({ ...form, size }));
  }
});

test('the report of a zip file is that of its files as one', async () => {
  const report = await countStream(new Blob([zip(FILES, { behind: true })]));
  const whole = count(WHOLE);
  assert.equal(report.events, 90);
  assert.equal(report.filtered, 2, 'the headers of the second and the third file');
  assert.deepEqual([report.total_usd, report.long, report.by_symbol], [whole.total_usd, whole.long, whole.by_symbol]);
});

test('data that looks like a descriptor or a header is data', async () => {
  const trap = Buffer.concat([number(4, 0x08074b50), Buffer.alloc(12), number(4, 0x04034b50), Buffer.alloc(30), number(4, 0x02014b50)]).toString('latin1');
  const text = `x${trap}${'x'.repeat(50)}${trap}\n`;
  for (const form of [{ method: 0, behind: true }, { method: 0, behind: true, signed: false }]) {
    for (const size of [1, 9, 1000]) assert.equal(await unpacked(zip([['t', text]], form), size), text);
  }
});

test('a container without files is empty, and what macOS adds is left out', async () => {
  assert.equal(await unpacked(Buffer.concat([number(4, 0x06054b50), Buffer.alloc(18)])), '');
  assert.equal(await unpacked(zip([['a', 'x\n'], ['__MACOSX/._a', '\0\0']])), 'x\n');
  await assert.rejects(countStream(new Blob([zip([['folder/', '']])])), { code: 'EMPTY' });
});

test('a container that is cut off or damaged is an error and never a short count', async () => {
  for (const form of FORMS) {
    const bytes = zip([['a.csv', WHOLE]], form);
    const directory = bytes.length - 46 - 22;
    for (const end of [29, 40, 100, directory - 1, directory]) {
      await assert.rejects(unpacked(bytes.subarray(0, end)), { name: 'WashoutError', code: 'MALFORMED' }, JSON.stringify({ ...form, end }));
    }
    await assert.rejects(unpacked(zip([['a.csv', WHOLE]], { ...form, spoil: 1 })), { code: 'MALFORMED' });
    const spoiled = Buffer.from(bytes);
    spoiled[200] ^= 0x55;
    await assert.rejects(unpacked(spoiled), { code: 'MALFORMED' });
  }
});

test('what is not read says so', async () => {
  const refused = [[{ flags: 1 }, /encrypted/], [{ method: 93 }, /method 93/]];
  for (const [form, message] of refused) {
    await assert.rejects(unpacked(zip([['a.csv', 'x']], form)), (error) => error.code === 'UNSUPPORTED' && message.test(error.message) && error.message.includes('a.csv'));
  }
});

test('a size that stands nowhere is an error, and one of more than 4 GiB is read as it is', async () => {
  const bytes = zip([['a.csv', 'x']], { wide: true, stated64: false });
  await assert.rejects(unpacked(bytes), { code: 'MALFORMED', message: /the sizes of a.csv/ });
  const long = zip([['a.csv', 'x']], { wide: true });
  // The upper half of the packed size, behind header, name, another field, and the unpacked size.
  long.writeUInt32LE(2, 30 + 5 + 5 + 4 + 8 + 4);
  await assert.rejects(unpacked(long), { code: 'MALFORMED' });
});

test('the checksum is that of zlib', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, at) => (at * 73) % 256);
  const sum = new Crc32();
  sum.add(bytes.subarray(0, 3));
  sum.add(bytes.subarray(3));
  assert.equal(sum.value, crc32(bytes));
  assert.equal(new Crc32().value, 0);
});
