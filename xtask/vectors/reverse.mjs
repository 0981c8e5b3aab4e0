// Cases of types `reverse_notional` and `reverse_level`: the smallest shock that does it.

import { input as number } from './number.mjs';
import { scenario } from './scenario.mjs';

export function run(washout, { type, input, expected }, check) {
  const asked = { scenario: scenario(input) };
  const got =
    type === 'reverse_level'
      ? washout.reverseLevel({ ...asked, level_usd: number(input.level) })
      : washout.reverseNotional({ ...asked, target_usd: number(input.target) });
  check.close('shock', expected.shock, got.displacement);
}
