// Cases of type `avalanches`: every jump of the outcome, as critical shock and block.

import { scenario } from './scenario.mjs';

export function run(washout, { input, expected }, check) {
  const got = washout.avalanches(scenario(input));
  check.equal('blocks', expected.blocks.length, got.displacement.length);
  for (const [index, [shock, block]] of expected.blocks.entries()) {
    check.close(`blocks[${index}] shock`, shock, got.displacement[index]);
    check.close(`blocks[${index}] notional`, block, got.liquidated_usd[index]);
  }
}
