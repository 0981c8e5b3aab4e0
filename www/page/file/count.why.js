// What is behind the numbers of a counted file: the rule, exact sums, and what the file is. Only
// what the report says; nothing is added up here.
import { percent, plain, short, times, usd, utc } from '../../lib/format.js';
import { TEXT } from '../shell/common.words.js';
import { LOCALE } from '../shell/locale.js';
import { COUNT } from './count.words.js';
import { COUNT_WHY as WORDS } from './count.why.words.js';

const locale = LOCALE;
const DRAWN = 12;
const exact = (value) => usd(value, { locale });
const number = (value) => plain(String(value), { locale });
const when = (ms) => utc(ms, { locale });
const row = (name, value, source = WORDS.counted) => ({ name, value, source });

/**
 * The explanation of a number of `{report, name}`: a figure of the head, `windows:i:which`,
 * `largest:i`, `coverage:i`, a chart.
 */
export function explain(key, { report, name }) {
  const [kind, ...of] = key.split(':');
  const found = (KINDS[kind] ?? sum)(report, kind, ...of);
  if (!found) return null;
  const method = WORDS.methods[kind] ?? WORDS.methods.rows;
  return {
    method,
    isExact: true,
    ...found,
    inputs: [...found.inputs, ...fileOf(report, name)],
    notes: [...(found.notes ?? []), ...(kind in WORDS.methods ? [WORDS.lower] : [])],
  };
}

/** What file it was, how its events are valued, and what its feeds hold. */
function fileOf({ format, valued_at: valued, coverage }, name) {
  return [
    row(WORDS.file, name, WORDS.readAs(COUNT.formats[format] ?? format ?? TEXT.none)),
    ...Object.entries(valued).map(([price, count]) =>
      row(WORDS.valued, WORDS.events1(number(count)), WORDS.valuedAt[price] ?? price),
    ),
    ...coverage.map((one) =>
      row(WORDS.coverage, exact(one.total_usd), WORDS.holds[one.coverage] ?? one.coverage),
    ),
  ];
}

const sides = ({ long, short: shorts }) => [
  row(WORDS.longs, exact(long.usd), WORDS.events1(number(long.count))),
  row(WORDS.shorts, exact(shorts.usd), WORDS.events1(number(shorts.count))),
];

const added = ({ long, short: shorts, total_usd: total }) =>
  `${exact(long.usd)} + ${exact(shorts.usd)} = ${exact(total)}`;

/** A figure of the head. */
function sum(report, kind) {
  const { long, short: shorts, total_usd: total, ratio, long_share: share } = report;
  const figure = {
    long: [short(long.usd, { locale }), exact(long.usd)],
    short: [short(shorts.usd, { locale }), exact(shorts.usd)],
    total: [short(total, { locale }), added(report)],
    ratio: [
      times(ratio, { locale }),
      ratio &&
        `${exact(long.usd)} ÷ ${exact(shorts.usd)} = ${times(ratio, {
          locale,
          places: undefined,
        })}`,
    ],
    share: [
      percent(share, { locale }),
      share &&
        `${exact(long.usd)} ÷ ${exact(total)} = ${percent(share, { locale, places: undefined })}`,
    ],
  }[kind];
  if (!figure) return null;
  const [value, numbers] = figure;
  return {
    title: COUNT[kind],
    value,
    words: WORDS.sums[kind],
    numbers,
    inputs: sides(report),
    notes: kind === 'ratio' && !ratio ? [WORDS.noDivisor] : [],
  };
}

function rows({ rows: all, ...report }, kind) {
  const parts = ['events', 'duplicates', 'rejected', 'filtered'];
  return {
    title: COUNT[kind][1],
    value: number(report[kind]),
    words: WORDS.rows4,
    numbers: `${number(all)} = ${parts.map((part) => number(report[part])).join(' + ')}`,
    inputs: [
      row(WORDS.rows, number(all)),
      ...parts.map((part) => row(COUNT[part][1], number(report[part]))),
    ],
  };
}

function stretch({ windows }, _, index, which) {
  const { hours, [which]: span } = windows[index] ?? {};
  return (
    span && {
      title: COUNT[which](hours),
      value: short(span.total_usd, { locale }),
      words: WORDS.sums[which](hours),
      numbers: added(span),
      inputs: [
        row(WORDS.from, when(span.from_ms)),
        row(WORDS.until, when(span.to_ms)),
        ...sides(span),
      ],
    }
  );
}

function order({ largest }, _, index) {
  const one = largest[index];
  if (!one) return null;
  const price = one.fill_usd ?? one.price_usd;
  const isPlain =
    one.unit === 'base' &&
    ['fill', 'order', 'bankruptcy', 'trade'].includes(one.valued_at) &&
    (one.valued_at === 'fill') === (one.fill_usd !== null);
  return {
    title: WORDS.largest,
    value: exact(one.usd),
    words: WORDS.sums.largest,
    numbers: isPlain && `${number(one.qty)} × ${exact(price)} = ${exact(one.usd)}`,
    inputs: [
      row(WORDS.time, when(one.time_ms), WORDS.yours),
      row(WORDS.venue, one.venue, WORDS.yours),
      row(WORDS.market, one.symbol, WORDS.yours),
      row(WORDS.side, TEXT.side[one.side], WORDS.yours),
      row(WORDS.quantity, `${number(one.qty)} ${WORDS.units[one.unit]}`, WORDS.yours),
      row(WORDS.price, exact(one.price_usd), WORDS.yours),
      ...(one.fill_usd ? [row(WORDS.fill, exact(one.fill_usd), WORDS.yours)] : []),
      row(WORDS.valued, exact(one.usd), WORDS.valuedAt[one.valued_at] ?? one.valued_at),
    ],
  };
}

function covered({ coverage }, _, index) {
  const one = coverage[index];
  return (
    one && {
      title: WORDS.coverage,
      value: short(one.total_usd, { locale }),
      words: WORDS.sums.coverage,
      numbers: added(one),
      inputs: sides(one),
    }
  );
}

const assets = ({ by_asset: all, total_usd: total }) => ({
  title: COUNT.assetsTitle,
  value: short(total, { locale }),
  words: WORDS.sums.assets,
  inputs: all
    .slice(0, DRAWN)
    .map((one) =>
      row(
        one.asset,
        exact(one.total_usd),
        `${percent(one.share, { locale })}; ${WORDS.longs} ${exact(one.long.usd)}, ` +
          `${WORDS.shorts} ${exact(one.short.usd)}`,
      ),
    ),
});

const hours = (report) => ({
  title: COUNT.hoursTitle,
  value: short(report.total_usd, { locale }),
  words: WORDS.sums.hours,
  inputs: [
    row(WORDS.width, COUNT.buckets[report.buckets.bucket] ?? report.buckets.bucket),
    row(WORDS.bars, number(report.buckets.start_ms.length)),
    row(WORDS.from, when(report.first_ms)),
    row(WORDS.until, when(report.last_ms)),
    ...sides(report),
  ],
});

const gaps = ({ gaps: all }) => ({
  title: WORDS.gap,
  value: COUNT.gaps(all.length),
  words: WORDS.sums.gaps,
  inputs: all
    .slice(0, DRAWN)
    .map((one) => row(WORDS.gap, when(one.from_ms), `${WORDS.until} ${when(one.to_ms)}`)),
});

const KINDS = {
  events: rows,
  duplicates: rows,
  rejected: rows,
  filtered: rows,
  windows: stretch,
  largest: order,
  coverage: covered,
  assets,
  hours,
  gaps,
};
