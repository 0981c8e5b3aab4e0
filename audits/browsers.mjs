// The built page and the package in Firefox and in WebKit, Safari's engine, where they are
// installed: what a reader does there from the first picture to a saved one, and that the outcomes
// are the same to the last bit. `FIREFOX_PATH` names a Firefox that is not found by itself; for
// WebKit it takes WebKitGTK's driver and, where there is no display, Xvfb (Debian:
// webkit2gtk-driver, xvfb).

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';

import { at, lib, results } from '../xtask/paths.mjs';
import { serve } from '../xtask/serve.mjs';
import { Crc32 } from '../www/lib/crc32.js';
import { ENGINES } from './webdriver.mjs';
import { PACKAGE, PAGES, PHONES } from './walks.mjs';

const DESK = { width: 1280, height: 1000 };
const POLICY = {
  'content-security-policy':
    "default-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'",
};
/** What the pages of a site note before their own scripts run: everything that goes wrong. */
const WATCH = `self.seen = [];
addEventListener('error', ({ message, filename, target }) =>
  seen.push(message ? message + ' ' + filename : 'not loaded: ' + (target.src ?? target.href)),
  true);
addEventListener('unhandledrejection', ({ reason }) => seen.push('rejected: ' + reason));
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  seen.push('refused: ' + violatedDirective + ' ' + blockedURI));
for (const level of ['error', 'warn'])
  console[level] = (...said) => seen.push(level + ': ' + said.join(' '));
`;

/** Rows of {page, what, value, gate, ok, why}. */
export async function measure({ names, folder }) {
  const home = mkdtempSync(join(tmpdir(), 'washout-browsers-'));
  const rows = [];
  try {
    const sites = [
      [watched(folder, join(home, 'page')), {}, PAGES(names)],
      [watched(packed(home), join(home, 'package')), POLICY, PACKAGE],
      [join(home, 'page'), {}, PHONES(names), { dark: true }],
    ];
    for (const engine of ENGINES) rows.push(...(await visits(engine, sites, files(home))));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return rows;
}

/**
 * All walks in one browser, each site with a window of its own; one row where it is not installed.
 */
async function visits({ name, start }, sites, given) {
  const rows = [];
  for (const [folder, headers, walk, options] of sites) {
    const browser = await start(options);
    if (!browser) return [{ page: name, what: `skipped: ${name} is not installed`, value: '' }];
    const server = await serve(folder, { headers });
    const asked = [];
    server.on('request', ({ url }) => asked.push(url));
    try {
      await browser.size(DESK);
      for (const [what, step] of Object.entries(walk))
        rows.push({
          page: `${name} ${browser.version}`,
          what,
          ...(await tried(browser, name, what, () =>
            step(browser, { url: server.url, asked, ...given }),
          )),
        });
    } finally {
      await browser.stop();
      server.closeAllConnections();
      server.close();
    }
  }
  return rows;
}

/** One step: whether it went as it should, and what the pages have noted meanwhile. */
async function tried(browser, name, what, step) {
  const why = [];
  try {
    await step();
  } catch (error) {
    why.push(error.message.split('\n').filter(Boolean).join(' ').slice(0, 300));
    mkdirSync(results, { recursive: true });
    writeFileSync(
      join(results, `${name}-${what.replace(/\W+/g, '-')}.png`),
      await browser.picture(),
    );
  }
  why.push(...(await browser.run(() => self.seen.splice(0)).catch((error) => [error.message])));
  return { value: why.length ? 'no' : 'yes', gate: 'yes', ok: why.length === 0, why };
}

/**
 * A copy of a folder whose pages note what goes wrong, and one more page that shows another in a
 * narrow frame.
 */
function watched(from, to) {
  cpSync(from, to, { recursive: true });
  writeFileSync(join(to, 'watch.js'), WATCH);
  writeFileSync(
    join(to, 'narrow.html'),
    '<!doctype html><meta charset="utf-8"><title>narrow</title><link rel="icon" ' +
      'href="data:,"><script src="narrow.js" defer></script>',
  );
  writeFileSync(
    join(to, 'narrow.js'),
    'const [width, src] = ' +
      'location.search.slice(1).split("&");\n' +
      'document.body.append(Object.assign(document.createElement("iframe"), ' +
      '{ width, height: 800, src }));\n',
  );
  for (const name of readdirSync(to).filter((one) => one.endsWith('.html'))) {
    const text = readFileSync(join(to, name), 'utf8');
    writeFileSync(
      join(to, name),
      text.replace('<meta charset="utf-8">', '$&<script src="watch.js"></script>'),
    );
  }
  return to;
}

/**
 * The package as a consumer would lay it beside two pages: one with modules, one with the plain
 * script.
 */
function packed(home) {
  const folder = join(home, 'consumer');
  const head =
    '<!doctype html><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">';
  mkdirSync(folder);
  symlinkSync(lib, join(folder, 'lib'), 'junction');
  writeFileSync(
    join(folder, 'index.html'),
    `${head}<washout-figure view="map" controls></washout-figure><washout-figure ` +
      'view="ledger" theme="dark" locale="de"></washout-figure><script type="module" ' +
      'src="main.js"></script>',
  );
  writeFileSync(join(folder, 'plain.html'), `${head}<script src="lib/washout.script.js"></script>`);
  writeFileSync(
    join(folder, 'main.js'),
    `
    import * as whole from './lib/index.js';
    import * as inline from './lib/inline.js';
    import * as simulate from './lib/simulate.js';
    import * as locate from './lib/locate.js';
    import * as count from './lib/count.js';
    import * as judge from './lib/judge.js';
    import * as context from './lib/context.js';
    import { connect } from './lib/client.js';
    import './lib/element/index.js';
    const parts = { whole, inline, simulate, locate, count, judge, context };
    Promise.all(Object.values(parts).map((part) => part.init())).then(() =>
      Object.assign(window, parts, { connect, ready: true }));`,
  );
  return folder;
}

/** What is dropped on the page: the sample, plain, gzip and zip. */
function files(home) {
  const sample = readFileSync(at('www', 'data', 'sample.csv'));
  /** @type {Record<string, [name: string, bytes: Buffer]>} */
  const made = {
    plain: ['sample.csv', sample],
    gzip: ['sample.csv.gz', gzipSync(sample)],
    zip: ['sample.zip', zipped('sample.csv', sample)],
  };
  return {
    files: Object.fromEntries(
      Object.entries(made).map(([kind, [name, bytes]]) => {
        const path = join(home, name);
        writeFileSync(path, bytes);
        return [kind, path];
      }),
    ),
  };
}

/** A zip file with one entry, from the format's description. */
function zipped(name, bytes) {
  const crc = new Crc32();
  crc.add(bytes);
  const packed = deflateRawSync(bytes);
  const [head, end] = [Buffer.alloc(30), Buffer.alloc(22)];
  for (const [value, place] of [
    [0x04034b50, 0],
    [crc.value, 14],
    [packed.length, 18],
    [bytes.length, 22],
  ])
    head.writeUInt32LE(value, place);
  for (const [value, place] of [
    [20, 4],
    [8, 8],
    [name.length, 26],
  ])
    head.writeUInt16LE(value, place);
  end.writeUInt32LE(0x06054b50);
  return Buffer.concat([head, Buffer.from(name), packed, end]);
}
