// What the scripts of the page find beyond the DOM: for the type checker alone, nothing of it
// ships.

interface Window {
  /** The parts of the engine that are being compiled while the scripts are still on their way. */
  washoutWasm?: Record<string, Promise<WebAssembly.Module | undefined>>;
  /** Set by the helper for frames, so that it runs once in a page. */
  washoutHost?: 1;
  /** Where the browser knows Trusted Types, which the DOM's types do not yet. */
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string };
  };
}

/** An event that is listened to where only such elements tell of it. */
interface EventOf<E extends Element> extends Event {
  target: E;
}

/** Loads a module of the page: the build makes every `import()` a call of this. */
declare var washoutImport: (path: string) => Promise<any>;

/** Only workers have it; Node has none. */
declare var WorkerGlobalScope: unknown;

interface ImportMeta {
  /** Where webpack bundles: its version. */
  webpack?: number;
}

declare module '*.wasm' {
  const module: WebAssembly.Module & Uint8Array;
  export default module;
}

declare module '*.css.js' {
  const css: string;
  export default css;
}
