// Tests reach into pages: for them an element may have whatever a field, a button or a figure has, and
// a window what a test has left there.

interface Anything {
  [anything: string]: any;
}
interface Element extends Anything {}
interface Window extends Anything {}
interface EventTarget extends Anything {}
interface Event extends Anything {}
interface PerformanceEntry extends Anything {}

declare var washout: any;

// Served by the test itself.
declare module '/*' {
  const everything: any;
  export = everything;
}
