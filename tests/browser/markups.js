// Random markup of the shape that the page writes, for tests in a browser: sections, lists, tables,
// disclosures, fields and pictures, with blanks between tags as the sources have them.

const WORDS = [
  'Push',
  ' ',
  '≈\u202f',
  '<b>',
  '&',
  '"',
  "'",
  '&#60;',
  '>',
  '😀',
  '0.5%',
  'a=b',
  '/>',
  '\n',
  '</p>',
];
const HTML = ['class', 'data-key', 'aria-label', 'hidden', 'title', 'id'];
const SVG = ['class', 'd', 'viewBox', 'stroke-width', 'text-anchor', 'patternUnits'];
const NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"';
/** Texts between tags, and values of attributes, of which there is something to change. */
const VALUE = /(?<=>)[^<>]*[^<>\s][^<>]*(?=<)|(?<!xmlns=")(?<==")[^"<>]*(?=")/g;

/** Markups that follow from `seed`; `escaped(text)` is how the page escapes a text. */
export class Markups {
  #state;
  #escaped;
  #hasFields;

  constructor(seed, escaped, { hasFields = true } = {}) {
    this.#state = seed;
    this.#escaped = escaped;
    this.#hasFields = hasFields;
  }

  /** Another markup. */
  next = () => this.#some(4, () => this.#block(3));

  /** The same markup with other texts and values: what a slider does to a picture. */
  changed = (markup) => markup.replace(VALUE, (old) => (this.below(4) ? old : this.#text()));

  /** A whole number from 0 to `limit` - 1. */
  below(limit) {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  #any = (list) => list[this.below(list.length)];
  #list = (max, make) => Array.from({ length: this.below(max + 1) }, make);
  #some = (max, make) => this.#list(max, make).join('');
  #blank = () => this.#any(['', '', '\n  ']);
  #text = () => this.#escaped(this.#any(WORDS) + this.#some(2, () => this.#any(WORDS)));

  #attribute = (name) =>
    `${this.#any([' ', '\n  '])}${name}${this.#any([`="${this.#text()}"`, '=""', ''])}`;

  #attributes = (names) =>
    [...new Set(this.#list(3, () => this.#any(names)))].map(this.#attribute).join('');

  #tag = (name, inner, names = HTML) => `<${name}${this.#attributes(names)}>${inner}</${name}>`;

  /** What may stand in a sentence. */
  #phrase(depth) {
    if (depth < 1 || this.below(3) === 0) return this.#text();
    const makers = [
      () => this.#tag(this.#any(['span', 'strong', 'em', 'code']), this.#phrases(depth - 1)),
      // A link within a link is none, as little as a button within a button.
      () => this.#tag(this.#any(['a', 'button']), this.#text()),
      () => '<br>',
      () => this.#picture(depth - 1),
      ...(this.#hasFields ? [() => this.#field()] : []),
    ];
    return this.#any(makers)();
  }

  #phrases = (depth) => this.#some(3, () => this.#phrase(depth));

  #field() {
    const type = this.#any(['text', 'range', 'checkbox', 'file']);
    const makers = [
      () => `<input type="${type}"${this.#attributes(HTML)}${this.#any(['', ' /'])}>`,
      () =>
        this.#tag(
          'select',
          this.#some(3, () => this.#option()),
        ),
      () => this.#tag('textarea', ''),
      () => this.#tag('output', this.#text()),
    ];
    return this.#tag('label', this.#text() + this.#any(makers)());
  }

  #option = () =>
    `${this.#blank()}<option value="${this.#text()}"${this.#any(['', ' selected'])}>` +
    `${this.#text()}</option>`;

  #block(depth) {
    if (depth < 1) return this.#tag('p', this.#phrase(2));
    const makers = [
      () => this.#tag(this.#any(['div', 'section', 'figure', 'form']), this.#blocks(depth - 1)),
      () => this.#tag('p', this.#phrases(2)),
      () => this.#tag(this.#any(['h3', 'h4']), this.#phrase(1)),
      () => this.#details(depth),
      () =>
        this.#tag(
          this.#any(['ul', 'ol']),
          this.#some(3, () => this.#item('li')),
        ),
      () =>
        this.#tag(
          'dl',
          this.#some(3, () => this.#item('dt') + this.#item('dd')),
        ),
      () => this.#picture(depth),
      () => this.#text(),
      () => this.#table(),
    ];
    return this.#blank() + this.#any(makers)() + this.#blank();
  }

  // A form within a form is none.
  #blocks = (depth) => this.#some(4, () => this.#block(depth)).replace(/<(\/?)form/g, '<$1aside');

  #item = (name) => this.#blank() + this.#tag(name, this.#phrase(2));

  #details = (depth) =>
    this.#tag('details', this.#tag('summary', this.#text()) + this.#blocks(depth - 1));

  #table() {
    const head = this.#tag('thead', this.#blank() + this.#row());
    const body = this.#tag(
      'tbody',
      this.#some(4, () => this.#row()),
    );
    return this.#tag('table', this.#item('caption') + this.#blank() + head + this.#blank() + body);
  }

  #row = () =>
    `<tr>${this.#some(4, () => this.#item(this.#any(['td', 'th'])))}${this.#blank()}</tr>` +
    this.#blank();

  #picture = (depth) =>
    `<svg ${NAMESPACE}${this.#attributes(SVG)}>${this.#some(4, () => this.#shape(depth))}</svg>`;

  #shape(depth) {
    const shape = () => `<${this.#any(['path', 'rect', 'circle'])}${this.#attributes(SVG)}/>`;
    if (depth < 1) return shape();
    const group = () => this.#some(3, () => this.#shape(depth - 1));
    const makers = [
      () => this.#tag(this.#any(['g', 'defs', 'linearGradient']), group(), SVG),
      () => this.#tag(this.#any(['text', 'title', 'desc']), this.#text(), SVG),
      shape,
    ];
    return this.#any(makers)();
  }
}
