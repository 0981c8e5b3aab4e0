// The whole page with an input changed, looked through for the value that the event had: every
// text, every name and alternative text, and what can be saved. Places that show what was reported
// of the event are left out: they say so. What the scripts say of a state is in
// tests/js/subject.test.mjs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';

import { close, live, withPage, rested } from './harness.mjs';

after(close);

/** What was reported, and the article that is judged by it. */
const OF_THE_EVENT = '#totals, #judge-history, #judge-audit, #judge-context, #judge-four';
/** By event: what a reader sets, and how the event's own value may be written. */
const CHANGES = {
  '2025-11-04': {
    'oi=38000000000': ['71.0B', '71B', '71000000000', '71,000,000,000'],
    'depth=900000000': ['700M', '700000000', '700,000,000'],
    'price=108000': ['106,538', '106538'],
  },
  '2026-02-05': { 'price=74000': ['73,013.6', '73013.6'], 'oi=38000000000&depth=900000000': [] },
};
/** What follows the state of the page and is made when a reader comes near. */
const SECTIONS = ['simulate', 'locate', 'count', 'judge', 'embed', 'method'];

async function everything(page) {
  await live(page);
  for (const id of SECTIONS) {
    await page.evaluate(
      (id) => document.getElementById(id).scrollIntoView({ behavior: 'instant' }),
      id,
    );
    await rested(page);
  }
  await page.waitForFunction(
    () =>
      document.querySelector('#judge-ledger')?.textContent &&
      document.querySelector('#portfolio-run') &&
      document.querySelector('#code-frame')?.value,
  );
  await page.evaluate(() =>
    document.querySelectorAll('details').forEach((details) => {
      details.open = true;
    }),
  );
  await page.locator('#portfolio-run').click();
  await rested(page);
}

/** Every text and every attribute that a person may read or hear, and what stands in the fields. */
const readAll = (page, left) =>
  page.evaluate((left) => {
    document.querySelectorAll(left).forEach((place) => place.remove());
    document.querySelectorAll('script, style, option, nav').forEach((place) => place.remove());
    const all = [document.title, document.body.textContent];
    for (const element of document.querySelectorAll('*')) {
      for (const name of [
        'aria-label',
        'alt',
        'title',
        'placeholder',
        'download',
        'aria-valuetext',
        'href',
      ])
        all.push(element.getAttribute(name) ?? '');
      if ('value' in element && typeof element.value === 'string') all.push(element.value);
      if (element.shadowRoot) all.push(element.shadowRoot.textContent);
    }
    return all.join('\n').replaceAll('\u202f', ' ');
  }, left);

async function saved(page) {
  const texts = [];
  // The heat map goes through every round value of an input, whatever the scenario's is.
  for (const button of await page.locator('#simulate [data-save=json]:not(#heat-group *)').all()) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button.evaluate((one) => one.click()),
    ]);
    texts.push(`${download.suggestedFilename()}\n${readFileSync(await download.path(), 'utf8')}`);
  }
  return texts.join('\n');
}

const near = (text, form) =>
  text.slice(Math.max(0, text.indexOf(form) - 200), text.indexOf(form) + 80);

for (const [preset, changes] of Object.entries(CHANGES)) {
  for (const [query, gone] of Object.entries(changes)) {
    test(`${preset} with ${query}: nothing holds what the event had`, () =>
      withPage(`?v=1&preset=${preset}&${query}`, {}, async (page) => {
        await everything(page);
        const files = await saved(page);
        assert.ok(files.length > 1000);
        const text = await readAll(page, OF_THE_EVENT);
        // Digits before or behind would make another number of it.
        for (const form of gone) {
          const found = new RegExp(`(?<![\\d.,])${form.replaceAll('.', '\\.')}(?!\\d)`);
          assert.ok(!found.test(text), `${form}: …${near(text, form)}…`);
          assert.ok(!found.test(files), `saved, ${form}: …${near(files, form)}…`);
        }
        for (const value of new URLSearchParams(query).values())
          assert.ok(files.includes(`"${value}"`), value);
        assert.match(text, /set by you/);
        assert.doesNotMatch(text, new RegExp(`washout-\\w+-${preset}\\.svg`));
      }));
  }
}
