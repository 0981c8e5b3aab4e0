import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Check } from '../../xtask/vectors/check.mjs';
import { input, isNumber, relativeError, same } from '../../xtask/vectors/number.mjs';

test('rationals compare exactly', () => {
  assert.ok(same('1/3', '2/6'));
  assert.ok(same('1e-7', '0.0000001'));
  assert.ok(!same('0.3333333333333333', '1/3'));
  assert.ok(Math.abs(relativeError(0.1, '1/10') - 0) === 0);
  assert.ok(relativeError('1.0000000000000002', '1') > 1e-16);
  assert.equal(relativeError('2', '1'), 1);
  assert.equal(relativeError('0.5', '0'), 0.5);
});

test('what is no number is told from one', () => {
  for (const yes of ['1', '-1.5', '1/3', '1e9', 5, { exact: '1' }])
    assert.ok(isNumber(yes), String(yes));
  for (const no of ['', 'x', null, {}, '1/']) assert.ok(!isNumber(no), String(no));
});

test('a check tells a difference from none', () => {
  const check = new Check();
  check.close('a', { exact: '1/3' }, 1 / 3);
  check.exact('b', '5', '5.0');
  check.equal('c', 2, 2);
  check.close('d', null, null);
  assert.deepEqual(check.differences, []);
  check.close('e', '1', 1.00001);
  check.close('f', '1', undefined);
  check.close('g', '1', NaN);
  check.exact('h', '0.1', 0.1 + 1e-17 + 0.1);
  check.close('i', null, 1);
  assert.equal(check.differences.length, 5);
});

test('quotients go in as decimals where they have one', () => {
  assert.equal(input('337/10'), '33.7');
  assert.equal(input('-1/8'), '-0.125');
  assert.equal(input('300/100'), '3');
  assert.equal(input('0/7'), '0');
  assert.equal(input('1/3'), 1 / 3);
  assert.equal(input('5e-3'), '5e-3');
});

test('what a bisection leaves of zero is zero, and nothing larger is', () => {
  const check = new Check();
  check.close('dust', { dec: '2.7e-31' }, 0);
  assert.deepEqual(check.differences, []);
  check.close('small', { dec: '2.7e-20' }, 0);
  assert.equal(check.differences.length, 1);
});
