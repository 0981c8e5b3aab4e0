// What goes around the panels, in a real browser: another event, undo and redo, what is behind a
// number, comparison, downloads, locales, and the whole page by keyboard alone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';

import { violations } from './axe.mjs';
import { close, live, PHONE, picture, withPage, rested } from './harness.mjs';

after(close);

const text = async (page, selector) =>
  (await page.locator(selector).innerText()).replaceAll('\u202f', ' ');
const answer = (page) => text(page, '#simulate-answer');
const query = (page) => new URL(page.url()).search;
const saved = async (page, act) => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return [download.suggestedFilename(), readFileSync(await download.path())];
};

test('another event is another start for every part, without a new page, and one step back', () =>
  withPage('#locate', {}, async (page) => {
    await live(page);
    await page.locator('#locate-answer').waitFor();
    const others = await page
      .locator('#preset option')
      .evaluateAll((all) =>
        all.map(({ value }) => value).filter((value) => value !== '2025-11-04'),
      );
    const first = [await answer(page), await text(page, '#totals-lead')];
    await page.evaluate(() => {
      window.sameDocument = true;
    });
    for (const id of others) {
      await page.selectOption('#preset', id);
      await rested(page);
      assert.equal(query(page), `?v=1&preset=${id}`);
      assert.notEqual(await text(page, '#totals-lead'), first[1], id);
      assert.doesNotMatch(await text(page, '#totals-figures'), /undefined|NaN|–/, id);
      assert.equal(await page.locator('.stale').count(), 0, id);
      assert.equal(await page.locator('#simulate-problem').innerText(), '', id);
      assert.ok(await page.evaluate(() => window.sameDocument), 'the document was loaded anew');
    }
    for (let i = 0; i < others.length; i += 1)
      await page.locator('#simulate [data-do=undo]').click();
    assert.deepEqual([await answer(page), await text(page, '#totals-lead')], first);
    assert.equal(query(page), '');
  }));

test('steps are undone and done again by button and by key, but not inside a text field', () =>
  withPage('', {}, async (page) => {
    await live(page);
    const before = await answer(page);
    const undo = page.locator('#simulate [data-do=undo]');
    assert.equal(await undo.getAttribute('aria-disabled'), 'true');
    await page.locator('#in-depth').fill('300M');
    await rested(page);
    const after = await answer(page);
    assert.notEqual(await page.locator('#simulate-figures').innerText(), '');
    // The field's own undo stays its own.
    await page.locator('#in-depth').press('Control+z');
    await rested(page);
    await page.locator('#in-depth').fill('300M');
    await page.locator('#slide-depth').focus();
    await rested(page);
    await page.keyboard.press('Control+z');
    await rested(page);
    assert.equal(await page.locator('#in-depth').inputValue(), '$700M');
    assert.equal(await answer(page), before);
    await page.keyboard.press('Control+Shift+z');
    await rested(page);
    assert.equal(await page.locator('#in-depth').inputValue(), '$300M');
    assert.equal(await answer(page), after);
    assert.equal(query(page), '?v=1&depth=300000000');
    await undo.click();
    assert.equal(await text(page, '#done'), 'Undone.');
    assert.equal(query(page), '');
    await page.locator('#reset').click();
    await rested(page);
    assert.equal(query(page), '');
  }));

