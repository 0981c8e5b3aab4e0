// The panel of one position in a real browser: what a trader does, end to end.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { scriptPerFrame } from './frames.mjs';
import { close, drop, PHONE, picture, withPage } from './harness.mjs';

const NARROWEST = { width: 280, height: 653 };

after(close);

const located = (page) =>
  page.waitForFunction(() => document.querySelector('#locate-answer').textContent !== '');
const settle = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
const set = async (page, key, text) => (await page.locator(`#pos-${key}`).fill(text), settle(page));
const answer = async (page) =>
  (await page.locator('#locate-answer').innerText()).replaceAll('\u202f', ' ');
const open = (query, use, options = {}) =>
  withPage(`${query}#locate`, options, async (page, watch) => {
    await located(page);
    await page.evaluate(() =>
      document
        .querySelectorAll('#locate-inputs details, #locate details.group')
        .forEach((details) => {
          details.open = true;
        }),
    );
    return use(page, watch);
  });

test("a long is located by the venue's rules, and every part says the same", () =>
  open('', async (page) => {
    // 106,538.3 × (1 − 1/15) ÷ (1 − 0.004), by hand.
    assert.equal(
      await answer(page),
      'Binance USD-M liquidates this long at $99,835.09, 6.29% below entry.',
    );
    assert.match(
      await page.locator('#locate-figures').innerText(),
      /\$99,835\.09[^]*6\.29%[^]*\$99,435\.75[^]*15\.00×/,
    );
    assert.match(
      await page.locator('#locate-facts').innerText(),
      /\$99,835\.0870147[^]*\$7,102\.55[^]*\$426\.15[^]*rate 0\.4%[^]*Table of 2026-09/,
    );
    assert.match(
      await page.locator('#position-chart svg').textContent(),
      /\$99,835\.09\s*Liquidation|Liquidation\s*\$99,835\.09/,
    );
    await page.locator('#locate-facts summary').click();
    assert.match(
      await page.locator('#locate-facts').innerText(),
      /÷[^]*Source: https:\/\/www\.binance\.com/,
    );
    // The disclosure stays open while its numbers change.
    await set(page, 'leverage', '10');
    assert.ok(await page.locator('#locate-facts .formula').first().isVisible());
    assert.match(await answer(page), /\$96,269\.55/);
  }));

test(
  'every venue, contract and form answers, where its tiers are not built in with those that ' +
    'are stated',
  () =>
    open('', async (page) => {
      const options = (key) =>
        page.locator(`#pos-${key} option`).evaluateAll((all) => all.map((option) => option.value));
      const choose = async (key, value) =>
        (await page.locator(`#field-${key}`).isHidden()) ||
        (await page.selectOption(`#pos-${key}`, value), settle(page));
      const seen = new Set();
      for (const venue of await options('venue')) {
        await choose('venue', venue);
        for (const contract of await options('contract')) {
          await choose('contract', contract);
          for (const form of await options('form')) {
            await choose('form', form);
            if (
              (await page.locator('#field-maintenance_tiers').isVisible()) &&
              (await page.locator('#pos-maintenance_tiers').inputValue()) === ''
            ) {
              // Nothing is made up: there is no answer, and none of another venue stays.
              assert.match(
                await answer(page),
                /: its maintenance tiers for Bitcoin are not known here\. State them/,
                `${venue} ${contract} ${form}`,
              );
              assert.equal(await page.locator('#locate .place .rest').isHidden(), true);
              assert.doesNotMatch(await page.locator('#locate-figures').innerText(), /\d/);
              await set(page, 'maintenance_tiers', '0.5%');
            }
            for (const side of ['long', 'short']) {
              await page.locator(`#pos-side-${side}`).check();
              await settle(page);
              assert.match(
                await answer(page),
                new RegExp(
                  `liquidates this ${side} at \\$.* ${side === 'long' ? 'below' : 'above'} entry`,
                ),
                `${venue} ${contract} ${form}`,
              );
              assert.equal(await page.locator('#locate .place.stale').count(), 0);
              seen.add(`${venue} ${contract} ${form}`);
            }
          }
        }
      }
      assert.ok(seen.size >= 20, `${seen.size}`);
    }),
);

