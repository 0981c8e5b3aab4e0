// What is behind the numbers of the panel that judges: rules and formulas of the engine, with the
// series, figures and assumptions that they were applied to, each with its source.
import { html } from '../ui/dom.js';
import { sentences } from './answers.js';
import { ledgerWords } from './four.js';
import { written } from './history.js';
import { amount, capital, day, exactly, figure, named, number, sentence } from './write.js';
import { JUDGE } from './judge.words.js';
import { JUDGE_WHY as WORDS } from './judge.why.words.js';

const NAMES = JUDGE.audit.names;
const SIGNS = { '/': '÷', '*': '×', '-': '−', '+': '+' };
const IDENTIFIER = /[a-z][a-z_0-9]*/g;
/** The bag's own group of inputs behind an answer, and the keys that are no figures. */
const GROUP = {
  quadrant: 'open_interest',
  liquidations_to_open_interest: 'liquidations',
  liquidations_to_volume: 'liquidations',
  key_level: 'key_level',
  deleveraging: 'deleveraging',
};
const DAYS = { at: 'at', from: 'peak_from', since_year: 'since_year' };
/** What each of the four numbers is made from, and the figures of an event that stand for it. */
const MADE_OF = {
  notional: ['notional_usd'],
  margin_lost: ['margin_lost_usd', 'notional_usd', 'leverage_low', 'leverage_high'],
  mark_to_market: [
    'mark_to_market_usd',
    'open_interest_usd',
    'price_before_usd',
    'price_after_usd',
  ],
  market_value: ['coins', 'price_before_usd', 'price_after_usd'],
};
const REPORTED = {
  notional_usd: 'btc_long_usd',
  open_interest_usd: 'open_interest_usd',
  price_before_usd: 'price_before_usd',
  price_after_usd: 'price_low_usd',
};

/**
 * The explanation of `context:id`, `claim:id`, `figure:name`, `four:side:i`, `past:day:i`, or a
 * picture; `facts` is what the parts were asked and told.
 */
export function explain(key, facts) {
  const [kind, ...of] = key.split(':');
  return KINDS[kind]?.(facts, ...of) ?? null;
}

function context({ context: last, own, about }, id) {
  const found = sentences(last, about).all.find((one) => one.id === id);
  if (!found) return null;
  const { ask, say, rule, inputs } = found;
  const method = WORDS.methods[/^stablecoin/.test(id) ? 'stablecoins' : id];
  return {
    title: ask,
    value: say,
    words: rule,
    method,
    isExact: !/shock|push/.test(say),
    inputs: inputs.length
      ? inputs.map((input) => seriesOf(last, input) ?? given(own, id, input, about))
      : [{ name: JUDGE.from, value: WORDS.unknown, source: WORDS.built }],
  };
}

/** A series by its name: how long it is, and where it comes from. */
function seriesOf({ series }, { name, value }) {
  const read = Object.values(series).find((one) => one && value.startsWith(one.name));
  if (!read) return null;
  const span = WORDS.span({ name: value, first: day(read.first_ms), last: day(read.last_ms) });
  return { name: plainly(name), value: WORDS.rows(number(String(read.rows))), source: span };
}

/** A single figure: the reader's, the event's, or that of the cascade. */
function given(own, id, { name, value }, { interest }) {
  if (name === 'open_interest_usd' && interest)
    return { name: plainly(name), value, source: JUDGE.context.interest[interest] };
  const isOwn = DAYS[name]
    ? own[DAYS[name]] !== undefined
    : GROUP[id] in own && GROUP[id] !== undefined;
  return { name: plainly(name), value, source: isOwn || own[id] ? WORDS.own : WORDS.day };
}

const plainly = (name) => name.replaceAll('_', ' ');

function claim({ audit, claims }, id) {
  const line = audit.lines.find((one) => one.id === id);
  const asked = claims.find((one) => String(one.id) === id);
  if (!line || !asked) return null;
  const readings = asked.readings ?? [];
  const inputs = [
    ...new Set(
      readings.flatMap(({ formula, target, upper }) =>
        [formula, target, upper].flatMap((part) => String(part ?? '').match(IDENTIFIER) ?? []),
      ),
    ),
  ]
    .map((name) => [name, audit.inputs[name]])
    .filter(([, input]) => input)
    .map(([name, input]) => inputOf(name, input));
  return {
    title: `${WORDS.claim(id)}: ${line.text}`,
    value: line.value === null ? JUDGE.audit.verdicts[line.verdict] : figure(line.value, line.unit),
    words: readings.map((one, i) => html`${i > 0 && html`<br />`}${formulaOf(one)}`),
    numbers: `${capital(sentence(line.why, NAMES))}.`,
    method: 'audit',
    isExact: !inputs.some(({ source }) => /estimate/.test(source)),
    inputs,
    notes: line.note ? [line.note] : [],
  };
}

