// The panel of one position: inputs -> the engine's bag -> liquidation price, chart, margins,
// formula, everyday answers, and the push of the scenario that gets there.
import { position } from '../../lib/charts/index.js';
import { priceText } from '../../lib/charts/position.js';
import { estimate, percent, plain, short, times, usd } from '../../lib/format.js';
import { distances, FAR } from '../ui/apart.js';
import { nameOf } from './asset.js';
import { behind, Cells, opens } from '../ui/cells.js';
import { byId, fill, html, oncePerFrame, say, settled } from '../ui/dom.js';
import { locating, reverseLevel, simulate } from '../shell/engine.js';
import { Figure } from '../ui/figure.js';
import { LocateForm } from './locate-form.js';
import { explains } from '../shell/offers.js';
import { Portfolio } from './portfolio.js';
import { aboutOf, bagOf, COMPANIONS, complete, missingOf, OWN, rulesOf } from './position.js';
import { check } from './keys.js';
import { TEXT } from '../shell/common.words.js';
import { LOCALE } from '../shell/locale.js';
import { LOCATE as WORDS } from './locate.words.js';

const locale = LOCALE;
const price = (value) => priceText(value, { locale });
const near = (value) => estimate(value, usd, { locale, digits: 4 });
const share = (value) => estimate(value, percent, { locale });
/** A percentage that the engine gives as one; its sign is said in words. */
const away = (value) => percent(value.replace('-', ''), { locale, shift: 0 });
const signless = (value) => value.replace('-', '');
/** What stands below the answer. */
const rest = () => /** @type {HTMLElement} */ (document.querySelector('.place .rest'));
/** Names of the engine's fields that are not those of the inputs. */
const INPUT_OF = { wallet_balance: 'margin', wished_price: 'distance_pct' };

/** Wires the panel, once the cascade is there that it speaks of. */
export async function start({ part, join, cascade }) {
  const [engine, scenario] = await Promise.all([locating(), cascade]);
  if (!scenario) return;
  const { state, keep } = part('position');
  const panel = new Locate({ ...engine, reverseLevel, simulate }, state, scenario, keep);
  scenario.onShow(() => panel.follow());
  join('position', panel);
}

/** `cascade` is the panel of the scenario: its `outcome`, and `towards(direction)`. */
class Locate {
  #engine;
  #venues;
  #state;
  /**
   * The last position with an answer, `{all, found}`; null while something has to be stated first.
   */
  #good = null;
  #cascade;
  #form;
  #figure;
  #portfolio;
  #onChange;
  #remember;
  #cells;
  /** What it takes to get there in the scenario. */
  #reach = null;
  /** Price and asset of the scenario when all was computed last. */
  #begun = '';

  constructor(engine, state, cascade, keep) {
    this.#engine = engine;
    this.#venues = engine.venues();
    this.#state = state;
    this.#cascade = cascade;
    this.#figure = new Figure(byId('position-chart'), position, {
      along: 'y',
      caption: WORDS.chartCaption,
      why: ['locate', 'chart'],
      about: () => ({ position: this.#good.all, answer: this.#good.found }),
    });
    const update = oncePerFrame(() => this.update());
    this.#remember = settled(() => keep(legal(this.#state)), 250);
    this.#onChange = () => {
      update();
      this.#remember();
    };
    this.#cells = new Cells(byId('locate-figures'), 'locate', Object.entries(WORDS.figures));
    explains('locate', async (key) =>
      (await import('./locate.why.js')).explain(
        key,
        this.#good && { ...this.#good, reach: this.#reach },
      ),
    );
    this.#form = new LocateForm((key, text) => this.#set(key, text));
    const above = () => ({ all: this.#all(), venues: this.#venues, ...this.#start });
    this.#portfolio = new Portfolio(engine, cascade, above);
    byId('locate-reset').addEventListener('click', () => {
      this.#state = {};
      this.#onChange();
    });
    this.update();
  }

  /** Shows another state; it is remembered already. */
  restore(state) {
    this.#state = state;
    this.update();
  }

  /** Remembers what has just been set, without waiting for the hand to rest. */
  flush = () => this.#remember.now();

  /** Price and asset of the scenario as it is set, from which a position starts. */
  get #start() {
    const { price_usd: price, asset = 'BTC' } = this.#cascade.outcome.scenario.market;
    return { price, asset };
  }

  #begins = () => Object.values(this.#start).join(' ');

