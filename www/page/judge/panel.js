// The panel that judges: what of an article holds, what the market was doing, where the money went,
// and past washouts. Everything follows the cascade panel and what the reader sets here.
import { byId, settled } from '../dom.js';
import { judging, reverseLevel, simulate } from '../engine.js';
import { Audit } from './audit.js';
import { EVENT, figuresOf, levelsOf } from './cascade.js';
import { Context } from './context.js';
import { Flows } from './flows.js';
import { Four } from './four.js';
import { history } from './history.js';

/** The cascade is followed when the hand has rested. */
const REST_MS = 200;

/** Wires the panel, once the cascade is there that it speaks of. */
export async function start({ cascade }) {
  const [engine, panelOfScenario] = await Promise.all([judging(), cascade]);
  if (!panelOfScenario) return;
  const first = following(panelOfScenario);
  const panel = new Judge({ context: engine.context, audit: engine.audit, article: engine.article, flows: engine.flows, reverseLevel, simulate }, first);
  panelOfScenario.onShow(settled(() => panel.update(), REST_MS));
  history(byId('judge-history'), engine.history());
}

/** The panel of the scenario with the event that it stands on at the time of asking. */
const following = (panel) => ({
  panel,
  preset: { get id() { return panel.preset.id; }, get figures() { return panel.preset.figures; }, get derived() { return panel.preset.derived; }, get scenario() { return panel.preset.scenario; } },
});

/** `engine` has the functions of the parts below; `first` is the cascade panel and its preset. */
class Judge {
  #engine;
  #first;
  #parts;

  constructor(engine, first) {
    this.#engine = engine;
    this.#first = first;
    const change = () => this.update();
    this.#parts = {
      audit: new Audit(byId('judge-audit'), engine, change), context: new Context(byId('judge-context'), engine, first.preset, change),
      flows: new Flows(byId('judge-flows'), engine, change), four: new Four(byId('judge-four'), engine, first.preset, change),
    };
    this.update();
  }

  /** Computes and shows all of it; what is refused is said beside its input, and the error returned. */
  update() {
    const { audit, context, flows, four } = this.#parts;
    const { outcome } = this.#first.panel;
    const levels = levelsOf(this.#engine, this.#first, context.edges);
    const refused = context.show(outcome, levels);
    flows.show(outcome);
    four.show(outcome);
    const cascade = figuresOf(this.#engine, this.#first, levels, audit.alt);
    audit.show({ context: context.day === EVENT || audit.isOwn ? context.figures : {}, cascade, shares: flows.figures });
    return refused;
  }
}
