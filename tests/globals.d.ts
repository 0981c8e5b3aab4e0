// Tests reach into pages: for them an element may have whatever a field, a button or a figure has,
// and a window what a test has left there.

interface Anything {
  [anything: string]: any;
}
interface Element extends Anything {}
interface Window extends Anything {}
interface EventTarget extends Anything {}
interface Event extends Anything {}
interface PerformanceEntry extends Anything {}

declare var washout: any;
declare var connect: any;
declare var engine: any;

// Served by the test itself.
declare module '/*';

// What the types of the package forbid is handed to it on purpose; that they are true, the tests of
// the package hold.
declare module 'washout';
declare module 'washout/*';

// Installed only by those who measure.
declare module 'lighthouse';
declare module 'chrome-launcher';
declare module '@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs';
declare module '@orderly.network/perp';
