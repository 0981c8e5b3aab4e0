// The simulate part of the engine alone; in Node the whole engine answers.
export {
  WashoutError,
  init,
  version,
  cascade,
  compare,
  reverseLevel,
  reverseNotional,
  scenario,
  simulate,
} from './index.js';
