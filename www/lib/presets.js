// The recorded events without an engine: what was reported of each and by whom, what is assumed, and
// the scenario that reconstructs it; and all of them compared. Written by the build from the engine's own answers, a file for
// each event, which is loaded when it is asked for.

import { WashoutError } from './error.js';
import { HISTORY, LIST, LOAD, VERSION } from './presets/list.js';

export { WashoutError };

/** As much of a wrong name as an error repeats. */
const LONGEST = 48;

export const version = () => VERSION;

export const presets = () => structuredClone(LIST);

export async function preset(id) {
  if (!Object.hasOwn(LOAD, id)) throw WashoutError.inField('preset', 'UNKNOWN_NAME', `expected one of ${LIST.map((one) => one.id).join(', ')}, found ${id === '' ? 'nothing' : `"${brief(String(id))}"`}`);
  return (await LOAD[id]()).make();
}

export const history = async () => (await HISTORY()).history();

const brief = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