/** A formula with the names that people have for its figures, and what it is compared with. */
function formulaOf({ is, formula, target, upper, tolerance, unit }) {
  const words = (text) =>
    String(text)
      .replace(IDENTIFIER, (name) => NAMES[name] ?? plainly(name))
      .replace(/ [-+*/] /g, (sign) => ` ${SIGNS[sign.trim()]} `);
  const withUnit = (text) =>
    text === null || text === undefined
      ? null
      : /^-?\d+(\.\d+)?$/.test(text)
        ? figure(String(text), unit)
        : words(text);
  return WORDS.reading({
    formula: words(formula),
    relation:
      WORDS.relations[is]?.({
        target: withUnit(target),
        upper: withUnit(upper),
        tolerance: tolerance && Number(tolerance) ? withUnit(tolerance) : null,
      }) ?? '',
  });
}

const inputOf = (name, { value, source }) => ({
  name: NAMES[name] ?? plainly(name),
  value: named(name, value),
  source,
});

const figureOf = ({ audit: { inputs } }, name) =>
  inputs[name] && {
    title: WORDS.figure(NAMES[name] ?? plainly(name)),
    value: inputOf(name, inputs[name]).value,
    words: /cascade|push|estimate/.test(inputs[name].source) ? WORDS.cascade : WORDS.stated,
    method: 'audit',
    isExact: !/estimate/.test(inputs[name].source),
    inputs: [inputOf(name, inputs[name])],
  };

function summary({ audit: { lines, summary: counts } }) {
  return {
    title: WORDS.summary,
    value: '',
    words: WORDS.verdicts,
    method: 'audit',
    isExact: true,
    inputs: Object.entries(counts).map(([verdict, count]) => ({
      name: JUDGE.audit.verdicts[verdict],
      value: String(count),
      source: lines
        .filter((line) => line.verdict === verdict)
        .map(({ id }) => id)
        .join(', '),
    })),
  };
}

function split({ split: found, rest, isOwnTotal }) {
  if (!found) return null;
  const [source] = found.nodes;
  return {
    title: WORDS.split,
    value: amount(source.usd),
    words: WORDS.splitWords,
    method: 'flows',
    isExact: true,
    notes: [JUDGE.flows.assumption],
    inputs: [
      {
        name: WORDS.total,
        value: amount(source.usd),
        source: isOwnTotal ? WORDS.own : WORDS.ledgerTotal,
      },
      ...found.rows.map((row) => ({
        name: JUDGE.flows.channels[row.channel] ?? row.label,
        value: `${exactly(row.share)} = ${amount(row.usd)}`,
        source: row.channel === rest ? WORDS.left : WORDS.own,
      })),
    ],
  };
}

function four({ four: asked, preset }, side, index) {
  const { bag, rows } = asked?.[side] ?? {};
  const row = rows?.[index];
  if (!row || row.low_usd === null) return null;
  const known = MADE_OF[row.name].filter((key) => bag[key] !== undefined && bag[key] !== null);
  const names =
    known.includes('margin_lost_usd') || known.includes('mark_to_market_usd')
      ? known.slice(0, 1)
      : known;
  const inputs = names.map((key) => {
    const event = side === 'reported' && preset.figures.find((one) => one.key === REPORTED[key]);
    const from = event
      ? { source: event.source, url: event.url, status: event.status }
      : {
          source: /^(leverage|coins)/.test(key) ? WORDS.assumed : WORDS.ledger,
          status: /^(leverage|coins)/.test(key) ? 'assumption' : undefined,
        };
    return {
      name: WORDS.four[key],
      value: /^leverage/.test(key)
        ? `${number(bag[key])}×`
        : key === 'coins'
          ? number(bag[key])
          : amount(String(bag[key])),
      ...from,
    };
  });
  const value =
    row.low_usd === row.high_usd
      ? amount(row.low_usd)
      : JUDGE.four.range({ low: amount(row.low_usd), high: amount(row.high_usd) });
  return {
    title: JUDGE.four.names[row.name],
    value,
    words: side === 'cascade' && row.formula.startsWith('as ') ? ledgerWords(row) : row.formula,
    method: 'four',
    isExact: side === 'reported',
    inputs,
    notes: [`${capital(row.meaning)}.`],
  };
}

function past({ past: { rule, events } }, id, index) {
  if (id === undefined)
    return {
      title: WORDS.past,
      value: '',
      words: WORDS.pastWords,
      method: 'past',
      isExact: true,
      notes: [`${JUDGE.history.words.class}: ${rule}.`],
      inputs: events.map((one) => ({
        name: day(one.day_ms),
        value: one.size_usd === null ? WORDS.none : amount(one.size_usd),
        source: one.name,
      })),
    };
  const event = events.find((one) => new Date(one.day_ms).toISOString().startsWith(id));
  const one = event?.figures[index];
  if (!one) return null;
  const name = JUDGE.history.names[one.name] ?? one.name;
  const source = one.source
    ? {
        source: one.source.replace(/^https?:\/\//, ''),
        url: /^https?:/.test(one.source) ? one.source : `https://${one.source}`,
      }
    : { source: JUDGE.history.unverified };
  return {
    title: `${event.name}: ${name}`,
    value: written(one),
    words: WORDS.reported,
    method: 'past',
    isExact: true,
    inputs: [{ name, value: written(one), ...source }],
    notes: event.note ? [event.note] : [],
  };
}

const KINDS = { context, claim, figure: figureOf, summary, split, four, past };
