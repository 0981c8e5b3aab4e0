// The built package, in Node or on a page of lib/browser.mjs.

/** Its functions; `{ skipped }` where it is not built or lacks one of `needed`. */
export async function load(needed) {
  const inNode = typeof process === 'object';
  const entry = inNode ? new URL('../../dist/lib/node.js', import.meta.url).href : '/dist/lib/index.js';
  let package_;
  try {
    package_ = await import(entry);
    await package_.init?.();
  } catch (error) {
    return { skipped: `the package does not load (npm run build): ${error.message}` };
  }
  const missing = needed.find((name) => typeof package_[name] !== 'function');
  return missing ? { skipped: `this build has no \`${missing}\`` } : package_;
}
