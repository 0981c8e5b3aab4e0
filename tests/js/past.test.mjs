import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Past } from '../../www/page/shell/past.js';

test('steps are undone and done again, and a new one ends what was undone', () => {
  const past = new Past({ scenario: {}, position: {} });
  assert.equal(past.undo(), null);
  assert.ok(past.keep({ scenario: { shock: '5' } }));
  assert.ok(past.keep({ position: { leverage: '3' } }));
  assert.deepEqual(past.undo(), { scenario: { shock: '5' }, position: {} });
  assert.deepEqual(past.undo(), { scenario: {}, position: {} });
  assert.ok(!past.canUndo() && past.canRedo());
  assert.deepEqual(past.redo(), { scenario: { shock: '5' }, position: {} });
  assert.ok(past.keep({ scenario: { shock: '7' } }));
  assert.equal(past.redo(), null);
  assert.deepEqual(past.now, { scenario: { shock: '7' }, position: {} });
});

test('what changes nothing is no step', () => {
  const past = new Past({ scenario: { shock: '5' } });
  assert.equal(past.keep({ scenario: { shock: '5' } }), false);
  assert.equal(past.canUndo(), false);
});

test('any walk of steps, back and forth, is where a plain list of them says', () => {
  let seed = 11;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const past = new Past({ n: 0 });
  let [list, at] = [[0], 0];
  for (let i = 1; i <= 150; i += 1) {
    const what = random(3);
    if (what === 0) {
      past.keep({ n: i });
      list = [...list.slice(0, at + 1), i];
      at += 1;
    } else if (what === 1) {
      const found = past.undo();
      if (at > 0) assert.equal(found.n, list[(at -= 1)]);
      else assert.equal(found, null);
    } else {
      const found = past.redo();
      if (at < list.length - 1) assert.equal(found.n, list[(at += 1)]);
      else assert.equal(found, null);
    }
    assert.equal(past.now.n, list[at]);
  }
});
