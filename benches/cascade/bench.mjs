// The table of the cascade: how long each job takes on ladders of 1,000 to 1,000,000 rungs.

import { fileURLToPath } from 'node:url';

import { interleave } from '../lib/rounds.mjs';
import { node } from '../lib/shell.mjs';
import { median, short, times } from '../lib/stats.mjs';
import { table } from '../lib/table.mjs';
import { run as chromium } from './chromium.mjs';
import { PATHS, QUESTIONS, SWEEP } from './market.mjs';
import { run as numpy } from './numpy.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const SIZES = [1e3, 1e4, 1e5, 1e6];
const REPEATS = 5;
const inNode = (name) => (count) => node(CHILD, [name, count, REPEATS]);
const VARIANTS = {
  washout: { title: 'Washout, Node', run: inNode('washout') },
  chromium: { title: 'Washout, Chromium', run: (count) => chromium(count, REPEATS) },
  sorted: { title: 'JS, sorted, rounds by binary search', run: inNode('sorted') },
  rounds: { title: 'JS rounds loop', run: inNode('rounds') },
  numpy: { title: 'NumPy rounds', run: (count) => numpy(count, REPEATS) },
};
const PATHS_OF = {
  washout: () => node(CHILD, ['washout', 'paths', REPEATS]),
  chromium: () => chromium('paths', REPEATS),
  sorted: () => node(CHILD, ['sorted', 'paths', REPEATS]),
};
const JOBS = ['build', 'table', 'query', 'reverse', 'sweep', 'ledger', 'columns'];
const COLUMNS = [
  'variant',
  'rungs',
  'build',
  'another table',
  `${QUESTIONS} shocks`,
  `${QUESTIONS} reverse`,
  `${SWEEP.shocks} x ${SWEEP.depths} sweep`,
  'ledger',
  'ledger in columns',
  'peak MB',
  'same answers',
];

export async function bench({ repetitions, only }) {
  const names = Object.keys(VARIANTS).filter((name) => !only || only.includes(name));
  const [lines, measured] = [[], new Map()];
  for (const count of SIZES) {
    const results = await interleave(names, repetitions, (name) => VARIANTS[name].run(count));
    const reference = results.get('sorted')?.[0]?.values;
    for (const [name, runs] of results)
      lines.push(line(VARIANTS[name].title, count, runs, reference));
    measured.set(count, results);
  }
  const title =
    'Cascade: ms, first call / warm; ~ where a part of the questions was asked and the time scaled';
  return (
    table(title, COLUMNS, lines) + growth(names, measured) + (await monteCarlo(names, repetitions))
  );
}

/** How many times longer the warm call takes on ten times the rungs. */
function growth(names, measured) {
  const [less, more] = SIZES.slice(-2);
  const warm = (count, name, job) => {
    const runs = (measured.get(count).get(name) ?? [])
      .map((run) => run.jobs?.[job])
      .filter(Boolean);
    return median(runs.flatMap((run) => run.warm));
  };
  const rows = names.map((name) => [
    VARIANTS[name].title,
    ...JOBS.map((job) => times(warm(more, name, job) / warm(less, name, job))),
  ]);
  return table(
    `Growth: ${more.toLocaleString('en')} rungs against ${less.toLocaleString('en')}, warm`,
    ['variant', ...COLUMNS.slice(2, 2 + JOBS.length)],
    rows,
  );
}

async function monteCarlo(names, repetitions) {
  const able = names.filter((name) => PATHS_OF[name]);
  const results = await interleave(able, repetitions, (name) => PATHS_OF[name]());
  const rows = [...results].map(([name, runs]) => {
    const bad = runs.find((run) => run.failed || run.skipped);
    if (bad)
      return [
        VARIANTS[name].title,
        bad.skipped ? `skipped: ${bad.skipped}` : `failed: ${bad.failed}`,
      ];
    return [
      VARIANTS[name].title,
      ...['paths', 'alone'].map((job) => cell(runs.map((run) => run.jobs[job]).filter(Boolean))),
    ];
  });
  const columns = ['variant', 'shock and depth of each path', 'shocks in one market'];
  return table(
    `Monte Carlo: ${PATHS.count.toLocaleString('en')} paths on ` +
      `${PATHS.bins.toLocaleString('en')} bins, ms, first call / warm`,
    columns,
    rows,
  );
}

function line(title, count, runs, reference) {
  const name = [title, count.toLocaleString('en')];
  const bad = runs.find((run) => run.failed || run.skipped);
  if (bad) return [...name, bad.skipped ? `skipped: ${bad.skipped}` : `failed: ${bad.failed}`];
  const cells = JOBS.map((job) => cell(runs.map((run) => run.jobs[job]).filter(Boolean)));
  return [
    ...name,
    ...cells,
    short(median(runs.map((run) => run.peak ?? NaN))),
    same(runs[0].values, reference),
  ];
}

function cell(runs) {
  if (runs.length === 0) return '';
  const [first, warm] = [
    median(runs.map((run) => run.first)),
    median(runs.flatMap((run) => run.warm)),
  ];
  return runs[0].part < 1 ? `~${short(first)}` : `${short(first)} / ${short(warm)}`;
}

/** Liquidated totals to 1e-9; the smallest shock to what 40 halvings find. */
function same(values, reference) {
  if (!reference) return '';
  const close = (a, b, allowed) =>
    Math.abs(a - b) <= allowed * Math.max(Math.abs(a), Math.abs(b), 1e-3);
  const good = ['query', 'reverse'].every((job) =>
    (values[job] ?? [NaN]).every((value, at) => close(value, reference[job][at], 1e-9)),
  );
  return good ? 'yes' : 'NO';
}
