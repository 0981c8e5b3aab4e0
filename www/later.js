// Written into the end of each page: fetches what `data-load` names once the first picture is
// drawn, so that nothing takes the line or the processor from it. The first of the files starts the
// others. No address is given to a script element, so that pages under Trusted Types need no policy
// for it.
{
  const { load, alone } = document.currentScript.dataset;
  /** A frame out of sight is never drawn: it does not wait longer than this. */
  const LONGEST_MS = 500;
  /** What a reader does when a page does not answer, and what says that the network is back. */
  const TOUCHES = ['pointerdown', 'keydown', 'online'];
  /** The parts of the engine that are being compiled while the scripts are still on their way. */
  const wasm = (self.washoutWasm = {});
  /** @type {HTMLElement | null} */
  const told = document.querySelector('[data-unloaded]');
  const begin = async (first) => {
    try {
      await import(first);
      if (told) told.hidden = true;
    } catch (error) {
      // Without the first of the scripts nothing on the page answers: that is said, and tried
      // again.
      if (told) told.hidden = false;
      const over = new AbortController();
      const again = () => {
        over.abort();
        begin(first);
      };
      for (const type of TOUCHES) addEventListener(type, again, over);
      throw error;
    }
  };
  const start = () => {
    // In a sandbox without an origin modules and fetch need a header that a host may not send:
    // there everything comes as one plain script, which waits in the page.
    if (alone && self.origin === 'null') {
      /** @type {HTMLTemplateElement} */
      const { content } = document.querySelector(`#${alone}`);
      return document.head.append(document.importNode(content, true));
    }
    const [first, ...rest] = load.split(' ').map((file) => `./assets/${file}`);
    begin(first);
    for (const href of rest) {
      const [, part] = /washout_(\w+)_bg\.wasm$/.exec(href) ?? [];
      // A link would make Safari ask twice. A failure is met again, and said, by what needs the
      // part.
      if (part) wasm[part] = WebAssembly.compileStreaming(fetch(href)).catch(() => undefined);
      else
        document.head.append(
          Object.assign(document.createElement('link'), { rel: 'modulepreload', href }),
        );
    }
  };
  let isBegun = false;
  const drawn = () => {
    if (isBegun) return;
    isBegun = true;
    start();
    // The first writer of numbers is slow to make: now, while the scripts are on their way.
    setTimeout(() => new Intl.NumberFormat(navigator.language));
  };
  requestAnimationFrame(() => setTimeout(drawn));
  setTimeout(drawn, LONGEST_MS);
}
