// Parts of the page that are loaded when a reader comes near them. Their places are as high before
// as after, so that nothing jumps. What did not come, because the network was away, is said and
// asked for again with the next touch.
import { byId, say } from '../ui/dom.js';
import { TEXT } from './common.words.js';

/**
 * How far below the window a part begins to load; what is passed on the way to somewhere else does
 * not.
 */
const AHEAD = '0px 0px 100% 0px';
const STAY_MS = 120;
/** What a reader does who wants something of a place. */
const TOUCHES = ['pointerdown', 'focusin', 'keydown'];

/** Runs `load` once: when a reader stays near `element`, or at once if it is `wanted`. */
export function whenNear(element, load, wanted = false) {
  if (wanted || `#${element.id}` === location.hash) return load();
  let timer;
  const observer = new IntersectionObserver(
    (entries) => {
      clearTimeout(timer);
      if (entries.at(-1).isIntersecting) timer = setTimeout(come, STAY_MS);
    },
    { rootMargin: AHEAD },
  );
  const come = () => {
    observer.disconnect();
    load();
  };
  observer.observe(element);
}

/**
 * Runs `task` until it works: again with the next touch of `place`, or when the network is back.
 * `told` gets what to say.
 */
export async function trying(place, task, told = (text) => say(byId('done'), text)) {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      told(TEXT.engine.unloaded(error.message));
      await touched(place);
      told('');
    }
  }
}

function touched(place) {
  const over = new AbortController();
  return new Promise((done) => {
    for (const type of TOUCHES) place.addEventListener(type, done, over);
    addEventListener('online', done, over);
  }).finally(() => over.abort());
}

/** How often the module of an address has failed, and the address by which it came after all. */
const failed = new Map();
const found = new Map();

/**
 * Loads a module that lies beside this one; the build makes every `import()` of the page a call of
 * this. Browsers of before 2026 keep a failure for good under its address: what fails a second time
 * is asked for by another one.
 */
globalThis.washoutImport = async (path) => {
  const { href } = new URL(path, import.meta.url);
  try {
    return await import(found.get(href) ?? href);
  } catch (error) {
    // A module that came and failed is a fault of ours, and said as it is.
    if (!(error instanceof TypeError && /module/i.test(error.message))) throw error;
    const times = failed.get(href) ?? 0;
    failed.set(href, times + 1);
    const again = `${href}?again=${times}`;
    const made = times && (await import(again).catch(() => null));
    if (!made) throw Object.assign(new Error(TEXT.engine.away, { cause: error }), { code: 'LOAD' });
    found.set(href, again);
    return made;
  }
};

let sheet = null;

/**
 * The style of what loads late; resolves when it is there, or when it does not come: text is
 * readable without.
 */
export function lateStyle() {
  sheet ??= new Promise((/** @type {(value?: unknown) => void} */ done) => {
    const link = document.createElement('link');
    // What did not come may come with the next part.
    const onerror = () => {
      sheet = null;
      link.remove();
      done();
    };
    const { href } = new URL('./late.css', import.meta.url);
    document.head.append(Object.assign(link, { rel: 'stylesheet', href, onload: done, onerror }));
  });
  return sheet;
}
