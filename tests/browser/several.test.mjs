// Several files at once: the panel that counts takes all of them into one report, and every place
// that reads one file says which it did not read.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import * as washout from 'washout';

import { close, drop, dropAll, live, PHONE, picture, withPage } from './harness.mjs';

after(close);

const HEAD = 'time,symbol,side,qty,price\n';
const row = (minute, symbol, side, qty) =>
  `2025-11-04T14:0${minute}:00Z,${symbol},${side},${qty},0.7\n`;
const FIRST =
  HEAD + row(0, 'BTCUSDT', 'long', '0.1') + row(1, 'BTCUSDT', 'short', '0.3') + 'no row\n';
const SECOND = HEAD + row(2, 'ETHUSDT', 'long', '11');
const BINANCE =
  '{"e":"forceOrder","E":1762264803000,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT",' +
  '"f":"IOC","q":"1","p":"100","ap":"100","X":"FILLED","l":"1","z":"1",' +
  '"T":1762264803000}}\n';
const text = async (page, selector) =>
  (await page.locator(selector).innerText()).replaceAll('\u202f', ' ');
const counted = (page) =>
  page.waitForFunction(() =>
    document.querySelector('#count-status').textContent.startsWith('Counted'),
  );
/** The panel, once it listens. */
const panel = (options, use) =>
  withPage('#count', options, async (page, watch) => {
    await page.locator('#sample:enabled').waitFor();
    return use(page, watch);
  });

test('files that are dropped together are one report, each with its name', () =>
  panel({ size: PHONE }, async (page) => {
    await dropAll(page, '#drop', {
      'first.csv': FIRST,
      'second.csv': SECOND,
      'third.jsonl': BINANCE,
    });
    await counted(page);
    // 0.07 + 7.7 of BTC and ETH longs, and 100 of Binance's.
    assert.match(
      await text(page, '#report-head'),
      /^first\.csv, second\.csv and third\.jsonl · read as 2 formats/,
    );
    assert.match(
      await text(page, '#report-head'),
      /4 events: \$108 of longs and \$0\.21 of shorts/,
    );
    const table = await text(page, '#report-rest');
    for (const name of ['first.csv', 'second.csv', 'third.jsonl'])
      assert.ok(table.includes(name), name);
    assert.match(table, /first\.csv: 4/);
    assert.match(table, /counted one by one, so duplicates were found within each file/);
    assert.equal(await text(page, '#count-problem'), '');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#save').click(),
    ]);
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
    assert.deepEqual(
      saved.files.map(({ file, events }) => [file, events]),
      [
        ['first.csv', 2],
        ['second.csv', 1],
        ['third.jsonl', 1],
      ],
    );
    const apart = [FIRST, SECOND, BINANCE].map((data) => washout.count(data).long.usd);
    assert.equal(
      Number(saved.long.usd),
      apart.reduce((sum, usd) => sum + Number(usd), 0),
    );
    await picture(page, 'several-phone');
  }));

test('files chosen together are one report, packed or not, and the bars change for all', () =>
  panel({}, async (page) => {
    const file = (name, data) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(data) });
    await page
      .locator('#file')
      .setInputFiles([file('first.csv', FIRST), file('second.csv.gz', gzipSync(SECOND))]);
    await counted(page);
    assert.match(
      await text(page, '#report-head'),
      /first\.csv and second\.csv\.gz · read as Washout’s own CSV/,
    );
    assert.match(await text(page, '#report-head'), /3 events/);
    await page.selectOption('#bucket', '1m');
    await page.waitForFunction(() =>
      /minute/.test(document.querySelector('#hours-chart .answer').textContent),
    );
    assert.match(await text(page, '#report-head'), /3 events/);
    await picture(page, 'several-desk');
  }));

