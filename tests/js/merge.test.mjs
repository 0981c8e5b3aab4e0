import assert from 'node:assert/strict';
import { test } from 'node:test';

import { merged, plus } from '../../xtask/merge.mjs';

test('decimal texts add to the last digit', () => {
  assert.equal(plus('39179495.40739040', '1094010.66986272'), '40273506.07725312');
  assert.equal(plus('0', '0.1'), '0.1');
  assert.equal(plus('-0.5', '0.25'), '-0.25');
  assert.equal(plus('9007199254740993', '0.00000000000000000001'), '9007199254740993.00000000000000000001');
});

test('a report of two files adds them up and names the file of each reject', () => {
  const report = (usd, rejects) => ({ events: 2, duplicates: 1, rejected: rejects.length, rejects, long: { count: 2, usd }, short: { count: 0, usd: '0' }, total_usd: usd });
  const reject = { record: 1, line: 2, field: 'price', reason: 'no' };
  const both = merged([{ file: 'a', report: report('0.1', [reject]) }, { file: 'b', report: report('0.2', []) }]);
  assert.deepEqual([both.events, both.duplicates, both.rejected, both.total_usd, both.long], [4, 2, 1, '0.3', { count: 4, usd: '0.3' }]);
  assert.deepEqual(both.rejects, [{ file: 'a', ...reject }]);
  assert.deepEqual(both.files.map(({ file, total_usd }) => [file, total_usd]), [['a', '0.1'], ['b', '0.2']]);
});
