// The keys of a position in the address, which are the engine's own names: a link reads as a call
// of the package. Only the shape of a value is checked here: what is legal is the venue's business.
export const POSITION = {
  names: [
    'venue',
    'contract',
    'form',
    'symbol',
    'asset',
    'side',
    'margin_mode',
    'quantity_unit',
    'tier_unit',
    'basis',
    'fee_kept',
    'deductions',
  ],
  numbers: [
    'entry_price',
    'mark_price',
    'quantity',
    'leverage',
    'margin',
    'extra_margin',
    'balance',
    'fee_rate',
    'open_fee_rate',
    'tick',
    'contract_value',
    'other_maintenance_margin',
    'other_unrealized_pnl',
    'exit_price',
    'roe_pct',
    'funds',
    'distance_pct',
    'funding',
  ],
  table: ['maintenance_tiers'],
};

/** A name; what the engine reads as a number, whatever it then thinks of it; rows of a table. */
const SHAPES = {
  names: [/^[\w.:/-]{1,40}$/, 'shape'],
  numbers: [/^-?\d{1,15}(\.\d{1,18})?$/, 'number'],
  table: [/^[\d.,;%\s-]{1,1200}$/, 'shape'],
};

export const keys = [...POSITION.names, ...POSITION.numbers, ...POSITION.table];

export function check(key, text) {
  const kind = Object.keys(SHAPES).find((one) => POSITION[one].includes(key));
  const [shape, problem] = SHAPES[kind];
  return shape.test(text) ? { value: text } : { problem };
}
