// What was reported as liquidated in a recorded event, by asset and side. Exact; what we assume
// ourselves is left out, what nobody could confirm has a `*`.
import { diverging } from '../charts/diverging.js';
import { WORDS } from './totals.words.js';

export const text = WORDS;
/** No input of a scenario changes it. */
export const isReported = true;
/** A preset says it all. The whole engine has it at hand; alone it is loaded. */
export function ask({ presets }, scenario) {
  const found = presets.preset(scenario.preset ?? '');
  return found.then?.((preset) => ({ preset })) ?? { preset: found };
}

const DOUBT = '*';

export function make({ preset }, { words, write: { money, ratio } }) {
  const known = new Map(
    [...preset.figures, ...preset.derived]
      .filter(({ value, status }) => value !== null && status !== 'assumption')
      .map((figure) => [figure.key, figure]),
  );
  const rows = rowsOf(known, words);
  const [first] = rows.filter((row) => row.long !== undefined);
  const quotient = first && known.get(`${first.key}ratio`)?.value;
  const whole = known.get('total_liquidated_usd')?.value;
  const answer = first
    ? words.split({
        asset: first.label.replace(DOUBT, ''),
        long: money(first.long),
        short: money(first.short),
        ratio: quotient && ratio(quotient),
      })
    : whole
      ? words.whole({ total: money(whole) })
      : words.none;
  if (!rows.length && whole)
    rows.push({ label: words.all, total: whole, of: [known.get('total_liquidated_usd')] });
  const doubtful = rows.some(({ label }) => label.endsWith(DOUBT));
  const sources = new Set(
    rows
      .flatMap((row) => row.of)
      .filter((figure) => figure?.status === 'sourced')
      .map(({ source }) => source),
  );
  return {
    title: words.title({ event: preset.title }),
    answer,
    caption: doubtful ? `${words.caption} ${words.doubt}` : words.caption,
    source: sources.size ? words.reported([...sources].join('; ')) : '',
    along: 'y',
    draw: (options) => diverging(rows, options),
  };
}

/**
 * Bitcoin and the rest, or the assets that were reported where there is no rest. All assets together
 * only where no asset has sides of its own: two reports of two windows would not add up.
 */
function rowsOf(known, words) {
  const rest = known.get('other_usd');
  const reported = [...known.keys()]
    .flatMap((key) => /^([a-z]+)_(?:long|short|liquidated)_usd$/.exec(key)?.[1] ?? [])
    .filter((key) => key !== 'total');
  const assets = rest ? ['btc'] : [...new Set(reported)];
  const made = assets.flatMap((ticker) =>
    row(known, `${ticker}_`, words.assets[ticker.toUpperCase()] ?? ticker.toUpperCase()),
  );
  const all = made.some(({ long }) => long !== undefined) ? [] : row(known, '', words.all);
  const mark = made.some(({ label }) => label.endsWith(DOUBT)) ? DOUBT : '';
  return [
    ...all,
    ...made,
    ...(rest && made.length ? [{ label: words.rest + mark, total: rest.value, of: [] }] : []),
  ];
}

/** An asset by its sides, else by its sum; none where neither was reported. */
function row(known, key, label) {
  const [long, short, sum, both] = ['long_usd', 'short_usd', 'liquidated_usd', 'usd'].map((name) =>
    known.get(key + name),
  );
  const of = long && short ? [long, short, both] : [sum];
  if (!of[0]) return [];
  const marked = label + (of.some((figure) => figure?.status === 'unverified') ? DOUBT : '');
  return [
    long && short
      ? {
          key,
          label: marked,
          long: long.value,
          short: short.value,
          total: (both ?? (key ? sum : known.get('total_liquidated_usd')))?.value ?? '',
          of,
        }
      : { key, label: marked, total: sum.value, of },
  ];
}
