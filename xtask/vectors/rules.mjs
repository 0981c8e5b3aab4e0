// Which rules of the package a case is about, by the names that it gives: the venue and the form
// are words of its formula (`bybit_linear_entry`), the venue else that of its exchange. What has no
// name of a venue is the identity itself, of venue `generic`.

/** Names of forms that are not the package's own, and which of those they have stood for. */
const FORMS = {
  // Bybit's unified account measured maintenance at entry until 2025, and at the mark price since.
  uta: ['entry', 'mark'],
  uta2: ['entry', 'mark'],
};

/** What `generic` has to be told for a formula without a venue. */
const IDENTITY = { venue: 'generic', basis: 'mark', deductions: 'given' };

/** Roundings that are not the package's own names. An empty one leaves it to the venue. */
const ROUNDINGS = {
  okx_one_tick: { rounding: 'one_tick_towards_entry' },
  liq_up_bust_down: { rounding: 'up', bankruptcy_rounding: 'down' },
  // The venue's smallest coin first, then the tick where there is one.
  sat_ceil_then_price_floor: {},
  sat_trunc_no_tick: {},
};

/**
 * The rules that the names of a case fit, as keys of a position: one, or several where a name has
 * stood for several. `venues` is what the package answers.
 */
export function rulesOf({ formula, exchange, contract }, venues) {
  const words = String(formula).split('_');
  const here = venues.filter((rules) => rules.contract === contract);
  const named = here.filter(({ venue }) => isVenue(venue, words[0]));
  const own = named.length > 0 ? named : here.filter(({ venue }) => isVenue(venue, exchange));
  const forms = words.flatMap((word) => FORMS[word] ?? word);
  const fitting = (own.length > 0 ? own : here).filter(({ form }) => forms.includes(form));
  if (fitting.length > 0) return fitting.map(({ venue, form }) => ({ venue, form }));
  if (own.length > 0) return [{ venue: own[0].venue }];
  return [{ ...IDENTITY, fee_kept: words.includes('maint') ? 'none' : 'liquidation' }];
}

/** How a case rounds, as keys of a position. */
export const roundingOf = ({ rounding }) => ROUNDINGS[rounding] ?? { rounding };

/** Whether a name is that of a venue, or begins with it: `binance_coinm`, `kucoin-like`. */
function isVenue(venue, name = '') {
  const plain = (text) => text.toLowerCase().replaceAll('_', '-');
  const [base] = venue.split('-');
  return plain(name) === venue || plain(name).split(/[- ]/)[0] === base;
}
