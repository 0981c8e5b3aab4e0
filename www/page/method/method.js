// The tables of the method page, for the build: made from the engine, so that they cannot differ
// from it.
import { short, usd } from '../../lib/format.js';
import { html } from '../ui/dom.js';
import { LOCALE } from '../shell/locale.js';
import { LOCATE } from '../position/locate.words.js';
import { METHOD as WORDS } from './method.words.js';

const locale = LOCALE;
/** A scenario that says no more than it has to. */
const LEAST = {
  washout: 1,
  market: { price_usd: '100', open_interest_usd: '1000' },
  book: { kind: 'synthetic', mix: 'neutral', share: '0.1' },
  impact: { kind: 'linear', usd_per_percent: '10' },
  shock: '0.05',
};

const table = ({ caption, head }, rows, texts = []) =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map(
            (cell, i) =>
              html`<th scope="col" ${texts.includes(i) && html` class="text"`}>${cell}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`.text;

/** Every table by its name. */
export function methodTables(engine) {
  return { defaults: defaults(engine), events: events(engine), venues: venues(engine) };
}

function defaults(engine) {
  const { scenario } = engine.simulate(LEAST);
  const at = (path) => path.split('.').reduce((found, key) => found[key], scenario);
  return table(
    WORDS.defaults,
    Object.entries(WORDS.defaults.names).map(
      ([path, name]) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td data-default="${path}">${String(at(path))}</td>
        </tr>`,
    ),
  );
}

function events(engine) {
  const row = ({ id, title }) => {
    const { market, book, impact } = engine.preset(id).scenario;
    return html`<tr data-event="${id}">
      <th scope="row">${title}, ${id}</th>
      <td>${usd(market.price_usd, { locale })}</td>
      <td>${usd(book.share.to_price_usd, { locale })}</td>
      <td>${short(book.share.reported_usd, { locale })}</td>
      <td>${short(market.open_interest_usd, { locale })}</td>
      <td>${short(impact.usd_per_percent, { locale })}</td>
      <td>${book.mix}</td>
    </tr>`;
  };
  return table(WORDS.events, engine.presets().map(row));
}

function venues(engine) {
  const row = (rules) =>
    html`<tr data-venue="${rules.venue} ${rules.contract} ${rules.form}">
      <th scope="row">
        ${LOCATE.venues[rules.venue] ?? rules.venue}${
          rules.form === 'standard' ? '' : `, ${LOCATE.options.form[rules.form] ?? rules.form}`
        }
      </th>
      <td class="text">${rules.contract}</td>
      <td class="text">${rules.maintenance_measured_at}</td>
      <td class="text">${LOCATE.options.fee_kept[rules.fee_kept] ?? rules.fee_kept}</td>
      <td class="text">${LOCATE.rounded[rules.rounding] ?? rules.rounding}</td>
      <td class="text">
        ${rules.table ? `${rules.table.date}: ${rules.table.source}` : WORDS.venues.ownTable}
      </td>
      <td class="text">${rules.status}</td>
      <td class="text">${linked(rules.source)}</td>
    </tr>`;
  return table(WORDS.venues, engine.venues().map(row), [1, 2, 3, 4, 5, 6, 7]);
}

const linked = (source) => {
  const [address] = /^https:\/\/[^\s,;]+/.exec(source) ?? [];
  return address
    ? html`<a href="${address}" rel="noopener">${new URL(address).host}</a
        >${source.slice(address.length)}`
    : source;
};
