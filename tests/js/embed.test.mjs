// What stands around an embedded figure: its inputs, a frame's address and messages, the host's
// helper, the finished figures in pages, and the codes of the builder.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { runInNewContext } from 'node:vm';

import * as washout from 'washout';

import { messages } from '../../www/embed/height.js';
import { names, pageQuery, read } from '../../www/embed/query.js';
import { dataOf, view, VIEWS } from '../../www/lib/views/index.js';
import { about } from '../../www/lib/views/list.js';
import { OVERRIDES, scenarioOf } from '../../www/lib/element/overrides.js';
import { KEYS } from '../../www/page/shell/address.js';
import { inner, picture } from '../../www/page/ui/picture.js';
import { frameAddress, pageAddress, snippets } from '../../www/page/publish/snippets.js';
import { prerender } from '../../xtask/prerender.mjs';
import { at, lib } from '../../xtask/paths.mjs';

const PRESET = '2025-11-04';

test("an input has the page's name for it, and lands where the engine reads it", () => {
  for (const key of OVERRIDES) assert.ok(KEYS.includes(key), key);
  const legal = {
    shock: '5',
    direction: 'down',
    price: '100000',
    oi: '50000000000',
    mix: 'aggressive',
    factor: '2',
    share: '3',
    spread: '4',
    depth: '300000000',
    survival: '50',
    flow: '1.5',
    coordinate: 'log',
    levels: '90000, 95000',
    recovery: '40',
  };
  assert.deepEqual(Object.keys(legal).sort(), [...OVERRIDES].sort());
  const base = washout.scenario(scenarioOf({ preset: PRESET }));
  for (const [key, value] of Object.entries(legal)) {
    const made = washout.scenario(scenarioOf({ preset: PRESET, [key]: value }));
    // The direction is the one that the event has anyway.
    assert[key === 'direction' ? 'deepEqual' : 'notDeepEqual'](made, base, key);
  }
  assert.deepEqual(scenarioOf({ preset: PRESET, shock: '7.2', depth: '5e8', levels: '1;2 3' }), {
    washout: 1,
    preset: PRESET,
    shock: '0.072',
    impact: { usd_per_percent: '5e8' },
    levels: ['1', '2', '3'],
  });
});

test('a scenario of its own is read, changed and left as it was', () => {
  const own = JSON.stringify({
    washout: 1,
    preset: PRESET,
    book: { share: { factor: '2' } },
    shock: '0.01',
  });
  assert.deepEqual(scenarioOf({ scenario: own, share: '3', shock: '5' }), {
    washout: 1,
    preset: PRESET,
    book: { share: '0.03' },
    shock: '0.05',
  });
  assert.deepEqual(scenarioOf({ scenario: own, factor: '3' }).book, { share: { factor: '3' } });
  for (const bad of ['', '{', 'null', '"x"', '5', ' '.repeat(200_001)])
    assert.throws(
      () => scenarioOf({ scenario: bad }),
      /^Error: scenario: expected a JSON object of at most 200000 characters, found/,
    );
  assert.throws(
    () => scenarioOf({ preset: PRESET, shock: '<b>' }),
    /shock: expected a number such as 7.2, found “<b>”/,
  );
});

test('the address of a frame gives attributes or problems', () => {
  assert.deepEqual(
    read('?v=1&view=path&shock=5&controls&theme=dark&childId=x&utm_source=y').attributes,
    { view: 'path', controls: '', shock: '5' },
  );
  assert.deepEqual(read('').attributes, {});
  assert.deepEqual(read('?shok=5').problems, [
    '“shok” is no option of this figure; it was ignored.',
  ]);
  assert.equal(read('?v=9').attributes, null);
  assert.equal(read(`?scenario=${'x'.repeat(9000)}`).attributes, null);
  assert.equal(
    pageQuery({ view: 'map', preset: PRESET, shock: '5', levels: '1,2' }),
    '?v=1&preset=2025-11-04&shock=5&levels=1%2C2',
  );
  assert.equal(pageQuery({ scenario: '{}', shock: '5' }), null);
  assert.equal(
    pageQuery({ scenario: '{}' }, '?v=1&scenario={}&page=v%3D1%26impact%3Dpower'),
    '?v=1&impact=power',
  );
  assert.deepEqual(read('?v=1&view=flows&split=usdt:30&rest=fiat').attributes, {
    view: 'flows',
    split: 'usdt:30',
    rest: 'fiat',
  });
  for (const key of about('flows').given) assert.ok(KEYS.includes(key), key);
  assert.deepEqual(read('?view=heat&against=oi').attributes, { view: 'heat', against: 'oi' });
  assert.equal(pageQuery({ view: 'heat', against: 'oi', shock: '5' }), '?v=1&shock=5');
});

