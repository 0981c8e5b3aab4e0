// What the scenario means for key levels, and what all of it rests on.
import { estimate, percent, plain, short, times, usd } from '../../lib/format.js';
import { behind, opens } from '../ui/cells.js';
import { html } from '../ui/dom.js';
import { figureOf, unsourced, yours } from './inputs.js';
import { LOCALE, TEXT } from '../shell/common.words.js';
import { GROUPS as WORDS } from './groups.words.js';
import { worn } from '../event/totals.js';

const locale = LOCALE;
const dollars = (value) => estimate(value ?? Number.NaN, short, { locale });
const share = (value) => estimate(value ?? Number.NaN, percent, { locale });
const exact = (value) => usd(String(value), { locale });

/** What is said of each level, in rows. */
const MEASURES = {
  now: ({ shock, reached }) =>
    reached ? WORDS.reached : shock === null ? WORDS.behind : WORDS.missed,
  distance: (level) => (level.shock === null ? '' : share(level.distance)),
  shock: (level) => share(level.shock),
  closed: (level) => dollars(level.liquidated_usd),
  gain: (level) => estimate(level.gain ?? Number.NaN, plain, { locale }),
  chance: (level) => share(level.touch_probability),
};

/** The table of key levels, under a sentence about the next one; nothing where there is no level. */
export function keyLevels(levels, { down }) {
  if (!levels.length) return html`<p class="hint">${WORDS.noLevels}</p>`;
  const ahead = levels.find((level) => level.shock !== null);
  // A level a column: most scenarios have two, and a phone has room for them.
  const rows = Object.entries(MEASURES).map(
    ([key, write]) =>
      html`<tr>
        <th scope="row">${WORDS.levelsRows[key]}</th>
        ${levels.map((level) => html`<td>${write(level)}</td>`)}
      </tr>`,
  );
  const sentence = ahead
    ? WORDS.levelsSentence({
        level: exact(ahead.price_usd),
        distance: share(ahead.distance),
        shock: share(ahead.shock),
        own: ahead.shock < ahead.distance,
      })
    : WORDS.allBehind({ down });
  return html`<p class="answer">${sentence}</p>
    <div class="scroll" tabindex="0" role="group" aria-label="${WORDS.levels}">
      <table>
        <caption>
          ${WORDS.levelsCaption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${WORDS.level}</th>
            ${levels.map((level, i) => html`<th scope="col">${opens('simulate', `levels:${i}`, exact(level.price_usd))}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

/** How the share at risk came about, what the reader set, the inputs that no source has, and the engine's own notes. */
export function assumptions(outcome, scenario, { state, preset, by, asset }) {
  const { share: ours } = outcome;
  const rows = [
    ...yours(state, scenario).map(yoursRow),
    ...unsourced(preset.figures, state, scenario).map(figureRow),
  ];
  return html`<p>
      ${calibration(outcome, scenario, { preset, by, asset })}${ours !== null && html` ${behind('simulate', 'share')}`}
    </p>
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
    <dd>${worn(figure)} <em>${status}</em>: ${figure.source}</dd>
  </div>`;
}

/** How the share at risk came about. */
function calibration(outcome, { market, book }, { preset, by, asset }) {
  if (book.kind === 'rungs') return WORDS.ownRungs;
  const ours = share(outcome.share);
  if (by !== 'reported') return WORDS.byHand({ share: ours });
  const { reported_usd: reported, to_price_usd: to, factor = '1' } = book.share;
  const up = preset.scenario.direction === 'up';
  return WORDS.calibrated({
    asset,
    side: TEXT.side[up ? 'shorts' : 'longs'],
    up,
    share: ours,
    mechanical: share(outcome.mechanical_share),
    isEstimate: figureOf('reported', preset)?.status === 'assumption',
    from: exact(market.price_usd),
    to: exact(to),
    reported: short(reported, { locale }),
    factor: times(factor, { locale, places: undefined }),
  });
}
