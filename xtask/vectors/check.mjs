// Compares what the package says with what a case expects, and remembers what differs.

import { isNumber, relativeError, shown } from './number.mjs';

const TOLERANCE = 1e-9;
// What a bisection of sixty digits leaves where the answer is zero.
const DUST = 1e-24;

export class Check {
  differences = [];
  worst = 0;

  /** Estimates: equal to within 1e-9, relative. A null has to be a null. */
  close(key, expected, got) {
    if (expected === null || got === null || got === undefined)
      return this.equal(key, expected, got ?? null);
    if (!isNumber(got)) return this.differs(key, expected, got);
    if (Math.max(Math.abs(Number(got)), Math.abs(Number(expected?.dec ?? expected))) < DUST) return;
    const error = relativeError(got, expected);
    this.worst = Math.max(this.worst, error);
    if (!(error <= TOLERANCE)) this.differs(key, expected, got);
  }

  /** Facts: the same number, however it is written. */
  exact(key, expected, got) {
    if (expected === null || got === null || got === undefined)
      return this.equal(key, expected, got ?? null);
    if (!isNumber(got) || relativeError(got, expected) !== 0) this.differs(key, expected, got);
  }

  /** A published number with the tolerance that its source states. */
  within(key, expected, got, tolerance) {
    if (got === null || got === undefined || !isNumber(got))
      return this.differs(key, expected, got);
    if (!(Math.abs(Number(got) - Number(expected)) <= tolerance * (1 + 1e-12)))
      this.differs(key, expected, got);
  }

  /** Anything else: the same text, count or null. */
  equal(key, expected, got) {
    if (JSON.stringify(expected) !== JSON.stringify(got)) this.differs(key, expected, got);
  }

  differs(key, expected, got) {
    this.differences.push(`${key}: expected ${shown(expected)}, got ${shown(got ?? null)}`);
  }
}

/** Thrown by a case that this engine cannot be asked yet, with the reason. */
export class Skip extends Error {}
