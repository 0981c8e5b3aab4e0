// The context part of the engine alone; in Node the whole engine answers.
export { WashoutError, init, version, context } from './index.js';
