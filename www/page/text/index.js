// Every text that the scripts of the page show, part by part. Panels import their own part alone, so
// that a visitor loads what is looked at; tests and translators find all of it here.
import { TEXT as COMMON } from './common.js';
import { BUILDER } from './builder.js';
import { COMPARE } from './compare.js';
import { COUNT } from './count.js';
import { SOURCES } from './depth.js';
import { GROUPS } from './groups.js';
import { JUDGE } from './judge.js';
import { LOCATE } from './locate.js';
import { METHOD } from './method.js';
import { NOTES } from './notes.js';
import { PORTFOLIO } from './portfolio.js';
import { SIMULATE } from './simulate.js';
import { TOTALS } from './totals.js';
import { WHY } from './why.js';

export const TEXT = {
  ...COMMON,
  notes: NOTES,
  totals: TOTALS,
  count: COUNT,
  simulate: { ...SIMULATE, ...GROUPS, sources: SOURCES },
  locate: { ...LOCATE, portfolio: PORTFOLIO },
  judge: JUDGE,
  why: WHY,
  method: METHOD,
  compare: COMPARE,
  builder: BUILDER,
};
