// What a drop holds, and what is said of what is not read of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { held } from '../../www/page/ui/drop.js';
import { DROP, names } from '../../www/page/ui/drop.words.js';

/** A drop as the browser hands it over: files and folders, or a text. */
function drop(list, text = '') {
  const item = ({ name, folder }) => ({
    kind: 'file',
    webkitGetAsEntry: () => ({ isDirectory: Boolean(folder), name }),
  });
  const words = { kind: 'string' };
  return { files: list, items: text ? [words] : [words, ...list.map(item)], getData: () => text };
}

test('files, folders and text are told apart, in their order', () => {
  const [a, b, c] = [{ name: 'a.csv' }, { name: 'days', folder: true }, { name: 'c.csv' }];
  assert.deepEqual(held(drop([a, b, c])), { files: [a, c], folders: ['days'], text: '' });
  assert.deepEqual(held(drop([b])), { files: [], folders: ['days'], text: '' });
  assert.deepEqual(held(drop([], 'rows')), { files: [], folders: [], text: 'rows' });
});

test('a browser without entries gives files', () => {
  const list = [{ name: 'a.csv' }];
  const items = [{ kind: 'file' }];
  assert.deepEqual(held({ files: list, items, getData: () => '' }), {
    files: list,
    folders: [],
    text: '',
  });
});

test('many names are not all written out', () => {
  const list = (count) => Array.from({ length: count }, (_, i) => `${i}.csv`);
  assert.equal(names(list(1)), '0.csv');
  assert.equal(names(list(2)), '0.csv and 1.csv');
  assert.equal(names(list(5)), '0.csv, 1.csv, 2.csv, 3.csv and 4.csv');
  assert.equal(names(list(9)), '0.csv, 1.csv, 2.csv, 3.csv, 4.csv and 4 more');
  assert.match(DROP.others('a', ['b']), /a was taken, b was not read/);
  assert.match(DROP.folders(['x', 'y']), /^x and y are folders and were not read/);
});
