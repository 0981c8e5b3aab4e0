// The price round by round, and what each round closed.
import { path as draw } from '../charts/path.js';
import { facts, heightAt, levelsOf, pens } from './facts.js';
import { WORDS } from './text/path.js';

export const text = WORDS;
export const parts = ['path'];

export function make({ outcome }, { words, ...options }) {
  const known = facts(outcome, { words, ...options });
  const { path: rounds } = outcome;
  const answer = words.answer({ ...known, push: pens(options).estimatedPrice(rounds.price_usd[0]) });
  const isBack = outcome.liquidated_usd > 0 && !outcome.saturated;
  const data = { ...rounds, start_usd: outcome.price_usd, levels: levelsOf(outcome), side: known.closed, recovery: isBack ? outcome.recovery : null };
  return { title: words.title(known), answer, caption: words.caption, draw: (o) => draw(data, { ...o, height: heightAt(o, 300) }) };
}
