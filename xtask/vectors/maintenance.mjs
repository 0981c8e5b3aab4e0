// Published maintenance amounts.

export function run(washout, { rule, inputs, expected, tolerance = 0 }, check) {
  const got = washout.maintenance({ rule, ...inputs });
  if (typeof expected !== 'object') return check.within('amount', expected, got, tolerance);
  for (const [key, value] of Object.entries(expected))
    check.within(key, value, got[key], tolerance);
}