test('states are said in words, never as a price of zero', () =>
  open('', async (page) => {
    await set(page, 'leverage', '');
    await set(page, 'margin', '200000');
    assert.match(
      await answer(page),
      /^No price liquidates this position: its margin covers a fall to zero/,
    );
    assert.doesNotMatch(await page.locator('#locate-figures').innerText(), /\$0/);
    await set(page, 'margin', '');
    await set(page, 'leverage', '15');
    await page.evaluate(() =>
      document
        .querySelectorAll('#locate-inputs details, #locate details.group')
        .forEach((details) => {
          details.open = true;
        }),
    );
    await set(page, 'mark_price', '90000');
    assert.match(await answer(page), /^Already past: at \$90,000/);
    await set(page, 'mark_price', '');
    await set(page, 'balance', '10');
    assert.match(
      await answer(page),
      /^Not enough margin to open: it takes \$7,102\.55 of margin and \$53\.27 of fees/,
    );
    await set(page, 'balance', '');
    await set(page, 'leverage', '500');
    assert.match(await answer(page), /^Not enough margin to open this position/);
  }));

test("nonsense gets the engine's words beside its input, and the last good answer stays", () =>
  open('', async (page) => {
    const before = await answer(page);
    for (const [key, text, said] of /** @type {any[][]} */ ([
      ['entry_price', '-3', /expected a number above 0/],
      ['entry_price', 'abc', /Expected a number, such as 7\.2, 12,500 or 70B\./],
      ['entry_price', '', /expected an entry price/],
      ['quantity', '0', /expected a number above 0/],
      ['leverage', '10,000x', /leverage|expected/],
      ['leverage', 'NaN', /Expected a number/],
      ['fee_rate', '300%', /expected/],
    ])) {
      const kept = await page.locator(`#pos-${key}`).inputValue();
      await set(page, key, text);
      assert.match(await page.locator(`#problem-pos-${key}`).innerText(), said, `${key} ${text}`);
      assert.equal(await page.locator(`#pos-${key}`).getAttribute('aria-invalid'), 'true');
      assert.equal(await answer(page), before);
      assert.ok(
        await page
          .locator('.place .found')
          .evaluate((place) => Number(getComputedStyle(place).opacity) < 1),
        `${key} ${text}`,
      );
      await set(page, key, kept);
      assert.equal(await page.locator(`#problem-pos-${key}`).innerText(), '');
    }
    await page.selectOption('#pos-symbol', 'own');
    await settle(page);
    assert.match(await answer(page), /State them, and there is an answer/);
    await set(page, 'maintenance_tiers', '0, , 0.4%');
    assert.match(await answer(page), /below entry, with the tiers that you state\.$/);
    for (const [text, said] of /** @type {any[][]} */ ([
      ['0, 100, 0.4%\n50, , 1%', /must not overlap/],
      ['0, , 200%', /expected/],
      ['0, , <b>x</b>', /expected/],
    ])) {
      await set(page, 'maintenance_tiers', text);
      assert.match(await page.locator('#problem-pos-maintenance_tiers').innerText(), said, text);
    }
    await set(page, 'maintenance_tiers', '0, 50000, 0.4%\n50000, , 1%');
    assert.equal(await page.locator('#problem-pos-maintenance_tiers').innerText(), '');
    assert.match(
      await page.locator('#locate-facts').innerText(),
      /2: above \$50,000, rate 1%, deduction 300/,
    );
  }));

