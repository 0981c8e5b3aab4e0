// What the scripts of the page find beyond the DOM: for the type checker alone, nothing of it
// ships.

interface Window {
  /** The parts of the engine that are being compiled while the scripts are still on their way. */
  washoutWasm?: Record<string, Promise<WebAssembly.Module | undefined>>;
  /** Set by the helper for frames, so that it runs once in a page. */
  washoutHost?: 1;
  /** Where the browser knows Trusted Types, which the DOM's types do not yet. */
  trustedTypes?: { createPolicy(name: string, rules: object): any };
}

/** An element of the page that is asked for by its id: a place, or a field of some kind. */
interface Place extends HTMLElement {
  value: any;
  type: string;
  checked: boolean;
  disabled: boolean;
  placeholder: string;
  /** Of a group that unfolds. */
  open: boolean;
  /** Of a progress bar. */
  max: number;
  href: string;
  readonly selectedOptions: HTMLCollectionOf<HTMLOptionElement>;
  select(): void;
}

/** What the page listens to are its elements, most of them fields. */
interface EventTarget {
  value: any;
  type: any;
  readonly dataset: DOMStringMap;
  closest(selectors: string): any;
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
