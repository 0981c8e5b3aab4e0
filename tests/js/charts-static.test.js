// The first event as it is put into the page for readers without scripts: what exact arithmetic and
// the charts give, whatever the engine is that makes it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { percent, plain } from '../../www/lib/format.js';
import { WORDS as TOTALS } from '../../www/lib/views/totals.words.js';

const page = readFileSync(new URL('../../dist/page/index.html', import.meta.url), 'utf8');
const text = (markup) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('no place for a still is left empty, and every picture has its table', () => {
  assert.doesNotMatch(page, /<!-- /);
  for (const id of ['totals', 'map', 'path']) {
    const [figure] = new RegExp(`<figure class="chart" id="${id}-chart">.*?</figure>`, 's').exec(
      page,
    );
    assert.equal([...figure.matchAll(/<svg class="(wide|narrow)"/g)].length, 2, id);
    assert.match(figure, /<table>.*<td>.*<\/table>/s, id);
    assert.doesNotMatch(figure, /NaN|undefined|Infinity/, id);
  }
});

test('the reported figures and their sentence stand there', () => {
  assert.match(
    text(/<figure class="chart" id="totals-chart">.*?<\/figure>/s.exec(page)[0]),
    /Bitcoin \$391M \$20\.2M \$411M/,
  );
  const said = { asset: 'Bitcoin', long: '$391M', short: '$20.2M', ratio: '19.36' };
  assert.ok(page.includes(TOTALS.split(said)));
});

test('the static figures follow from the reported ones', () => {
  const shown = (key) => new RegExp(`data-key="${key}">([^<]+)<`).exec(page)[1];
  // Twenty digits by whole numbers.
  const ratio = (a, b) => `0.${((a * 10n ** 20n) / b).toString().padStart(20, '0')}`;
  const [long, short, total] = [391_000_000n, 20_200_000n, 1_400_000_000n];
  assert.equal(shown('btc_ratio'), plain(`${(long * 10n ** 6n) / short}e-6`, { places: 2 }));
  assert.equal(shown('btc_long_share'), percent(ratio(long, long + short)));
  assert.equal(shown('btc_share'), percent(ratio(long + short, total)));
});
