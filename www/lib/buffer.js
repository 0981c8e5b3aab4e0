// The memory behind a view, which can go away under it: a buffer that was given to a worker or
// moved by `transfer`, or a resizable one that has shrunk. Such a view reads as empty.

import { WashoutError } from './error.js';

const GONE = 'expected data that is still there, found a buffer that was given away or has shrunk';

/** `data`, a view or a buffer, as it is; an error of `field` where its memory is gone. */
export function intact(data, field) {
  if (!isGone(data)) return data;
  throw WashoutError.inField(field, 'MALFORMED', GONE);
}

/**
 * Asked of the language, because `ArrayBuffer.prototype.detached` is not everywhere and tells
 * nothing of a view beyond the end: `slice`, and of a `DataView` its `byteLength`, throw then, by
 * the standard. What is not empty is there.
 */
function isGone(data) {
  try {
    if (data.byteLength === 0) data.slice?.(0);
    return false;
  } catch {
    return true;
  }
}
