// The sliders of a live figure: the first push and the depth. They set attributes, nothing else. What
// they need of the figure's own files is handed in, as for its table.
import css from './controls.css.js';

/** Dollars. */
const STOPS = [6, 7, 8, 9, 10].flatMap((power) =>
  ['10', '15', '20', '30', '40', '50', '70'].map((lead) => lead + '0'.repeat(power - 1)),
);
/** Percent. */
const MOST = 30;

let Split;

/** The class below, once everything is there that it needs for a view. */
export async function bring(view) {
  if (view === 'flows') ({ Split } = await import('./split.js'));
  return Controls;
}

/** Puts the wanted sliders into `place`; `set(key, value)` is told what the reader does, `reset()` that it is undone. */
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
    for (const key of ['shock', 'depth'].filter((one) => !wanted || wanted.includes(one))) {
      const [label, output, input] = ['label', 'output', 'input'].map((name) =>
        document.createElement(name),
      );
      Object.assign(input, {
        type: 'range',
        min: 0,
        max: key === 'shock' ? MOST : STOPS.length - 1,
        step: key === 'shock' ? 0.1 : 1,
      });
      label.className = 'w-knob';
      label.part = 'control';
      input.part = 'slider';
      label.append(`${words[key]} `, output, input);
      input.addEventListener('input', () =>
        told(key, key === 'shock' ? input.value : STOPS[input.value]),
      );
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

  /** Shows the inputs of an outcome: `push` is it as the sentence says it, `split` the shares of a view that has them. */
  show({ scenario, shock }, { push, split }, { write, words }) {
    if (split && this.#given)
      (this.#split ??= new Split(this.#given)).show(split, write.exactShare);
    const depth = scenario.impact.usd_per_percent;
    if (this.#knobs.shock)
      this.#put(
        this.#knobs.shock,
        String(Math.round(shock * 1000) / 10),
        `${push} ${words[scenario.direction]}`,
      );
    if (!this.#knobs.depth) return;
    this.#knobs.depth.label.hidden = !depth;
    if (depth)
      this.#put(
        this.#knobs.depth,
        String(nearest(Number(depth))),
        `${write.money(depth, { trim: true })} ${words.depthUnit}`,
      );
  }

  #put({ output, input }, value, text) {
    // The hand that drags knows better where it is.
    if (input.getRootNode().activeElement !== input) input.value = value;
    output.value = text;
    input.ariaValueText = text;
  }
}

/** Which stop is nearest: a position, not a value. */
const nearest = (value) =>
  STOPS.reduce(
    (best, stop, i) =>
      Math.abs(Math.log(stop / value)) < Math.abs(Math.log(STOPS[best] / value)) ? i : best,
    0,
  );
