// The locate part of the engine alone; in Node the whole engine answers.
export {
  WashoutError,
  init,
  version,
  breakEven,
  depth,
  liqPrice,
  locate,
  locateMany,
  maintenance,
  marginToAdd,
  maxSize,
  pnl,
  portfolio,
  targetPrice,
  venues,
} from './index.js';
