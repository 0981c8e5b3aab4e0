// The reader's own shares in a live figure: where the rest goes, and a slider for each other
// channel. They set attributes, nothing else.
import css from './split.css.js';

const MOST = 100;
/** No share has more; what lies beyond is the noise of a product of floats. */
const DIGITS = 12;
/** English; others as `split` of the words for the controls. */
const WORDS = {
  title: 'Your own shares',
  rest: 'The rest goes to',
  choose: 'choose',
  first: 'First choose where the rest goes.',
  channels: {
    liquidity_providers: 'Liquidity providers',
    stronger_holders: 'Stronger holders, spot',
    options: 'Options',
    etfs: 'ETFs',
    delta_neutral: 'Delta-neutral',
    usdc: 'USDC',
    usdt: 'USDT',
    rlusd: 'RLUSD',
    fiat: 'Fiat',
  },
};

/** Puts the controls into the given `place`; `set(key, value)` is told what the reader does. */
export class Split {
  #set;
  #box;
  #rest;
  #first;
  #knobs = {};
  /** Percent by channel, with all the digits that they came with. */
  #shares = {};

  constructor({ place, words: own, adopt, set }) {
    const words = { ...WORDS, ...own };
    adopt(place.getRootNode(), css);
    this.#set = set;
    const make = (tag, given, ...inner) => {
      const element = Object.assign(document.createElement(tag), given);
      element.append(...inner);
      return element;
    };
    const choices = Object.entries({ '': words.choose, ...words.channels }).map(
      ([value, textContent]) => make('option', { value, textContent }),
    );
    this.#rest = make('select', { className: 'w-rest', part: 'select' }, ...choices);
    this.#rest.addEventListener('change', () => this.#choose());
    for (const [channel, name] of Object.entries(words.channels)) {
      const [output, input] = [
        make('output', {}),
        make('input', { type: 'range', min: 0, max: MOST, step: 1, value: 0, part: 'slider' }),
      ];
      input.addEventListener('input', () => {
        this.#shares[channel] = input.value;
        this.#tell();
      });
      this.#knobs[channel] = {
        output,
        input,
        label: make(
          'label',
          { className: 'w-knob w-share', part: 'control' },
          `${name} `,
          output,
          input,
        ),
      };
    }
    this.#first = make('p', { className: 'w-inputs', textContent: words.first });
    const all = make(
      'div',
      {},
      make('label', { className: 'w-knob', part: 'control' }, `${words.rest} `, this.#rest),
      this.#first,
      ...Object.values(this.#knobs).map(({ label }) => label),
    );
    this.#box = make(
      'details',
      { className: 'w-split' },
      make('summary', { textContent: words.title }),
      all,
    );
    place.append(this.#box);
  }

  /** Shows the split of a view: `rest`, and its rows where there are any. */
  show({ rest = '', rows }, write) {
    if (!rows) this.#box.open = true;
    this.#rest.value = rest;
    this.#first.hidden = rest !== '' || rows !== undefined;
    for (const [channel, { label, output, input }] of Object.entries(this.#knobs)) {
      const { share = '0' } = rows?.find((one) => one.channel === channel) ?? {};
      this.#shares[channel] = String(Number((Number(share) * MOST).toPrecision(DIGITS)));
      label.hidden = !this.#first.hidden;
      input.disabled = channel === rest;
      // The hand that drags knows better where it is.
      if (input.getRootNode().activeElement !== input) input.value = this.#shares[channel];
      output.value = write(share);
      input.ariaValueText = output.value;
    }
  }

  #choose() {
    this.#set('rest', this.#rest.value || null);
    this.#tell(this.#rest.value);
  }

  /** All shares but that of the channel which takes what they leave. */
  #tell(rest = this.#rest.value) {
    const shares = Object.entries(this.#shares).filter(
      ([channel, percent]) => channel !== rest && percent !== '0',
    );
    this.#set('split', shares.map((pair) => pair.join(':')).join(',') || null);
  }
}
