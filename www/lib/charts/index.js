export { compare } from './compare.js';
export { curve } from './curve.js';
export { diverging } from './diverging.js';
export { escape, tableMarkup } from './frame.js';
export { map } from './map.js';
export { path } from './path.js';
export { position } from './position.js';
export { sankey } from './sankey.js';
export { time } from './time.js';
