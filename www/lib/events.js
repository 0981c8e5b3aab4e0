// The recorded events by their names, without an engine and without the sentence on each. Written
// by the build from the engine's own answers, a file for each event, which is loaded when it is
// asked for.

import { WashoutError } from './error.js';
import { HISTORY, LIST, LOAD, VERSION } from './presets/list.js';

export { LIST };

/** As much of a wrong name as an error repeats. */
const LONGEST = 48;

export const version = () => VERSION;

export async function preset(id) {
  if (!Object.hasOwn(LOAD, id)) throw unknown(String(id));
  return (await LOAD[id]()).make();
}

export const history = async () => (await HISTORY()).history();

function unknown(id) {
  const expected = `expected one of ${LIST.map((one) => one.id).join(', ')}`;
  const found = id === '' ? 'nothing' : `"${brief(id)}"`;
  return WashoutError.inField('preset', 'UNKNOWN_NAME', `${expected}, found ${found}`);
}

const brief = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
