// The four ways to embed a figure, as text to copy. Pure: no document.
import { OVERRIDES } from '../../lib/element/overrides.js';
import { GIVEN } from '../../lib/views/list.js';

/** What the frame reads of an address. */
const LONGEST = 8000;
/** A frame's own padding and foot, in pixels, and what a narrow column may add. */
const FRAME = 64;
const NARROW = 120;

/**
 * A figure as it is to be embedded.
 *
 * @typedef {object} Embedded
 * @property {string} [view]
 * @property {string} [preset]
 * @property {string} [scenario] As JSON, in place of a preset.
 * @property {string} [address] What the page calls the inputs of a whole scenario.
 * @property {string} [theme]
 * @property {string} [locale]
 * @property {boolean} [controls]
 * @property {Record<string, string>} [inputs] What differs from the preset.
 */

const NAMED = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => String(text).replace(/[&<>"]/g, (char) => NAMED[char]);
const attribute = ([name, value]) => (value === '' ? name : `${name}="${escape(value)}"`);

/**
 * The attributes of a figure, in the order in which they are read; what is a default is left out.
 *
 * @param {Embedded} figure
 */
function attributes({ view, preset, scenario, theme, locale, controls, inputs = {} }) {
  /** @type {Record<string, string>} */
  const all = {
    view,
    ...(scenario ? { scenario } : { preset }),
    ...(theme !== 'auto' && { theme }),
    ...(locale !== 'en' && { locale }),
    ...(controls && { controls: '' }),
  };
  for (const key of [...(scenario ? [] : OVERRIDES), ...GIVEN])
    if (inputs[key] !== undefined) all[key] = inputs[key];
  return all;
}

/**
 * The address of the frame, with its options behind it: of an event as it was the finished page of
 * its view; of a scenario of the publisher's own the page that has no finished figure, which
 * without scripts would be the event's.
 *
 * @param {string} base
 * @param {Embedded} figure
 */
export function frameAddress(base, figure) {
  const { view, preset, ...rest } = attributes(figure);
  const { address = '', scenario, inputs = {} } = figure;
  const isOwn = scenario !== undefined || Object.keys(inputs).length > 0;
  const page = scenario && address ? { page: address.slice(1) } : {};
  const own = { view, ...(preset && { preset }), ...rest, ...page };
  const asked = Object.entries(isOwn ? own : rest);
  const file = isOwn ? 'embed.html' : `embed-${view}-${preset}.html`;
  const query = asked.length > 0 ? `?${new URLSearchParams([['v', '1'], ...asked])}` : '';
  return `${new URL(file, base).href}${query}`;
}

/**
 * The page with the same inputs; `address` is what the page calls those of a whole scenario.
 *
 * @param {string} base
 * @param {Embedded} figure
 */
export function pageAddress(base, { preset, scenario, address = '', inputs = {} }) {
  if (scenario) return `${base}${address}`;
  if (!Object.keys(inputs).length) return base;
  return `${base}?${new URLSearchParams({ v: '1', preset, ...inputs })}`;
}

/**
 * `{element, frame, alone, image, oembed}`: `title`, `summary` and `height` are those of the live
 * figure.
 */
export function snippets(base, figure, { title, summary, height, picture, words }) {
  const file = (name) => escape(new URL(`assets/${name}`, base).href);
  const script = (how, name) => `<script ${how} src="${file(name)}"></script>`;
  const frame = (px) =>
    `<iframe src="${escape(frameAddress(base, figure))}" title="${escape(title)}" ` +
    `data-washout width="100%" height="${px}" frameborder="0" loading="lazy"></iframe>`;
  const link = `<a href="${escape(pageAddress(base, figure))}">${escape(words.link)}</a>`;
  const fits = new URL(frameAddress(base, figure)).search.length <= LONGEST;
  const alone = fits ? frame(height + FRAME + NARROW) : `<!-- ${escape(words.long)} -->`;
  const given = Object.entries(attributes(figure)).map(attribute).join(' ');
  const { name, width } = picture;
  return {
    element: [
      `<washout-figure ${given}>`,
      `  <p>${escape(summary)} ${link}</p>`,
      '</washout-figure>',
      script('type="module"', 'washout-figure.js'),
    ].join('\n'),
    frame: fits ? `${frame(height + FRAME)}\n${script('defer', 'washout-host.js')}` : alone,
    alone,
    image:
      `<img src="${escape(name)}.svg" alt="${escape(summary)}" ` +
      `width="${width}" height="${picture.height}" loading="lazy">`,
    oembed: oembed(base, { title, html: alone, width, height: height + FRAME + NARROW }),
  };
}

/** The answer that an oEmbed consumer expects. */
const oembed = (base, rich) =>
  `${JSON.stringify(
    { version: '1.0', type: 'rich', provider_name: 'Washout', provider_url: base, ...rich },
    null,
    1,
  )}\n`;
