// The judge part of the engine alone; in Node the whole engine answers.
export { WashoutError, init, version, annualFunding, change, drawdown, marginBehind, summary } from './index.js';
