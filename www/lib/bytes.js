// The bytes of a stream, taken in whatever amounts are wanted.

export class Bytes {
  /** What has come and is not taken yet. */
  held = new Uint8Array();
  /** How many have been taken. */
  passed = 0;
  #chunks;

  constructor(chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Holds at least `length` bytes; false where there are no more. */
  async fill(length) {
    while (this.held.length < length) {
      // A copy, because the next chunk may come in the same memory.
      this.held = this.held.slice();
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.held = joined(this.held, value);
    }
    return true;
  }

  take(length) {
    const part = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    this.passed += part.length;
    return part;
  }

  /** All that are left, as they come. */
  async *rest() {
    while (await this.fill(1)) yield this.take(this.held.length);
  }
}

function joined(a, b) {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

export const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
