// The first event as markup, for the build: the same sentences, figures and charts that the live
// panels show, so that one takes the other's place without a jump.
import { diverging } from '../lib/charts/diverging.js';
import { map } from '../lib/charts/map.js';
import { path } from '../lib/charts/path.js';
import { stillCells } from './cells.js';
import { stillFigure } from './figure.js';
import { answerOf, factsOf, figuresOf, mapOf, pathOf } from './tell.js';
import { SIMULATE } from './text/simulate.js';
import { TOTALS } from './text/totals.js';
import { cellsOf, eventOf, totalsOf } from './totals.js';
import { html } from './dom.js';

const FIRST = '2025-11-04';

/** Every still by its name; `engine` is the package. */
export function still(engine) {
  const preset = engine.preset(FIRST);
  const outcome = engine.simulate(preset.scenario);
  const facts = factsOf(outcome, {}, preset.scenario);
  return {
    event: html`${preset.title}`.text,
    preset: html`<option value="${FIRST}">${eventOf(preset)}</option>`.text,
    lead: html`${TOTALS.lead(preset)}`.text,
    totals: cellsOf(preset, true).text,
    'totals-chart': stillFigure('totals-chart', diverging, totalsOf(preset)),
    answer: html`${answerOf(outcome, facts)}`.text,
    figures: stillCells(Object.entries(SIMULATE.figures), figuresOf(outcome)).text,
    'map-chart': stillFigure('map-chart', map, mapOf(outcome, facts)),
    'path-chart': stillFigure('path-chart', path, pathOf(outcome, facts)),
  };
}
