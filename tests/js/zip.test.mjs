import assert from 'node:assert/strict';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

import { WashoutError, count, countStream } from 'washout';

import { Crc32 } from '../../dist/lib/crc32.js';
import { feed } from '../../dist/lib/feed.js';

const HEAD = 'time,symbol,side,qty,price\n';
const rows = (from, to) =>
  Array.from(
    { length: to - from },
    (_, at) => `2025-11-04T14:00:00Z,BTCUSDT,long,0.${from + at + 1},100000.07\n`,
  ).join('');
const FILES = [
  ['a.csv', HEAD + rows(0, 30)],
  ['b.csv', HEAD + rows(30, 31).trimEnd()],
  ['folder/', ''],
  ['folder/c.csv', HEAD + rows(31, 90)],
];
const WHOLE = HEAD + rows(0, 90);

const number = (size, value) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
};

/** A container made from the format's description, independent of the reader. */
function zip(
  files,
  {
    method = 8,
    flags = 0,
    behind = false,
    signed = true,
    wide = false,
    stated64 = wide,
    spoil = 0,
  } = {},
) {
  const entries = files.map(([name, text]) => {
    const data = Buffer.from(text);
    const packed = method === 8 ? deflateRawSync(data) : data;
    const [crc, elsewhere] = [number(4, (crc32(data) ^ spoil) >>> 0), number(4, 0xffffffff)];
    const sizeOf = (length) => Buffer.concat([number(4, length), Buffer.alloc(wide ? 4 : 0)]);
    const facts = [crc, sizeOf(packed.length), sizeOf(data.length)];
    const stated = behind ? [Buffer.alloc(12)] : wide ? [crc, elsewhere, elsewhere] : facts;
    // Another extra field stands before that of zip64, as that of a time may.
    const sizes64 = behind ? Buffer.alloc(16) : Buffer.concat([facts[2], facts[1]]);
    const extra = stated64
      ? Buffer.concat([
          number(2, 0x5455),
          number(2, 1),
          Buffer.alloc(1),
          number(2, 1),
          number(2, 16),
          sizes64,
        ])
      : Buffer.alloc(0);
    const head = [
      number(4, 0x04034b50),
      number(2, 20),
      number(2, flags | (behind ? 8 : 0)),
      number(2, method),
      number(4, 0),
      ...stated,
    ];
    const sizes = [
      number(2, Buffer.byteLength(name)),
      number(2, extra.length),
      Buffer.from(name),
      extra,
    ];
    return Buffer.concat([
      ...head,
      ...sizes,
      packed,
      ...(behind ? [...(signed ? [number(4, 0x08074b50)] : []), ...facts] : []),
    ]);
  });
  const directory = Buffer.concat([number(4, 0x02014b50), Buffer.alloc(42)]);
  const end = Buffer.concat([number(4, 0x06054b50), Buffer.alloc(18)]);
  return Buffer.concat([...entries, directory, end]);
}

/** The files in the container: `[[name, text], ...]`. */
async function files(bytes, size = bytes.length || 1) {
  const found = [];
  const chunks = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  const sink = {
    begin: (name) => void found.push([name, []]),
    push: (chunk) => (found.at(-1)[1].push(Buffer.from(chunk)), {}),
  };
  await feed(chunks, sink);
  return found.map(([name, parts]) => [name, Buffer.concat(parts).toString()]);
}

// The last one is what some writers do when the sizes turn out to need 8 bytes after all.
const ZIP64 = [
  { wide: true },
  { wide: true, method: 0 },
  { wide: true, behind: true },
  { wide: true, behind: true, signed: false },
  { wide: true, stated64: false, behind: true },
];
const FORMS = [
  {},
  { method: 0 },
  { behind: true },
  { behind: true, signed: false },
  { method: 0, behind: true },
  { flags: 0x800 },
  ...ZIP64,
];

const SNAPSHOT =
  'time,side,order_type,time_in_force,original_quantity,price,average_price,order_status,' +
  'last_fill_quantity,accumulated_fill_quantity\n' +
  '1709598391022,SELL,LIMIT,IOC,0.5,67934.2,68203.4,FILLED,0.5,0.5\n'.repeat(2);
const TARDIS = `exchange,symbol,timestamp,local_timestamp,id,side,price,amount
binance-futures,BTCUSDT,1583020803145000,1583020803307160,,sell,8500.5,0.5\n`;

test('every form of a zip file gives its files, wherever the chunks end', async () => {
  const expected = FILES.filter(([, text]) => text !== '');
  for (const form of FORMS) {
    const bytes = zip(FILES, form);
    for (const size of [1, 7, 15, 64, 1000, bytes.length])
      assert.deepEqual(await files(bytes, size), expected, JSON.stringify({ ...form, size }));
  }
});

