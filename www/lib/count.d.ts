// The count part of the engine alone; in Node the whole engine answers.
export {
  WashoutError,
  init,
  version,
  count,
  counter,
  countStream,
  events,
  exporter,
  mergePartials,
  reportOf,
} from './index.js';
