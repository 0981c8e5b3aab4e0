// The first event as markup, for the build: the same sentences, figures and charts that the live
// panels show, so that one takes the other's place without a jump.
import * as map from '../../lib/views/map.js';
import * as path from '../../lib/views/path.js';
import * as totals from '../../lib/views/totals.js';
import { stillCells } from '../ui/cells.js';
import { stillFigure } from '../ui/figure.js';
import { tell } from '../ui/views.js';
import { figuresOf } from '../cascade/figures.js';
import { SIMULATE } from '../cascade/simulate.words.js';
import { TOTALS } from '../event/totals.words.js';
import { cellsOf, eventOf } from '../event/totals.js';
import { html } from '../ui/dom.js';

const FIRST = '2025-11-04';

/** Every still by its name; `engine` is the package. */
export function still(engine) {
  const preset = engine.preset(FIRST);
  const outcome = engine.simulate(preset.scenario);
  const said = tell('map', map, { outcome });
  return {
    event: html`${preset.title}`.text,
    preset: html`<option value="${FIRST}">${eventOf(preset)}</option>`.text,
    lead: html`${TOTALS.lead(preset)}`.text,
    totals: cellsOf(preset, true).text,
    'totals-chart': stillFigure('totals-chart', tell('totals', totals, { preset })),
    answer: html`${said.answer}`.text,
    figures: stillCells(Object.entries(SIMULATE.figures), figuresOf(outcome)).text,
    'map-chart': stillFigure('map-chart', said, true),
    'path-chart': stillFigure('path-chart', tell('path', path, { outcome })),
  };
}
