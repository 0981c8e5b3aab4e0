// What was reported as liquidated in a recorded event, by asset and side. Exact.
import { diverging } from '../charts/diverging.js';
import { pens } from './facts.js';
import { WORDS } from './text/totals.js';

export const text = WORDS;
/** None: a preset says it all. */
export const parts = null;

/** `figures` and `derived` of a preset as rows; an asset is there once one of its sides is. */
export function make({ preset }, options) {
  const { words } = options;
  const { money, ratio } = pens(options);
  const all = new Map([...preset.figures, ...preset.derived].filter(({ value }) => value !== null).map((figure) => [figure.key, figure.value]));
  const rows = split(all, words);
  const rest = all.get('other_usd');
  if (rest !== undefined) rows.push({ label: words.rest, total: rest });
  const [first] = rows.filter((row) => row.long !== undefined);
  const quotient = first && all.get(`${first.key}_ratio`);
  const whole = all.get('total_liquidated_usd');
  const answer = first
    ? words.split({ asset: first.label, long: money(first.long), short: money(first.short), ratio: quotient && ratio(quotient) })
    : whole ? words.whole({ total: money(whole) }) : words.none;
  if (!rows.length && whole) rows.push({ label: words.all, total: whole });
  return { title: words.title({ event: preset.title }), answer, caption: words.caption, source: words.reported(sources(preset)), along: 'y', draw: (o) => diverging(rows, o) };
}

/** The assets of which both sides were reported, the largest first as the preset lists them. */
function split(all, words) {
  return [...all.keys()].flatMap((name) => {
    const [, key] = /^(\w+)_long_usd$/.exec(name) ?? [];
    const [long, short, total] = ['long', 'short'].map((side) => all.get(`${key}_${side}_usd`)).concat(all.get(`${key}_usd`));
    if (!key || short === undefined) return [];
    const ticker = key.toUpperCase();
    return [{ key, label: words.assets[ticker] ?? ticker, long, short, total: total ?? '' }];
  });
}

/** Who reported it, each once. */
function sources({ figures }) {
  const named = figures.filter(({ key, status }) => status === 'sourced' && /(long|short|liquidated)_usd$/.test(key));
  return [...new Set(named.map(({ source }) => source))].join('; ');
}
