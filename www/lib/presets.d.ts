import type { History } from './types/judge.js';
import type { Preset, PresetSummary } from './types/simulate.js';
export type { History } from './types/judge.js';
export type { Preset, PresetSummary } from './types/simulate.js';
export { WashoutError } from './index.js';

/** The version of the engine that gave these answers. */
export function version(): string;

/** The recorded events that come with the package. */
export function presets(): PresetSummary[];

/**
 * One recorded event; loaded when it is asked for. Rejects with a `WashoutError` for an unknown id.
 */
export function preset(id: string): Promise<Preset>;

/** Past washouts and squeezes with their sources, compared; loaded when it is asked for. */
export function history(): Promise<History>;
