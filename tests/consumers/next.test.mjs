// Next.js: a server component, a route and a client component, built by both of its bundlers, and
// what its tracer takes along for a server without packages.

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';

import { chromium as driver } from 'playwright-core';

import { FLAGS, chromium } from '../../xtask/chromium.mjs';
import { HOME, MODULES, consumer, expected, node, project, server } from './project.mjs';

const NEXT = join(MODULES, 'next', 'dist', 'bin', 'next');
const USE = `import * as washout from 'washout';
import { count } from 'washout/count';
import { digest } from '../probe.js';
`;
const CONFIG = { output: 'standalone', turbopack: { root: HOME }, outputFileTracingRoot: HOME };
const FILES = {
  'next.config.mjs': `export default ${JSON.stringify(CONFIG)};\n`,
  'app/layout.js': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  'app/page.js': `${USE}import Client from './client.js';

export const dynamic = 'force-dynamic';

export default function Page() {
  const said = [digest(washout), digest({ ...washout, count })].join(' ');
  return <main><p id="server">{said}</p><Client /></main>;
}
`,
  'app/client.js': `'use client';
import { useEffect, useState } from 'react';
import { connect } from 'washout/client';
${USE}import { farDigest } from '../probe.js';

async function both() {
  await washout.init();
  const engine = connect();
  const far = await farDigest(engine);
  engine.close();
  return [digest(washout), far].join(' ');
}

export default function Client() {
  const [said, say] = useState('');
  useEffect(() => void both().then(say, (error) => say(String(error))), []);
  return <p id="client">{said}</p>;
}
`,
  'app/route/route.js': `import * as washout from 'washout';
import { digest } from '../../probe.js';

export const dynamic = 'force-dynamic';
export const GET = () => new Response(digest(washout));
`,
};

let browser;
after(() => browser?.close());

for (const bundler of ['turbopack', 'webpack']) {
  consumer(
    `Next.js with ${bundler}: server component, route and client component`,
    ['next', 'react-dom'],
    async () => {
      const folder = project(`next-${bundler}`, FILES);
      await node([NEXT, 'build', `--${bundler}`], { cwd: folder });
      // The folder that a server gets: what the tracer found, and nothing else.
      const alone = join(folder, '.next', 'standalone', 'projects', `next-${bundler}`);
      cpSync(join(folder, '.next', 'static'), join(alone, '.next', 'static'), { recursive: true });
      const site = await server(() => ['server.js'], { cwd: alone, ready: /Ready/ });
      try {
        await looksRight(site.url);
      } finally {
        await site.close();
      }
    },
  );
}

async function looksRight(url) {
  const digest = await expected();
  assert.equal(await (await fetch(new URL('route', url))).text(), digest);
  browser ??= await driver.launch({ executablePath: await chromium(), args: FLAGS });
  const page = await browser.newPage();
  await page.goto(url);
  assert.equal(await page.textContent('#server'), `${digest} ${digest}`);
  await page.waitForFunction(() => document.querySelector('#client').textContent !== '');
  assert.equal(await page.textContent('#client'), `${digest} ${digest}`);
  await page.close();
}
