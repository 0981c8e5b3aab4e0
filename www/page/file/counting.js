// What counts for the page: a worker with the count part, so that a large file does not hold it up.
import { connect } from '../../lib/client.js';
import { once } from '../ui/dom.js';
import { countings } from '../shell/engine.js';

/**
 * What counts: a worker, or where the page may start none the part itself, a piece of the file at a
 * time.
 */
export async function counting() {
  const worker = started();
  return worker ? connect(worker) : countings();
}

/** The only address that a page under Trusted Types has to allow; see the policy of the page. */
const address = once(() => {
  const { href } = new URL('./count-worker.js', import.meta.url);
  const policy = self.trustedTypes?.createPolicy('washout', { createScriptURL: () => href });
  return policy?.createScriptURL('') ?? href;
});

/** The worker; null where a policy around the page refuses it. */
function started() {
  try {
    return new Worker(address(), { type: 'module' });
  } catch {
    return null;
  }
}
