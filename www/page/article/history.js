// Past washouts and squeezes: the comparison as a picture and a table, and every figure with its
// source.
import { compare } from '../../lib/charts/compare.js';
import { opens } from '../ui/cells.js';
import { html, put } from '../ui/dom.js';
import { Figure } from '../ui/figure.js';
import { JUDGE } from './judge.words.js';
import { conditionsOf, kindOf } from './answers.js';
import { table } from './parts.js';
import { amount, day, number, share } from './write.js';

const WORDS = JUDGE.history;

/** Shows the events as the engine lists them; `presets` are those that can be simulated. */
export function history(place, { rule, events }, presets) {
  put(
    place,
    html`<h3>${WORDS.title}</h3>
      <figure class="chart" id="judge-compare"></figure>
      <p class="hint">${WORDS.words.class}: ${rule}.</p>
      <h4>${WORDS.figures}</h4>
      <p class="hint">${WORDS.prices}</p>
      ${events.map((one) => event(one, presets))}`,
  );
  const largest = events.reduce((best, one) =>
    Number(one.size_usd) > Number(best.size_usd) ? one : best,
  );
  new Figure(place.querySelector('#judge-compare'), compare, {
    along: 'y',
    caption: WORDS.caption,
    why: ['judge', 'past'],
  }).draw(events, {
    title: WORDS.chartTitle,
    sentence: WORDS.sentence({
      count: String(events.length),
      largest: largest.name,
      size: amount(largest.size_usd),
    }),
    words: WORDS.words,
  });
}

function event({ day_ms: ms, name, note, figures, class: kind }, presets) {
  const id = new Date(ms).toISOString().slice(0, 10);
  const rows = figures.map((figure, i) => [
    WORDS.names[figure.name] ?? figure.name,
    opens('judge', `past:${id}:${i}`, written(figure)),
    figure.source ? source(figure.source) : html`<em>${WORDS.unverified}</em>`,
  ]);
  return html`<details>
    <summary>${day(ms)}: ${name}</summary>
    ${note && html`<p>${note}</p>`}${table(`${name}, ${day(ms)}`, WORDS.head, rows, [2])}
    <p>${WORDS.words.class}: ${kindOf(kind)}</p>
    ${conditionsOf(kind)}${
      presets.some((preset) => preset.id === id) &&
      html`<p><a href="?v=1&preset=${id}#simulate">${WORDS.simulate}</a></p>`
    }
  </details>`;
}

/** A figure, written as its kind is: a share, a count or dollars. */
export function written({ name, value }) {
  if (['adl', 'venue_failure', 'withdrawals_halted'].includes(name)) return WORDS.yes;
  if (/_move$|_change/.test(name)) return share(value);
  return /coins$|^traders$/.test(name) ? number(value) : amount(value);
}

const source = (address) =>
  html`<a
    href="${/^https?:/.test(address) ? address : `https://${address}`}"
    rel="noreferrer nofollow"
    >${address.replace(/^https?:\/\//, '').split('/')[0]}</a
  >`;