test("a frame's names cannot break a host's selector", () => {
  assert.deepEqual(names('?id=fig-1&childId=pym_2', 'embed.html'), { id: 'fig-1', pym: 'pym_2' });
  const { id, pym } = names('?id="]<x&childId=axPYMx\'', 'embed.html');
  assert.match(id, /^embed\.html-[0-9a-z]{1,7}$/);
  assert.equal(pym, null);
  assert.equal(names('', 'embed-map-2025-11-04.html').id, 'embed-map-2025-11-04.html');
  assert.deepEqual(messages(320, { id: 'a', pym: null }, true), [
    { washout: 1, type: 'height', height: 320, id: 'a', first: true },
    { 'datawrapper-height': { a: 320 } },
    { sentinel: 'amp', type: 'embed-size', height: 320 },
  ]);
  assert.equal(messages(320, { id: 'a', pym: 'b' }, false)[3], 'pymxPYMxbxPYMxheightxPYMx320');
});

test("the helper takes a height from a frame's own window only, and only a sane one", () => {
  const sent = [];
  // Two pixels of border inside the height.
  const frame = () => ({
    get clientHeight() {
      return parseInt(this.style.height, 10) - 2;
    },
    style: {},
    dataset: {},
    contentWindow: { postMessage: (message) => sent.push(message) },
  });
  const [mine, other] = [frame(), frame()];
  mine.dataset.theme = 'dark';
  let listener;
  const window = {};
  const run = () =>
    runInNewContext(readFileSync(`${lib}/washout-host.js`, 'utf8'), {
      window,
      document: { querySelectorAll: () => [mine, other] },
      addEventListener: (_, to) => {
        listener = to;
      },
      MutationObserver: class {
        observe() {}
      },
    });
  run();
  assert.equal(sent.length, 2);
  assert.deepEqual({ ...sent[0] }, { washout: 1, type: 'host', theme: 'dark' });
  const say = (data, source = mine.contentWindow) => listener({ data, source });
  const height = (value) => ({ washout: 1, type: 'height', height: value });
  say(height(410.2));
  assert.deepEqual([mine.style.height, other.style.height], ['413px', undefined]);
  for (const bad of [0, -5, 1e9, NaN, 'x', '1px;color:red', null]) say(height(bad));
  for (const bad of [
    null,
    5,
    'x',
    {},
    { type: 'height', height: 9 },
    { washout: 2, type: 'height', height: 9 },
  ])
    say(bad);
  say(height(500), frame().contentWindow);
  assert.equal(mine.style.height, '413px');
  run();
  assert.equal(sent.length, 2, 'a second copy does nothing');
});

test('figures are put into a page; a wrong placeholder stops the build', async () => {
  const html = await prerender(
    `<main><!-- figure view=map preset=${PRESET} shock=5 controls --></main>`,
    'x.html',
  );
  assert.match(html, /^<main><figure class="w-figure"><p class="w-answer">Push Bitcoin 5% down/);
  assert.match(
    html,
    /<svg class="w-narrow"[^>]* width="340".*<svg class="w-wide"[^>]* width="640"/s,
  );
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.match(html, /<table>.*Washout [\d.]+, result 2-\w{16}/s);
  assert.equal(await prerender('<!-- figures of speech -->', 'x'), '<!-- figures of speech -->');
  for (const [bad, message] of Object.entries({
    'view=x preset=a': /there is no view x/,
    [`view=map preset=${PRESET} shock=a`]: /shock: expected a number/,
    'view=map preset=no': /expected one of/,
    [`view=map preset=${PRESET} depth=zero`]: /usd_per_percent/,
    '=': /expected key=value/,
  })) {
    await assert.rejects(
      prerender(`<!-- figure ${bad} -->`, 'x.html'),
      (/** @type {any} */ error) =>
        error.message.startsWith('x.html: <!-- figure') && message.test(error.message),
    );
  }
});

test('each preset and view has a finished frame and an oEmbed answer that names it', () => {
  for (const { id } of washout.presets()) {
    for (const view of [
      'totals',
      'map',
      'path',
      'curve',
      'levels',
      'ledger',
      'flows',
      ...(id === PRESET ? ['claims', 'compare'] : []),
    ]) {
      const html = readFileSync(at('dist', 'page', `embed-${view}-${id}.html`), 'utf8');
      assert.ok(!/%\w+%|<!-- figure/.test(html), view);
      assert.match(html, new RegExp(`<html lang="en" data-view="${view}" data-preset="${id}">`));
      assert.match(html, /<script data-load="frame\.js chunk-[^"]*" data-alone="alone">/);
      const answer = JSON.parse(
        readFileSync(at('dist', 'page', 'oembed', `${view}-${id}.json`), 'utf8'),
      );
      assert.deepEqual([answer.version, answer.type], ['1.0', 'rich']);
      assert.match(
        html,
        new RegExp(
          '<link rel="alternate" type="application/json\\+oembed" ' +
            `href="\\./oembed/${view}-${id}\\.json"`,
        ),
      );
      assert.ok(
        answer.html.includes(`embed-${view}-${id}.html`) && answer.width > 0 && answer.height > 0,
      );
    }
  }
});

