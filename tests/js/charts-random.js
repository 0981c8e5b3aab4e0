// Seeded inputs for the charts, in the shapes that the engine gives and in any size, sign of life
// and language. Numbers are random, so they stand for no market.
import { heat } from '../../www/lib/charts/heat.js';
import * as charts from '../../www/lib/charts/index.js';

export const CHARTS = {
  diverging: charts.diverging,
  time: charts.time,
  map: charts.map,
  path: charts.path,
  curve: charts.curve,
  position: charts.position,
  sankey: charts.sankey,
  compare: charts.compare,
  heat,
};

/** Languages with long words, other digits, other scripts and other directions. */
export const LOCALES = [
  'en',
  'de',
  'fr',
  'es',
  'pl',
  'ru',
  'ar-EG',
  'fa',
  'he',
  'hi',
  'ta',
  'ml',
  'th',
  'ja',
  'zh',
  'ko',
  'id',
  'sv',
  'de-CH',
  'en-IN',
  'pt-BR',
  'my',
];
const WORDS = {
  de: {
    longs: 'Kaufpositionen',
    shorts: 'Leerverkaufspositionen',
    now: 'Kurs jetzt',
    end: 'Endkurs',
    here: 'Dieses Szenario',
    critical: 'Kipppunkt',
    shock: 'Erster Anstoß',
    cascade: 'mit der Liquidationskaskade',
    alone: 'der Anstoß allein',
    liquidation: 'Zwangsliquidation',
    second: 'Zwangsliquidation, andere Seite',
    both: 'nicht nach Seiten getrennt',
  },
  ru: {
    longs: 'Длинные позиции',
    shorts: 'Короткие позиции',
    now: 'Цена сейчас',
    end: 'Конечная цена',
  },
  ja: {
    longs: 'ロングポジション',
    shorts: 'ショートポジション',
    now: '現在の価格',
    end: '最終価格',
  },
  'ar-EG': { longs: 'مراكز الشراء', shorts: 'مراكز البيع', now: 'السعر الآن' },
};

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One input of the chart of that name: `{data, options}`. */
export function example(name, next) {
  const locale = pick(next, LOCALES);
  const options = {
    width: 240 + Math.floor(next() * 961),
    locale,
    words: WORDS[locale],
    title: 'Title',
    id: 'r',
    ...(next() < 0.5 && { height: 80 + Math.floor(next() * 400) }),
  };
  return { data: DATA[name](next), options };
}

const pick = (next, list) => list[Math.floor(next() * list.length)];
const size = (next, low = -2, high = 14) => 10 ** (low + next() * (high - low));
const count = (next, most) => 1 + Math.floor(next() ** 3 * most);
/** As the facts come: an exact text or a number that is an estimate. */
const amount = (next, top) =>
  next() < 0.1 ? '0' : next() < 0.5 ? (next() * top).toFixed(8) : next() * top;
const column = (next, length, top) =>
  Array.from({ length }, () => (next() < 0.2 ? 0 : next() ** 4 * top));
const sums = (list, start) => list.reduce((all, value) => [...all, all.at(-1) + value], [start]);

