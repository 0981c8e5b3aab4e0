// A scenario that is pinned, and the one that is set now beside it: figures, differences, both
// curves in one chart. What is pinned is part of the address.
import { pair } from '../../lib/charts/pair.js';
import { opens, tableIn, tables } from '../ui/cells.js';
import { byId, fill, html, oncePerFrame, put, say } from '../ui/dom.js';
import { compare, preset as presetOf, simulate } from '../shell/engine.js';
import { Figure } from '../ui/figure.js';
import { write } from '../ui/pens.js';
import { explains, offer } from '../shell/offers.js';
import { pin, unpin } from '../shell/address.js';
import { shown } from './scenario.js';
import { scenarioWith } from './turned.js';
import { COMPARE as WORDS } from './compare.words.js';
import { SIMULATE } from './simulate.words.js';

const FIRST = '2025-11-04';
const WRITTEN = {
  shock: write.share,
  final_price_usd: write.estimatedPrice,
  move: write.share,
  liquidated_usd: write.dollars,
  mechanical_share: write.share,
  amplification: write.factor,
  gain: write.number,
};

let made = null;

/** The one comparison of the page, once the scenario is there. */
export function comparison(page) {
  made ??= page.cascade.then((cascade) => (cascade ? new Comparison(page, cascade) : { pin() {} }));
  return made;
}

class Comparison {
  #cascade;
  #keep;
  #view;
  #pinned = null;
  #figure = null;
  #show = oncePerFrame(() => this.#paint());

  constructor(page, cascade) {
    const { state, keep } = page.part('view');
    this.#cascade = cascade;
    this.#keep = keep;
    cascade.onShow(this.#show);
    byId('compare').addEventListener(
      'click',
      (/** @type {EventOf<HTMLElement>} */ { target }) =>
        target.dataset.compare && this[target.dataset.compare](),
    );
    page.join('view', this);
    explains('compare', async (key) =>
      (await import('./compare.why.js')).explain(
        key,
        this.#pinned && {
          rows: rowsOf(this.#compared()),
          a: this.#pinned.outcome,
          b: cascade.outcome,
        },
      ),
    );
    this.restore(state);
  }

  /** Pins the scenario that is set now as A; what to say about it. */
  async pin() {
    this.#cascade.flush();
    await this.#take({ ...this.#view, a: pin(this.#cascade.state) });
    return this.#pinned ? WORDS.pinned : null;
  }

  /** Makes A the scenario that is set. */
  back() {
    this.#cascade.adopt(this.#pinned.state, this.#pinned.preset);
  }

  stop() {
    const { a, ...rest } = this.#view;
    this.#take(rest);
    /** @type {HTMLElement} */ (document.querySelector('[data-do=pin]')).focus();
  }

  async restore(view) {
    this.#view = view;
    const pinned = view.a ? await this.#computed(unpin(view.a)) : null;
    // Another one was pinned meanwhile.
    if (view !== this.#view) return;
    this.#pinned = pinned;
    this.#show();
  }

  async #take(view) {
    const done = this.restore(view);
    this.#keep(view);
    await done;
  }

  /** A state with its event and outcome; null where it fails, which is said. */
  async #computed(state) {
    try {
      const preset = await presetOf(state.preset ?? FIRST);
      return { state, preset, outcome: simulate(scenarioWith(state, preset.scenario)) };
    } catch (error) {
      say(byId('done'), WORDS.failed({ message: error.message }));
      return null;
    }
  }

