// What a field says of a text that it cannot take, in a language with a decimal comma.

import assert from 'node:assert/strict';
import test from 'node:test';

globalThis.location = /** @type {any} */ ({ search: '?locale=de' });
const { expected, heard, read } = await import('../../www/page/ui/fields.js');

test('a decimal point where a comma is written gets the number as it is written there', () => {
  assert.equal(read('7.5'), null);
  assert.equal(
    expected('7.5'),
    '“7.5” is no number as your language writes them. If a decimal point is meant: 7,5.',
  );
  assert.match(expected(' 98900.50 '), /^“98900\.50” is no number.*: 98\.900,5/);
  // Whatever else is no number gets an example; what a point groups is one.
  for (const text of ['abc', '', '1,2,3', '7.5.3', '7.5 many'])
    assert.match(
      expected(text),
      /^Expected a number, such as 7,2, 12\.500 or 70\sMrd\.\s?\$?\.?$/,
      text,
    );
  assert.equal(read('1.234'), '1234');
});

test('the hint comes once the hand has left: more letters may make it a number', () => {
  const said = [];
  heard('7.5', assert.fail, (text) => said.push(text));
  heard('7.5', assert.fail, (text) => said.push(text), true);
  assert.deepEqual(said, ['', expected('7.5')]);
});
