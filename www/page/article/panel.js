// The panel that judges: what of an article holds, what the market was doing, where the money went,
// and past washouts. Everything follows the cascade panel and what the reader sets here.
import { byId, settled } from '../ui/dom.js';
import {
  contexts,
  history as events,
  judging,
  presets,
  reverseLevel,
  simulate,
} from '../shell/engine.js';
import { explains } from '../shell/offers.js';
import { Audit } from './audit.js';
import { EVENT, figuresOf, levelsOf } from './cascade.js';
import { Context } from './context.js';
import { Flows } from './flows.js';
import { Four } from './four.js';
import { history } from './history.js';

/** The cascade is followed when the hand has rested. */
const REST_MS = 200;
/** What is set is remembered when it has rested. */
const KEEP_MS = 250;

/** Wires the panel, once the cascade is there that it speaks of. */
export async function start({ part, join, cascade }) {
  const [engine, { context }, past, scenario] = await Promise.all([
    judging(),
    contexts(),
    events(),
    cascade,
  ]);
  if (!scenario) return;
  const { state, keep } = part('judge');
  const panel = new Judge(
    {
      context,
      audit: engine.audit,
      article: engine.article,
      flows: engine.flows,
      reverseLevel,
      simulate,
    },
    scenario,
    keep,
  );
  panel.restore(state);
  scenario.onShow(settled(() => panel.update(), REST_MS));
  join('judge', panel);
  history(byId('judge-history'), past, presets());
  explains('judge', async (key) =>
    (await import('./judge.why.js')).explain(key, { ...panel.facts, past }),
  );
}

/**
 * `engine` has the functions of the parts below; `cascade` is the panel of the scenario: its
 * `outcome`, its `preset`, and `towards(direction)`.
 */
class Judge {
  #engine;
  #cascade;
  #parts;
  #remember;

  constructor(engine, cascade, keep) {
    this.#engine = engine;
    this.#cascade = cascade;
    this.#remember = settled(() => keep(this.#state), KEEP_MS);
    const change = () => {
      this.#remember();
      return this.update();
    };
    byId('judge-reset').addEventListener('click', () => {
      this.restore({});
      this.#remember();
    });
    // A slider of the shares moves its own picture; what else rests on them follows when the hand
    // rests.
    const rest = settled(() => this.update(), REST_MS);
    const split = () => {
      this.#remember();
      this.#parts.flows.show(this.#cascade.outcome);
      rest();
    };
    // In the order of the address, so that equal states are equal.
    this.#parts = {
      context: new Context(byId('judge-context'), engine, change),
      flows: new Flows(byId('judge-flows'), engine, split),
      audit: new Audit(byId('judge-audit'), engine, change),
      four: new Four(byId('judge-four'), engine, change),
    };
  }

  /** Shows another state; it is remembered already. Files and own audits stay. */
  restore(state) {
    for (const part of Object.values(this.#parts)) part.restore(state);
    this.update();
  }

  flush = () => this.#remember.now();

  /** What explanations are made of: what each part was asked, and what the engine said. */
  get facts() {
    return Object.assign(
      { preset: this.#cascade.preset, day: this.#parts.context.day },
      ...Object.values(this.#parts).map((part) => part.facts),
    );
  }

  /** What of it an address holds: all but files. */
  get #state() {
    const all = Object.assign({}, ...Object.values(this.#parts).map((part) => part.state));
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }

  /**
   * Computes and shows all of it; what is refused is said beside its input, and the error returned.
   */
  update() {
    const { audit, context, flows, four } = this.#parts;
    const { outcome, preset } = this.#cascade;
    const levels = levelsOf(this.#engine, this.#cascade, context.edges(preset));
    const refused = context.show(this.#cascade, levels);
    flows.show(outcome);
    four.show(outcome, preset);
    const cascade = figuresOf(this.#engine, this.#cascade, levels, audit.alt);
    audit.show({
      context: context.day === EVENT || audit.isOwn ? context.figures : {},
      cascade,
      shares: flows.figures,
    });
    return refused;
  }
}
