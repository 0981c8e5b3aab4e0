import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TEXT } from '../../www/page/text/index.js';

test('one event is not called events', () => {
  const said = (events) => TEXT.count.sentence({ events, long: '$1', short: '$0' });
  assert.match(said('1'), /^1 event: /);
  assert.match(said('1,000'), /^1,000 events: /);
  assert.equal(TEXT.count.done('1'), 'Counted 1 event.');
});