test('frames of different scenarios in one page have different names', () => {
  const queries = Array.from(
    { length: 2000 },
    (_, i) => `?v=1&view=map&preset=${PRESET}&shock=${i / 100}`,
  );
  const all = queries.map((query) => names(query, 'embed.html').id);
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.every((id) => /^[\w.-]{1,80}$/.test(id)));
  assert.equal(names(queries[7], 'embed.html').id, all[7]);
});

test('codes to copy hold whatever was chosen, and nothing escapes from them', () => {
  const base = 'https://example.org/w/';
  const figure = {
    view: 'map',
    preset: PRESET,
    theme: 'dark',
    locale: 'de',
    controls: true,
    inputs: { shock: '5' },
  };
  const facts = {
    title: 'A "title"',
    summary: '<b>What</b> it says',
    height: 500,
    picture: { name: 'washout-map', width: 640, height: 400 },
    words: { link: 'Open', long: 'too long' },
  };
  const changed =
    `${base}embed.html?v=1&view=map&preset=${PRESET}` + '&theme=dark&locale=de&controls=&shock=5';
  assert.equal(frameAddress(base, figure), changed);
  // An event as it was has a finished page, however it is looked at.
  const looked = { ...figure, inputs: {} };
  assert.equal(
    frameAddress(base, looked),
    `${base}embed-map-${PRESET}.html?v=1&theme=dark&locale=de&controls=`,
  );
  assert.equal(
    frameAddress(base, { view: 'map', preset: PRESET, theme: 'auto', locale: 'en' }),
    `${base}embed-map-${PRESET}.html`,
  );
  assert.equal(pageAddress(base, figure), `${base}?v=1&preset=${PRESET}&shock=5`);
  const codes = snippets(base, figure, facts);
  assert.match(
    codes.element,
    /^<washout-figure view="map" preset="[-\d]+" theme="dark" locale="de" controls shock="5">\n/,
  );
  for (const code of [codes.element, codes.frame, codes.alone, codes.image])
    assert.ok(!code.includes('<b>') && !code.includes('"title"'), code);
  const scenario = JSON.stringify({ washout: 1, title: '"><script>' });
  const own = snippets(base, { ...figure, scenario, address: '?v=1&impact=power' }, facts);
  assert.match(own.element, /<a href="https:\/\/example\.org\/w\/\?v=1&amp;impact=power">/);
  assert.ok(!own.element.includes('"><script>') && !own.element.includes('shock='));
  assert.deepEqual(
    JSON.parse(
      new URL(/src="([^"]+)"/.exec(own.frame)[1].replaceAll('&amp;', '&')).searchParams.get(
        'scenario',
      ),
    ),
    JSON.parse(scenario),
  );
  // The frame knows the way back.
  assert.equal(
    new URL(/src="([^"]+)"/.exec(own.frame)[1].replaceAll('&amp;', '&')).searchParams.get('page'),
    'v=1&impact=power',
  );
  assert.equal(JSON.parse(codes.oembed).html, codes.alone);
  const long = snippets(
    base,
    { ...figure, scenario: JSON.stringify({ title: 'x'.repeat(9000) }) },
    facts,
  );
  assert.deepEqual([long.frame, long.alone], ['<!-- too long -->', '<!-- too long -->']);
  assert.ok(long.element.includes('x'.repeat(9000)));
});

test('a figure as one picture keeps every word and needs nothing around it', async () => {
  for (const name of VIEWS) {
    const made = view(
      name,
      await dataOf(name, washout, { washout: 1, preset: PRESET, market: { asset: '<b>&' } }),
      { width: inner, id: 'p' },
    );
    const { svg, width, height } = picture(made);
    assert.ok(
      svg.startsWith(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"`),
      name,
    );
    assert.ok(!/var\(|NaN|undefined|<b>|class=/.test(svg), name);
    const words = svg.replace(/<[^>]+>/g, ' ');
    const wanted = [made.answer, made.caption, ...(made.svg ? [] : made.table.rows.flat())]
      .join(' ')
      .split(' ')
      .filter((word) => /^[\w.,]+$/.test(word));
    for (const word of wanted) assert.ok(words.includes(word), `${name}: ${word}`);
  }
});