test('each file of a zip file is counted under its name, in one report', async () => {
  const report = await countStream(new Blob([zip(FILES, { behind: true })]));
  const whole = count(WHOLE);
  const facts = ({ events, filtered, total_usd, long, by_symbol, buckets, largest, format }) => ({
    events,
    filtered,
    total_usd,
    long,
    by_symbol,
    buckets,
    largest,
    format,
  });
  assert.deepEqual(facts(report), facts(whole));
  assert.equal(report.events, 90);
  assert.deepEqual(
    report.files,
    FILES.filter(([, text]) => text).map(([file, text]) => ({ file, ...count(text) })),
  );
  assert.match(report.notes.at(-1), /an event that stands in two of them counts twice/);
});

test('one file in a zip file is reported as if it were alone', async () => {
  assert.deepEqual(
    await countStream(
      new Blob([
        zip([
          ['folder/', ''],
          ['empty.txt', ''],
          ['a.csv', WHOLE],
        ]),
      ]),
    ),
    count(WHOLE),
  );
});

test('packed files need no raw deflate of the platform', async (t) => {
  const { DecompressionStream } = globalThis;
  t.after(() => Object.assign(globalThis, { DecompressionStream }));
  // As in Node 20.0.
  globalThis.DecompressionStream = /** @type {any} */ (
    class {
      constructor(format) {
        throw new TypeError(`The argument 'format' is invalid. Received '${format}'`);
      }
    }
  );
  for (const packed of [zip([['a.csv', WHOLE]]), gzipSync(WHOLE)])
    assert.equal((await countStream([packed])).events, 90);
});

test('duplicates are told within a file, and rejects stand with theirs', async () => {
  const text = `${SNAPSHOT}1709598391022,SELL,LIMIT,IOC,0.5,67934.2,68203.4,FILLED,0.5,NaN\n`;
  const report = await countStream(
    new Blob([
      zip([
        ['a.csv', text],
        ['b.csv', text],
      ]),
    ]),
    { symbol: 'BTCUSDT' },
  );
  assert.deepEqual([report.events, report.duplicates, report.rejected, report.rows], [2, 2, 2, 6]);
  assert.deepEqual(
    report.rejects.map(({ file, line }) => [file, line]),
    [
      ['a.csv', 4],
      ['b.csv', 4],
    ],
  );
  assert.equal(report.rejects_listed, 2);
});

test('what only its name says of a file is said by its name in the container', async () => {
  const name = 'BTCUSDT-liquidationSnapshot-2024-03-05.csv';
  for (const file of [
    new Blob([zip([[name, SNAPSHOT]])]),
    new File([zip([[`2024/${name}`, SNAPSHOT]])], 'snap.zip'),
    new File([SNAPSHOT], name),
    new File([gzipSync(SNAPSHOT)], `${name}.gz`),
  ]) {
    const report = await countStream(file);
    assert.deepEqual(
      [report.events, report.duplicates, report.total_usd, report.by_symbol[0].symbol],
      [1, 1, '34101.70', 'BTCUSDT'],
    );
  }
  const both = await countStream(
    new Blob([
      zip([
        [name, SNAPSHOT],
        ['ETHUSDT-liquidationSnapshot-2024-03-05.csv', SNAPSHOT],
      ]),
    ]),
  );
  assert.deepEqual(both.by_symbol.map(({ symbol }) => symbol).sort(), ['BTCUSDT', 'ETHUSDT']);
  await assert.rejects(countStream(new File([zip([['data.csv', SNAPSHOT]])], `${name}.zip`)), {
    code: 'AMBIGUOUS',
    message: /^data\.csv: /,
  });
});

test('a stated name goes before that of the file, and a folder is no name', async () => {
  const named = new File([SNAPSHOT], 'BTCUSDT-liquidationSnapshot-2024-03-05.csv');
  const report = await countStream(named, {
    file_name: 'SOLUSDT-liquidationSnapshot-2024-03-05.csv',
  });
  assert.equal(report.by_symbol[0].symbol, 'SOLUSDT');
  // Trades have the same columns, so a folder of this name must not pass them off as liquidations.
  for (const name of ['liquidations/trades.csv', 'trades.csv']) {
    await assert.rejects(countStream(new Blob([zip([[name, TARDIS]])])), { code: 'AMBIGUOUS' });
  }
  assert.equal(
    (await countStream(new Blob([zip([['deribit_liquidations_2020-03-01.csv', TARDIS]])]))).events,
    1,
  );
});

