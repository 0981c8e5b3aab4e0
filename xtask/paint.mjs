// Puts the colours into styles, which name them only: they stand in `www/lib/colours.js`.

import { readFileSync } from 'node:fs';

import { COLOURS } from '../www/lib/colours.js';
import { Stop } from './run.mjs';

const NAME = /var\(--paint-(\w+?)(?:-(light|dark))?\)/g;

/** The styles of a file, with every colour that they name. */
export const painted = (file) => paint(readFileSync(file, 'utf8'));

/** Styles with every colour that they name. */
export const paint = (style) => style.replace(NAME, (_, name, one) => value(name, one));

function value(name, one) {
  if (!Object.hasOwn(COLOURS, name)) throw new Stop(`There is no colour "${name}".`);
  const [light, dark] = COLOURS[name];
  return one ? { light, dark }[one] : `light-dark(${light}, ${dark})`;
}

/** For esbuild, which reads styles by itself. */
export const painting = {
  name: 'painting',
  setup: (plugin) =>
    plugin.onLoad({ filter: /\.css$/ }, ({ path }) => ({ contents: painted(path), loader: 'css' })),
};
