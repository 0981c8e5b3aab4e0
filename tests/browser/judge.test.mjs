// The panel that judges the article, from end to end: verdicts, own claims, own files, the split.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';

import { choose, close, drop, live, PHONE, withPage, rested } from './harness.mjs';

after(close);

const AT = '#judge';
const shown = (page) =>
  page.waitForFunction(
    () =>
      document.querySelectorAll('#judge-claims > li').length > 0 &&
      document.querySelector('#judge-sankey svg') &&
      document.querySelector('#judge-compare svg'),
  );
const text = (page, selector) => page.locator(selector).innerText();
const verdict = (page, id) =>
  page
    .locator(`#judge-claims details[data-id="claim-${id}"]`)
    .locator('xpath=..')
    .getAttribute('data-verdict');
const finding = (page, id) =>
  page.locator(`#judge-findings details[data-id="${id}"] summary`).innerText();
const open = (page, id) =>
  page.evaluate((id) => {
    document.getElementById(id).open = true;
  }, id);

test('twenty sentences have verdict, value and reason, and what the cascade decides', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    assert.equal(await page.locator('#judge-claims > li').count(), 20);
    assert.match(
      await text(page, '#judge-summary'),
      /^Of 20 sentences, \d+ holds?, \d+ hold only if .*, 1 does not hold, and \d+ cannot/,
    );
    for (const [id, expected] of Object.entries({
      1: 'holds_only_if',
      3: 'holds',
      8: 'holds',
      9: 'holds',
      10: 'holds',
      11: 'does_not_hold',
      15: 'holds_only_if',
      17: 'holds_only_if',
      19: 'cannot_be_checked',
      20: 'cannot_be_checked',
    }))
      assert.equal(await verdict(page, id), expected, id);
    const because = (id) =>
      page
        .locator('#judge-claims > li')
        .nth(id - 1)
        .locator('.because')
        .innerText();
    assert.match(await because(3), /Computed: 19\.3564\. .*See: Totals/s);
    assert.match(await because(4), /Computed: June 22, 2025\./);
    assert.match(await because(11), /Computed: 10%\..*not what was lost/s);
    for (const link of await page.locator('#judge-claims .because a').all()) {
      const target = await link.getAttribute('href');
      assert.equal(await page.locator(target).count(), 1, target);
    }
  }));

test('another event, or a panel that does not load, is said', async () => {
  await withPage('?v=1&preset=2025-10-10#judge', {}, async (page) => {
    await shown(page);
    assert.match(await text(page, '#judge-audit-notes'), /shows another event/);
    assert.equal(await verdict(page, 8), 'cannot_be_checked');
    assert.match(await finding(page, 'key_level'), /between \$100,000 and \$105,000/);
    assert.match(await finding(page, 'liquidations_to_open_interest'), /Cannot be checked/);
  });
  await withPage(null, { allowErrors: true }, async (page, { url }) => {
    await page.route('**/*judge*', (route) =>
      route.request().url().endsWith('.wasm') ? route.abort() : route.continue(),
    );
    await page.goto(new URL('#judge', url).href);
    await page.waitForFunction(() => document.querySelector('#judge-problem').textContent !== '');
    assert.match(await text(page, '#judge-problem'), /could not be loaded/);
  });
});

test('the panel loads nothing until a reader comes near, and nothing from elsewhere', () =>
  withPage('', {}, async (page, { requests }) => {
    await page.waitForFunction(() => document.querySelector('#simulate-answer').textContent !== '');
    assert.equal(await page.locator('#judge-claims').count(), 0);
    const before = requests.length;
    await page.locator('#judge').scrollIntoViewIfNeeded();
    await shown(page);
    assert.ok(requests.length > before);
  }));

