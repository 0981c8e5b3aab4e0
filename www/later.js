// Written into the end of each page: fetches what `data-load` names once the first picture is drawn, so
// that nothing takes the line or the processor from it. The first of the files starts the others.
{
  const { load, alone } = document.currentScript.dataset;
  /** A frame out of sight is never drawn: it does not wait longer than this. */
  const LONGEST_MS = 500;
  /** The parts of the engine that are being compiled while the scripts are still on their way. */
  const wasm = self.washoutWasm = {};
  const add = (tag, given) => document.head.append(Object.assign(document.createElement(tag), given));
  const start = () => {
    // In a sandbox without an origin modules and fetch need a header that a host may not send: there
    // everything comes as one plain script.
    if (alone && self.origin === 'null') return add('script', { src: `assets/${alone}` });
    const [first, ...rest] = load.split(' ').map((file) => `assets/${file}`);
    add('script', { type: 'module', src: first });
    for (const href of rest) {
      const [, part] = /washout_(\w+)_bg\.wasm$/.exec(href) ?? [];
      // A link would make Safari ask twice. A failure is met again, and said, by what needs the part.
      if (part) wasm[part] = WebAssembly.compileStreaming(fetch(href)).catch(() => undefined);
      else add('link', { rel: 'modulepreload', href });
    }
  };
  let isBegun = false;
  const begin = () => {
    if (isBegun) return;
    isBegun = true;
    start();
    // The first writer of numbers is slow to make: now, while the scripts are on their way.
    setTimeout(() => new Intl.NumberFormat(navigator.language));
  };
  requestAnimationFrame(() => setTimeout(begin));
  setTimeout(begin, LONGEST_MS);
}
