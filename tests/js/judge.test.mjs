// Judge through the facade: what is known is exact, what is not is said, and nothing is guessed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { article, audit, context, flows, history, simulate } from 'washout';

const EVENT = '2025-11-04';
/** A decimal string in units of 10^-18. */
const units = (text) => {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{0,18}))?$/.exec(text);
  const size = BigInt(whole + part.padEnd(18, '0'));
  return sign ? -size : size;
};
const ONE = 10n ** 18n;
/** a ÷ b − 1 in units of 10^-18, rounded half away from zero. */
const change = (a, b) => {
  const [top, bottom] = [(units(a) - units(b)) * ONE * 2n, units(b)];
  const twice = top / bottom;
  return (twice + (twice < 0n ? -1n : 1n)) / 2n;
};
const refused = (ask) => {
  try {
    ask();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was refused');
};
const day = (ms) => new Date(ms).toISOString().slice(0, 10);

test('4 November 2025 from the built-in series, computed again by whole numbers', () => {
  const { answers } = context({ preset: EVENT });
  const found = (name) => answers[name].found;
  // The close, the high and the highest close of the series.
  assert.equal(units(found('drawdown_from_high').fraction), -change('101537.3', '126198.1'));
  assert.equal(units(found('drawdown_from_close').fraction), -change('101537.3', '124766.5'));
  assert.equal(day(found('lowest_close').since.time_ms), '2025-06-22');
  assert.equal(day(found('close_against_lows').since.time_ms), '2025-10-10');
  assert.equal(units(found('month_to_date').change), change('101537.3', '109552.7'));
  assert.deepEqual(
    [found('month_to_date').rank, found('month_to_date').of, found('month_to_date').worst_since],
    [1, 15, null],
  );
  assert.deepEqual(
    [
      found('fear_greed').value,
      found('fear_greed_alternative_me').label,
      found('fear_greed_coinmarketcap').label,
    ],
    [21, 'Extreme Fear', 'Fear'],
  );
  assert.equal(found('funding').regime, 'neutral');
  assert.equal(
    units(found('funding').per_8h),
    (units('0.0001') + units('0.00005808') + units('0.00006339')) / 3n,
  );
  assert.equal(found('stablecoin_change_7d').amount, '-1044000000');
  assert.equal(
    units(found('stablecoin_change_30d').fraction),
    change('305814000000', '301613000000'),
  );
  assert.equal(found('quadrant'), 'new_shorts');
  assert.equal(found('key_level').verdict, 'on_the_level');
});

test('every answer has its rule, and either a finding or a reason', () => {
  for (const asked of [{ at: EVENT }, { preset: EVENT }, { preset: EVENT, at: '2030-01-01' }]) {
    for (const [name, answer] of Object.entries(context(asked).answers)) {
      assert.ok(answer.rule, name);
      if (name !== 'deleveraging')
        assert.notEqual(answer.found === null, answer.cannot_be_checked === null, name);
    }
  }
});

test('what is given comes before what is built in', () => {
  const text =
    'date,open,high,low,close\n2025-10-31,6,6,6,6\n2025-11-03,6,6,5,5\n2025-11-04,5,7,4,5\n';
  const { answers, series } = context({
    preset: EVENT,
    candles: { name: 'mine', text },
    key_level: { lower_usd: 5, upper_usd: 6, shock_needed: 0.05 },
  });
  assert.equal(series.candles.name, 'mine');
  assert.equal(series.month_closes, undefined);
  assert.equal(answers.key_level.found.shock_needed_estimate, 0.05);
  assert.match(answers.month_to_date.cannot_be_checked, /no earlier year/);
  assert.equal(answers.fear_greed.found.value, 21);
  // Exactly as low as the day before counts, and says so.
  assert.deepEqual([answers.lowest_close.found.tie, answers.lowest_close.found.days], [true, 1]);
});

test('short series, missing days and an index without a label cannot be checked', () => {
  const why = (asked, name) => context({ at: EVENT, ...asked }).answers[name].cannot_be_checked;
  const candles = (rows) => ({ candles: { name: 'm', text: `date,open,high,low,close\n${rows}` } });
  assert.match(why(candles('2025-11-04,1,1,1,1'), 'lowest_close'), /no day before/);
  assert.match(
    why(candles('2025-11-02,1,1,1,1\n2025-11-05,1,1,1,1'), 'lowest_close'),
    /no value for 2025-11-04/,
  );
  assert.match(why({ fear_greed: { provider: 'ours', value: 21 } }, 'fear_greed'), /sent no label/);
  assert.match(
    why({ stablecoins: { points: [['2025-11-04', 1]] } }, 'stablecoin_change_7d'),
    /no value 7 days before/,
  );
  assert.match(
    why({ funding: { text: 'date,rate\n2025-11-01,0.1\n2025-11-02,0.1' } }, 'funding'),
    /./,
  );
});

test('what is wrong has its place', () => {
  const at = (asked) => refused(() => context({ preset: EVENT, ...asked })).place;
  assert.deepEqual(
    at({ candles: { text: 'date,open,high,low,close\n2025-11-03,1,1,1,1\n2025-11-04,1,x,1,1' } }),
    { record: 2, line: 3, field: 'candles.text.high' },
  );
  assert.equal(
    at({ funding: { text: '[{"fundingTime": 1, "fundingRate": "no"}]' } }).field,
    'funding.text.fundingRate',
  );
  assert.equal(at({ at: 'yesterday' }).field, 'at');
  assert.equal(at({ preset: '1999-01-01' }).field, 'preset');
  assert.equal(at({ key_level: { lower_usd: 2, upper_usd: 1 } }).field, 'key_level.lower_usd');
  assert.equal(at({ open_interest: { usd_before: 1 } }).field, 'open_interest.usd_before');
  assert.equal(refused(() => context({ at: EVENT, candels: {} })).code, 'UNKNOWN_KEY');
});

test('the first audit: twenty sentences, and a cascade decides what it can', () => {
  const plain = audit();
  assert.equal(plain.lines.length, 20);
  assert.deepEqual(plain, audit(article()));
  const verdicts = (report) =>
    Object.fromEntries(report.lines.map((line) => [line.id, line.verdict]));
  assert.deepEqual(
    [8, 9, 10, 17].map((id) => verdicts(plain)[id]),
    Array(4).fill('cannot_be_checked'),
  );
  const { ledger, mechanical_share, recovery, gain, liquidatable_usd } = simulate({
    washout: 1,
    preset: EVENT,
  });
  const known = audit({
    inputs: {
      ...context({ preset: EVENT }).audit_inputs,
      mechanical_share,
      recovery_share: recovery.share,
      ledger_sum_usd: ledger.sum_usd,
      btc_gain: gain,
      alt_gain: gain * 2,
      liquidatable_usd,
      liquidated_to_upper_usd: 45e6,
      liquidated_to_lower_usd: 323e6,
    },
  });
  assert.deepEqual(
    [8, 9, 10, 17].map((id) => verdicts(known)[id]),
    Array(4).fill('holds'),
  );
  for (const line of known.lines) assert.ok(line.why && line.panel, line.id);
});

test('a word, a unit, an unknown input and a claim that cannot be one', () => {
  const claims = (...readings) => ({
    claims: [{ id: 'a', text: 't', readings }],
    inputs: { price: '99000.5', mood: 'Fear', at: 20251104 },
  });
  const line = (...readings) => audit(claims(...readings)).lines[0];
  assert.equal(line({ is: 'word', formula: 'mood', target: 'fear' }).verdict, 'holds');
  assert.match(
    line({ is: 'below', formula: 'price', target: 100000, unit: 'usd' }).why,
    /^price is 99,000\.5 USD .*; claimed: below 100,000 USD$/,
  );
  assert.match(
    line({ is: 'about', formula: 'at', target: 20251104, unit: 'day' }).why,
    /2025-11-04/,
  );
  const both = line(
    { is: 'above', formula: 'price', target: 1, condition: 'the price is meant' },
    { is: 'above', formula: 'nobody', target: 1 },
  );
  assert.deepEqual(
    [both.verdict, both.condition, both.readings[1].why],
    ['holds_only_if', 'the price is meant', 'nobody is not known'],
  );
  assert.equal(
    line({ is: 'above', formula: 'price / (price - price)', target: 1 }).verdict,
    'cannot_be_checked',
  );
  const field = (...readings) => refused(() => audit(claims(...readings))).place.field;
  assert.equal(
    field({ is: 'above', formula: 'price +', target: 1 }),
    'claims[0].readings[0].formula',
  );
  assert.equal(
    field(
      { is: 'above', formula: 'price', target: 1 },
      { is: 'over', formula: 'price', target: 1 },
    ),
    'claims[0].readings[1].is',
  );
});

test('a split sums to its total to the last digit, whoever takes the rest', () => {
  const channels = [
    'liquidity_providers',
    'stronger_holders',
    'options',
    'etfs',
    'delta_neutral',
    'usdc',
    'usdt',
    'rlusd',
  ];
  let seed = 7n;
  const next = (below) => {
    seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((seed >> 33n) % BigInt(below));
  };
  for (let round = 0; round < 200; round += 1) {
    const shares = Object.fromEntries(
      channels.map((channel) => [channel, `0.${String(next(1250)).padStart(4, '0')}`]),
    );
    const total = `${next(1e9)}.${String(next(100)).padStart(2, '0')}`;
    const { rows, nodes, links } = flows({ total_usd: total, shares, rest: 'fiat' }).split;
    assert.equal(
      rows.reduce((sum, { usd }) => sum + units(usd), 0n),
      units(total),
    );
    assert.equal(
      rows.reduce((sum, { share }) => sum + units(share), 0n),
      ONE,
    );
    for (const { id, usd } of nodes) {
      const out = links.filter(({ from }) => from === id);
      if (out.length)
        assert.equal(
          out.reduce((sum, link) => sum + units(link.usd), 0n),
          units(usd),
          id,
        );
    }
  }
});

test('shares over the whole are refused with what they sum to', () => {
  const over = refused(() => flows({ total_usd: 1, shares: { usdc: 0.7, usdt: 0.4 } }));
  assert.equal(over.message, 'shares: expected shares that sum to exactly 1, found "1.1"');
  assert.match(
    refused(() => flows({ total_usd: 1, shares: { usdc: 0.7, usdt: 0.4 }, rest: 'fiat' })).message,
    /at most 1, found "1.1"/,
  );
  assert.equal(
    refused(() => flows({ total_usd: 1, shares: { usdc: 1.2 }, rest: 'fiat' })).place.field,
    'shares.usdc',
  );
  assert.equal(
    refused(() => flows({ total_usd: 1, shares: { fiat: 0.2 }, rest: 'fiat' })).code,
    'CONFLICT',
  );
  assert.equal(refused(() => flows({ shares: { fiat: 1 } })).place.field, 'total_usd');
});

test('the four numbers are four, and each missing one says what it needs', () => {
  const { four } = flows({
    four: {
      notional_usd: 391e6,
      leverage_low: 10,
      leverage_high: 20,
      open_interest_usd: 71e9,
      price_before_usd: '106538.3',
      price_after_usd: 98900,
      coins: 19940000,
    },
  });
  assert.deepEqual(
    four.map(({ low_usd: low, high_usd: high }) => [low, high]),
    [
      ['391000000', '391000000'],
      ['19550000.00', '39100000.00'],
      ['5090369378.90', '5090369378.90'],
      ['-152307702000.00', '-152307702000.00'],
    ],
  );
  for (const row of flows({}).four) assert.match(row.cannot_be_checked, /^it needs /);
});

test('past events: both totals, a source or the word unverified, the oldest first', () => {
  const { events } = history();
  assert.ok(
    events.filter(({ direction }) => direction === 'down').length >= 8 &&
      events.some(({ direction }) => direction === 'up'),
  );
  for (const { figures, unverified } of events) {
    for (const { name, source, status } of figures)
      assert.equal(status, source === null ? 'unverified' : 'sourced', name);
    assert.deepEqual(
      unverified,
      figures.filter(({ source }) => source === null).map(({ name }) => name),
    );
  }
  const september = events.find(({ day_ms: ms }) => day(ms) === '2025-09-22');
  assert.deepEqual([september.early_usd, september.revised_usd], ['1700000000', '3620000000']);
  assert.deepEqual(
    events.map(({ day_ms: ms }) => ms),
    events.map(({ day_ms: ms }) => ms).sort((a, b) => a - b),
  );
});
