// Made-up liquidations in the shape of real ones: ten markets, 30 days, heavy-tailed sizes, eight
// decimals in the average price. Integers only, so that the expected totals can be kept in BigInt
// by arithmetic that no variant shares.

import { random } from './random.mjs';

const SEED = 20251104;
const START_MS = Date.UTC(2025, 9, 1);
const SPAN_MS = 30 * 86_400_000;
export const HOUR_MS = 3_600_000;
/** Decimals of every price, and of an exact total: 10^-16 USD. */
export const PRICE_PLACES = 8;
export const USD_PLACES = 16;

// [symbol, price in USD, decimals of the quantity]
/** @type {[symbol: string, level: number, places: number][]} */
const MARKETS = [
  ['BTCUSDT', 109_910, 8],
  ['ETHUSDT', 3_905, 6],
  ['SOLUSDT', 187, 4],
  ['XRPUSDT', 2.51, 3],
  ['BNBUSDT', 1_090, 5],
  ['DOGEUSDT', 0.187, 1],
  ['ADAUSDT', 0.612, 2],
  ['AVAXUSDT', 18.9, 3],
  ['LINKUSDT', 17.4, 4],
  ['1000PEPEUSDT', 0.00692, 0],
];

/** The CSV is Washout's own plain format. */
export const HEADER = 'time,venue,symbol,side,qty,price\n';

/** One after the other; the same object each time, so that a gigabyte costs no memory. */
export function* rows(count) {
  const next = random(SEED);
  const row = { time: 0, symbol: '', long: false, qty: 0, qtyPlaces: 0, price: 0, order: 0 };
  for (let at = 0; at < count; at++) {
    const [symbol, level, places] = MARKETS[Math.floor(next() * MARKETS.length)];
    row.time = START_MS + Math.floor((at * SPAN_MS) / count);
    row.symbol = symbol;
    row.long = next() < 0.6;
    row.price = Math.round(level * (0.97 + 0.06 * next()) * 1e8);
    // A Pareto tail: half are below 120 USD, one in 10,000 is above half a million.
    const notional = Math.min(60 / (1 - next()), 5e6);
    row.qtyPlaces = places;
    row.qty = Math.max(1, Math.round((notional / level) * 10 ** places));
    // The order's limit price is the bankruptcy price, some way beyond the fill.
    row.order = Math.round(row.price * (row.long ? 0.996 : 1.004));
    yield row;
  }
}

export function csvLine({ time, symbol, long, qty, qtyPlaces, price }) {
  return `${time},binance-usdm,${symbol},${long ? 'long' : 'short'},${numbers(
    qty,
    qtyPlaces,
    price,
  )}\n`;
}

/** The form of the README's example: no venue, and times as text. */
export const README_HEADER = 'time,symbol,side,qty,price\n';

export function readmeLine({ time, symbol, long, qty, qtyPlaces, price }) {
  return `${new Date(time).toISOString()},${symbol},${long ? 'long' : 'short'},${numbers(
    qty,
    qtyPlaces,
    price,
  )}\n`;
}

/** The same columns the other way round. */
export const TURNED_HEADER = 'price,qty,side,symbol,time\n';

export function turnedLine({ time, symbol, long, qty, qtyPlaces, price }) {
  const [size, level] = numbers(qty, qtyPlaces, price).split(',');
  return `${level},${size},${long ? 'long' : 'short'},${symbol},${new Date(time).toISOString()}\n`;
}

/** A line of a captured Binance stream; the order's side is the opposite of the position's. */
export function jsonLine({ time, symbol, long, qty, qtyPlaces, price, order }) {
  const size = decimal(qty, qtyPlaces);
  return (
    `{"e":"forceOrder","E":${time + 3},"o":{"s":"${symbol}","S":"${
      long ? 'SELL' : 'BUY'
    }","o":"LIMIT","f":"IOC","q":"${size}",` +
    `"p":"${decimal(order, PRICE_PLACES)}","ap":"${decimal(
      price,
      PRICE_PLACES,
    )}","X":"FILLED","l":"${size}","z":"${size}","T":${time}}}\n`
  );
}

/** Exact totals by symbol, closed side and hour, and of everything. */
export function expectation() {
  const groups = new Map();
  let [total, count] = [0n, 0];
  return {
    add({ time, symbol, long, qty, qtyPlaces, price }) {
      const usd =
        BigInt(qty) * BigInt(price) * 10n ** BigInt(USD_PLACES - PRICE_PLACES - qtyPlaces);
      const key = `${symbol},${long ? 'long' : 'short'},${time - (time % HOUR_MS)}`;
      groups.set(key, (groups.get(key) ?? 0n) + usd);
      total += usd;
      count += 1;
    },
    done: () => ({
      rows: count,
      total: String(total),
      groups: Object.fromEntries([...groups].map(([key, usd]) => [key, String(usd)])),
    }),
  };
}

function numbers(qty, qtyPlaces, price) {
  return `${decimal(qty, qtyPlaces)},${decimal(price, PRICE_PLACES)}`;
}

function decimal(mantissa, places) {
  if (places === 0) return String(mantissa);
  const digits = String(mantissa).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
