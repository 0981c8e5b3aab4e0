#!/usr/bin/env node
// The benchmarks, one run: node benches/run.mjs [table ...] [--rows=N] [--repetitions=N] [--warm=N]
// [--out=file.md] Tables: count, shapes (of own tables; a part of count), stream, cascade, margin;
// all of them when none is named.

import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

import { install } from './lib/deps.mjs';
import { note } from './lib/progress.mjs';

install();
const TABLES = {
  count: async (options) => {
    const { bench } = await import('./count/bench.mjs');
    const shapes = await import('./count/shapes.mjs');
    return (
      (await bench('csv', options)) +
      (await bench('jsonl', options)) +
      (await shapes.bench(options))
    );
  },
  shapes: async (options) => (await import('./count/shapes.mjs')).bench(options),
  stream: async (options) => (await import('./stream/bench.mjs')).bench(options),
  cascade: async (options) => (await import('./cascade/bench.mjs')).bench(options),
  margin: async (options) => (await import('./margin/bench.mjs')).bench(options),
};

const { names, options, out } = read(process.argv.slice(2));
let report = machine();
process.stdout.write(report);
for (const name of names) {
  note(`\n${name}`);
  const part = await TABLES[name](options);
  report += part;
  process.stdout.write(part);
}
if (out) writeFileSync(out, report);

function read(words) {
  const flags = Object.fromEntries(
    words.filter((word) => word.startsWith('--')).map((word) => word.slice(2).split('=')),
  );
  const named = words.filter((word) => !word.startsWith('--'));
  const unknown = named.find((name) => !(name in TABLES));
  if (unknown)
    throw new Error(`expected one of ${Object.keys(TABLES).join(', ')}, found ${unknown}`);
  const number = (key, fallback) => {
    const value = Number(flags[key] ?? fallback);
    if (!Number.isInteger(value) || value < 1)
      throw new Error(`expected a whole number above 0 for --${key}, found ${flags[key]}`);
    return value;
  };
  const options = {
    rows: number('rows', 1e6),
    repetitions: number('repetitions', 3),
    warm: number('warm', 3),
    only: flags.only?.split(','),
  };
  return {
    names: named.length ? named : Object.keys(TABLES).filter((name) => name !== 'shapes'),
    options,
    out: flags.out,
  };
}

function machine() {
  const processors = cpus();
  return (
    `Washout benchmarks, ${new Date().toISOString().slice(0, 16)}Z · Node ` +
    `${process.versions.node} · ` +
    `${processors.length} x ${processors[0]?.model ?? 'processor'} · load ` +
    `${loadavg()[0].toFixed(2)}\n` +
    'Every repetition is a fresh process; repetitions of the variants are interleaved; ' +
    'times are medians.\n'
  );
}
