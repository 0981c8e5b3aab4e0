// How long scripts run in each frame of a page, and the whole repaint with them, read from the
// browser's own trace.

import { open } from './harness.mjs';

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
];
// What the main thread does for scripts; nested ones lie inside these.
const SCRIPT = new Set([
  'FunctionCall',
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'TimerFire',
  'RunMicrotasks',
  'v8.run',
]);
// What follows until the picture is handed on.
const REPAINT = new Set([...SCRIPT, 'UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize']);
// The main thread hands a finished frame on: what ran since the last one belongs to it.
const FRAME = 'BeginCommitCompositorFrame';

/**
 * Runs `act` and gives the script time of every frame in it that ran any: `{frames, p95, max}` in
 * ms; `repaint` is the 95th percentile with style, layout and paint.
 */
export async function scriptPerFrame(page, act) {
  const browser = await open();
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const thread = mainThread(traceEvents);
  const [frames, repaints] = [SCRIPT, REPAINT].map((which) =>
    perFrame(thread, which).filter((ms) => ms > 0),
  );
  return {
    frames,
    p95: quantile(frames, 0.95),
    max: Math.max(0, ...frames),
    repaint: quantile(repaints, 0.95),
  };
}

/** The events of the thread that draws the page: the one with the most frames. */
function mainThread(events) {
  const counts = new Map();
  const key = ({ pid, tid }) => `${pid}:${tid}`;
  for (const event of events)
    if (event.name === FRAME) counts.set(key(event), (counts.get(key(event)) ?? 0) + 1);
  const busiest = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  return events.filter((event) => key(event) === busiest).sort((a, b) => a.ts - b.ts);
}

function perFrame(events, which) {
  const starts = events.filter((event) => event.name === FRAME).map((event) => event.ts);
  const frames = new Array(starts.length + 1).fill(0);
  let covered = 0;
  let frame = 0;
  for (const { name, ph, ts, dur = 0, tdur = dur } of events) {
    while (frame < starts.length && starts[frame] <= ts) frame += 1;
    if (ph !== 'X' || !which.has(name)) continue;
    // Only what no outer event has counted already.
    const end = ts + dur;
    // The time that the thread ran, not that it waited while other programs had the processor.
    frames[frame] +=
      (Math.max(0, end - Math.max(ts, covered)) / 1000) * (dur ? Math.min(1, tdur / dur) : 1);
    covered = Math.max(covered, end);
  }
  return frames;
}

/** The value that the share `p` of `values` does not exceed. */
export function quantile(values, p) {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
}