test("the push of the scenario that reaches the price, and the other direction's", () =>
  open('', async (page) => {
    const link = async () =>
      (await page.locator('#locate-scenario').innerText()).replaceAll('\u202f', ' ');
    assert.match(
      await link(),
      /A first push of ≈ [\d.]+%, to ≈ \$100,300, is[^]*goes the other ≈ [\d.]+%[^]*gets there/,
    );
    const before = await link();
    await page.locator('#in-depth').fill('200m');
    await page.waitForFunction(
      (text) =>
        document.querySelector('#locate-scenario').innerText.replaceAll('\u202f', ' ') !== text,
      before,
    );
    await page.locator('#pos-side-short').check();
    await settle(page);
    assert.match(await link(), /its mirror, a push up/);
    await page.selectOption('#pos-symbol', 'ETHUSDT');
    await settle(page);
    // The price of the event is Bitcoin's.
    assert.match(
      await answer(page),
      /^State the entry price of this Ether position: the scenario above is of Bitcoin/,
    );
    assert.equal(await page.locator('#pos-entry_price').inputValue(), '');
    await set(page, 'entry_price', '3500');
    assert.match(await answer(page), /^Binance USD-M liquidates this short at \$3,7\d\d/);
    assert.match(await link(), /The scenario above is of Bitcoin; this position is in Ether/);
    assert.doesNotMatch(await link(), /push|%/);
  }));

test('a position of another asset never meets the scenario, whether it is named or not', () =>
  open('?v=1&venue=bybit&entry_price=162.4&leverage=25', async (page) => {
    const link = async () =>
      (await page.locator('#locate-scenario').innerText()).replaceAll('\u202f', ' ');
    // An address of before: its market is Bitcoin's, its price is not.
    assert.match(
      await answer(page),
      /^Bybit liquidates this long at \$156\.\d+, .* by its tiers of BTCPERP\.$/,
    );
    assert.match(
      await link(),
      /\$162\.4, is too far from that of the scenario, \$106,538\.3[^]*choose its market/,
    );
    assert.doesNotMatch(await link(), /A first push/);
    assert.equal(
      await page
        .locator('#position-chart svg')
        .textContent()
        .then((text) => /105,000|98,900/.test(text)),
      false,
    );
    await page.selectOption('#pos-symbol', 'own');
    await settle(page);
    await set(page, 'asset', 'SOLUSDT');
    assert.match(await answer(page), /^Bybit: its maintenance tiers for Solana are not known here/);
    await set(page, 'maintenance_tiers', '1%');
    assert.match(
      await answer(page),
      /^Bybit liquidates this long at \$157\.5\d.*with the tiers that you state\.$/,
    );
    assert.match(await link(), /this position is in Solana, so it says nothing about it/);
    await page.waitForFunction(() => location.search.includes('asset=SOLUSDT'));
    await set(page, 'asset', 'S<b>');
    assert.match(
      await page.locator('#problem-pos-asset').innerText(),
      /Expected the name of a market/,
    );
    // Without a name it is the scenario's asset, which is said; its price still is not.
    await set(page, 'asset', '');
    assert.match(await link(), /too far/);
    await set(page, 'entry_price', '104000');
    assert.match(
      await link(),
      /No asset is stated: the position is taken to be in Bitcoin[^]*A first push/,
    );
  }));

test('everyday answers follow their questions, and refuse beside themselves', () =>
  open('', async (page) => {
    const said = (key) => page.locator(`#answer-${key}`).innerText();
    await set(page, 'exit_price', '110000');
    assert.match(await said('exit_price'), /^\$3,461\.70, 48\.74% of the margin/);
    assert.equal(await said('roe_pct'), '$113,640.85');
    await set(page, 'exit_price', '90000');
    assert.match(await said('exit_price'), /liquidated before that/);
    await set(page, 'exit_price', '-1');
    assert.match(
      await page.locator('#problem-pos-exit_price').innerText(),
      /expected a number above 0/,
    );
    assert.equal(await page.locator('.place.stale').count(), 0);
  }));

