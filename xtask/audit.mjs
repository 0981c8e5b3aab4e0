// `npm run audit`: what a visitor's browser would say about the built page. Lighthouse for a phone,
// axe light and dark, a phone on a slow line, sliders, a walk in Firefox and WebKit, and weights,
// in one table; ends with 1 when a gate is not met. Times are those of one phone, whatever the
// machine: its processor is measured first and slowed down to that phone's. On a busy machine they
// say little. Names of pages as arguments audit only those; `--only=weights,axe` runs some of the
// audits.

import './node.mjs';

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import { calibrated, PHONE_INDEX } from '../audits/processor.mjs';
import { kinds } from '../tests/browser/pages.mjs';
import { at, page } from './paths.mjs';
import { Stop, main, note, run } from './run.mjs';
import { serve } from './serve.mjs';

const AUDITS = ['weights', 'axe', 'phone', 'slider', 'browsers', 'lighthouse'];
/** As a static host serves files that never change under their name. */
const LASTING = { 'cache-control': 'public, max-age=31536000, immutable' };

await main(async () => {
  const names = process.argv.slice(2).filter((name) => !name.startsWith('-'));
  const only =
    process.argv
      .find((text) => text.startsWith('--only='))
      ?.slice(7)
      .split(',') ?? AUDITS;
  const unknown = only.find((name) => !AUDITS.includes(name));
  if (unknown) throw new Stop(`There is no audit "${unknown}"; there are: ${AUDITS.join(', ')}.`);
  const all = kinds().filter((name) => !names.length || names.includes(name));
  if (!all.length) throw new Stop('There is no page to audit: `npm run build` makes them.');
  if (only.includes('lighthouse')) await install();
  const server = await serve(page, { headers: LASTING });
  const { index, slower } = await calibrated();
  const phone = `index ${PHONE_INDEX}: ${slower}x slower`;
  const rows = [
    { page: 'this machine', what: `benchmark index ${Math.round(index)}`, value: phone },
  ];
  try {
    for (const audit of only) {
      note(`audit: ${audit}`);
      rows.push(...(await found(audit, { names: all, url: server.url, folder: page, slower })));
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  print(rows);
  if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
});

/**
 * The rows of one audit; one that breaks is a gate missed, and what the others have measured is
 * still said.
 */
async function found(audit, given) {
  try {
    const { measure } = await import(pathToFileURL(at('audits', `${audit}.mjs`)).href);
    return await measure(given);
  } catch (error) {
    return [
      {
        page: audit,
        what: 'the audit itself',
        value: 'broken',
        gate: 'whole',
        ok: false,
        why: [error.stack],
      },
    ];
  }
}

/** Lighthouse is large, so it comes on the first run. */
async function install() {
  if (existsSync(at('audits', 'node_modules', '.package-lock.json'))) return;
  note('audit: installing Lighthouse into audits/node_modules (about 190 MB, once)');
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: at('audits'),
  });
}

/** A row is {page, what, value, gate, ok, why}. */
function print(rows) {
  const cells = [
    ['page', 'what', 'measured', 'gate', ''],
    ...rows.map(({ page: name, what, value, gate = '', ok }) => [
      name,
      what,
      value,
      gate,
      ok === undefined ? '' : ok ? 'met' : 'MISSED',
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
  for (const { page: name, what, why = [] } of rows.filter(({ ok }) => ok === false))
    for (const reason of why) console.log(`  ${name}, ${what}: ${reason}`);
  const gates = rows.filter(({ ok }) => ok !== undefined);
  console.log(`\n${gates.filter(({ ok }) => ok).length} of ${gates.length} gates met`);
}