test('the answers of the day are sentences that open to rule and inputs', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    for (const [id, said] of Object.entries({
      drawdown_from_high: /19\.54% below the highest high .*\$126,198\.10/s,
      drawdown_from_close: /18\.62% below the highest close/,
      lowest_close: /lowest close since June 22, 2025/,
      lowest_low: /\$98,900 was the lowest low since June 22, 2025/,
      close_against_lows: /Not the lowest price: on October 10, 2025/,
      month_to_date: /fell 7\.32% .*the worst of 15 starts since 2011/s,
      fear_greed: /21: “Extreme Fear” by alternative\.me.*“Fear” on the bands of CoinMarketCap/s,
      funding: /0\.0074% per 8 hours.*neutral/s,
      quadrant: /open interest in coins rose 2\.44%.*new shorts/s,
      stablecoin_change_7d: /Fell by \$1\.04B/,
      stablecoin_change_30d: /Rose by \$4\.20B/,
      key_level: /on the level.*a push of ≈\s?5\.68%/s,
      deleveraging: /No class is known to hold/,
      leverage: /Cannot be checked/,
    }))
      assert.match(await finding(page, id), said, id);
    const first = page.locator('#judge-findings details').first();
    await first.locator('summary').click();
    assert.match(
      await first.innerText(),
      /Rule\s+1 - value \/ peak.*Computed from.*BTC\/USD by day/s,
    );
    await page.locator('#judge-findings details[data-id="deleveraging"] summary').click();
    assert.match(await finding(page, 'deleveraging'), /collapse/);
    assert.ok(
      (await page.locator('#judge-findings details[data-id="deleveraging"] tbody tr').count()) > 10,
    );
  }));

test('what is open stays open, and the focus where it was, when the cascade moves on', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    const claim = page.locator('#judge-claims details[data-id="claim-10"]');
    await claim.locator('summary').focus();
    await page.keyboard.press('Enter');
    const before = await claim.innerText();
    await page.evaluate(() => {
      const slider = document.querySelector('#slide-shock');
      slider.value = '12';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await rested(page);
    assert.equal(await claim.getAttribute('open'), '');
    assert.notEqual(await claim.innerText(), before);
    assert.equal(
      await page.evaluate(() => document.activeElement.closest('details')?.dataset.id),
      'claim-10',
    );
    // Upwards it says nothing about a fall.
    await page.locator('#direction-up').check();
    await rested(page);
    assert.match(await text(page, '#judge-audit-notes'), /pushes the price up/);
    assert.equal(await verdict(page, 8), 'cannot_be_checked');
  }));

test('an altcoin that the reader describes decides claim 17', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    await open(page, 'judge-assumed');
    await page.locator('#judge-altOi').fill('30bn');
    await page.locator('#judge-altDepth').fill('80M');
    assert.equal(await verdict(page, 17), 'holds');
    await page.locator('#judge-leverage').fill('1.5');
    assert.equal(await verdict(page, 11), 'holds');
    await page.locator('#judge-leverage').fill('many');
    assert.match(await text(page, '#problem-judge-leverage'), /Expected a number/);
    await page.locator('#judge-altDepth').fill('0');
    assert.match(await text(page, '#problem-judge-altDepth'), /Refused/);
    assert.equal(await verdict(page, 17), 'holds_only_if');
  }));

const OWN = {
  claims: [
    {
      id: 'a',
      text: 'the close was below 102,000',
      panel: '#judge-context',
      readings: [{ is: 'below', formula: 'close_usd', target: '102000', unit: 'usd' }],
    },
    {
      id: 'b',
      text: 'and below <b>100,000</b>',
      readings: [{ is: 'below', formula: 'close_usd', target: 'mine' }],
    },
    {
      id: 'c',
      text: 'nobody knows',
      readings: [{ is: 'above', formula: 'unheard_of', target: '1' }],
    },
  ],
  inputs: { mine: { value: '100000', source: 'our desk' } },
};

