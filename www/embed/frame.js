// The frame: options from the address onto the one figure in it, its height and theme to and from
// the page around. No storage, no history, so that a sandbox does not matter.
import { clean } from '../lib/charts/frame.js';
import { WashoutFigure } from '../lib/element/index.js';
import { announce } from './height.js';
import { names, pageQuery, read } from './query.js';
import { TEXT } from './frame.words.js';

const THEMES = ['light', 'dark', 'auto'];
const figure = document.querySelector('washout-figure');
const { attributes, problems } = read(location.search);
const isFramed = parent !== self;

const name = document.querySelector('#name');
// What early.js calls it until it is known.
if (document.title === 'Washout') name.textContent = document.title;

// later.js has begun to compile it.
WashoutFigure.wasm = (part) => self.washoutWasm?.[part];

document.querySelector('#problems').textContent = clean(problems.join(' '));
// What was asked for cannot be shown, and another figure in its place would mislead.
if (attributes === null) figure.remove();
else show(attributes);

/** Sets what the address says; preset or scenario, not both. */
function show(given) {
  if (given.scenario !== undefined) figure.removeAttribute('preset');
  for (const [key, value] of Object.entries(given)) figure.setAttribute(key, value);
  // The page of an event has no preset in its address.
  const search = pageQuery(
    { preset: document.documentElement.dataset.preset, ...given },
    location.search,
  );
  /** @type {HTMLAnchorElement} */
  const link = document.querySelector('#calculator');
  if (search === null) link.textContent = TEXT.bare;
  else link.search = search;
  const call = (/** @type {any} */ { detail }) => {
    document.title = name.textContent = detail.title;
  };
  for (const event of ['washout-ready', 'washout-change']) figure.addEventListener(event, call);
  for (const event of ['washout-ready', 'washout-error'])
    figure.addEventListener(event, () => document.documentElement.classList.remove('asked'));
}

if (isFramed) {
  const height = announce(
    document.body,
    parent,
    names(location.search, location.pathname.split('/').pop()),
  );
  for (const event of ['washout-ready', 'washout-change', 'washout-error'])
    addEventListener(event, () => height.look());
  addEventListener('message', ({ source, data }) => {
    if (source !== parent) return;
    const isOurs = data?.washout === 1 && data.type === 'host';
    if (isOurs && THEMES.includes(data.theme)) document.documentElement.dataset.theme = data.theme;
    // pym asks by telling the width.
    const isPym = typeof data === 'string' && /^pymxPYMx[\w.-]{1,80}xPYMxwidthxPYMx/.test(data);
    if (isOurs || isPym) height.again();
  });
}
