// Every slider, dragged with the mouse on a processor of a phone: how long
// scripts run before each repaint while it is held, how long the whole repaint takes, and the
// longest run once it is let go. The first push is dragged with each part of the cascade in sight,
// on a fresh page each time, as a reader meets it.

import { scriptPerFrame } from '../tests/browser/frames.mjs';
import { close, DESK, live, PHONE, withPage } from '../tests/browser/harness.mjs';

const STEPS = 60;
const MOST_MS = 16;
const PLACES = ['map-chart', 'levels', 'ledger', 'curve-chart', 'heat-chart', 'time-chart'];
/** What loads late and has sliders of its own. */
const LATE = { '#judge': '#judge-shares' };
/** Until the hand has rested and everything has followed. */
const REST_MS = 600;

/** Rows of {page, what, value, gate, ok}. */
export async function measure({ names, slower }) {
  const rows = [];
  const row = (page, what, { p95, max, repaint, after }) =>
    rows.push({
      page,
      what: `drag on a phone: ${what}`,
      value:
        `${p95.toFixed(1)} ms, at most ${max.toFixed(1)}; repaint ${repaint.toFixed(1)}; ` +
        `once let go ${after.toFixed(1)}`,
      gate: `p95 of script <= ${MOST_MS} ms`,
      ok: p95 <= MOST_MS,
    });
  for (const name of names) {
    if (name === 'index.html') await calculator(slower, (...found) => row(name, ...found));
    if (name.startsWith('embed-')) await frame(name, slower, (...found) => row(name, ...found));
  }
  await close();
  return rows;
}

async function calculator(slower, row) {
  for (const place of PLACES)
    await opened(slower, DESK, async (page) =>
      row(`first push beside #${place}`, await inSight(page, place)),
    );
  await opened(slower, PHONE, async (page) =>
    row('first push on a phone', await drag(page, '#slide-shock')),
  );
  await opened(slower, DESK, async (page) => {
    await late(page);
    const all = await page.$$eval('input[type=range]', (sliders) =>
      sliders.filter((slider) => slider.checkVisibility() && !slider.disabled).map(({ id }) => id),
    );
    for (const id of all) row(`#${id}`, await drag(page, `#${id}`));
  });
}

/** A frame has sliders where its view has them. */
const frame = (name, slower, row) =>
  withPage(`${name}?controls`, { cpu: slower }, async (page) => {
    await page.waitForFunction(() => document.querySelector('washout-figure')?.summary);
    // Those for shares wait until the reader has said where the rest goes.
    const sliders = page.locator('input[type=range]:visible');
    const count = await sliders.count();
    for (let i = 0; i < count; i += 1) row(`slider ${i + 1}`, await drag(page, sliders.nth(i)));
  });

/** The calculator with everything unfolded. */
const opened = (slower, size, use) =>
  withPage('', { cpu: slower, size }, async (page) => {
    await live(page);
    await page.evaluate(() =>
      document.querySelectorAll('#simulate details:not(.save)').forEach((details) => {
        details.open = true;
      }),
    );
    await page.waitForTimeout(2 * REST_MS);
    await use(page);
  });

async function late(page) {
  for (const [section, ready] of Object.entries(LATE)) {
    await page.locator(section).scrollIntoViewIfNeeded();
    await page.locator(ready).waitFor();
  }
  await page.waitForTimeout(REST_MS);
}

/** The form stays in sight on a desk, whatever stands beside it. */
async function inSight(page, place) {
  await page.locator('#slide-shock').scrollIntoViewIfNeeded();
  await page
    .locator(`#${place}`)
    .evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  return drag(page, '#slide-shock');
}

/** From a tenth of the way to the middle, a step a frame. */
async function drag(page, slider) {
  const element = typeof slider === 'string' ? page.locator(slider) : slider;
  await element.scrollIntoViewIfNeeded();
  await page.waitForTimeout(REST_MS);
  const { x, y, width, height } = await element.boundingBox();
  const to = (part) => page.mouse.move(x + width * part, y + height / 2);
  const held = await scriptPerFrame(page, async () => {
    await to(0.1);
    await page.mouse.down();
    for (let i = 0; i < STEPS; i += 1) await to(0.1 + (0.4 * i) / STEPS);
  });
  // Tables, explanations and what is out of sight follow then: no hand waits for them.
  const { max: after } = await scriptPerFrame(page, async () => {
    await page.mouse.up();
    await page.waitForTimeout(REST_MS);
  });
  return { ...held, after };
}
