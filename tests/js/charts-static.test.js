// The headline that stands in the page for readers without scripts is what the chart draws and what
// exact arithmetic gives.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { diverging, tableMarkup } from '../../www/lib/charts/index.js';
import { percent, plain } from '../../www/lib/format.js';
import { TEXT } from '../../www/page/text/index.js';
import { preset } from './charts-data.js';

const FILE = new URL('../../www/index.html', import.meta.url);
const PLOT = /(<div class="plot">)(.*?)(<\/div>)/s;
const text = (markup) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

test('the static picture is the one that the chart draws, for a wide and a narrow page', () => {
  const svg = (id, width) => diverging(preset, { id: `static-${id}`, width, title: TEXT.totals.title }).svg.replace('<svg ', `<svg class="${id}" `);
  const drawn = svg('wide', 880) + svg('narrow', 300);
  const page = readFileSync(FILE, 'utf8');
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(FILE, page.replace(PLOT, (_, before, __, after) => before + drawn + after));
  assert.equal(PLOT.exec(readFileSync(FILE, 'utf8'))[2], drawn);
});

test('the static table and sentence say the same', () => {
  const page = readFileSync(FILE, 'utf8');
  const { table } = diverging(preset, { title: TEXT.totals.title });
  assert.equal(text(/<table>.*?<\/table>/s.exec(page)[0]), text(tableMarkup(table)));
  assert.equal(text(/<p class="answer">.*?<\/p>/s.exec(page)[0]), TEXT.totals.sentence({ asset: 'Bitcoin', long: '$391M', short: '$20.2M' }));
});

test('the static figures follow from the reported ones', () => {
  const page = readFileSync(FILE, 'utf8');
  const shown = (key) => new RegExp(`data-key="${key}">([^<]+)<`).exec(page)[1];
  // Twenty digits by whole numbers.
  const ratio = (a, b) => `0.${((a * 10n ** 20n) / b).toString().padStart(20, '0')}`;
  const [long, short, total] = [391_000_000n, 20_200_000n, 1_400_000_000n];
  assert.equal(shown('btc_ratio'), plain(`${(long * 10n ** 6n) / short}e-6`, { places: 2 }));
  assert.equal(shown('btc_long_share'), percent(ratio(long, long + short)));
  assert.equal(shown('btc_share'), percent(ratio(long + short, total)));
});
