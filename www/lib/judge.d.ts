// The judge part of the engine alone; in Node the whole engine answers.
export { WashoutError, init, version, annualFunding, article, audit, change, context, drawdown, flows, history, marginBehind, summary } from './index.js';
