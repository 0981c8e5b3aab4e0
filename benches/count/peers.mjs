// The libraries that a user would pick, each in the way its own documentation recommends for speed.

import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';

import { decimals, bigints, floats } from './sums.mjs';

const text = (bytes) => new TextDecoder().decode(bytes);

/** Lines and commas split by hand; `sums` decides what the arithmetic is. */
export const split = (sums) => (bytes) => {
  const totals = sums();
  const file = text(bytes);
  for (let at = file.indexOf('\n') + 1; at < file.length;) {
    const end = file.indexOf('\n', at);
    const [time, , symbol, side, qty, price] = file.slice(at, end).split(',');
    totals.add(Number(time), symbol, side, qty, price);
    at = end + 1;
  }
  return totals.done();
};

/** JSON.parse for every line. */
export const lines = (sums) => (bytes) => {
  const totals = sums();
  const file = text(bytes);
  for (let at = 0; at < file.length;) {
    const end = file.indexOf('\n', at);
    const { o } = JSON.parse(file.slice(at, end));
    totals.add(o.T, o.s, o.S === 'SELL' ? 'long' : 'short', o.z, o.ap);
    at = end + 1;
  }
  return totals.done();
};

/** uDSV with typed arrays, its fastest form. */
export function udsv(bytes) {
  const totals = floats();
  const file = text(bytes);
  const parser = initParser(inferSchema(file));
  for (const [time, , symbol, side, qty, price] of parser.typedArrs(file)) {
    totals.add(time, symbol, side, qty, price);
  }
  return totals.done();
}

/** PapaParse with arrays in fast mode. */
export function papaparse(bytes) {
  const totals = floats();
  const { data } = Papa.parse(text(bytes), { fastMode: true, skipEmptyLines: true });
  for (let at = 1; at < data.length; at++) {
    const [time, , symbol, side, qty, price] = data[at];
    totals.add(Number(time), symbol, side, qty, price);
  }
  return totals.done();
}

export { bigints, decimals, floats };
