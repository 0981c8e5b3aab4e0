// The judge part of the engine alone; in Node the whole engine answers.
export {
  WashoutError,
  init,
  version,
  annualFunding,
  article,
  audit,
  change,
  drawdown,
  flows,
  marginBehind,
  summary,
} from './index.js';