test('a newsroom’s own audit: pasted, dropped, refused with its place, and taken back', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    await open(page, 'judge-own-audit');
    await page.locator('#judge-text-audit').fill(JSON.stringify(OWN));
    await page.locator('#judge-use-audit').click();
    assert.equal(await page.locator('#judge-claims > li').count(), 3);
    assert.deepEqual(
      await page
        .locator('#judge-claims > li')
        .evaluateAll((all) => all.map((one) => one.dataset.verdict)),
      ['holds', 'does_not_hold', 'cannot_be_checked'],
    );
    assert.match(await text(page, '#judge-claims'), /And below <b>100,000<\/b>/);
    assert.match(await text(page, '#judge-audit-notes'), /In use: The pasted audit/);
    const refused = async (audit, said) => {
      await choose(
        page,
        '#judge-file-audit',
        'ours.json',
        typeof audit === 'string' ? audit : JSON.stringify(audit),
      );
      await page.waitForFunction(
        () => document.querySelector('#judge-problem-audit').textContent !== '',
      );
      assert.match(await text(page, '#judge-problem-audit'), said);
      assert.equal(await page.locator('#judge-claims > li').count(), 3);
      await page.evaluate(() => {
        document.querySelector('#judge-problem-audit').textContent = '';
      });
    };
    await refused('{"claims": [', /ours\.json is not used: expected JSON/);
    await refused('[]', /an object with claims/);
    await refused(
      { claims: [{ id: 1, text: 't', readings: [{ is: 'roughly', formula: 'a', target: '1' }] }] },
      /claims\[0\]\.readings\[0\]\.is/,
    );
    await refused(
      {
        claims: [
          { id: 1, text: 't', cannot: 'x' },
          { id: 1, text: 't', cannot: 'x' },
        ],
      },
      /claims\[1\]\.id/,
    );
    await refused({ ...OWN, inputs: { mine: '1x' } }, /inputs\.mine/);
    await page.locator('#judge-back-audit').click();
    assert.equal(await page.locator('#judge-claims > li').count(), 20);
    await drop(page, '#judge-drop-audit', 'dropped.json', JSON.stringify(OWN));
    await page.waitForFunction(() => document.querySelectorAll('#judge-claims > li').length === 3);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#judge-save').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'washout-audit.json');
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
    assert.deepEqual([saved.claims.length, saved.inputs.btc_long_usd.value], [20, '391000000']);
  }));

const DAYS =
  'date,open,high,low,close\n2024-10-31,4,4,4,4\n2024-11-04,4,4,4,4\n2025-10-31,6,6,6,' +
  '6\n2025-11-02,6,6,3,5\n2025-11-04,5,7,4,4.5\n';

test('own files take the place of the built-in series; a bad one is refused with its line', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    await open(page, 'judge-own');
    const built = await text(page, '#judge-findings');
    await drop(page, '#judge-drop-candles', 'mine.csv', DAYS);
    await page.waitForFunction(() =>
      document.querySelector('#judge-read-candles').textContent.includes('mine.csv'),
    );
    assert.match(
      await text(page, '#judge-read-candles'),
      /mine\.csv: 5 rows, October 31, 2024 to November 4, 2025\..*missing/,
    );
    assert.match(await finding(page, 'lowest_close'), /lowest close since November 4, 2024/);
    assert.match(
      await finding(page, 'month_to_date'),
      /fell 25\.00%.*worst of 2 starts since 2024/s,
    );
    await choose(page, '#judge-file-candles', 'bad.csv', DAYS.replace('7,4,4.5', 'x,4,4.5'));
    await page.waitForFunction(
      () => document.querySelector('#judge-problem-candles').textContent !== '',
    );
    assert.match(
      await text(page, '#judge-problem-candles'),
      /bad\.csv is not used: .*line 6.*high/,
    );
    assert.match(await text(page, '#judge-read-candles'), /mine\.csv/);
    await choose(page, '#judge-file-fear_greed', 'fng.csv', 'date,value\n2025-11-04,21\n');
    await page.waitForFunction(() =>
      document
        .querySelector('#judge-findings details[data-id="fear_greed"]')
        .textContent.includes('by its bands'),
    );
    await page.locator('#judge-provider').selectOption('another provider');
    assert.match(
      await finding(page, 'fear_greed'),
      /Cannot be checked: another provider sent no label/,
    );
    await page.locator('#judge-away-candles').click();
    await page.locator('#judge-away-fear_greed').click();
    assert.equal(await text(page, '#judge-findings'), built);
  }));

