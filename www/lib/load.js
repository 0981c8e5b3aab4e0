// `init` of an entry: gets the wasm to its engine, once, and says what to do where a bundler has
// left the wasm behind.

const ELSE = 'import washout/inline, or give `init` the wasm';
/** The first byte of wasm, and of a page. */
const [WASM, PAGE] = [0, 60];

/** An `init`; `source` gives what is loaded where `init` is given nothing. */
export function opening(engine, source) {
  let loading = null;
  const load = async (input) => {
    try {
      await engine.open(fetched(input, source));
    } finally {
      loading = null;
    }
  };
  return async (input) => {
    if (!engine.isReady) await (loading ??= load(input));
  };
}

async function fetched(input, source) {
  const wasm = await (input ?? given(source));
  if (isA('Response', wasm)) return answered(wasm);
  const isAddress = typeof wasm === 'string' || wasm instanceof URL || isA('Request', wasm);
  return isAddress ? answered(await asked(unmoved(wasm))) : wasm;
}

/** A runtime may have no such class. */
const isA = (name, value) =>
  typeof globalThis[name] === 'function' && value instanceof globalThis[name];

/** What a bundler has lost: the place of its script, or a part of it. */
async function given(source) {
  try {
    return await source();
  } catch (cause) {
    throw new Error(`${cause.message}: ${ELSE}`, { cause });
  }
}

/**
 * The address of a file beside a script. In development Vite 6 and 7 move the scripts of a package
 * into a folder of their own and leave its other files where they were. webpack makes addresses
 * without a host, which stay as they are.
 */
export function unmoved(address) {
  const { href } = address;
  const stayed = href?.replace(/\/\.vite\/.*deps\//, '/washout/dist/lib/');
  return stayed === href ? address : new URL(stayed);
}

async function asked(address) {
  try {
    return await fetch(address);
  } catch (cause) {
    // A line that is down is told as the runtime tells it; a file needs another way.
    if (address.protocol !== 'file:') throw cause;
    throw new Error(`${address} could not be fetched (${cause.message}): ${ELSE}`, { cause });
  }
}

/** What a server has answered, if it is wasm; a stream where it says so itself. */
async function answered(response) {
  const { ok, status, url, headers } = response;
  if (!ok) throw new Error(`${url} answered ${status}: copy the wasm there, or ${ELSE}`);
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('application/wasm')) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] === WASM) return bytes;
  const isPage = bytes[0] === PAGE || type.startsWith('text/html');
  if (!isPage) throw new Error(`${url} answered something that is not wasm: ${ELSE}`);
  throw new Error(`${url} answered HTML: exclude washout from optimizeDeps (Vite), or ${ELSE}`);
}
