// What several views say of a cascade, written out. Only text: no arithmetic on amounts.

/** The facts that the sentences about a cascade are made of; `words` are those of a view. */
export function facts(outcome, words, { count, dollars, estimatedPrice, exactShare, share }) {
  const { scenario } = outcome;
  const down = scenario.direction === 'down';
  return {
    down,
    closed: down ? 'long' : 'short',
    side: down ? words.longs : words.shorts,
    asset: words.assets[scenario.market.asset] ?? scenario.market.asset,
    shock: typeof scenario.shock === 'string' ? exactShare(scenario.shock) : share(outcome.shock),
    move: share(Math.abs(outcome.move)),
    final: estimatedPrice(outcome.final_price_usd),
    push: estimatedPrice(outcome.shock_price_usd),
    liquidated: dollars(outcome.liquidated_usd),
    rounds: count(String(outcome.rounds)),
    levels: outcome.levels.map((level) => level.price_usd),
  };
}

/** What a view says of a scenario's inputs where no slider does; nothing of what was reported. */
export function inputsOf({ outcome, push: shock, words: { knobs }, write }) {
  if (!outcome) return '';
  const { direction, impact } = outcome.scenario;
  const depth = impact.usd_per_percent;
  const push = `${knobs.shock}: ${shock} ${knobs[direction]}`;
  if (!depth) return push;
  return `${push} · ${knobs.depth}: ${write.money(depth, { trim: true })} ${knobs.depthUnit}`;
}
