// What lies behind the accounts of the ledger: the exact amounts that they are made of.
import { isZero } from '../../lib/views/ledger.js';
import { opens } from '../ui/cells.js';
import { html } from '../ui/dom.js';
import { write } from '../ui/pens.js';
import { GROUPS as WORDS } from './groups.words.js';

/** The amounts by name; one that is nothing is left out. */
export function behindLedger(ledger) {
  if (!ledger) return '';
  const known = Object.entries(WORDS.behindLedger).filter(
    ([key]) => ledger[key] !== undefined && !isZero(ledger[key]),
  );
  const amount = ([key, name]) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${opens('simulate', `ledger:${key}`, write.cents(ledger[key]))}</dd>
    </div>`;
  return html`<dl class="facts behind">${known.map(amount)}</dl>`;
}
