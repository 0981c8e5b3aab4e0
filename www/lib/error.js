// The one error class, thrown by every function of the package.

/** What went wrong (`code`), where (`place`), and the sentence with (`message`) and without (`reason`) its place. */
export class WashoutError extends Error {
  constructor({ code, message, reason = message, place = {}, cause }) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'WashoutError';
    this.code = code;
    this.reason = reason;
    this.place = { record: place.record ?? null, line: place.line ?? null, field: place.field ?? null };
  }

  /** An error of one field, worded as the engine words its own. */
  static inField(field, code, reason) {
    return new WashoutError({ code, reason, message: field ? `${field}: ${reason}` : reason, place: { field } });
  }

  /** As plain data, for `postMessage` and logs. */
  toJSON() {
    const { code, message, reason, place } = this;
    return { code, message, reason, place };
  }
}
