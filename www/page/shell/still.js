// The first event as markup, for the build: the same sentences, figures and charts that the live
// panels show, so that one takes the other's place without a jump.
import { diverging } from '../../lib/charts/diverging.js';
import { map } from '../../lib/charts/map.js';
import { path } from '../../lib/charts/path.js';
import { stillCells } from '../ui/cells.js';
import { stillFigure } from '../ui/figure.js';
import { answerOf, factsOf, figuresOf, mapOf, pathOf } from '../cascade/tell.js';
import { SIMULATE } from '../cascade/simulate.words.js';
import { TOTALS } from '../event/totals.words.js';
import { cellsOf, eventOf, totalsOf } from '../event/totals.js';
import { html } from '../ui/dom.js';

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