const DATA = {
  diverging(next) {
    const top = size(next);
    return Array.from({ length: count(next, 40) }, () => {
      const label = pick(next, [
        'BTC',
        '1000000MOGUSDTPERPETUALSWAP',
        'Everything else',
        '比特币永续',
        'البيتكوين',
        'W'.repeat(60),
        '',
      ]);
      return next() < 0.15
        ? { label, total: amount(next, top * 3) }
        : {
            label,
            long: amount(next, top),
            short: amount(next, top * next()),
            total: amount(next, top),
          };
    });
  },
  time(next) {
    const step = pick(next, [60e3, 3600e3, 4 * 3600e3, 86_400e3]);
    let at = Math.floor((1.2e12 + next() * 9e11) / step) * step;
    const start_ms = Array.from(
      { length: count(next, 900) },
      () => (at += step * (next() < 0.05 ? Math.ceil(next() ** 4 * 5000) : 1)),
    );
    const top = size(next);
    return {
      start_ms,
      step_ms: step,
      long_usd: start_ms.map(() => amount(next, top)),
      short_usd: start_ms.map(() => amount(next, top * next())),
    };
  },
  map(next) {
    const bins = count(next, 240);
    const price = size(next, -6, 6);
    const span = 0.01 + next() * 0.9;
    const edge = (i) => price * (1 - span + (2 * span * i) / bins);
    const [long_usd, short_usd] = [column(next, bins, size(next)), column(next, bins, size(next))];
    return {
      price_usd: Array.from({ length: bins + 1 }, (_, i) => edge(i)),
      long_usd,
      short_usd,
      long_cumulative_usd: sums(long_usd, 0).reverse(),
      short_cumulative_usd: sums(short_usd, 0),
      now_usd: String(price),
      final_usd: price * (1 - span * next()),
      levels: Array.from({ length: count(next, 8) }, () => price * (1 + span * (next() - 0.5))),
    };
  },
  path(next) {
    const start = size(next, -6, 6);
    const rounds = count(next, 300);
    let [at, total] = [start, 0];
    const new_usd = column(next, rounds, size(next));
    const price_usd = new_usd.map(() => (at *= 1 - next() ** 3 * 0.1));
    return {
      start_usd: String(start),
      price_usd,
      new_usd,
      liquidated_usd: new_usd.map((value) => (total += value)),
      side: pick(next, ['long', 'short']),
      levels: [start * 0.9, start * 0.95],
      recovery:
        next() < 0.5
          ? { price_usd: at * 1.02, third_price_usd: at * 1.01, full_price_usd: at * 1.05 }
          : null,
    };
  },
  curve(next) {
    const points = 1 + count(next, 200);
    const end = size(next, -4, 0);
    const shock = Array.from({ length: points }, (_, i) => (end * i) / (points - 1));
    return {
      shock,
      move: shock.map((value) => value * (1 + next())),
      liquidated_usd: column(next, points, size(next)),
      at: end * next() * 1.1,
      critical_shock: next() < 0.5 ? end * next() : null,
      side: pick(next, ['long', 'short']),
    };
  },
  position(next) {
    const price = size(next, -9, 9);
    const near = (least) =>
      next() < least
        ? null
        : (price * (1 + (next() - 0.5) * size(next, -4, 0))).toFixed(pick(next, [2, 12]));
    return {
      side: pick(next, ['long', 'short']),
      entry_price: price.toFixed(12),
      mark_price: near(0.3),
      liquidation_price: near(0.2),
      second_liquidation_price: near(0.7),
      bankruptcy_price: near(0.2),
      levels: Array.from({ length: count(next, 8) }, () => near(0)),
      final_usd: next() < 0.5 ? price * 0.97 : null,
    };
  },
  sankey(next) {
    const groups = ['stablecoins', 'hedges', null];
    const rows = Array.from({ length: count(next, 12) }, (_, i) => ({
      channel: `c${i}`,
      label: pick(next, ['USDT', 'Delta-neutral strategies', 'مراكز البيع', 'ステーブルコイン']),
      group: pick(next, groups),
      share: (next() / 12).toFixed(4),
      usd: amount(next, 1e9),
    }));
    const sum = (list) => list.reduce((all, row) => all + Number(row.usd), 0);
    const used = [...new Set(rows.map((row) => row.group).filter(Boolean))];
    return {
      rows,
      nodes: [
        { id: 'all', label: 'Freed money', usd: sum(rows) },
        ...rows.map(({ channel, label, usd }) => ({ id: channel, label, usd })),
        ...used.map((id) => ({ id, label: id, usd: sum(rows.filter((row) => row.group === id)) })),
      ],
      links: [
        ...used.map((id) => ({
          from: 'all',
          to: id,
          usd: sum(rows.filter((row) => row.group === id)),
        })),
        ...rows.map(({ channel, group, usd }) => ({ from: group ?? 'all', to: channel, usd })),
      ],
    };
  },
  compare(next) {
    const maybe = (value) => (next() < 0.2 ? null : value);
    return Array.from({ length: count(next, 20) }, () => ({
      day_ms: 1.5e12 + next() * 3e11,
      name: pick(next, [
        'Black Thursday',
        'A washout with a name that is far too long',
        'W'.repeat(50),
        '暴落',
      ]),
      early_usd: maybe(size(next, 5, 11).toFixed(2)),
      size_usd: maybe(size(next, 5, 11).toFixed(2)),
      long_share: maybe({ value: next().toFixed(4) }),
      price_move: maybe((next() - 0.6).toFixed(4)),
      open_interest_change: maybe({ value: (next() - 0.7).toFixed(4), basis: 'coins' }),
      class: { class: maybe('disorderly') },
      unverified: next() < 0.5 ? [] : ['total_early', 'price', 'oi_before_usd'],
    }));
  },
  heat(next) {
    const end = size(next, -3, 0);
    const columns = 2 + count(next, 60);
    const shock = Array.from({ length: columns }, (_, i) => (end * i) / (columns - 1));
    const rows = Array.from({ length: count(next, 40) }, (_, i) => ({
      text: pick(next, [`$${i}B`, `${i}%`, `${i} Mrd. US-Dollar`]),
      move: shock.map((value) => value * (1 + next() ** 4 * 10)),
      liquidated_usd: column(next, columns, 1e9),
    }));
    return {
      shock,
      rows,
      at: next() < 0.5 ? { shock: end * next(), row: next() * rows.length } : null,
    };
  },
};
