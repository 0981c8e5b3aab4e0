// Who paid and who received, to the cent: the engine's nine accounts, their sum, and what lies
// behind them. Every figure here is exact.
import { short, usd } from '../../lib/format.js';
import { opens } from '../ui/cells.js';
import { html } from '../ui/dom.js';
import { LOCALE } from '../shell/common.words.js';
import { GROUPS as WORDS } from './groups.words.js';

const locale = LOCALE;
const cents = (value) => usd(value, { locale, places: 2 });
const isZero = (value) => /^-?0*(\.0*)?$/.test(value);

/** The table of a ledger; where there is none, why. */
export function accounts(ledger, { side, liquidated }) {
  if (!ledger) return html`<p class="hint">${WORDS.noLedger}</p>`;
  const row = ([key, value]) =>
    html`<tr>
      <th scope="row">${WORDS.accounts[key] ?? key}</th>
      <td class="text">
        ${isZero(value) ? '' : value.startsWith('-') ? WORDS.paid : WORDS.received}
      </td>
      <td>${opens('simulate', `ledger:${key}`, cents(value))}</td>
    </tr>`;
  return html`<p class="answer">
      ${WORDS.ledgerSentence({ margin: short(ledger.margin_lost_usd, { locale }), closed: liquidated, transfer: short(ledger.open_interest_transfer_usd, { locale }), side })}
    </p>
    <div class="scroll" tabindex="0" role="group" aria-label="${WORDS.ledger}">
      <table>
        <caption>
          ${WORDS.ledger}
        </caption>
        <thead>
          <tr>
            ${WORDS.ledgerHead.map((head, i) => html`<th scope="col" ${i === 1 && html` class="text"`}>${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${Object.entries(ledger.accounts).map(row)}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${WORDS.ledgerSum}</th>
            <td class="text"></td>
            <td>${opens('simulate', 'ledger:sum_usd', cents(ledger.sum_usd))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
    <dl class="facts behind">
      ${behind(ledger).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p class="hint">${WORDS.ledgerNote}</p>`;
}

/** What the accounts are made of; a part that is nothing is left out. */
function behind(ledger) {
  return Object.entries(WORDS.behindLedger)
    .filter(([key]) => ledger[key] !== undefined && !isZero(ledger[key]))
    .map(([key, name]) => [name, opens('simulate', `ledger:${key}`, cents(ledger[key]))]);
}
