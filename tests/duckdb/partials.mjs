#!/usr/bin/env node
// Runs partials.sql over archives of made-up events and holds the result against integer
// arithmetic, and against the partial that Washout itself saves for the same lines.
//
//   node tests/duckdb/partials.mjs [--installed]
//
// Installs duckdb-wasm (benches/package.json) where it is not there yet; with `--installed`, or
// where it cannot be installed, says "skipped".

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HOUR_MS, PRICE_PLACES, rows } from '../../benches/lib/sample.mjs';
import { install, installed } from '../../benches/lib/deps.mjs';
import { load } from '../../benches/lib/washout.mjs';

const HEADER = 'time,venue,symbol,side,qty,unit,price,fill,valued_at,coins,usd,coverage\n';
const SQL = readFileSync(new URL('partials.sql', import.meta.url), 'utf8');
const EVENTS = 20_000;
const PLACES = 20;

let archive = 0;
let database;
try {
  if (process.argv.includes('--installed') && !installed())
    throw new Error('it is not in benches/node_modules');
  install();
  database = await (await import('../../benches/count/duckdb.mjs')).open();
} catch (error) {
  console.log(`skipped: DuckDB cannot be used here (${error.message.split('\n')[0]})`);
  console.log('0 passed, 0 failed, 3 skipped');
  process.exit(0);
}
const connection = database.connect();
// DuckDB writes its answers to the disk.
const folder = mkdtempSync(join(tmpdir(), 'washout-partials-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const days = archives();
sumsAreExact(days);
await sameAsWashout(days);
whatCannotBeExactIsAnError();
console.log('3 passed, 0 failed');

/** Two archives of the same days, as an export writes them, with the sums kept in integers. */
function archives() {
  const files = [
    { text: HEADER, sums: new Map(), count: 0 },
    { text: HEADER, sums: new Map(), count: 0 },
  ];
  let at = 0;
  for (const row of rows(EVENTS)) {
    const file = files[at++ % 2];
    const units =
      BigInt(row.qty) * BigInt(row.price) * 10n ** BigInt(PLACES - row.qtyPlaces - PRICE_PLACES);
    const [qty, price] = [decimal(row.qty, row.qtyPlaces), decimal(row.price, PRICE_PLACES)];
    const usd = decimal(BigInt(row.qty) * BigInt(row.price), row.qtyPlaces + PRICE_PLACES);
    const side = row.long ? 'long' : 'short';
    // Coins of a 1000-lot market are a thousand times the quantity, as Washout's own export has it.
    const coins = row.symbol.startsWith('1000') ? `${qty}000` : qty;
    file.text +=
      `${new Date(
        row.time,
      ).toISOString()},binance-usdm,${row.symbol},${side},${qty},base,${price},` +
      `,trade,${coins},${usd},full\n`;
    const key = `${row.symbol},${side},${row.time - (row.time % HOUR_MS)}`;
    file.sums.set(key, (file.sums.get(key) ?? 0n) + units);
    file.count += 1;
  }
  return files;
}

function sumsAreExact(files) {
  for (const file of files) {
    file.partial = partial([file.text]);
    const cells = file.partial
      .split('\n')
      .filter((line) => line.startsWith('cell,'))
      .map((line) => line.split(','));
    assert.equal(cells.length, file.sums.size);
    for (const [, start, , , symbol, side, , , usd] of cells) {
      assert.equal(
        units(usd),
        file.sums.get(`${symbol},${side},${start}`),
        `${symbol} ${side} ${start}`,
      );
    }
    assert.equal(
      cells.reduce((sum, cell) => sum + Number(cell[7]), 0),
      file.count,
    );
  }
  console.log(
    `held: ${files.map((file) => file.sums.size).join(' + ')} cells equal integer arithmetic`,
  );
}

async function sameAsWashout(files) {
  const { counter, reportOf, skipped } = await load(['counter', 'reportOf']);
  if (skipped) throw new Error(skipped);
  const own = files.map(({ text }) => {
    const counting = counter({ bucket: '1h' });
    counting.push(text);
    return counting.save().partial;
  });
  // Rows of what was not counted, of formats and of bytes read are Washout's alone.
  const shared = (text) =>
    text
      .split('\n')
      .filter(
        (line) =>
          !/^(duplicates|rejected|no_liquidation|unverified|zoneless|format|bytes),/.test(line),
      )
      .join('\n');
  files.forEach((file, at) => assert.equal(file.partial, shared(own[at])));
  const merged = reportOf(files.map((file) => file.partial));
  const alike = (report) => ({ ...report, bytes: undefined, formats: undefined });
  assert.deepEqual(alike(merged), alike(reportOf(own)));
  const total = files.flatMap((file) => [...file.sums.values()]).reduce((a, b) => a + b, 0n);
  assert.equal(units(merged.total_usd), total);
  assert.equal(merged.events, EVENTS);
  console.log(
    'held: the text is the one that Washout saves; loaded and merged it gives the same report',
  );
}

/** Rounded or wrapped sums would be worse than none. */
function whatCannotBeExactIsAnError() {
  const line = (usd) =>
    `${HEADER}2025-10-01T00:00:00.000Z,v,BTCUSDT,long,1,base,1,,trade,1,${usd},full\n`;
  const nines = '999999999999999999.00000000000000000001';
  assert.match(partial([line(nines)]), new RegExp(`,1,${nines},1,1,`));
  assert.throws(() => partial([line(nines), line(nines)]), /overflow/i);
  for (const usd of ['0.000000000000000000001', '1e3', 'NaN', '', '-1']) {
    assert.throws(() => partial([line(usd)]), `usd ${JSON.stringify(usd)}`);
  }
  assert.throws(() => partial([line('1').replace('long', 'buy')]), /expected one of/);
  console.log(
    'held: sums past 38 digits, decimals past 20, and words that are no side stop the query',
  );
}

/** The text of the partial that the query makes of these files. */
function partial(texts) {
  // DuckDB caches files by name, so every file has a new one.
  const names = texts.map((text) => {
    const name = `archive-${++archive}.csv`;
    database.registerFileText(name, text);
    return name;
  });
  try {
    connection.query(`SET VARIABLE archive = [${names.map((name) => `'${name}'`).join(', ')}]`);
    connection.query(`SET VARIABLE width_ms = ${HOUR_MS}`);
    for (const statement of SQL.replace(/^--.*$/gm, '')
      .split(';')
      .filter((text) => text.trim()))
      connection.query(statement);
    const out = join(folder, `partial-${archive}.csv`);
    connection.query(`COPY (FROM washout_partial) TO '${out}' (HEADER, DELIMITER ',')`);
    return readFileSync(out, 'utf8');
  } finally {
    names.forEach((name) => database.dropFile(name));
  }
}

function decimal(mantissa, places) {
  if (places === 0) return String(mantissa);
  const digits = String(mantissa).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function units(text) {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(PLACES, '0'));
}
