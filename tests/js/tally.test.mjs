import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tally } from '../../xtask/tally.mjs';

const counted = (code, ...lines) => String(tally({ code, lines }));

test('the summaries of every runner are read and added up', () => {
  assert.equal(
    counted(
      0,
      'test result: ok. 10 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; ' +
        'finished in 0.1s',
      'test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out',
    ),
    '13 passed, 0 failed, 1 skipped',
  );
  assert.equal(
    counted(1, 'ℹ pass 4', 'ℹ fail 1', 'ℹ cancelled 1', 'ℹ skipped 0', 'ℹ todo 0'),
    '4 passed, 2 failed',
  );
  assert.equal(counted(0, '\u001b[34mℹ pass 4\u001b[39m'), '4 passed, 0 failed');
  assert.equal(counted(0, '40 passed, 0 failed, 2 skipped'), '40 passed, 0 failed, 2 skipped');
});

test('a run that dies without a summary counts as failed', () => {
  assert.equal(counted(101, 'error: could not compile'), '0 passed, 1 failed');
  assert.equal(counted(1, 'ℹ fail 2'), '0 passed, 2 failed');
});
