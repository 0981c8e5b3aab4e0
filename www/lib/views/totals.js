// What was reported as liquidated in a recorded event, by asset and side. Exact; what we assume
// ourselves is left out, what nobody could confirm has a `*`.
import { WORDS } from './totals.words.js';

export { diverging as chart } from '../charts/diverging.js';
export const text = WORDS;
export const along = 'y';
/** No input of a scenario changes it. */
export const isReported = true;

/** A preset says it all. The whole engine has it at hand; alone it is loaded. */
export function ask({ presets }, scenario) {
  const found = presets.preset(scenario.preset ?? '');
  return found.then?.((preset) => ({ preset })) ?? { preset: found };
}

const DOUBT = '*';

export function make({ preset }, { words, write }) {
  const known = figuresOf(preset);
  const rows = rowsOf(known, words);
  const isDoubtful = rows.some(({ label }) => label.endsWith(DOUBT));
  const sources = sourcesOf(rows);
  return {
    title: words.title({ event: preset.title }),
    answer: answerOf(rows, known, words, write),
    caption: isDoubtful ? `${words.caption} ${words.doubt}` : words.caption,
    source: sources.length ? words.reported(sources.join('; ')) : '',
    data: rows.map(({ key, of, ...row }) => row),
  };
}

/** The figures that were reported, or follow from them, by name. */
const figuresOf = ({ figures, derived }) =>
  new Map(
    [...figures, ...derived]
      .filter(({ value, status }) => value !== null && status !== 'assumption')
      .map((figure) => [figure.key, figure]),
  );

const sourcesOf = (rows) => [
  ...new Set(
    rows
      .flatMap(({ of }) => of)
      .filter((figure) => figure?.status === 'sourced')
      .map(({ source }) => source),
  ),
];

function answerOf(rows, known, words, { money, ratio }) {
  const first = rows.find(({ long }) => long !== undefined);
  const whole = known.get(WHOLE)?.value;
  if (!first) return whole ? words.whole({ total: money(whole) }) : words.none;
  const quotient = known.get(`${first.key}ratio`)?.value;
  return words.split({
    asset: first.label.replace(DOUBT, ''),
    long: money(first.long),
    short: money(first.short),
    ratio: quotient && ratio(quotient),
  });
}

const WHOLE = 'total_liquidated_usd';

/**
 * Bitcoin and the rest, or the assets that were reported where there is no rest; all assets
 * together only where no asset has sides of its own: two reports of two windows would not add up.
 * Where nothing else was reported, the total.
 */
function rowsOf(known, words) {
  const made = assetsOf(known).flatMap((ticker) => {
    const symbol = ticker.toUpperCase();
    return row(known, `${ticker}_`, words.assets[symbol] ?? symbol);
  });
  const all = made.some(({ long }) => long !== undefined) ? [] : row(known, '', words.all);
  const rows = [...all, ...made, ...restOf(known, made, words)];
  const whole = known.get(WHOLE);
  return rows.length || !whole ? rows : [{ label: words.all, total: whole.value, of: [whole] }];
}

function assetsOf(known) {
  if (known.has('other_usd')) return ['btc'];
  const reported = [...known.keys()]
    .flatMap((key) => /^([a-z]+)_(?:long|short|liquidated)_usd$/.exec(key)?.[1] ?? [])
    .filter((key) => key !== 'total');
  return [...new Set(reported)];
}

function restOf(known, made, words) {
  const rest = known.get('other_usd');
  const mark = made.some(({ label }) => label.endsWith(DOUBT)) ? DOUBT : '';
  return rest && made.length ? [{ label: words.rest + mark, total: rest.value, of: [] }] : [];
}

/** An asset by its sides, else by its sum; none where neither was reported. */
function row(known, key, label) {
  const [long, short, sum, both] = ['long_usd', 'short_usd', 'liquidated_usd', 'usd'].map((name) =>
    known.get(key + name),
  );
  const of = long && short ? [long, short, both] : [sum];
  if (!of[0]) return [];
  const marked = label + (of.some((figure) => figure?.status === 'unverified') ? DOUBT : '');
  if (of.length === 1) return [{ key, label: marked, total: sum.value, of }];
  const total = (both ?? (key ? sum : known.get(WHOLE)))?.value ?? '';
  return [{ key, label: marked, long: long.value, short: short.value, total, of }];
}
