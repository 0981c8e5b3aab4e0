// The built package, in Node or on a page of lib/browser.mjs.

const inNode = typeof process === 'object';
const at = (name) =>
  inNode ? new URL(`../../dist/lib/${name}`, import.meta.url).href : `/dist/lib/${name}`;

/** Its public functions; `{ skipped }` where it is not built or lacks one of `needed`. */
export async function load(needed) {
  let washout;
  try {
    washout = await import(at(inNode ? 'node.js' : 'index.js'));
    await washout.init();
  } catch (error) {
    return { skipped: `the package does not load (npm run build): ${error.message}` };
  }
  const missing = needed.find((name) => typeof washout[name] !== 'function');
  return missing ? { skipped: `this build has no \`${missing}\`` } : washout;
}

/** The guarded boundary below them. */
export async function boundary(needed) {
  const { skipped } = await load([]);
  if (skipped) return { skipped };
  const [{ engine }, glue] = await Promise.all([import(at('engine.js')), import(at('washout.js'))]);
  return needed in glue ? engine : { skipped: `this build has no \`${needed}\`` };
}