test('figures typed by hand are used, and refused beside their field', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    await open(page, 'judge-own');
    await page.locator('#judge-at').fill('2025-11-03');
    assert.match(await finding(page, 'lowest_close'), /since October 17, 2025/);
    assert.match(await text(page, '#judge-audit-notes'), /another day/);
    await page.locator('#judge-at').fill('');
    for (const [key, value] of Object.entries({
      coins_before: '100k',
      coins_after: '80k',
      price_before: '105000',
      price_after: '100000',
    }))
      await page.locator(`#judge-open_interest-${key}`).fill(value);
    assert.match(await finding(page, 'quadrant'), /in coins fell 20\.00%.*longs left/s);
    await page.locator('#judge-deleveraging-adl').selectOption('true');
    assert.match(await finding(page, 'deleveraging'), /Disorderly/);
    await page.locator('#judge-key_level-lower_usd').fill('110,000');
    assert.match(
      await finding(page, 'key_level'),
      /below \$110,000: by the stated rule a deeper drop/,
    );
    await page.locator('#judge-key_level-upper_usd').fill('90000');
    assert.match(await text(page, '#problem-judge-key_level-lower_usd'), /Refused/);
    await page.locator('#judge-key_level-upper_usd').fill('');
    assert.equal(await text(page, '#problem-judge-key_level-lower_usd'), '');
    await page.locator('#judge-liquidations-volume_usd').fill('80bn');
    assert.match(
      await finding(page, 'liquidations_to_volume'),
      /0\.51% of what was traded: \$411M of \$80\.0B/,
    );
  }));

/**
 * What the answers say of any day: where one is about another than the header's, it has that day's
 * figures.
 */
const OF_THE_EVENT =
  /106,538|112,000|104,956|6\.29%|\$411M|\$71\.0B|\$68|new shorts|\$100,000 and|\$105,000|push of/;

test('every answer is about the day that the header names, or says that it cannot be given', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    await open(page, 'judge-own');
    const first = await text(page, '#judge-findings');
    assert.match(first, OF_THE_EVENT);
    for (const [day, name] of [
      ['2026-02-05', 'February 5, 2026'],
      ['2025-11-06', 'November 6, 2025'],
      ['2025-10-10', 'October 10, 2025'],
      ['2011-01-01', 'January 1, 2011'],
    ]) {
      await page.locator('#judge-at').fill(day);
      await page.waitForFunction(
        (name) => document.querySelector('#judge-context-lead').textContent.includes(name),
        name,
      );
      assert.match(
        await text(page, '#judge-context-lead'),
        /Figures of the event of November 4, 2025 are left out/,
        day,
      );
      for (const id of ['quadrant', 'liquidations_to_open_interest', 'deleveraging', 'key_level'])
        assert.match(
          await finding(page, id),
          /Cannot be checked|No class is known to hold/,
          `${day} ${id}`,
        );
      assert.doesNotMatch(
        (await text(page, '#judge-findings')).replaceAll('\u202f', ' '),
        OF_THE_EVENT,
        day,
      );
    }
    // What a reader types is used for any day, and said to be the reader's.
    await page.locator('#judge-key_level-lower_usd').fill('60k');
    await page.locator('#judge-at').fill('2025-10-10');
    assert.match(
      await text(page, '#judge-context-lead'),
      /Figures that you typed are taken to be of that day/,
    );
    assert.match(await finding(page, 'key_level'), /above \$60,000/);
    await page.locator('#judge-key_level-lower_usd').fill('');
    await page.locator('#judge-at').fill('');
    assert.equal(await text(page, '#judge-findings'), first);
  }));

test('open interest that the reader sets is not quoted from memory', async () => {
  await withPage('?v=1&oi=38000000000#judge', {}, async (page) => {
    await shown(page);
    assert.match(
      await finding(page, 'liquidations_to_open_interest'),
      /\$38\.0B\..*the input of the cascade above, set by you\./,
    );
  });
});