  /** Computes and shows everything once. */
  update() {
    this.#begun = this.#begins();
    const all = this.#all();
    this.#form.show(all, rulesOf(this.#state, this.#venues));
    this.#portfolio.follow();
    const missing = missingOf(all, this.#asset);
    if (missing) return this.#ask(missing, all);
    try {
      const found = this.#engine.locate(bagOf(all));
      this.#good = { all, found };
      this.#complain(null);
    } catch (error) {
      // Where there is no earlier answer to leave standing.
      if (!this.#good) this.#begin();
      this.#complain(error);
    }
    return this.#show(this.#good);
  }

  /** The scenario moved: what speaks of it has to follow, and all of it where the price did. */
  follow() {
    if (this.#begins() !== this.#begun) return this.update();
    this.#portfolio.follow();
    if (!this.#good) return undefined;
    const { all, found } = this.#good;
    this.#draw(all, found);
    return this.#link(all, found);
  }

  get #asset() {
    return this.#start.asset;
  }

  /** Where the scenario stands to this position: `same`, `other`, or too `far` from its price. */
  #standing(all) {
    if ((aboutOf(all) ?? this.#asset) !== this.#asset) return 'other';
    const [way] = distances(this.#cascade.outcome.scenario, [all.mark_price || all.entry_price]);
    return way > FAR ? 'far' : 'same';
  }

  /** Whose tiers hold, where that is not clear from the venue alone. */
  #tiers(all) {
    if (all.symbol === OWN) return WORDS.byTiers.own;
    return this.#standing(all) === 'far' ? WORDS.byTiers.market({ symbol: all.symbol }) : '';
  }

  #begin() {
    const all = complete({}, this.#venues, this.#start);
    this.#good = { all, found: this.#engine.locate(bagOf(all)) };
  }

  /**
   * What has to be stated first: there is no answer until then, and an earlier one is of another
   * position.
   */
  #ask(missing, all) {
    this.#good = null;
    this.#complain(null);
    rest().hidden = true;
    const asset = nameOf(aboutOf(all) ?? this.#asset);
    const venue = venueOf(all);
    say(
      byId('locate-answer'),
      WORDS.asks[missing]({ venue, asset, scenario: nameOf(this.#asset) }),
    );
    this.#cells.show({});
  }

  #all = () => complete(this.#state, this.#venues, this.#start);

  #set(key, text) {
    const state = { ...this.#state, [key]: text.replaceAll('\n', ';') };
    // Another venue has its own contracts, tables, fees and steps.
    for (const other of COMPANIONS[key] ?? []) delete state[other];
    // What is so without being set needs no place in the address.
    const { [key]: _, ...without } = state;
    const isStart = complete(without, this.#venues, this.#start)[key] === state[key];
    this.#state = isStart ? without : state;
    this.#onChange();
  }

  #complain(error) {
    this.#form.clear(true);
    const key = inputOf(error);
    const beside = key && this.#form.has(key);
    if (beside) this.#form.complain(key, WORDS.refused(error.reason));
    say(byId('locate-problem'), error && !beside ? WORDS.refused(error.message) : '');
    document.querySelector('.place').classList.toggle('stale', Boolean(error));
  }

  #show({ all, found }) {
    rest().hidden = false;
    const amount = amountIn(found);
    this.#headline(all, found, amount);
    this.#draw(all, found);
    this.#facts(found, amount);
    this.#questions(all, amount);
    this.#link(all, found);
  }

  #headline(all, found, amount) {
    const now = all.mark_price || all.entry_price;
    const state =
      found.state === 'not_enough_margin' && all.balance ? 'not_enough_balance' : found.state;
    const limit = found.liquidation_price;
    say(
      byId('locate-answer'),
      WORDS.states[state]({
        venue: venueOf(all),
        by: this.#tiers(all),
        side: found.side,
        price: limit && price(limit),
        now: price(now),
        below: found.distance_usd?.startsWith('-'),
        distance: found.distance_pct && away(found.distance_pct),
        from: all.mark_price ? WORDS.now : WORDS.entry,
        margin: amount(found.margin),
        maintenance: amount(found.maintenance_margin),
        balance: all.balance && amount(all.balance),
        initial: found.initial_margin && amount(found.initial_margin),
        fee: amount(found.open_fee),
      }),
    );
    this.#cells.show(
      {
        liquidation: limit ? price(limit) : TEXT.none,
        distance: found.distance_pct ? away(found.distance_pct) : TEXT.none,
        bankruptcy: found.bankruptcy_price ? price(found.bankruptcy_price) : TEXT.none,
        leverage: found.effective_leverage
          ? times(found.effective_leverage, { locale })
          : TEXT.none,
      },
      {
        liquidation: limit ? (all.tick ? WORDS.rounded[found.rounding] : WORDS.rounded.none) : '',
        distance: found.distance_usd ? price(signless(found.distance_usd)) : '',
      },
    );
  }

  #draw(all, found) {
    const { outcome } = this.#cascade;
    const ours = this.#standing(all) === 'same';
    const down = outcome.scenario.direction === 'down';
    const room = found.state === 'liquidation' && found.distance_usd;
    this.#figure.draw(
      {
        side: found.side,
        entry_price: all.entry_price,
        mark_price: all.mark_price || null,
        liquidation_price: found.liquidation_price,
        second_liquidation_price: found.second_liquidation_price,
        bankruptcy_price: found.bankruptcy_price,
        levels: ours ? outcome.scenario.levels : [],
        final_usd: ours && down === (found.side === 'long') ? outcome.final_price_usd : null,
      },
      {
        title: WORDS.chartTitle,
        sentence: room
          ? WORDS.chartSentence.liquidation({ room: price(signless(room)) })
          : WORDS.chartSentence.other,
        height: 300,
      },
    );
  }

  #facts(found, amount) {
    const { facts } = WORDS;
    const rows = [
      [
        'raw',
        found.liquidation_price_raw &&
          (found.raw_is_rounded
            ? `${usd(found.liquidation_price_raw, { locale })}…`
            : usd(found.liquidation_price_raw, { locale })),
      ],
      ['second', found.second_liquidation_price && price(found.second_liquidation_price)],
      ['notional', amount(found.notional)],
      ['margin', amount(found.margin)],
      ['initial', found.initial_margin && amount(found.initial_margin)],
      ['equity', amount(found.equity)],
      ['maintenance', amount(found.maintenance_margin)],
      [
        'maintenance_end',
        found.maintenance_at_liquidation && amount(found.maintenance_at_liquidation),
      ],
      ['tier', found.tier && tierText(found)],
      [
        'ratio',
        found.margin_ratio && percent(found.margin_ratio, { locale }),
        found.margin_ratio_means,
      ],
      ['loss', found.loss_at_liquidation && amount(found.loss_at_liquidation)],
      [
        'fees',
        `${amount(found.open_fee)}, ${found.close_fee ? amount(found.close_fee) : TEXT.none}`,
      ],
    ].filter(([, value]) => value);
    const { formula } = found;
    fill(
      byId('locate-facts'),
      html`<dl class="facts two">${rows.map(
        ([key, value, means]) =>
          html`<div>
            <dt>${facts[key]}</dt>
            <dd>${opens('locate', `facts:${key}`, value)}${means && html` <em>${means}</em>`}</dd>
          </div>`,
      )}</dl>
      ${
        found.notes.length > 0 &&
        html`<ul class="notes">
          ${found.notes.map((note) => html`<li>${note}.</li>`)}
        </ul>`
      }
      <p class="hint">${WORDS.table(found.table)}</p>
      <details${this.#isOpen()}><summary>${WORDS.formula}</summary>
      <p class="formula">${formula.words}</p>${
        formula.numbers && html`<p class="formula">${formula.numbers}</p>`
      }
      <p class="hint">${WORDS.source}: ${linked(
        formula.source,
      )}. ${WORDS.checked}: ${formula.status}.</p></details>`,
    );
  }

  /** A disclosure that the reader opened stays open when what it holds changes. */
  #isOpen = () => html`${byId('locate-facts').querySelector('details')?.open ? html` open` : ''}`;

  #questions(all, amount) {
    const { answers } = WORDS;
    const bag = bagOf(all);
    const ask = (key, run) => {
      let text = '';
      let problem = '';
      try {
        text = all[key] === '' ? '' : run();
      } catch (error) {
        problem = error.reason ? WORDS.question(error.reason) : String(error);
      }
      fill(byId(`answer-${key}`), html`${text && opens('locate', `answer:${key}`, text)}`);
      this.#form.complain(key, problem);
    };
    const funding = all.funding || '0';
    ask('exit_price', () => {
      const found = this.#engine.pnl({ ...bag, exit_price: all.exit_price, funding });
      return `${answers.exit({
        pnl: amount(found.pnl),
        roe: percent(found.roe_pct, { locale, shift: 0 }),
        net: amount(found.net_pnl),
      })}${found.liquidated_before ? `; ${answers.before}` : ''}`;
    });
    ask('roe_pct', () => {
      const { target_price: target } = this.#engine.targetPrice({
        ...bag,
        roe_pct: all.roe_pct,
        funding,
      });
      return target === null ? answers.never : answers.target(price(target));
    });
    ask('funds', () => {
      const { quantity, quantity_unit: _, margin, balance, ...rest } = bag;
      const found = this.#engine.maxSize({ ...rest, balance: all.funds });
      return answers.size({
        coins: WORDS.coins(cut(found.quantity_base)),
        dollars: usd(found.notional_usd, { locale, places: 2 }),
        tier: found.limited_by === 'tier',
      });
    });
    ask('distance_pct', () => {
      const { margin_to_add: add } = this.#engine.marginToAdd({
        ...bag,
        distance_pct: all.distance_pct,
      });
      return add.startsWith('-') ? answers.take(amount(signless(add))) : answers.add(amount(add));
    });
    ask('funding', () => {
      const { break_even_price: even } = this.#engine.breakEven({ ...bag, funding });
      return even === null ? answers.never : answers.even(price(even));
    });
  }

  #link(all, found) {
    const place = byId('locate-scenario');
    this.#reach = null;
    const tell = (...lines) =>
      fill(
        place,
        html`<h3>${WORDS.scenario}</h3>
          ${lines.filter(Boolean).map((line) => html`<p>${line}</p>`)}${
            this.#reach && html`<p class="hint">${behind('locate', 'link')}</p>`
          }`,
      );
    const [asset, about] = [this.#asset, aboutOf(all) ?? this.#asset].map(nameOf);
    const standing = this.#standing(all);
    if (standing === 'other') return tell(WORDS.otherMarket({ asset, about }));
    if (standing === 'far') {
      const [own, scenario] = [all.mark_price || all.entry_price, this.#cascade.outcome.price_usd];
      return tell(WORDS.far({ asset, own: price(own), scenario: price(String(scenario)) }));
    }
    if (found.liquidation_price === null) return tell(WORDS.noPrice);
    const taken = aboutOf(all) === null && WORDS.taken({ asset });
    const { outcome } = this.#cascade;
    const direction = found.side === 'long' ? 'down' : 'up';
    const same = outcome.scenario.direction === direction;
    try {
      const reach = this.#engine.reverseLevel({
        scenario: this.#cascade.towards(direction),
        level_usd: found.liquidation_price,
      });
      if (reach.shock === null) return tell(WORDS.behind);
      this.#reach = { ...reach, now: outcome.shock };
      return tell(
        taken,
        WORDS.link({
          shock: share(reach.shock),
          to: near(reach.shock_price_usd),
          mechanical: share(reach.mechanical_share ?? 0),
          distance: share(reach.distance),
        }),
        same
          ? WORDS.linkNow({
              shock: share(outcome.shock),
              gets: outcome.shock >= reach.shock,
              closed: estimate(reach.liquidated_usd, short, { locale }),
            })
          : WORDS.linkTurned({ up: direction === 'up' }),
      );
    } catch (error) {
      return tell(error.message);
    }
  }
}

