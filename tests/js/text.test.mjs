import assert from 'node:assert/strict';
import { test } from 'node:test';

import { printed } from '../../www/page/article/write.js';
import { TEXT } from '../../www/page/shell/words.js';

test('one event is not called events', () => {
  const said = (events) => TEXT.count.sentence({ events, long: '$1', short: '$0', ratio: '' });
  assert.match(said('1'), /^1 event: /);
  assert.match(said('1,000'), /^1,000 events: /);
  assert.equal(TEXT.count.done('1'), 'Counted 1 event.');
});

test('formulas of the engine have printed signs; dates and words keep their hyphens', () => {
  const all = {
    'the month to date is -7.3165% (BTC/USD); at most -3.5%':
      'the month to date is −7.3165% (BTC/USD); at most −3.5%',
    '1 - the price / the peak': '1 − the price / the peak',
    'coins in circulation x (price after - price before)':
      'coins in circulation × (price after − price before)',
    'on 2025-11-04, in 24-hour steps, BTC-USDT': 'on 2025-11-04, in 24-hour steps, BTC-USDT',
  };
  for (const [said, expected] of Object.entries(all)) assert.equal(printed(said), expected);
});