  #paint() {
    const place = byId('compare');
    place.hidden = !this.#pinned;
    if (!this.#pinned) return;
    if (!this.#figure) this.#frame(place);
    const { outcome: a } = this.#pinned;
    const b = this.#cascade.outcome;
    const sentence =
      a.digest === b.digest
        ? WORDS.same
        : WORDS.sentence({
            a: write.estimatedPrice(a.final_price_usd),
            b: write.estimatedPrice(b.final_price_usd),
            closedA: write.dollars(a.liquidated_usd),
            closedB: write.dollars(b.liquidated_usd),
          });
    say(byId('compare-answer'), sentence);
    fill(byId('compare-table'), table(this.#compared(), this.#differences()));
    const line = ({ sweep, shock }) => ({ shock: sweep.shock, move: sweep.move, at: shock });
    this.#figure.draw(
      { a: line(a), b: line(b) },
      {
        title: WORDS.curve,
        sentence: WORDS.curve,
        height: 260,
        words: { a: WORDS.a, b: WORDS.b, alone: WORDS.alone },
      },
    );
  }

  /** What the engine says of both. */
  #compared = () =>
    compare({ a: this.#pinned.outcome.scenario, b: this.#cascade.outcome.scenario });

  #frame(place) {
    put(
      place,
      html`<section class="compare" aria-labelledby="compare-h">
        <h3 id="compare-h">${WORDS.title}</h3>
        <p class="answer" id="compare-answer"></p>
        <div id="compare-figures"><div class="table-block" id="compare-table"></div></div>
        <figure class="chart" id="compare-chart"></figure>
        <p class="row tools">
          <button type="button" data-compare="back">${WORDS.back}</button
          ><button type="button" data-do="pin">${WORDS.again}</button
          ><button type="button" data-compare="stop">${WORDS.stop}</button>
        </p>
      </section>`,
    );
    this.#figure = new Figure(byId('compare-chart'), pair, {
      caption: WORDS.caption,
      why: ['compare', 'curve'],
      about: () => ({
        a: this.#pinned.outcome.scenario,
        b: this.#cascade.outcome.scenario,
        digests: [this.#pinned.outcome.digest, this.#cascade.outcome.digest],
      }),
    });
    tables(['compare-table']);
    offer(byId('compare-figures'), () => ({
      name: 'compare',
      title: WORDS.title,
      sentence: byId('compare-answer').textContent,
      data: dataOf(this.#compared()),
      table: tableIn(byId('compare-table')),
      about: {},
    }));
  }

  /** The inputs that are not the same in both: `[[name, A, B]]`, as a reader sees them. */
  #differences() {
    const { state, preset, outcome } = this.#pinned;
    const [a, b] = [
      [state, preset, outcome],
      [this.#cascade.state, this.#cascade.preset, this.#cascade.outcome],
    ].map(([set, from, result]) => shown(set, from.scenario, result));
    const event =
      preset.id === this.#cascade.preset.id
        ? []
        : [[WORDS.event, preset.title, this.#cascade.preset.title]];
    const keys = Object.keys(SIMULATE.knobs).filter(
      (key) => a[key] !== b[key] && (a[key] ?? '').length < 60 && (b[key] ?? '').length < 60,
    );
    const text = (key, value) =>
      SIMULATE.knobs[key].choices?.[value] ??
      (/^\d+$/.test(value) && value.length > 6
        ? write.money(value, { digits: 15, trim: true })
        : /^\d+(\.\d+)?$/.test(value)
          ? write.count(value)
          : value);
    return [
      ...event,
      ...keys.map((key) => [SIMULATE.knobs[key].label, text(key, a[key]), text(key, b[key])]),
    ];
  }
}

/** Each figure as it is in A, in B, and by how much they differ. */
const rowsOf = ({ a, b, difference }) =>
  Object.entries(WRITTEN).map(([key, as]) => ({
    key,
    texts: [as(a[key]), as(b[key]), signed(difference[key] ?? Number.NaN, as)],
  }));

/** The same as it is saved. */
const dataOf = ({ a, b, difference }) =>
  Object.keys(WRITTEN).map((key) => ({
    figure: key,
    a: a[key],
    b: b[key],
    difference: difference[key] ?? null,
  }));

function table(compared, differences) {
  const row = ({ key, texts }) =>
    html`<tr>
      <th scope="row">${opens('compare', key, WORDS.rows[key])}</th>
      ${texts.map((text) => html`<td>${text}</td>`)}
    </tr>`;
  const heads = (head) =>
    html`<thead>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${WORDS.title}">
      <table>
        <caption class="visually-hidden">
          ${WORDS.title}
        </caption>
        ${heads(WORDS.head)}
        <tbody>
          ${rowsOf(compared).map(row)}
        </tbody>
      </table>
    </div>
    ${
      differences.length > 0 &&
      html`<h4>${WORDS.differs}</h4>
        <ul>
          ${differences.map(([name, from, to]) => html`<li>${name}: ${from} → ${to}</li>`)}
        </ul>`
    }`;
}

const signed = (value, as) =>
  value === 0
    ? '0'
    : as(value)
        .replace(/^(≈\u202f)?(?!−)/, value > 0 ? '$1+' : '$1')
        .replace(/\s?%/, `\u202f${WORDS.points}`);