test('the address holds the position beside the scenario, and shows the same', async () => {
  const [query, shown] = await open('', async (page) => {
    await page.selectOption('#pos-venue', 'bitmex');
    await page.locator('#pos-side-short').check();
    await set(page, 'entry_price', '104,000');
    await set(page, 'maintenance_tiers', '0, 50, 0.5%\n50, , 1%');
    await page.evaluate(() =>
      document.querySelectorAll('#controls details').forEach((details) => {
        details.open = true;
      }),
    );
    await page.locator('#in-oi').fill('50bn');
    await page.waitForFunction(
      () => location.search.includes('oi=') && location.search.includes('tiers'),
    );
    return [new URL(page.url()).search, await page.locator('#locate').innerText()];
  });
  assert.match(
    query,
    /^\?v=1&oi=50000000000&venue=bitmex&side=short&entry_price=104000&maintenance_tiers=/,
  );
  await open(query, async (page) => {
    assert.equal(await page.locator('#locate').innerText(), shown);
    await page.locator('#locate-reset').click();
    await page.waitForFunction(() => location.search === '?v=1&oi=50000000000');
    await page.locator('#reset').click();
    await page.waitForFunction(() => location.search === '');
  });
});

test('a link with a position that no venue would take says so and shows the start', () =>
  open('?v=1&venue=mtgox&side=%3Cb%3E&entry_price=-4', async (page) => {
    assert.match(await page.locator('#notes').innerText(), /side: “<b>” cannot be/);
    assert.match(await page.locator('#problem-pos-entry_price').innerText(), /above 0/);
    assert.match(await answer(page), /Binance USD-M liquidates this long/);
  }));

test('a portfolio is located line by line, put on the ladder, and sent nowhere', () =>
  open('', async (page) => {
    await page.locator('#portfolio-run').click();
    const table = await page.locator('#portfolio-report table').innerText();
    assert.match(
      table,
      /2\s+Bitcoin\s+long\s+\$96,269[^]*3\s+Bitcoin\s+long[^]*4\s+Bitcoin\s+short/,
    );
    assert.match(
      await page.locator('#portfolio-chart .answer').textContent(),
      /If these 3 positions were the whole book/,
    );
    assert.match(
      await page.locator('#portfolio-chart figcaption').textContent(),
      /^Bars: what would be closed.* closes ≈\s\$\S+ of the ≈\s\$\S+ of longs at risk\.$/,
    );
    await drop(
      page,
      '#portfolio-drop',
      'mine.csv',
      'venue,side,entry_price,quantity,leverage,symbol\nhyperliquid,long,100000,1,10,' +
        'BTC\nokx,short,100000,-1,5,BTC-USDT-SWAP\n',
    );
    await page.waitForFunction(() =>
      document.querySelector('#portfolio-problem').textContent.startsWith('Line 3'),
    );
    assert.match(
      await page.locator('#portfolio-problem').innerText(),
      /Line 3: quantity: expected a number above 0/,
    );
    assert.doesNotMatch(page.url(), /portfolio|hyperliquid/);
    // What stands below is of the list before.
    assert.ok(await page.locator('#portfolio-report.stale').count());
  }));

test('a list that is none gets a sentence, whatever is wrong with it', () =>
  open('', async (page) => {
    for (const [text, said] of /** @type {any[][]} */ ([
      ['', /^Expected a header and at least one position/],
      ['side', /^Expected a header/],
      ['side,x\nlong,1', /^There is no column “x”/],
      ['side,side\nlong,long', /is there twice/],
      ['side,quantity\nlong', /^Line 2: expected 2 cells/],
    ])) {
      await page.locator('#portfolio-text').fill(text);
      await page.locator('#portfolio-run').click();
      assert.match(await page.locator('#portfolio-problem').innerText(), said, text);
    }
  }));

const SIX = `venue,symbol,side,entry_price,quantity,leverage,maintenance_rate
binance-usdm,BTCUSDT,long,106538,1,15,
hyperliquid,ETH,long,3600,10,20,
binance-usdm,DOGEUSDT,short,0.17,10000,10,
hyperliquid,HYPE,long,40,100,10,
bybit,SOLUSDT,long,162.4,10,25,
bybit,SOLUSDT,short,162.4,10,25,1%
,,long,101000,1,10,
,,long,2.4,1000,10,
gate,,short,107000,1,10,0.5%
binance-usdm,XRPUSDT,long,2.4,1000,10,
`;