test('one that cannot be read is named with its reason, and the others are counted', () =>
  panel({}, async (page) => {
    await dropAll(page, '#drop', {
      'first.csv': FIRST,
      'poem.txt': 'roses\nviolets\n',
      'second.csv': SECOND,
    });
    await counted(page);
    assert.match(await text(page, '#report-head'), /^first\.csv and second\.csv · /);
    assert.match(await text(page, '#report-head'), /3 events/);
    assert.match(await text(page, '#count-problem'), /^poem\.txt could not be counted: /);
    // The last of them: what was read of it before stays out.
    await dropAll(page, '#drop', {
      'second.csv': SECOND,
      'cut.csv.gz': 'no gzip',
      'poem.txt': 'roses\nviolets\n',
    });
    await page.waitForFunction(() =>
      /cut\.csv\.gz/.test(document.querySelector('#count-problem').textContent),
    );
    assert.match(await text(page, '#report-head'), /^second\.csv · [^]*1 event:/);
    await dropAll(page, '#drop', { 'a.txt': 'roses\n', 'b.txt': 'violets\n' });
    await page.waitForFunction(() =>
      /a\.txt could not .* b\.txt could not /.test(
        document.querySelector('#count-problem').textContent,
      ),
    );
    assert.equal(await page.locator('#count-report').isVisible(), false);
    // One after that is one as before.
    await drop(page, '#drop', 'first.csv', FIRST);
    await counted(page);
    assert.match(await text(page, '#report-head'), /^first\.csv · /);
    assert.equal(await text(page, '#count-problem'), '');
  }));

test('several files are cancelled together', () =>
  panel({}, async (page) => {
    await page.evaluate(() => {
      const made = new DataTransfer();
      const line = '2025-11-04T14:00:00Z,BTCUSDT,long,0.1,0.7\n';
      const big = (name) => new File(['time,symbol,side,qty,price\n', line.repeat(400_000)], name);
      for (const name of ['a.csv', 'b.csv']) made.items.add(big(name));
      document
        .querySelector('#drop')
        .dispatchEvent(new DragEvent('drop', { dataTransfer: made, bubbles: true }));
    });
    await page.locator('#cancel').click();
    await page.waitForFunction(() =>
      document.querySelector('#count-problem').textContent.startsWith('Cancelled'),
    );
    assert.equal(await page.locator('#count-progress').isVisible(), false);
  }));

test('where one file is read, the others are named as not read, until the next', () =>
  withPage('#judge', {}, async (page) => {
    await live(page);
    await page.locator('#sources-more > summary').click();
    await page.locator('#book-source > summary').click();
    const book = 'side,price,quantity\nbid,106500,2\nask,106600,2\n';
    await dropAll(page, '#book-drop', { 'one.csv': book, 'two.csv': book, 'three.csv': book });
    await page.locator('#book-drop .left').waitFor();
    assert.equal(
      await text(page, '#book-drop .left'),
      'One file at a time is read here: one.csv was taken, two.csv and three.csv were not read.',
    );
    assert.equal(await page.locator('#book-drop .left').getAttribute('role'), 'alert');
    await page.waitForFunction(() =>
      /one\.csv/.test(document.querySelector('#book-status').textContent),
    );
    await picture(page, 'several-book');
    await drop(page, '#book-drop', 'four.csv', book);
    await page.waitForFunction(() =>
      /four\.csv/.test(document.querySelector('#book-status').textContent),
    );
    assert.equal(await page.locator('#book-drop .left').count(), 0);
    await page.locator('#judge-compare svg').waitFor();
    await page.locator('#portfolio > details').evaluate((details) => {
      details.open = true;
    });
    for (const zone of ['#portfolio-drop', '#judge-drop-audit', '.drop.bring >> nth=0']) {
      await page.locator(zone).evaluate((element) => {
        for (let at = element; at; at = at.parentElement) if (at.open === false) at.open = true;
      });
      await dropAll(page, zone, { 'one.csv': 'x', 'two.csv': 'y' });
      assert.match(
        await page.locator(zone).locator('.left').textContent(),
        /two\.csv was not read/,
        zone,
      );
    }
  }));
