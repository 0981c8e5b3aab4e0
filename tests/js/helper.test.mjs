// The helper for pages with frames, in a window of its own: any page may send it any message.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const SOURCE = readFileSync(new URL('../../www/lib/helper.js', import.meta.url), 'utf8');

/** A page with frames: `send(data, source)` gives it a message, as the browser would. */
function host(count = 2) {
  const listeners = [];
  const asked = [];
  const frames = Array.from({ length: count }, (_, i) => ({
    style: {},
    dataset: { theme: 'dark' },
    clientHeight: 0,
    contentWindow: { postMessage: (message) => asked.push([i, message]) },
  }));
  const window = createContext({
    addEventListener: (name, run) => listeners.push(run),
    MutationObserver: class {
      observe() {}
    },
    document: { querySelectorAll: () => frames },
  });
  window.window = window;
  runInContext(SOURCE, window);
  return {
    frames,
    asked,
    send: (data, source = frames[0].contentWindow) =>
      listeners.forEach((run) => run({ data, source })),
  };
}

const height = (value, rest = {}) => ({ washout: 1, type: 'height', height: value, ...rest });

test('a height sizes the frame that sent it, and no other', () => {
  const { frames, send, asked } = host();
  send(height(412.3, { first: true }));
  assert.deepEqual(
    frames.map(({ style }) => style.height),
    ['826px', undefined],
  );
  assert.deepEqual(asked.filter(([frame]) => frame === 0).length, 2);
});

test('a height that is no height of a frame changes nothing and throws nothing', () => {
  const { frames, send } = host();
  const numbers = [NaN, Infinity, -Infinity, 0, -0, -5, 20_000, 1e9, Number.MAX_VALUE];
  const others = [
    1n,
    -1n,
    10n ** 40n,
    '400',
    '',
    null,
    undefined,
    true,
    [400],
    { valueOf: 400 },
    new Date(400),
    new Map(),
    new Uint8Array(4),
    /4/,
  ];
  for (const value of [...numbers, ...others]) send(height(value));
  assert.deepEqual(
    frames.map(({ style }) => style.height),
    [undefined, undefined],
  );
  send(height(1));
  assert.equal(frames[0].style.height, '2px');
});

test('no message of any shape throws or moves a frame', () => {
  const { frames, send } = host();
  let state = 20251104;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const texts = ['', 'height', '1', 'pymxPYMxaxPYMxheightxPYMx9'];
  const things = [[], {}, new Map([['washout', 1]]), new Date(NaN), Object.create(null)];
  const atoms = [
    undefined,
    null,
    true,
    0,
    1,
    -1,
    1n,
    7n,
    NaN,
    Infinity,
    1e308,
    ...texts,
    ...things,
  ];
  const keys = ['washout', 'type', 'height', 'first', 'theme', 'toString'];
  const bag = (depth) =>
    Object.fromEntries(Array.from({ length: next(5) }, () => [keys[next(6)], any(depth - 1)]));
  const any = (depth) => (depth === 0 || next(3) === 0 ? atoms[next(atoms.length)] : bag(depth));
  for (let i = 0; i < 20_000; i += 1) {
    const message = next(2) ? any(3) : height(any(1), { first: any(1) });
    frames[0].style.height = undefined;
    /** @type {any[]} */
    const sources = [frames[0].contentWindow, null, undefined, {}];
    send(message, sources[next(4)]);
    assert.equal(frames[1].style.height, undefined);
    const { height: said } = message ?? {};
    const isSane = typeof said === 'number' && said > 0 && said < 20_000;
    if (!isSane) assert.equal(frames[0].style.height, undefined);
  }
  for (const bare of [undefined, null, 1n, 'washout', 1, []]) send(bare);
});

test('a frame that is not in the page any more is not asked', () => {
  const { send, frames } = host();
  frames[1].contentWindow = null;
  send(height(10, { first: true }));
});
