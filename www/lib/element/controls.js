// The sliders of a live figure: the first push and the depth. They set attributes, nothing else.
// What they need of the figure's own files is handed in, as for its table.
import { positionOf, rangeOf, valueFrom } from '../slider.js';
import css from './controls.css.js';
import { SLIDERS } from './sliders.js';

let Split;

/** The class below, once everything is there that it needs for a view. */
export async function bring(view) {
  if (view === 'flows') ({ Split } = await import('./split.js'));
  return Controls;
}

/** A slider for an input. */
function slider(key) {
  const [min, max, step] = rangeOf(SLIDERS[key]);
  const input = document.createElement('input');
  return Object.assign(input, { type: 'range', min, max, step, part: 'slider' });
}

/**
 * Puts the wanted sliders into `place`; `set(key, value)` is told what the reader does, `reset()`
 * that it is undone.
 */
class Controls {
  #knobs = {};
  #reset;
  /** What controls for shares are made with, where they are wanted. */
  #given = null;
  #split = null;

  constructor(place, wanted, { words, adopt, set, reset }) {
    adopt(place.getRootNode(), css);
    const made = [];
    const told = (key, value) => {
      this.#reset.hidden = false;
      set(key, value);
    };
    for (const key of Object.keys(SLIDERS).filter((one) => !wanted || wanted.includes(one))) {
      const [label, output] = ['label', 'output'].map((name) => document.createElement(name));
      const input = slider(key);
      label.className = 'w-knob';
      label.part = 'control';
      label.append(`${words[key]} `, output, input);
      input.addEventListener('input', () => told(key, valueFrom(SLIDERS[key], input.value)));
      this.#knobs[key] = { label, output, input };
      made.push(label);
    }
    this.#reset = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'w-reset',
      textContent: words.reset,
      hidden: true,
    });
    this.#reset.addEventListener('click', () => {
      this.#reset.hidden = true;
      made[0]?.querySelector('input').focus();
      reset();
    });
    place.replaceChildren(...made, this.#reset);
    if (!wanted || wanted.includes('split'))
      this.#given = { place, words: words.split, adopt, set: told };
  }

  /**
   * Shows the inputs of an outcome: `push` is it as the sentence says it, `split` the shares of a
   * view that has them.
   */
  show({ scenario, shock }, { push, split }, { write, words }) {
    if (split && this.#given)
      (this.#split ??= new Split(this.#given)).show(split, write.exactShare);
    // In percent, with the digits that the slider has.
    const percent = Math.round(shock * 1000) / 10;
    this.#put('shock', percent, `${push} ${words[scenario.direction]}`);
    const depth = scenario.impact.usd_per_percent;
    if (this.#knobs.depth) this.#knobs.depth.label.hidden = !depth;
    if (depth)
      this.#put('depth', depth, `${write.money(depth, { trim: true })} ${words.depthUnit}`);
  }

  #put(key, value, text) {
    if (!this.#knobs[key]) return;
    const { output, input } = this.#knobs[key];
    // The hand that drags knows better where it is.
    if (input.getRootNode().activeElement !== input) input.value = positionOf(SLIDERS[key], value);
    output.value = text;
    input.ariaValueText = text;
  }
}
