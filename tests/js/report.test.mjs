// What the page shows of a counted file, from a report as the engine gives it and from one with
// fields that an engine may have or not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import * as engine from 'washout';

import { at } from '../../xtask/paths.mjs';
import { headOf, restOf, statusOf } from '../../www/page/file/report.js';

const SAMPLE = readFileSync(at('www', 'data', 'sample.csv'));
const counted = await engine.countStream(new Blob([SAMPLE]), { bucket: '1h' });
/** Without the fields that came later. */
const { no_liquidation: _, formats: __, readable: ___, ...before } = counted;
const shown = (report) =>
  `${headOf(report, 'mine.csv').text}\n${restOf(report).text}`
    .replaceAll('\u202f', ' ')
    .replace(/<[^>]+>/g, '|')
    .replace(/\s*\|[|\s]*/g, '|');

test('a report without the later fields is shown as ever', () => {
  const text = shown(before);
  assert.match(text, /165 events: \$2\.42M of longs/);
  assert.match(text, /2\|rows rejected/);
  assert.doesNotMatch(text, /undefined|NaN|Formats in this file|Rows that are no liquidations/);
  assert.match(statusOf(before), /^Counted 165 events/);
});

test('rows that are no liquidations are listed by their kind, with numbers', () => {
  const no_liquidation = [
    { kind: 'trade without a liquidation flag', count: 12345 },
    { kind: 'heartbeat', count: 1 },
    { kind: '<b>', count: 2 },
  ];
  const text = shown({ ...before, filtered: 12348, no_liquidation });
  assert.match(text, /12,348\|rows that are no liquidations/);
  assert.match(
    text,
    /What they are\|Rows\|Trade without a [a-z ]+\|12,345\|Heartbeat\|1\|&#60;b&#62;/,
  );
  assert.doesNotMatch(shown({ ...before, no_liquidation: [] }), /What they are/);
});

test('more than one format is said in the headline and listed; one alone is not', () => {
  const formats = [
    { format: 'bybit-json', rows: 2000, events: 1500 },
    { format: 'tardis-csv', rows: 10, events: 10 },
  ];
  const text = shown({ ...before, formats });
  assert.match(text, /mine\.csv · read as 2 formats/);
  assert.match(
    text,
    /Formats in this file\|Read as\|Rows\|Events\|Bybit\|2,000\|1,500\|Tardis\.dev CSV\|10\|10\|/,
  );
  assert.doesNotMatch(
    shown({ ...before, formats: formats.slice(0, 1) }),
    /Formats in this file|formats/,
  );
});

test('where nothing could be read the headline says so, with why, and no zeros', () => {
  const zero = { usd: '0', count: 0 };
  const notes = ['nothing could be read: all 3 rows were rejected, the first at line 2', 'another'];
  const nothing = {
    ...before,
    events: 0,
    rejected: 3,
    long: zero,
    short: zero,
    total_usd: '0',
    ratio: null,
    long_share: null,
    coverage: [],
    windows: [],
    largest: [],
    gaps: [],
    first_ms: null,
    last_ms: null,
    readable: false,
    notes,
  };
  const text = shown(nothing);
  assert.match(
    text,
    /could be read\.\|Nothing could be read: all 3 rows were rejected, the first at line 2\.\|/,
  );
  assert.doesNotMatch(text, /\$0|No event was counted|of longs closed|read as/);
  assert.equal(statusOf(nothing), 'Nothing in this file could be read.');
  assert.doesNotMatch(shown({ ...nothing, notes: [] }), /undefined/);
  // A file of which some rows were read is no such file.
  assert.match(shown({ ...nothing, readable: true }), /No event was counted/);
});
