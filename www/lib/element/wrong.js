// What is said of an attribute that cannot be used.

/** Throws an Error that says what was expected and what was found. */
export function wrong(what, expected, found) {
  throw new Error(
    `${what}: expected ${expected}, found “${found.slice(0, 40)}${found.length > 40 ? '…' : ''}”`,
  );
}
