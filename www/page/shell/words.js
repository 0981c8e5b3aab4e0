// Every text that the scripts of the page show, part by part. Panels import their own part alone,
// so that a visitor loads what is looked at; tests and translators find all of it here.
import { TEXT as COMMON } from './common.words.js';
import { BUILDER } from '../publish/builder.words.js';
import { COMPARE } from '../cascade/compare.words.js';
import { COUNT } from '../file/count.words.js';
import { SOURCES } from '../cascade/depth.words.js';
import { GROUPS } from '../cascade/groups.words.js';
import { JUDGE } from '../article/judge.words.js';
import { LOCATE } from '../position/locate.words.js';
import { METHOD } from '../method/method.words.js';
import { NOTES } from './notes.words.js';
import { PORTFOLIO } from '../position/portfolio.words.js';
import { SIMULATE } from '../cascade/simulate.words.js';
import { TOTALS } from '../event/totals.words.js';
import { WHY } from '../ui/why.words.js';

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
