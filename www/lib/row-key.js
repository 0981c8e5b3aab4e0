// The key by which rows that come twice are known. Whoever writes a file must not know it, or could
// make two rows look alike so that one of them is not counted.

/** 128 bits as 32 hexadecimal digits. */
export function rowKey() {
  return Array.from(words(), (word) => word.toString(16).padStart(8, '0')).join('');
}

function words() {
  const words = new Uint32Array(4);
  try {
    return globalThis.crypto.getRandomValues(words);
  } catch {
    // No such source here, or not yet, as in a worker that handles no request. A file is written
    // before it is read, so that what cannot be foreseen will do.
    return words.map(() => Math.floor(Math.random() * 2 ** 32));
  }
}
