// The element's types as a consumer meets them, its manifest beside its code, and its module where
// there is no document.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { INPUTS } from '../../www/lib/inputs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
let home;

before(() => {
  home = mkdtempSync(join(tmpdir(), 'washout-element-'));
  mkdirSync(join(home, 'node_modules'));
  symlinkSync(root, join(home, 'node_modules', 'washout'), 'junction');
});
after(() => rmSync(home, { recursive: true, force: true }));

/** What TypeScript says about `text`. */
function compiled(text) {
  writeFileSync(join(home, 'use.mts'), text);
  try {
    execFileSync(
      process.execPath,
      [
        tsc,
        '--noEmit',
        '--strict',
        '--skipLibCheck',
        'false',
        '--module',
        'node16',
        '--target',
        'es2022',
        '--lib',
        'es2022,dom,dom.iterable',
        '--types',
        '',
        'use.mts',
      ],
      { cwd: home, encoding: 'utf8' },
    );
    return '';
  } catch (error) {
    return error.stdout;
  }
}

test('a strict consumer can write what the element understands, and nothing else', () => {
  const good = `import { WashoutFigure, type FigureDetail } from 'washout/element';
    const figure = document.createElement('washout-figure');
    figure.view = 'map'; figure.shock = '7.2'; figure.controls = true; figure.theme = null;
    figure.scenario = { washout: 1, preset: '2025-11-04', shock: '0.05' };
    figure.addEventListener('washout-change', ({ detail }) => {
      const said: FigureDetail = detail;
      console.log(said.digest?.length);
    });
    figure.addEventListener('washout-error', ({ detail }) => console.log(detail.place?.field));
    const own: number | undefined = figure.outcome?.final_price_usd;
    WashoutFigure.wasm = (part) => part === 'judge' ? undefined : new URL('x.wasm', location.href);
    console.log(own, figure.render(640)?.table.rows.length, figure instanceof WashoutFigure);`;
  assert.equal(compiled(good), '');
  assert.match(compiled(good.replace("'map'", "'nothing'")), /TS2322/);
});

test('the manifest names every attribute, event and view that there is', async () => {
  const { WashoutFigure } = await import('washout/element');
  const { VIEWS } = await import('../../dist/lib/views/list.js');
  const [
    {
      declarations: [declared],
    },
  ] = JSON.parse(readFileSync(join(root, 'dist', 'lib', 'custom-elements.json'), 'utf8')).modules;
  const attributes = Object.fromEntries(declared.attributes.map((one) => [one.name, one]));
  assert.deepEqual(
    Object.keys(attributes).sort(),
    [...WashoutFigure.observedAttributes, 'theme'].sort(),
  );
  assert.equal(attributes.view.type.text, union(VIEWS));
  for (const [key, { choices, attribute }] of Object.entries(INPUTS))
    if (attribute)
      assert.equal(attributes[key].type.text, choices ? union(choices) : 'string', key);
  for (const { name, description } of declared.attributes)
    assert.match(description, /^\w.+\.$/, name);
  assert.deepEqual(
    declared.attributes.filter((one) => one.default).map((one) => [one.name, one.default]),
    [
      ['view', 'map'],
      ['locale', 'en'],
      ['theme', 'auto'],
      ['against', 'depth'],
    ],
  );
  const code = readFileSync(join(root, 'dist', 'lib', 'element', 'figure.js'), 'utf8');
  for (const { name } of declared.events)
    assert.ok(code.includes(`'${name.replace('washout-', '')}'`), name);
});

const union = (values) => values.map((value) => `'${value}'`).join(' | ');
