// Test runners, whose simulated documents lack much of what Node and browsers have.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { MODULES, consumer, expected, node, project } from './project.mjs';

const digest = await expected();
/** What is asked in a test of `what`'s kind: `load` gets an entry. */
const body = (load) => `
test('whole', async () => {
  const { digest } = ${load('./probe.js')};
  const washout = ${load('washout')};
  await washout.init();
  expect(digest(washout)).toBe('${digest}');
  expect(digest({ ...washout, count: (${load('washout/count')}).count })).toBe('${digest}');
  const row = '2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1';
  const streamed = await washout.countStream(new Blob(['time,symbol,side,qty,price\\n', row]));
  expect(streamed.total_usd).toBe('7000.007');
  expect(() => washout.count('')).toThrow(washout.WashoutError);
});
test('inside, events and a worker', async () => {
  const { digest, farDigest } = ${load('./probe.js')};
  const inline = ${load('washout/inline')};
  await inline.init();
  expect(digest(inline)).toBe('${digest}');
  const { preset, presets } = ${load('washout/presets')};
  expect((await preset('2025-11-04')).id).toBe('2025-11-04');
  expect(presets().length).toBeGreaterThan(10);
  await expect(preset('none')).rejects.toThrow(inline.WashoutError);
  const engine = (${load('washout/client')}).connect();
  expect(await farDigest(engine)).toBe('${digest}');
  engine.close();
});
`;
const JEST = { transform: { 'probe\\.js$': './common.cjs' }, cacheDirectory: './cache' };
const COMMON = `const { transformSync } = require('esbuild');
module.exports = { process: (text) => transformSync(text, { format: 'cjs' }) };
`;
const VITEST = `import { expect, test } from 'vitest';
${body((name) => `(await import('${name}'))`)}`;
const ELEMENT = `
test('a figure without observers stays still', async () => {
  await import('washout/element');
  const figure = document.createElement('washout-figure');
  figure.textContent = 'still';
  document.body.append(figure);
  figure.setAttribute('shock', '7');
  await new Promise((done) => { setTimeout(done, 50); });
  expect([figure.textContent, figure.outcome, figure.isConnected]).toEqual(['still', null, true]);
  figure.remove();
});
`;
/** A runner ends well without having run anything. */
const passed = (said, count) => assert.match(said, new RegExp(`Tests:? +${count} passed`), said);

for (const environment of ['node', 'jsdom']) {
  consumer(`jest, ${environment}`, ['jest', 'jest-environment-jsdom'], async () => {
    const folder = project(`jest-${environment}`, {
      'package.json': '{ "name": "consumer", "private": true }',
      'a.test.js': `/** @jest-environment ${environment} */${body((name) => `require('${name}')`)}`,
      // Jest reads modules only where something compiles them; the probe is one.
      'jest.config.cjs': `module.exports = ${JSON.stringify(JEST)};\n`,
      'common.cjs': COMMON,
    });
    passed(
      await node([join(MODULES, 'jest', 'bin', 'jest.js'), '--runInBand'], {
        cwd: folder,
        both: true,
      }),
      2,
    );
  });
}

for (const environment of ['node', 'jsdom', 'happy-dom']) {
  consumer(`vitest, ${environment}`, ['vitest', 'jsdom', 'happy-dom'], async () => {
    const hasDocument = environment !== 'node';
    const config = { cacheDir: './cache', test: { environment, watch: false } };
    const folder = project(`vitest-${environment}`, {
      'a.test.js': VITEST + (hasDocument ? ELEMENT : ''),
      'vitest.config.js': `export default ${JSON.stringify(config)};\n`,
    });
    passed(
      await node([join(MODULES, 'vitest', 'vitest.mjs'), 'run'], { cwd: folder, both: true }),
      hasDocument ? 3 : 2,
    );
  });
}
