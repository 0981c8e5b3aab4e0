// The one error class, thrown by every function of the package.

/**
 * What each copy of the class knows the others' errors by: `import` and `require` have one each.
 */
const OURS = Symbol.for('washout.WashoutError');

/**
 * What went wrong (`code`), where (`place`), and the sentence with (`message`) and without
 * (`reason`) its place.
 */
export class WashoutError extends Error {
  /**
   * @param {{code: string, message: string, reason?: string, cause?: unknown,
   *   place?: {record?: number | null, line?: number | null, field?: string | null}}} what
   */
  constructor({ code, message, reason = message, place = {}, cause }) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'WashoutError';
    this.code = code;
    this.reason = reason;
    this.place = {
      record: place.record ?? null,
      line: place.line ?? null,
      field: place.field ?? null,
    };
  }

  /** An error of one copy is one of all copies; of a class that somebody derives, its own only. */
  static [Symbol.hasInstance](value) {
    if (!Object.hasOwn(this, Symbol.hasInstance)) return super[Symbol.hasInstance](value);
    return value?.[OURS] === true;
  }

  /** An error of one field, worded as the engine words its own. */
  static inField(field, code, reason) {
    return new this({
      code,
      reason,
      message: field ? `${field}: ${reason}` : reason,
      place: { field },
    });
  }

  get [OURS]() {
    return true;
  }

  /** As plain data, for `postMessage` and logs. */
  toJSON() {
    const { code, message, reason, place } = this;
    return { code, message, reason, place };
  }
}
