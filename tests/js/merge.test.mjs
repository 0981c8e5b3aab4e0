import assert from 'node:assert/strict';
import { test } from 'node:test';

import { count, counter, reportOf } from 'washout';

import { merged } from '../../xtask/merge.mjs';

const HEAD = 'time,symbol,side,qty,price\n';
const A = `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,0.1,1.1\n2025-11-04T14:00:01Z,ETHUSDT,short,1,NaN\n`;
const B = `${HEAD}2025-11-04T14:30:00Z,BTCUSDT,long,900719925474.0993,1\n2025-11-04T15:00:00Z,ETHUSDT,short,1,0.000000000000000001\n`;

function saved(file, text) {
  const counting = counter();
  counting.push(text);
  return { file, ...counting.save() };
}

test('a report of two files is the report of both, and names the file of each reject', () => {
  const both = merged(reportOf, [saved('a', A), saved('b', B)]);
  const { files, ...sum } = both;
  const whole = count(A + B.slice(HEAD.length));
  const reject = { record: 2, line: 3, field: 'price', reason: whole.rejects[0].reason, code: whole.rejects[0].code };
  assert.deepEqual(sum.rejects, [{ file: 'a', ...reject }]);
  assert.equal(sum.bytes, A.length + B.length);
  const asOne = (report) => ({ ...report, bytes: 0, format: null, rejects: [] });
  assert.deepEqual(asOne(sum), asOne(whole));
  assert.equal(sum.total_usd, '900719925474.209300000000000001');
});

test('the report of each file stands under its name as if it were alone', () => {
  const { files } = merged(reportOf, [saved('a', A), saved('b', B)]);
  assert.deepEqual(files, [{ file: 'a', ...count(A) }, { file: 'b', ...count(B) }]);
});