test('the path of a stream of Node is the name of its file', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'washout-liquidations-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (name, text) => {
    writeFileSync(join(folder, name), text);
    return createReadStream(join(folder, name));
  };
  const name = 'BTCUSDT-liquidationSnapshot-2024-03-05.csv';
  assert.equal((await countStream(write(name, SNAPSHOT))).by_symbol[0].symbol, 'BTCUSDT');
  await assert.rejects(countStream(write('trades.csv', TARDIS)), { code: 'AMBIGUOUS' });
});

test('progress goes on from file to file', async () => {
  const seen = [];
  const bytes = zip(FILES);
  const report = await countStream(
    new Blob([bytes]),
    {},
    { onProgress: (progress) => seen.push(progress) },
  );
  const { events, records, rejected, bytes: unpacked, read_bytes: read } = seen.at(-1);
  assert.deepEqual([rejected, unpacked, read], [0, report.bytes, bytes.length]);
  // A short last file is read when it ends, as any short file is.
  assert.ok(events >= 31 && records >= 31);
});

test('an error in a file of a container says which', async () => {
  const bytes = zip([
    ['a.csv', WHOLE],
    ['notes.txt', 'hello\nworld\n'],
  ]);
  await assert.rejects(
    countStream(new Blob([bytes])),
    (/** @type {any} */ error) =>
      error instanceof WashoutError &&
      error.code === 'UNKNOWN_FORMAT' &&
      error.message.startsWith('notes.txt: ') &&
      error.cause instanceof WashoutError,
  );
});

test('data that looks like a descriptor or a header is data', async () => {
  const trap = Buffer.concat([
    number(4, 0x08074b50),
    Buffer.alloc(12),
    number(4, 0x04034b50),
    Buffer.alloc(30),
    number(4, 0x02014b50),
  ]).toString('latin1');
  const text = `x${trap}${'x'.repeat(50)}${trap}\n`;
  for (const form of [
    { method: 0, behind: true },
    { method: 0, behind: true, signed: false },
  ]) {
    for (const size of [1, 9, 1000])
      assert.deepEqual(await files(zip([['t', text]], form), size), [['t', text]]);
  }
});

test('a container without files is empty, and what macOS adds is left out', async () => {
  assert.deepEqual(await files(Buffer.concat([number(4, 0x06054b50), Buffer.alloc(18)])), []);
  assert.deepEqual(
    await files(
      zip([
        ['a', 'x\n'],
        ['__MACOSX/._a', '\0\0'],
      ]),
    ),
    [['a', 'x\n']],
  );
  await assert.rejects(countStream(new Blob([zip([['folder/', '']])])), { code: 'EMPTY' });
});

test('a container that is cut off or damaged is an error and never a short count', async () => {
  for (const form of FORMS) {
    const bytes = zip([['a.csv', WHOLE]], form);
    const directory = bytes.length - 46 - 22;
    for (const end of [29, 40, 100, directory - 1, directory]) {
      await assert.rejects(
        files(bytes.subarray(0, end)),
        { name: 'WashoutError', code: 'MALFORMED' },
        JSON.stringify({ ...form, end }),
      );
    }
    await assert.rejects(files(zip([['a.csv', WHOLE]], { ...form, spoil: 1 })), {
      code: 'MALFORMED',
    });
    const spoiled = Buffer.from(bytes);
    spoiled[200] ^= 0x55;
    await assert.rejects(files(spoiled), { code: 'MALFORMED' });
  }
});

test('what is not read says so', async () => {
  /** @type {[object, RegExp][]} */
  const refused = [
    [{ flags: 1 }, /encrypted/],
    [{ method: 93 }, /method 93/],
  ];
  for (const [form, message] of refused) {
    await assert.rejects(
      files(zip([['a.csv', 'x']], form)),
      (/** @type {any} */ error) =>
        error.code === 'UNSUPPORTED' &&
        message.test(error.message) &&
        error.message.includes('a.csv'),
    );
  }
});

test('a size that stands nowhere is an error; more than 4 GiB is read as it is', async () => {
  const bytes = zip([['a.csv', 'x']], { wide: true, stated64: false });
  await assert.rejects(files(bytes), { code: 'MALFORMED', message: /the sizes of a.csv/ });
  const long = zip([['a.csv', 'x']], { wide: true });
  // The upper half of the packed size, behind header, name, another field, and the unpacked size.
  long.writeUInt32LE(2, 30 + 5 + 5 + 4 + 8 + 4);
  await assert.rejects(files(long), { code: 'MALFORMED' });
});

test('the checksum is that of zlib', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, at) => (at * 73) % 256);
  const sum = new Crc32();
  sum.add(bytes.subarray(0, 3));
  sum.add(bytes.subarray(3));
  assert.equal(sum.value, crc32(bytes));
  assert.equal(new Crc32().value, 0);
});