test('the ledger first, then the reader’s shares: they sum to all of it, or nothing moves', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    assert.match(
      await text(page, '#judge-ledger'),
      /Their owners lost \$17\.8M.*Lost.*Liquidated traders.*Gained.*The opposite side/s,
    );
    assert.match(await text(page, '.assumed'), /your assumption, not a finding/);
    const parts = async () => {
      await page.evaluate(() => {
        document.querySelector('#judge-sankey details').open = true;
      });
      await rested(page);
      return page
        .locator('#judge-sankey tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.children].map((cell) => cell.textContent)),
        );
    };
    await page.locator('#judge-total').fill('100.01');
    await page.locator('#judge-share-usdc').fill('12.5');
    // The table follows once the hand rests, however long a busy machine takes for it.
    await parts();
    await page.waitForFunction(() =>
      document.querySelector('#judge-sankey tbody').textContent.includes('7.5%'),
    );
    const rows = await parts();
    assert.equal(rows.length, 9);
    assert.equal(
      rows.reduce((sum, [, share]) => sum + Number(share.replace('%', '')), 0),
      100,
    );
    assert.equal(rows.find(([name]) => name === 'Fiat')[1], '7.5%');
    await page.locator('#judge-slide-usdt').fill('60');
    assert.match(await text(page, '#problem-shares'), /sum to at most 1, found “?"?1\.375/);
    assert.deepEqual(await parts(), rows);
    await page.locator('#judge-slide-usdt').fill('10');
    assert.equal(await text(page, '#problem-shares'), '');
    await page.locator('#judge-rest').selectOption('rlusd');
    assert.ok(await page.locator('#judge-share-rlusd').isDisabled());
    assert.ok(await page.locator('#judge-share-fiat').isEnabled());
    await page.locator('#judge-share-options').fill('abc');
    assert.match(await text(page, '#problem-judge-share-options'), /Expected a number/);
    const svg = await page.locator('#judge-sankey svg').innerHTML();
    assert.match(svg, /<title/);
  }));

test('a shared link brings back what was typed, and a step can be undone', async () => {
  const seen = (page) =>
    Promise.all(
      ['#judge-findings', '#judge-claims', '#judge-four', '#judge-shares'].map((selector) =>
        text(page, selector),
      ),
    );
  const [query, before] = await withPage(AT, {}, async (page) => {
    await shown(page);
    await open(page, 'judge-own');
    await open(page, 'judge-assumed');
    for (const [id, value] of Object.entries({
      'judge-key_level-lower_usd': '90k',
      'judge-deleveraging-depth_ratio': '40%',
      'judge-share-usdc': '12.5',
      'judge-leverage': '1.5',
      'judge-altOi': '30bn',
      'judge-altDepth': '80M',
      'judge-four-leverage_high': '50',
    }))
      await page.locator(`#${id}`).fill(value);
    await page.locator('#judge-deleveraging-adl').selectOption('true');
    await page.locator('#judge-rest').selectOption('rlusd');
    await rested(page);
    return [new URL(page.url()).search, await seen(page)];
  });
  assert.match(query, /facts=.*key_level\.lower_usd:90000/);
  await withPage(`${query}#judge`, {}, async (page) => {
    await shown(page);
    await rested(page);
    assert.deepEqual(await seen(page), before);
    assert.equal(await page.locator('#judge-share-usdc').inputValue(), '12.5%');
    await page.locator('#judge-share-etfs').fill('9');
    await rested(page);
    await page.evaluate(() => document.querySelector('#judge [data-do="undo"]').click());
    await page.waitForFunction(() => document.querySelector('#judge-share-etfs').value === '5%');
    assert.equal(new URL(page.url()).search, query);
    await page.locator('#judge-reset').click();
    await rested(page);
    assert.equal(new URL(page.url()).search, '');
    assert.equal(await page.locator('#judge-share-usdc').inputValue(), '10%');
  });
});

