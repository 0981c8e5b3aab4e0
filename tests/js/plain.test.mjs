import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';

import { plain } from '../../dist/lib/plain.js';

test('whole numbers stay numbers, and minus zero is zero', () => {
  for (const number of [0, 5, -7, 1762214400000, Number.MAX_SAFE_INTEGER])
    assert.equal(plain(number), number);
  assert.ok(Object.is(plain(-0), 0));
});

test('a fraction becomes the decimal that it prints as', () => {
  for (const [number, decimal] of [
    [0.07, '0.07'],
    [-2.5, '-2.5'],
    [1e-7, '0.0000001'],
    [1.25e-9, '0.00000000125'],
    [-3e-10, '-0.0000000003'],
    [0.1 + 0.2, '0.30000000000000004'],
    [123456789.125, '123456789.125'],
  ]) {
    assert.equal(plain(number), decimal);
    assert.ok(Number(plain(number)) === number);
  }
  assert.match(plain(5e-324), /^0\.0{323}5$/);
});

test('fractions are found at any depth, and the rest is left as it is', () => {
  const column = new Float64Array([1, 2]);
  const made = plain({
    a: { b: [1, { c: 0.5 }, null, 'x', true] },
    column,
    big: 12345678901234567890n,
  });
  assert.deepEqual(made, {
    a: { b: [1, { c: '0.5' }, null, 'x', true] },
    column,
    big: '12345678901234567890',
  });
  assert.equal(made.column, column);
});

test('a key of undefined is an absent key, a hole in a list is null', () => {
  assert.deepEqual(plain({ a: undefined, b: [undefined, 1] }), { b: [null, 1] });
});

test('what has no exact meaning is an error that names its key', () => {
  const refused = (value, code, message) =>
    assert.throws(
      () => plain(value),
      (/** @type {any} */ error) => {
        assert.equal(error.name, 'WashoutError');
        assert.equal(error.code, code);
        assert.equal(error.message, message);
        return true;
      },
    );
  refused(
    { market: { price_usd: NaN } },
    'MALFORMED',
    'market.price_usd: expected a finite number, found NaN',
  );
  refused(
    { levels: [1, -Infinity] },
    'MALFORMED',
    'levels[1]: expected a finite number, found -Infinity',
  );
  refused(
    { cash: 2 ** 53 },
    'OUT_OF_RANGE',
    'cash: expected a number that JavaScript keeps exactly, found 9007199254740992: give ' +
      'it as a string',
  );
  refused({ at: new Date(0) }, 'MALFORMED', 'at: expected plain data, found Date');
  refused({ keys: new Map() }, 'MALFORMED', 'keys: expected plain data, found Map');
  refused({ run: () => {} }, 'MALFORMED', 'run: expected plain data, found function');
  const knot = {};
  knot.knot = knot;
  assert.throws(() => plain(knot), { code: 'TOO_LARGE' });
});

test('objects of another realm are plain too', () => {
  assert.deepEqual(plain(vm.runInNewContext('({ a: [1] })')), { a: [1] });
  assert.deepEqual(plain(Object.assign(Object.create(null), { a: 1 })), { a: 1 });
});

test('a key that names the prototype stays a key', () => {
  const made = plain(JSON.parse('{"__proto__": {"a": 1}}'));
  assert.deepEqual(Object.keys(made), ['__proto__']);
});
