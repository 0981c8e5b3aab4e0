// What the scenario rests on: how the share at risk came about, what the reader set, the inputs
// that no source has, and the engine's own notes.
import { COMMON } from '../../lib/views/common.words.js';
import { behind } from '../ui/cells.js';
import { html } from '../ui/dom.js';
import { write } from '../ui/pens.js';
import { figureOf, unsourced, yours } from './inputs.js';
import { GROUPS as WORDS } from './groups.words.js';

export function assumptions(outcome, scenario, { state, preset, by }) {
  const { share: ours } = outcome;
  const rows = [
    ...yours(state, scenario).map(yoursRow),
    ...unsourced(preset.figures, state, scenario).map(figureRow),
  ];
  const why = ours !== null && html` ${behind('simulate', 'share')}`;
  return html`<p>${calibration(outcome, scenario, preset, by)}${why}</p>
    <dl class="facts">${rows}</dl>
    <ul>
      ${(outcome.notes ?? []).map((note) => html`<li>${note}</li>`)}
    </ul>
    <p class="hint">${WORDS.digest(outcome.digest, outcome.engine)}</p>`;
}

const yoursRow = ({ name, value }) =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value} <em>${WORDS.yours}</em></dd>
  </div>`;

function figureRow(figure) {
  const status = WORDS.status[figure.status] ?? figure.status;
  return html`<div>
    <dt>${figure.label}</dt>
    <dd>${write.figure(figure)} <em>${status}</em>: ${figure.source}</dd>
  </div>`;
}

/** How the share at risk came about. */
function calibration(outcome, { market, book }, preset, by) {
  if (book.kind === 'rungs') return WORDS.ownRungs;
  const ours = write.share(outcome.share);
  if (by !== 'reported') return WORDS.byHand({ share: ours });
  const { reported_usd: reported, to_price_usd: to, factor = '1' } = book.share;
  const up = preset.scenario.direction === 'up';
  return WORDS.calibrated({
    asset: COMMON.assets[market.asset] ?? market.asset,
    side: up ? COMMON.shorts : COMMON.longs,
    up,
    share: ours,
    mechanical: write.share(outcome.mechanical_share),
    isEstimate: figureOf('reported', preset)?.status === 'assumption',
    from: write.exactPrice(market.price_usd),
    to: write.exactPrice(to),
    reported: write.money(reported),
    factor: write.exactTimes(factor),
  });
}