/** What a venue is called at the start of a sentence. */
const venueOf = ({ venue }) =>
  venue === 'generic' ? WORDS.anyVenue : (WORDS.venues[venue] ?? venue);

/** What of a state an address can hold. */
const legal = (state) =>
  Object.fromEntries(
    Object.entries(state).filter(([key, text]) => check(key, text).value !== undefined),
  );

/** The input that an error is about. */
function inputOf(error) {
  const name = /^\w+/.exec(error?.place?.field ?? '')?.[0];
  return INPUT_OF[name] ?? name ?? null;
}

/** Amounts are in the currency that settles the contract. */
const amountIn = ({ settled_in: settled }) =>
  settled === 'quote'
    ? (value) => usd(value, { locale, places: 2 })
    : (value) => WORDS.coins(cut(value));
const cut = (value) =>
  plain(value, { locale, places: Math.min(8, value.split('.')[1]?.length ?? 0) });

function tierText({ tier, tier_unit: unit }) {
  const bound = (value) =>
    value &&
    (unit === 'quote'
      ? usd(value, { locale })
      : WORDS[unit === 'base' ? 'coins' : 'contracts'](plain(value, { locale })));
  return WORDS.tier({
    number: tier.number,
    from: bound(tier.lower),
    to: bound(tier.upper),
    rate: percent(tier.rate, { locale, places: undefined }),
    deduction: tier.deduction !== '0' && plain(tier.deduction, { locale }),
    leverage: tier.max_leverage && times(tier.max_leverage, { locale, places: undefined }),
  });
}

/** A source with its address as a link. */
function linked(text) {
  const [address] = /^https:\/\/[^\s,;]+/.exec(text) ?? [];
  return address
    ? html`<a href="${address}" rel="noopener">${address}</a>${text.slice(address.length)}`
    : text;
}