test('four numbers side by side, of the report and of the cascade', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    const cells = (row) => page.locator('#judge-four tbody tr').nth(row).innerText();
    assert.match(await cells(0), /\$391M.*\$375M/s);
    assert.match(
      await cells(1),
      /\$19\.6M to \$39\.1M.*notional \/ leverage.*\$17\.8M.*as its ledger says/s,
    );
    assert.match(await cells(2), /\$5\.09B.*\$5\.09B/s);
    assert.match(await cells(3), /−\$152B.*−\$152B/s);
    await page.locator('#judge-four-leverage_low').fill('0.5');
    assert.match(
      await page
        .locator('#judge-four .problem')
        .allInnerTexts()
        .then((all) => all.join('')),
      /Refused/,
    );
    assert.equal(await page.locator('#judge-four-table.stale').count(), 1);
    await page.locator('#judge-four-leverage_low').fill('5');
    assert.equal(await page.locator('#judge-four-table.stale').count(), 0);
  }));

test('numbers of one thing by two measures say which measure each is', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    // Closed: at the price before, and at liquidation prices.
    assert.match(
      (await text(page, '#judge-ledger')).replaceAll('\u202f', ' '),
      /Positions worth ≈ \$391M at the price before were closed: \$375M at their/,
    );
    assert.match(
      await page.locator('#judge-four tbody tr').first().innerText(),
      /\$391M[^]*\$375M[^]*at liquidation prices/,
    );
    await live(page);
    assert.match(
      (await text(page, '#ledger .answer')).replaceAll('\u202f', ' '),
      /^Valued at the price before, ≈ \$391M of longs were closed/,
    );
    // The price before: a close, and what a report of the day has.
    assert.match(
      await finding(page, 'quadrant'),
      /fell 6\.29% \(between two prices in reports of the day, not from close to close\)/,
    );
    const november = page.locator('#judge-history > details', { hasText: 'The November washout' });
    await november.locator('summary').first().click();
    assert.match(await november.innerText(), /Price before, as this source has it\s+\$112K/);
    assert.match(
      await text(page, '#judge-history'),
      /They begin and end at other hours than a simulation of the event/,
    );
  }));

test('past washouts are drawn, listed and sourced', () =>
  withPage(AT, {}, async (page) => {
    await shown(page);
    assert.match(await page.locator('#judge-compare svg').innerHTML(), /The November washout/);
    assert.ok((await page.locator('#judge-history > details').count()) >= 15);
    await page.locator('#judge-history > details').last().locator('summary').click();
    assert.ok((await page.locator('#judge-history details[open] a[rel]').count()) > 0);
    const simulated = await page
      .locator('#judge-history a[href*="preset="]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.ok(simulated.includes('?v=1&preset=2025-10-10#simulate'), simulated.join());
    await page.locator('#judge-compare .plot').focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.querySelector('#judge-compare .reading').textContent);
    assert.match(await text(page, '#judge-compare .reading'), /February washout/);
  }));

test('all of it by keyboard, and nothing is wider than a phone', async () => {
  for (const size of [{ width: 280, height: 653 }, PHONE]) {
    await withPage(AT, { size }, async (page) => {
      await shown(page);
      await page.evaluate(() =>
        document.querySelectorAll('#judge details').forEach((details) => {
          details.open = true;
        }),
      );
      await rested(page);
      const wider = await page.evaluate(() =>
        [...document.querySelectorAll('#judge *')]
          .filter(
            (one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.scroll, svg'),
          )
          .map((one) => one.id || one.className),
      );
      assert.deepEqual(wider, [], `${size.width}`);
    });
  }
  await withPage(AT, {}, async (page) => {
    await shown(page);
    await page.locator('#judge-claims summary').first().focus();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate(() => document.activeElement.closest('#judge-claims') !== null),
      true,
    );
    await page.locator('#judge-slide-options').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.locator('#judge-share-options').inputValue(), '6%');
    // Every input has a name.
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('#judge input, #judge select, #judge textarea')]
        .filter((input) => !(input.labels?.length || input.ariaLabel))
        .map((input) => input.id),
    );
    assert.deepEqual(nameless, []);
  });
});