test(
  'of ten positions of six assets only Bitcoin’s meet its scenario; the others are located ' +
    'and told apart',
  () =>
    open('', async (page) => {
      const cells = () =>
        page
          .locator('#portfolio-table tbody tr')
          .evaluateAll((rows) =>
            rows.map((row) =>
              [...row.cells].map((cell) => cell.textContent.replaceAll('\u202f', ' ')),
            ),
          );
      await page.locator('#portfolio-text').fill(SIX);
      await page.locator('#portfolio-run').click();
      const rows = await cells();
      assert.deepEqual(
        rows.map(([, asset]) => asset),
        [
          'Bitcoin',
          'Ether',
          'Dogecoin',
          'HYPE',
          'Solana',
          'Solana',
          'Bitcoin',
          '–',
          'Bitcoin',
          'XRP',
        ],
      );
      // A push stands with no other asset than the scenario's.
      for (const [line, asset, , price, , push, state] of rows) {
        if (/^not located/.test(state)) assert.deepEqual([price, push], ['–', '–'], line);
        else assert.match(push, asset === 'Bitcoin' ? /^≈ [\d.]+%$/ : /^another asset$/, line);
      }
      assert.match(rows[4][6], /tiers for Solana are not known here\. State maintenance_rate/);
      assert.match(rows[5][6], /^open; with tiers that you state$/);
      // No asset, and a price that is none of Bitcoin's.
      assert.match(rows[7][6], /no asset is named, and the price is far from that of Bitcoin/);
      const notes = await page.locator('#portfolio-notes').innerText();
      assert.match(
        notes,
        /6 of 10 positions are in other[^]*2 lines name no asset[^]*2 lines could not be located/,
      );
      assert.match(
        await page.locator('#portfolio-chart .answer').textContent(),
        /^If these 3 positions were the whole book/,
      );
      assert.match(await page.locator('#portfolio-status').innerText(), /^8 positions located/);
      // A number that is not there opens nothing; the ladder is made of three.
      await page.evaluate(() => {
        document.querySelector('#portfolio-chart details').open = true;
      });
      await page.locator('#portfolio-chart [data-why="portfolio:ladder"]').click();
      await page.locator('.why-box[open]').waitFor();
      assert.equal(await page.locator('.why-box .inputs > div').count(), 3);
      await page.keyboard.press('Escape');
      // It follows the scenario: a push of another one does not stay.
      await page.locator('#in-depth').fill('200m');
      await page.waitForFunction(
        (before) =>
          document
            .querySelector('#portfolio-table tbody tr td:nth-child(6)')
            .textContent.replaceAll('\u202f', ' ') !== before,
        rows[0][5],
      );
      assert.deepEqual(
        (await cells()).map((row) => row[3]),
        rows.map((row) => row[3]),
      );
      await picture(page, 'portfolio-six', { fullPage: false });
    }),
);

test('by keyboard alone, and without a scroll bar on the smallest phone', () =>
  open('', async (page) => {
    await page.locator('#pos-leverage').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('20');
    await settle(page);
    assert.match(await answer(page), /\$101,61\d/);
    await page.locator('#position-chart .plot').focus();
    await page.keyboard.press('End');
    // What reads comes with the focus; keys that are quicker wait for it.
    await page.waitForFunction(() =>
      document.querySelector('#position-chart .reading').innerText.includes('$'),
    );
    for (const size of [NARROWEST, PHONE]) {
      await page.setViewportSize(size);
      await settle(page);
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
        false,
        `${size.width}`,
      );
    }
    await picture(page, 'locate-phone');
  }));

test('typing is measured and repaints', () =>
  open('', async (page) => {
    const { p95, frames } = await scriptPerFrame(page, async () => {
      for (let i = 2; i < 60; i += 1) await set(page, 'leverage', String(i));
    });
    console.log(`typing a leverage: script per frame p95 ${p95.toFixed(1)} ms`);
    // The figure is reported; a bound on it would test the machine.
    assert.ok(frames.length > 0);
  }));
