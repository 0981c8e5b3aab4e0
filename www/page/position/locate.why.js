// What is behind the numbers of one position: the venue's formula with its numbers, the tier and
// its table, and what the reader set.
import { priceText } from '../../lib/charts/position.js';
import { estimate, percent, plain, short, times, usd } from '../../lib/format.js';
import { OWN } from './position.js';
import { LOCALE } from '../shell/locale.js';
import { inputById } from '../ui/dom.js';
import { LOCATE } from './locate.words.js';
import { WHY as WORDS } from '../ui/why.words.js';

const locale = LOCALE;
const NAMES = WORDS.locateInputs;

/**
 * The explanation of a figure of `found`, the engine's answer to the complete state `all`; null
 * while there is none.
 */
export function explain(key, answer) {
  if (!answer) return null;
  const { all, found, reach } = answer;
  const { formula } = found;
  const money = (value) =>
    found.settled_in === 'quote' ? usd(value, { locale }) : LOCATE.coins(plain(value, { locale }));
  const price = (value) => value && priceText(value, { locale });
  const [kind, of] = key.split(':');
  const value =
    {
      liquidation: price(found.liquidation_price),
      distance: found.distance_pct && percent(found.distance_pct, { locale, shift: 0 }),
      bankruptcy: price(found.bankruptcy_price),
      leverage: found.effective_leverage && times(found.effective_leverage, { locale }),
    }[key] ?? '–';
  const mine = (name, text) =>
    text ? [{ name: NAMES[name], value: text, source: WORDS.mine }] : [];
  const set = [
    ...mine('venue', LOCATE.venues[all.venue] ?? all.venue),
    ...mine('symbol', all.symbol === OWN ? all.asset : all.symbol),
    ...mine('side', found.side),
    ...mine('entry_price', price(all.entry_price)),
    ...mine(
      'quantity',
      `${plain(all.quantity, { locale })} ${
        LOCATE.options.quantity_unit[all.quantity_unit] ?? ''
      }`.trim(),
    ),
    ...mine('mark_price', all.mark_price && price(all.mark_price)),
  ];
  const computed = (name, text) => ({ name: NAMES[name], value: text, source: WORDS.engine });
  const tier = found.tier
    ? [
        {
          name: NAMES.maintenance,
          value: percent(found.tier.rate, { locale, places: undefined }),
          source: LOCATE.table(found.table ?? {}),
        },
      ]
    : [];
  if (kind === 'link') return reach && linkOf(reach, price(found.liquidation_price));
  if (kind === 'chart')
    return {
      ...WORDS.position,
      value: price(found.liquidation_price) ?? '',
      isExact: true,
      inputs: set,
    };
  if (kind === 'facts' || kind === 'answer')
    return shownOf(kind, of, [
      ...set,
      computed('margin', money(found.margin)),
      ...(kind === 'facts'
        ? [
            ...tier,
            computed('notional', money(found.notional)),
            computed('equity', money(found.equity)),
          ]
        : tier),
    ]);
  const shared = { title: LOCATE.figures[key], value, isExact: true };
  if (key === 'liquidation')
    return {
      ...shared,
      words: formula.words,
      numbers: formula.numbers,
      method: 'liquidation-price',
      inputs: [...set, computed('margin', money(found.margin)), ...tier],
      notes: [
        `${LOCATE.source}: ${formula.source}. ${LOCATE.checked}: ${formula.status}.`,
        ...found.notes.map((note) => `${note}.`),
      ],
    };
  const { words, method } = WORDS.locate[key];
  const numbers =
    key === 'distance' && found.distance_usd
      ? `${usd(found.distance_usd, { locale })} ÷ ` +
        `${price(all.mark_price || all.entry_price)} = ${value}`
      : key === 'leverage' && found.effective_leverage
        ? `${money(found.notional)} ÷ ${money(found.equity)} = ${value}`
        : null;
  return {
    ...shared,
    words,
    numbers,
    method,
    inputs: [
      ...set,
      computed('margin', money(found.margin)),
      ...(key === 'leverage'
        ? [computed('notional', money(found.notional)), computed('equity', money(found.equity))]
        : []),
    ],
  };
}

/** A fact or an everyday answer; its value is the one that stands on the page. */
function shownOf(kind, key, inputs) {
  const known = (kind === 'facts' ? WORDS.facts : WORDS.answers)[key];
  if (!known) return null;
  const title = kind === 'facts' ? LOCATE.facts[key] : LOCATE.fields[key][0];
  const asked =
    kind === 'answer'
      ? [{ name: title, value: inputById(`pos-${key}`).value || '–', source: WORDS.mine }]
      : [];
  return {
    ...known,
    title,
    value: document.querySelector(`[data-why="locate:${kind}:${key}"]`)?.textContent ?? '',
    isExact: true,
    inputs: [...asked, ...inputs],
  };
}

/** What it takes to reach the liquidation price in the scenario. */
function linkOf(
  { shock, shock_price_usd: to, distance, mechanical_share: own, liquidated_usd: closed, now },
  limit,
) {
  const { title, words, method, ...names } = WORDS.link;
  const share = (value) => estimate(value ?? Number.NaN, percent, { locale });
  const values = {
    shock: share(shock),
    to: estimate(to, usd, { locale, digits: 4 }),
    distance: share(distance),
    own: share(own ?? 0),
    closed: estimate(closed, short, { locale }),
    now: share(now),
  };
  return {
    title,
    value: share(shock),
    words,
    method,
    notes: limit ? [`${LOCATE.figures.liquidation}: ${limit}`] : [],
    inputs: Object.entries(values).map(([key, value]) => ({
      name: names[key],
      value,
      source: key === 'now' ? WORDS.mine : WORDS.engine,
    })),
  };
}
