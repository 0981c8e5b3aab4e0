// What is behind the numbers of the cascade: the formula, the engine's values in it, and the inputs
// with the sources that the event gives for them.
import { NONE } from '../../lib/format.js';
import { isZero, signed } from '../../lib/views/ledger.js';
import { WORDS as LEDGER } from '../../lib/views/ledger.words.js';
import { WORDS as LEVELS } from '../../lib/views/levels.words.js';
import { write } from '../ui/pens.js';
import { figuresOf } from './figures.js';
import { figureOf, isYours, valueOf } from './inputs.js';
import { GROUPS } from './groups.words.js';
import { SIMULATE } from './simulate.words.js';
import { WHY as WORDS } from '../ui/why.words.js';

const LABELS = Object.entries(SIMULATE.knobs).map(([key, { label }]) => [key, label]);
const NAMES = { ...Object.fromEntries(LABELS), ...WORDS.inputNames };
const { dollars, share } = write;

const BOOK = ['price', 'oi', 'mix', 'spread', 'reported', 'low', 'factor'];
const MARKET = ['impact', 'gamma', 'rate', 'max', 'depth', 'survival', 'flow'];

/** The explanation of `key`: a figure, `levels:i`, `ledger:account`, or a picture. */
export function explain(key, facts) {
  const [kind, of] = key.split(':');
  if (kind === 'levels') return levelOf(facts, Number(of));
  if (kind === 'ledger') return accountOf(facts, of);
  if (kind in WORDS.charts) return chartOf(facts, kind);
  return numberOf(facts, kind);
}

const input =
  ({ outcome, preset, state }) =>
  (name) => {
    const value = valueOf(name, outcome.scenario);
    if (value === null) return [];
    const { source, url, status } = isYours(name, state)
      ? { source: WORDS.yours }
      : (figureOf(name, preset) ?? { source: WORDS.presetOwn });
    return [{ name: NAMES[name], value, source, url, status }];
  };

const inputs = (facts, names) => names.flatMap(input(facts));

const solved = (name, value, source = WORDS.engine) => ({ name: NAMES[name], value, source });

function numberOf(facts, key) {
  const { outcome } = facts;
  const words = WORDS.figures[key];
  if (!words) return null;
  const [push, end] = [share(outcome.shock), share(outcome.move)];
  const value = figuresOf(outcome)[key];
  const divided = {
    mechanical: `${share(outcome.overshoot)} ÷ ${end} = ${value}`,
    amplification: `${end} ÷ ${push} = ${value}`,
    first: null,
    gain: null,
  }[key];
  const risk = outcome.share === null ? [] : [solved('share', share(outcome.share), WORDS.solved)];
  return {
    title: SIMULATE.figures[key],
    value,
    words:
      key === 'gain' && outcome.scenario.impact.kind === 'linear'
        ? `${words.words} = ${WORDS.gainLinear}`
        : words.words,
    method: words.method,
    // Ratios are of what the scale measures: on that of logarithms not of these percentages.
    numbers: outcome.scenario.coordinate === 'log' ? null : divided,
    inputs: [
      solved('shock', push, typeof outcome.scenario.shock === 'object' ? WORDS.solved : WORDS.mine),
      ...(key === 'first' ? [] : [solved('end', end)]),
      ...risk,
      ...inputs(facts, [...BOOK, ...(key === 'first' ? [] : MARKET)]),
    ],
  };
}

function levelOf(facts, index) {
  const level = facts.outcome.levels[index];
  if (!level) return null;
  const { names, words, chance } = WORDS.level;
  const pens = {
    distance: share,
    shock: share,
    shock_price_usd: write.estimatedPrice,
    liquidated_usd: dollars,
    gain: write.number,
    touch_probability: share,
  };
  const found = Object.entries(names)
    .filter(([key]) => level[key] !== null && level[key] !== undefined)
    .map(([key, name]) => ({ name, value: pens[key](level[key]), source: WORDS.engine }));
  return {
    title: `${NAMES.level}: ${write.exactPrice(String(level.price_usd))}`,
    value: level.shock === null ? LEVELS.past : share(level.shock),
    words,
    notes: level.touch_probability === null ? [] : [chance],
    method: 'levels',
    inputs: [...found, ...inputs(facts, [...BOOK, ...MARKET, 'vol'])],
  };
}

/** An account, the sum of all, or one of the amounts that they are made of. */
function accountOf(facts, key) {
  const { ledger } = facts.outcome;
  const amount = ledger && (ledger.accounts[key] ?? ledger[key]);
  if (!amount || !(key in WORDS.ledger)) return null;
  const listed = (names, of) =>
    Object.entries(names)
      .filter(([name]) => of[name] !== undefined && !isZero(of[name]))
      .map(([name, text]) => ({ name: text, value: write.cents(of[name]), source: WORDS.engine }));
  const made =
    key === 'sum_usd'
      ? listed(LEDGER.accounts, ledger.accounts)
      : listed(GROUPS.behindLedger, ledger);
  return {
    title: LEDGER.accounts[key] ?? GROUPS.behindLedger[key] ?? LEDGER.sum,
    value: key in ledger.accounts ? signed(amount, write) : write.cents(amount),
    words: WORDS.ledger[key],
    numbers: write.exactPrice(amount),
    notes: [WORDS.ledger.sum, LEDGER.caption],
    method: 'ledger',
    inputs: [...made, ...inputs(facts, ['price', 'engine', 'fee', 'fund'])],
  };
}

/** What a picture or a sentence is made from. */
function chartOf(facts, key) {
  const { outcome } = facts;
  const { title, words, method } = WORDS.charts[key];
  const [push, end] = [solved('shock', share(outcome.shock)), solved('end', share(outcome.move))];
  const value = {
    map: dollars(outcome.liquidated_usd),
    path: write.estimatedPrice(outcome.final_price_usd),
    curve: share(outcome.sweep?.critical_shock),
    time: dollars(outcome.timed?.liquidated_usd),
    share: share(outcome.share),
  }[key];
  const closed = solved('closed', dollars(outcome.liquidated_usd));
  const made = {
    map: [push, end, closed],
    path: [push, end, closed],
    curve: [push],
    time: [push, closed, ...inputs(facts, ['rho', 'permanent'])],
    heat: [push],
    share: [end, closed],
  }[key];
  return {
    title,
    value: value === NONE ? '' : value,
    words,
    method,
    inputs: [...made, ...inputs(facts, [...BOOK, ...(key === 'share' ? [] : MARKET)])],
  };
}
