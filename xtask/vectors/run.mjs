// Runs case files through the built package.

import { relative } from 'node:path';

import { root } from '../paths.mjs';
import { Tally } from '../tally.mjs';
import * as avalanches from './avalanches.mjs';
import * as cascade from './cascade.mjs';
import * as ccxt from './ccxt.mjs';
import { Check, Skip } from './check.mjs';
import * as closed from './closed.mjs';
import { cases } from './files.mjs';
import * as ledger from './ledger.mjs';
import * as liqPrice from './liq_price.mjs';
import * as maintenance from './maintenance.mjs';
import * as metric from './metric.mjs';
import * as multi from './multi.mjs';
import * as partial from './partial.mjs';
import * as reverse from './reverse.mjs';
import * as tardis from './tardis.mjs';
import * as timed from './timed.mjs';
import * as venuePrice from './venue_price.mjs';

/** What runs the cases of each type. A new type is one file and one line here. */
const RUNNERS = {
  avalanches,
  cascade,
  ccxt,
  exp_closed: closed,
  ledger,
  liq_price: liqPrice,
  maintenance,
  metric,
  multi,
  partial,
  reverse_level: reverse,
  reverse_notional: reverse,
  tardis,
  timed,
  uniform_closed: closed,
  venue_price: venuePrice,
};

/** Runs every case below the folders with the functions of `washout`; says what differs. */
export function vectors(washout, folders, say) {
  const kinds = new Map();
  const skipped = new Map();
  for (const item of cases(folders)) {
    const sum = kinds.get(item.kind) ?? { tally: new Tally(), worst: 0 };
    const { tally, worst, reason } = one(washout, item, say);
    kinds.set(item.kind, { tally: sum.tally.plus(tally), worst: Math.max(sum.worst, worst) });
    if (reason)
      skipped.set(`${item.kind}: ${reason}`, (skipped.get(`${item.kind}: ${reason}`) ?? 0) + 1);
  }
  for (const [reason, count] of skipped) say(`skipped ${count} of ${reason}`);
  for (const [kind, { tally }] of [...kinds].sort()) say(`${kind.padEnd(18)} ${tally}`);
  return {
    tally: [...kinds.values()].reduce((sum, { tally }) => sum.plus(tally), new Tally()),
    worst: Math.max(0, ...[...kinds.values()].map(({ worst }) => worst)),
  };
}

function one(washout, item, say) {
  const check = new Check();
  try {
    if (!(item.kind in RUNNERS)) throw new Skip('the package has no function for this type yet');
    RUNNERS[item.kind].run(washout, item, check);
  } catch (error) {
    if (error instanceof Skip || error.code === 'UNSUPPORTED')
      return { tally: new Tally(0, 0, 1), worst: 0, reason: error.message };
    check.differs('answer', item.expected ?? null, `${error.code ?? error.name}: ${error.message}`);
  }
  // A published number that no known formula gives is reported and never forced.
  if (item.formula_reproduces_it === false && check.differences.length > 0) {
    for (const difference of check.differences) say(`not reproduced ${item.id} ${difference}`);
    return {
      tally: new Tally(0, 0, 1),
      worst: 0,
      reason: 'no known formula gives the published number',
    };
  }
  for (const difference of check.differences)
    say(`FAIL ${relative(root, item.file)} ${item.id} ${difference}`);
  const tally = check.differences.length > 0 ? new Tally(0, 1) : new Tally(1);
  return { tally, worst: check.worst };
}
