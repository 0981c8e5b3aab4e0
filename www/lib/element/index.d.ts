import type { Outcome, OutcomePart, Scenario, WasmSource } from '../index.js';
import type { View } from '../views/list.js';

/** What a figure can show. */
export type { View };

/** What a `washout-ready` or `washout-change` event says. */
export interface FigureDetail {
  view: View;
  title: string;
  /** Who changed it: a reader at a slider, or an attribute. */
  by: 'reader' | 'attribute';
  /** Title and sentence, for an alternative text. */
  summary: string;
  /** Version of the engine. */
  engine: string;
  /** Of scenario and outcome; null where nothing is simulated, as all that follows. */
  digest: string | null;
  shock: number | null;
  final_price_usd: number | null;
  liquidated_usd: number | null;
}

/**
 * What a `washout-error` event says. The figure shows the message, and the last good picture stays.
 */
export interface FigureError {
  /** `ATTRIBUTE`, or the code of the engine's error. */
  code: string;
  message: string;
  place: { record: number | null; line: number | null; field: string | null } | null;
}

/** A view as plain data. */
export interface Rendered {
  title: string;
  /** One sentence. */
  answer: string;
  caption: string;
  source: string;
  /** Empty where the view is a table. */
  svg: string;
  readonly table: { caption: string; head: string[]; rows: string[][] };
}

type Text = string | null;

/**
 * `<washout-figure>`: a view that computes itself in the reader's browser. Importing this file
 * defines it. Attributes are the truth; each is a property as well, and `null` takes it away.
 * Content is shown until the figure is live, and stays where scripts do not run.
 *
 * Parts: `figure`, `answer`, `controls`, `control`, `slider`, `plot`, `reading`, `details`,
 * `scroll`, `sheet`, `caption`, `source`, `message`. Custom properties: `--washout-ink`, `-paper`,
 * `-quiet`, `-faint`, `-long`, `-short`, `-accent`, `-alarm`, `-font`, `-heading-font`.
 */
export class WashoutFigure extends HTMLElement {
  static readonly observedAttributes: string[];
  /** Where the wasm of a part of the engine is, if not beside the script: what `init` takes. */
  static wasm:
    ((part: 'simulate' | 'judge') => WasmSource | Promise<WasmSource> | undefined) | undefined;

  /** What is shown; `map` unless given. */
  get view(): Text;
  set view(value: View | null);
  /** A recorded event; the first one unless given. */
  preset: Text;
  /** A scenario as JSON text, in place of a preset; an object is written as such. */
  get scenario(): Text;
  set scenario(value: Scenario | string | null);
  /** BCP 47 tag for numbers and dates; `en` unless given. */
  locale: Text;
  /**
   * Sliders for the reader: empty for all, or `shock`, `depth`, and `split` of the view `flows`.
   */
  get controls(): Text;
  set controls(value: string | boolean | null);
  /** Colours; `auto` unless given: those of the reader's system. */
  get theme(): Text;
  set theme(value: 'light' | 'dark' | 'auto' | null);

  /** Which way the first push goes. */
  get direction(): Text;
  set direction(value: 'down' | 'up' | null);
  /** The first push, in percent. */
  shock: Text;
  /** US dollars that move the price by 1 %. */
  depth: Text;
  /** The part of the order book that stays, in percent. */
  survival: Text;
  /** Open interest, in US dollars. */
  oi: Text;
  /** How positions are spread over leverages. */
  get mix(): Text;
  set mix(value: 'conservative' | 'neutral' | 'aggressive' | null);
  /** Actual liquidations for each reported one. */
  factor: Text;
  /** The part of open interest at risk, in percent. */
  share: Text;
  /** How far entry prices lie apart, in percent. */
  spread: Text;
  /** US dollars that reach the book for each one liquidated. */
  flow: Text;
  /** Whether moves are differences or ratios. */
  get coordinate(): Text;
  set coordinate(value: 'linear' | 'log' | null);
  /** The price before, in US dollars. */
  price: Text;
  /** Prices to watch, with commas between. */
  levels: Text;
  /** What comes back of the move that forced orders made, in percent. */
  recovery: Text;

  /**
   * For the view `flows`: shares in percent by channel, such as `usdt:30,etfs:20`. None unless
   * given.
   */
  split: Text;
  /** For the view `flows`: the channel that takes what the shares leave. */
  rest: Text;
  /**
   * For the view `flows`: the US dollars that are split; the margin lost in the scenario unless
   * given.
   */
  freed: Text;
  /** For the view `heat`: its other input; `depth` unless given. */
  get against(): Text;
  set against(value: 'depth' | 'survival' | 'oi' | null);

  /**
   * What the engine last said, with the parts that the view needs; null where nothing is simulated.
   */
  readonly outcome: (Omit<Outcome, OutcomePart> & Partial<Outcome>) | null;
  /** Title and sentence. */
  readonly summary: string;
  /** The picture by itself; empty where the view is a table. */
  readonly svg: string;
  /** The view drawn for `width` pixels, its own by default; null before the figure is live. */
  render(width?: number): Rendered | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'washout-figure': WashoutFigure;
  }
  interface HTMLElementEventMap {
    'washout-ready': CustomEvent<FigureDetail>;
    'washout-change': CustomEvent<FigureDetail>;
    'washout-error': CustomEvent<FigureError>;
  }
}
