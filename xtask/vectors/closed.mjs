// Cases of types `uniform_closed` and `exp_closed`: closed forms of smooth books.

import { renamed } from './scenario.mjs';

const FORMS = {
  uniform_closed: {
    ask: 'uniformDensity',
    input: { s: 'shock', ua: 'from', ub: 'to', n0: 'density_usd', D: 'depth_usd', phi: 'flow' },
    output: { g: 'gain', u: 'displacement', N: 'liquidated_usd' },
  },
  exp_closed: {
    ask: 'exponentialDensity',
    input: { s: 'shock', ell: 'length', g0: 'gain' },
    output: { u: 'displacement' },
  },
};

export function run(washout, { type, input, expected }, check) {
  const form = FORMS[type];
  const got = washout[form.ask](renamed(input, form.input));
  for (const [key, value] of Object.entries(expected))
    check.close(key, value, got[form.output[key]]);
}