test('every number opens its formula and inputs, by keyboard, and gives the focus back', () =>
  withPage('#locate', {}, async (page) => {
    await live(page);
    await page.locator('#locate-figures button').first().waitFor();
    const counted = {};
    for (const part of [
      '#totals-figures',
      '#simulate-figures',
      '#levels',
      '#ledger',
      '#locate-figures',
    ]) {
      const buttons = await page.locator(`${part} [data-why]`).all();
      counted[part] = buttons.length;
      for (const button of buttons) {
        const shown = (await button.innerText()).replaceAll('\u202f', ' ');
        await button.focus();
        await page.keyboard.press('Enter');
        const box = page.locator('dialog.why-box[open]');
        await box.waitFor();
        const said = (await box.innerText()).replaceAll('\u202f', ' ');
        assert.ok(
          said.includes(shown.replace(/…$| [✓(].*$/, '')) || part === '#ledger',
          `${shown} in ${said}`,
        );
        assert.match(said, /Formula/);
        assert.doesNotMatch(said, /undefined|NaN|\[object/);
        assert.ok((await box.locator('.inputs > div').count()) > 0, said);
        const link = await box.locator('a[href^="./method.html#"]').getAttribute('href');
        assert.ok(
          readFileSync(new URL('../../www/method.html', import.meta.url), 'utf8').includes(
            `id="${link.split('#')[1]}"`,
          ),
          link,
        );
        await page.keyboard.press('Escape');
        assert.ok(await button.evaluate((element) => element === document.activeElement));
      }
    }
    assert.deepEqual(counted, {
      '#totals-figures': 4,
      '#simulate-figures': 4,
      '#levels': 2,
      '#ledger': 16,
      '#locate-figures': 4,
    });
  }));

/** Brings every panel, with whatever it can show. */
async function everything(page) {
  await live(page);
  await page.locator('#simulate .try [data-do=pin]').click();
  await page.locator('#compare-table').waitFor();
  await page.locator('#count').scrollIntoViewIfNeeded();
  await page.locator('#sample:enabled').click();
  await page.locator('#save').waitFor();
  await page.locator('#judge').scrollIntoViewIfNeeded();
  await page.locator('#judge-compare svg').waitFor();
  await page.locator('#portfolio > details').evaluate((details) => {
    details.open = true;
  });
  await page.locator('#portfolio-run').click();
  await page.locator('#portfolio-report table').waitFor();
}

test(
  'so does every other number: of a file, a position, an article, a comparison, and every ' +
    'picture',
  () =>
    withPage('#locate', {}, async (page) => {
      await everything(page);
      // As a pointer does it, one after the other; by keyboard above.
      const all = await page.evaluate(async () => {
        const opened = [];
        const names = [
          ...new Set(
            [...document.querySelectorAll('[data-why]')].map((button) => button.dataset.why),
          ),
        ];
        // Of hundreds of figures of one kind some stand for all.
        const alike = (name) =>
          names.filter((one) => one.startsWith(/^judge:(past|figure)/.exec(name)?.[0] ?? '-'));
        for (const name of names.filter((one) => alike(one).indexOf(one) % 12 < 1)) {
          const button = document.querySelector(`[data-why="${name}"]`);
          button.click();
          const asked = performance.now();
          while (
            !document.querySelector('dialog.why-box[open]') &&
            performance.now() - asked < 5000
          )
            await new Promise((done) => setTimeout(done));
          const box = document.querySelector('dialog.why-box[open]');
          if (!box)
            return [{ name, said: `nothing: ${document.querySelector('#done').textContent}` }];
          opened.push({
            name,
            shown: button.textContent.replace(/\s+/g, ' ').trim(),
            label: button.ariaLabel,
            said: box.innerText,
            inputs: box.querySelectorAll('.inputs > div').length,
            link: box.querySelector('a[href^="./method.html#"]')?.hash,
          });
          box.close();
        }
        return opened;
      });
      const method = readFileSync(new URL('../../dist/page/method.html', import.meta.url), 'utf8');
      const plain = (text) => text.replaceAll('\u202f', ' ');
      for (const { name, shown, label, said, inputs, link } of all) {
        assert.match(said, /Formula/, name);
        assert.doesNotMatch(said, /undefined|NaN|\[object|\bnull\b/, `${name}: ${said}`);
        assert.ok(inputs > 0, name);
        assert.ok(method.includes(`id="${link.slice(1)}"`), `${name}: ${link}`);
        assert.ok(
          // Whether a level is reached stands with its price.
          plain(said).includes(plain(shown).replace(/ [✓(].*$/, '')) || /^Formula/.test(shown),
          `${name}: ${shown} in ${said}`,
        );
        assert.ok(label === null || label.includes(shown), name);
      }
      const least = {
        totals: 5,
        simulate: 12,
        compare: 8,
        locate: 20,
        portfolio: 4,
        'count:long': 1,
        'count:events': 1,
        'count:coverage': 1,
        'count:windows': 8,
        'count:largest': 10,
        'count:hours': 1,
        'judge:context': 17,
        'judge:claim': 12,
        'judge:figure': 4,
        'judge:four': 8,
        'judge:past': 10,
        'judge:split': 1,
      };
      for (const [part, count] of Object.entries(least)) {
        const opened = all.filter(({ name }) => `${name}:`.startsWith(`${part}:`)).length;
        assert.ok(opened >= count, `${part}: ${opened}`);
      }
      // A table or a list with numbers opens at least one of them, or stands inside of what opens.
      const closed = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            'main .scroll, main dl.figures, main dl.behind, main figure.chart',
          ),
        ]
          .filter(
            (part) =>
              /\d/.test(part.textContent) &&
              !part.closest('figure, .finding')?.querySelector('[data-why]') &&
              !part.querySelector('[data-why]'),
          )
          .map((part) => part.textContent.trim().slice(0, 60)),
      );
      assert.deepEqual(
        closed.filter((text) => !/^(Line|Conditions|Its conditions)/.test(text)),
        [],
      );
    }),
);

test('levels and an order book of one’s own open what was read of them', () =>
  withPage('', {}, async (page) => {
    await live(page);
    await page.locator('#sources-more summary').first().click();
    await page.locator('#rungs-source > summary').click();
    await page.locator('#in-rungs').fill('price,usd\n104000,300000000\n101500,120000000');
    await page.locator('#rungs-use').click();
    await page.locator('[data-why="sources:rungs"]').click();
    await page.locator('dialog.why-box[open]').waitFor();
    assert.match(
      await page.locator('dialog.why-box').innerText(),
      /\$104,000\s+\$300,000,000[^]*\$101,500\s+\$120,000,000/,
    );
    await page.keyboard.press('Escape');
    await page.locator('#book-source > summary').click();
    await page
      .locator('#book-text')
      .fill(readFileSync(new URL('./fixtures/binance-depth.json', import.meta.url), 'utf8'));
    await page.locator('#book-use').click();
    await page.locator('[data-why="sources:book"]').click();
    await page.locator('dialog.why-box[open]').waitFor();
    assert.match(
      await page.locator('dialog.why-box').innerText(),
      /Middle of best bid and best ask[^]*Bids: steps[^]*Asks: reaches/,
    );
  }));

test('what is behind a number is loaded when somebody asks, and not before', () =>
  withPage('', {}, async (page, { requests }) => {
    await live(page);
    await rested(page);
    const before = requests.length;
    const loaded = () => requests.slice(before).filter((url) => url.endsWith('.js'));
    await page.locator('#simulate-figures button').first().click();
    await page.locator('dialog.why-box[open]').waitFor();
    assert.ok(loaded().length >= 2, loaded().join(' '));
  }));

test('a pinned scenario stays while the other moves, in the address too', () =>
  withPage('', {}, async (page) => {
    await live(page);
    await page.locator('#simulate .try [data-do=pin]').click();
    assert.match(await text(page, '#compare-answer'), /are the same so far/);
    const pinned = await answer(page);
    await page.locator('#in-shock').fill('9');
    await rested(page);
    const table = await text(page, '#compare-table');
    assert.match(table, /First push\s+≈ 6\.61%\s+≈ 9\.00%\s+≈ \+2\.39 points/);
    assert.match(table, /First push: 6\.61 → 9/);
    assert.equal(await page.locator('#compare-chart svg path[stroke-dasharray="6 4"]').count(), 2);
    assert.equal(query(page), '?v=1&shock=9&a=*');
    const shared = page.url();
    await page.locator('[data-compare=back]').click();
    await rested(page);
    assert.equal(await answer(page), pinned);
    await page.goto(shared);
    await live(page);
    await page.locator('#compare-table').waitFor();
    assert.equal(await text(page, '#compare-table'), table);
    await page.locator('[data-compare=stop]').click();
    await rested(page);
    assert.equal(await page.locator('#compare').isVisible(), false);
    assert.equal(query(page), '?v=1&shock=9');
  }));

test('a figure is saved as data and as a picture that stands alone', () =>
  withPage('', {}, async (page) => {
    await live(page);
    const figure = page.locator('#map-chart');
    await figure.locator('.save summary').click();
    const [csvName, csv] = await saved(page, () => figure.locator('[data-save=csv]').click());
    assert.equal(csvName, 'washout-map.csv');
    assert.match(
      csv.toString(),
      /^price_usd,long_usd,short_usd,long_cumulative_usd,short_cumulative_usd\r\n/,
    );
    const [, json] = await saved(page, () => figure.locator('[data-save=json]').click());
    const data = JSON.parse(json);
    assert.equal(csv.toString().trim().split('\r\n').length, data.data.price_usd.length + 1);
    assert.match(data.digest, /^2-[0-9a-f]{16}$/);
    assert.equal(data.scenario.washout, 1);
    const [svgName, svg] = await saved(page, () => figure.locator('[data-save=svg]').click());
    assert.equal(svgName, 'washout-map.svg');
    assert.doesNotMatch(svg.toString(), /var\(|light-dark/);
    assert.match(svg.toString(), /rgb\(/);
    const [, png] = await saved(page, () => figure.locator('[data-save=png]').click());
    assert.deepEqual([...png.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
    const width = Number(/width="(\d+)/.exec(svg)[1]);
    assert.equal(png.readUInt32BE(16), 2 * width);
    await page
      .locator('details.group', { has: page.locator('#ledger') })
      .locator('.save summary')
      .click();
    const [, ledger] = await saved(page, () =>
      page.locator('#ledger ~ .save [data-save=csv]').click(),
    );
    assert.match(ledger.toString(), /accounts\.liquidated_traders_usd,-\d+\.\d+/);
    const [, drawn] = await saved(page, () =>
      page.locator('#ledger ~ .save [data-save=svg]').click(),
    );
    assert.match(
      drawn.toString(),
      /^<svg .*Liquidated traders.*−\$17,779,542\.65.*result 2-[0-9a-f]{16}/s,
    );
  }));

// The pictures are measured in the page, past its own policy.
test('tables are saved as data and as pictures that show every row', () =>
  withPage('?v=1&a=shock*9#judge', { noPolicy: true }, async (page) => {
    await page.locator('#judge-compare svg').waitFor();
    const rows = { 'judge-audit': 20, 'judge-context': 17, 'judge-four': 4, 'compare-figures': 7 };
    for (const [id, count] of Object.entries(rows)) {
      const save = page.locator(`#${id} .save`).first();
      await save.locator('summary').click();
      const [name, svg] = await saved(page, () => save.locator('[data-save=svg]').click());
      const [width, height] = ['width', 'height'].map((side) =>
        Number(new RegExp(` ${side}="(\\d+)"`).exec(svg)[1]),
      );
      const lines = [...svg.toString().matchAll(/<path d="M20 /g)].length;
      assert.equal(lines, count + 1, name);
      const outside = await page.evaluate(
        ([text, wide, high]) => {
          const place = document.body.appendChild(document.createElement('div'));
          place.innerHTML = text;
          const all = [...place.querySelectorAll('text')]
            .map((one) => /** @type {[DOMRect, string]} */ ([one.getBBox(), one.textContent]))
            .filter(
              ([{ x, y, width: w, height: h }]) => x < 0 || y < 0 || x + w > wide || y + h > high,
            )
            .map(([, said]) => said);
          place.remove();
          return all;
        },
        [svg.toString(), width, height],
      );
      assert.deepEqual(outside, [], name);
    }
    // Browsers hold back a page that saves much at once, so not every kind of each.
    const [, json] = await saved(page, () =>
      page.locator('#judge-audit .save [data-save=json]').click(),
    );
    assert.equal(JSON.parse(json).data.length, rows['judge-audit']);
    const [, csv] = await saved(page, () =>
      page.locator('#judge-four .save [data-save=csv]').click(),
    );
    assert.match(csv.toString(), /^of,name,.*\r\nreported,notional,/);
    const [, png] = await saved(page, () =>
      page.locator('#compare-figures .save [data-save=png]').click(),
    );
    assert.equal(png.readUInt32BE(16), 2 * 640);
  }));

test('located positions are saved with the push that reaches each', () =>
  withPage('#locate', {}, async (page) => {
    await page.locator('#portfolio > details').evaluate((details) => {
      details.open = true;
    });
    await page.locator('#portfolio-run').click();
    await page.locator('#portfolio-report > .save summary').click();
    const [name, csv] = await saved(page, () =>
      page.locator('#portfolio-report > .save [data-save=csv]').click(),
    );
    assert.equal(name, 'washout-portfolio.csv');
    const [head, ...rows] = csv.toString().trim().split('\r\n');
    assert.match(head, /^line,.*liquidation_price.*,first_push$/);
    assert.equal(rows.length, 3);
    assert.match(rows[0], /^2,.*,0\.\d+$/);
  }));

test(
  'axe finds nothing with everything open, two scenarios beside each other, and a number ' +
    'explained',
  async () => {
    for (const options of [{ size: PHONE }, { dark: true }]) {
      await withPage('', options, async (page) => {
        await live(page);
        await page.locator('#simulate .try [data-do=pin]').click();
        await page.locator('#compare-table').waitFor();
        await page.evaluate(() =>
          document.querySelectorAll('details').forEach((details) => {
            details.open = true;
          }),
        );
        await rested(page);
        assert.deepEqual(await violations(page), []);
        await page.locator('#simulate-figures button').first().click();
        await page.locator('dialog[open]').waitFor();
        assert.deepEqual(await violations(page), []);
      });
    }
  },
);

test('numbers follow the locale of the address, in answers and in fields; the text does not', () =>
  withPage('?v=1&locale=de-DE', {}, async (page) => {
    await live(page);
    assert.match(await answer(page), /Push Bitcoin ≈ 6,61\s?% down .* at ≈ 98\.900\s?\$/);
    assert.equal(await page.locator('#notes').innerText(), '');
    await page.locator('#in-shock').fill('6,5');
    await rested(page);
    assert.match(await answer(page), /Push Bitcoin 6,5\s?% down/);
    assert.equal(query(page), '?v=1&shock=6.5&locale=de-DE');
  }));

const field = (page, id) => page.locator(`#${id}`);
const shownIn = async (page, id) =>
  (await field(page, id).inputValue()).replace(/[\u00a0\u202f\u200e\u200f\u061c]/g, (char) =>
    /[\u00a0\u202f]/.test(char) ? ' ' : '',
  );
const problemOf = (page, id, said) =>
  page.waitForFunction(
    ([key, pattern]) => new RegExp(pattern).test(document.getElementById(key).textContent),
    [id, said.source],
  );

test('a field shows and reads numbers as the language writes them, and never guesses', () =>
  withPage('?v=1&locale=de#locate', {}, async (page) => {
    await live(page);
    await page.locator('#locate-answer').waitFor();
    assert.equal(await shownIn(page, 'in-shock'), '≈ 6,61 %');
    assert.equal(await shownIn(page, 'in-depth'), '700 Mio. $');
    assert.equal(
      await page
        .locator('#slide-depth')
        .getAttribute('aria-valuetext')
        .then((text) => text.replace(/\s/g, ' ')),
      '700 Mio. $',
    );
    await page.evaluate(() =>
      document
        .querySelectorAll('#controls details, #locate-inputs details, #locate details.group')
        .forEach((details) => {
          details.open = true;
        }),
    );
    assert.equal(await shownIn(page, 'in-price'), '106.538,3 $');
    // The point groups here: a thousand, and shown back as such.
    await field(page, 'in-price').fill('104.500');
    await rested(page);
    assert.equal(new URLSearchParams(query(page)).get('price'), '104500');
    await field(page, 'in-price').blur();
    await page.waitForFunction(() =>
      /^104\.500\s\$$/.test(document.querySelector('#in-price').value),
    );
    // No number here, and no guess: nothing while it may become one, a plain word when the hand has
    // left.
    const before = await answer(page);
    await field(page, 'in-shock').fill('6.5');
    await rested(page);
    assert.equal(await page.locator('#problem-shock').innerText(), '');
    await field(page, 'in-shock').blur();
    await problemOf(
      page,
      'problem-shock',
      /“6\.5” is no number as your language writes them\. If a decimal point is meant: 6,5\./,
    );
    assert.equal(await answer(page), before);
    await field(page, 'in-shock').fill('6,5 %');
    await rested(page);
    assert.equal(new URLSearchParams(query(page)).get('shock'), '6.5');
    assert.equal(await page.locator('#problem-shock').innerText(), '');
    await field(page, 'in-shock').fill('150');
    await problemOf(page, 'problem-shock', /Expected 0 to 99\./);
    await field(page, 'in-levels').fill('98.500; 97.250,5');
    await rested(page);
    assert.equal(new URLSearchParams(query(page)).get('levels'), '98500,97250.5');
    // A position, by the same rules.
    await field(page, 'pos-entry_price').fill('106.000,5');
    await field(page, 'pos-fee_rate').fill('0,04');
    await rested(page);
    assert.equal(new URLSearchParams(query(page)).get('entry_price'), '106000.5');
    assert.equal(new URLSearchParams(query(page)).get('fee_rate'), '0.04');
    await field(page, 'pos-fee_rate').blur();
    await page.waitForFunction(() =>
      /^0,04\s%$/.test(document.querySelector('#pos-fee_rate').value),
    );
    const located = await text(page, '#locate-answer');
    await field(page, 'pos-quantity').fill('1.5');
    await field(page, 'pos-quantity').blur();
    await problemOf(page, 'problem-pos-quantity', /If a decimal point is meant: 1,5\./);
    assert.equal(await text(page, '#locate-answer'), located);
    // A link is plain decimals in any language.
    const address = page.url().replace('locale=de', 'locale=en');
    await page.goto(address);
    await live(page);
    assert.equal(await shownIn(page, 'in-shock'), '6.5%');
    assert.equal(await shownIn(page, 'pos-entry_price'), '106,000.5');
  }));

test('digits and words of other scripts are read, and shown as the answers are', async () => {
  for (const [locale, typed, state, shown] of [
    ['ar-EG', '٧٠ مليار', '70000000000', '70 مليار US$'],
    ['fa', '۷۰٬۵۰۰٬۰۰۰٬۰۰۰', '70500000000', '$ 70.5 میلیارد'],
    ['ja', '700億', '70000000000', '$700億'],
    ['hi', '७० अ॰', '70000000000', '$70 अ॰'],
    ['fr', '70,5 Md $', '70500000000', '70,5 Md $'],
    ['en-IN', '7000 Cr', '70000000000', '$7KCr'],
  ]) {
    await withPage(`?v=1&locale=${locale}`, {}, async (page) => {
      await live(page);
      await page.evaluate(() =>
        document.querySelectorAll('#controls details').forEach((details) => {
          details.open = true;
        }),
      );
      await field(page, 'in-oi').fill(typed);
      await rested(page);
      assert.equal(new URLSearchParams(query(page)).get('oi'), state, locale);
      await field(page, 'in-oi').blur();
      await rested(page);
      assert.equal(await shownIn(page, 'in-oi'), shown, locale);
    });
  }
});

test('the panel that judges reads its fields in the same way', () =>
  withPage('?v=1&locale=de#judge', {}, async (page) => {
    await page.locator('#judge-compare svg').waitFor();
    assert.equal(await shownIn(page, 'judge-share-usdt'), '15 %');
    assert.equal(await shownIn(page, 'judge-four-coins'), '19.940.000');
    await field(page, 'judge-share-usdt').fill('12,5');
    await field(page, 'judge-four-leverage_high').fill('22,5');
    await page.evaluate(() =>
      ['judge-own', 'judge-assumed'].forEach((id) => {
        document.getElementById(id).open = true;
      }),
    );
    await field(page, 'judge-altOi').fill('1,5 Mrd');
    await field(page, 'judge-key_level-lower_usd').fill('99.500,5');
    await rested(page);
    const kept = new URLSearchParams(query(page));
    assert.match(kept.get('split'), /usdt:12\.5/);
    assert.deepEqual(
      [kept.get('four'), kept.get('alt'), kept.get('facts')],
      ['10,22.5,19940000', '1500000000,', 'key_level.lower_usd:99500.5'],
    );
    await field(page, 'judge-four-coins').fill('19.94');
    await field(page, 'judge-four-coins').blur();
    await problemOf(page, 'problem-judge-four-coins', /If a decimal point is meant: 19,94\./);
    await page.reload();
    await page.locator('#judge-compare svg').waitFor();
    assert.equal(await shownIn(page, 'judge-share-usdt'), '12,5 %');
    assert.equal(await shownIn(page, 'judge-altOi'), '1.500.000.000');
    assert.equal(await shownIn(page, 'judge-key_level-lower_usd'), '99.500,5');
  }));

test('nothing jumps while the page loads, wherever it is entered', async () => {
  for (const size of [
    { width: 1280, height: 900 },
    { width: 800, height: 900 },
    PHONE,
    { width: 280, height: 653 },
  ]) {
    for (const place of ['', '#simulate', '#locate', '#count', '#judge']) {
      await withPage(null, { size }, async (page, { url }) => {
        await page.addInitScript(() => {
          window.shift = 0;
          new PerformanceObserver((list) =>
            list.getEntries().forEach((entry) => {
              window.shift += entry.value;
            }),
          ).observe({ type: 'layout-shift', buffered: true });
        });
        await page.goto(url + place);
        await page.waitForFunction(() => /\d/.test(document.querySelector('#version').textContent));
        await rested(page);
        const shift = await page.evaluate(() => window.shift);
        assert.ok(shift < 0.01, `${size.width} ${place}: ${shift}`);
      });
    }
  }
});

test(
  'the whole page by keyboard alone: an event, a push, a group, a number, a comparison, a ' +
    'position',
  () =>
    withPage('', {}, async (page) => {
      await page.waitForFunction(() => !document.querySelector('#preset').disabled);
      const focused = () =>
        page.evaluate(() => {
          const { activeElement: at } = document;
          return (
            at.id ||
            at.dataset.do ||
            at.dataset.why ||
            at.dataset.compare ||
            at.textContent.trim().slice(0, 30)
          );
        });
      /**
       * Tabs until `name` has the focus; every stop on the way has to be in sight and to have a
       * name.
       */
      const reach = async (name) => {
        for (let i = 0; i < 160; i += 1) {
          if ((await focused()) === name) return;
          await page.keyboard.press('Tab');
          const bad = await page.evaluate(() => {
            const at = document.activeElement;
            const box = at.getBoundingClientRect();
            const label = at.ariaLabel || at.labels?.[0]?.textContent || at.textContent || at.title;
            return at === document.body
              ? ''
              : (box.width === 0 && 'no size') || (!label?.trim() && 'no name') || '';
          });
          assert.equal(bad, '', await focused());
        }
        assert.fail(`${name} is out of reach`);
      };
      await page.keyboard.press('Tab');
      assert.equal(await focused(), 'Skip to the content');
      await reach('preset');
      await reach('totals:total_liquidated_usd');
      await page.keyboard.press('Enter');
      await page.locator('dialog[open]').waitFor();
      await page.keyboard.press('Escape');
      await reach('direction-down');
      await reach('slide-shock');
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => location.search.includes('shock='));
      await page.keyboard.press('Control+z');
      await page.waitForFunction(() => location.search === '');
      await reach('Who is at risk');
      await page.keyboard.press('Enter');
      assert.ok(await page.locator('#in-oi').isVisible());
      await reach('in-oi');
      await page.keyboard.type('50bn');
      await page.waitForFunction(() => location.search.includes('oi=50000000000'));
      await reach('Key levels: what it takes to get there'.slice(0, 30));
      await page.keyboard.press('Enter');
      await reach('simulate:levels:0');
      await page.locator('#locate').scrollIntoViewIfNeeded();
      await page.locator('#pos-leverage').waitFor();
      await reach('pos-leverage');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('5');
      await page.waitForFunction(() => location.search.includes('leverage=5'));
      await picture(page, 'page-keyboard', { fullPage: false });
    }),
);
