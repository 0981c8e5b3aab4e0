// The wasm inside a script, as text.

import base64 from './washout_base64.js';

/** The wasm as bytes. */
export function bytes() {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const letters = atob(base64);
  const decoded = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) decoded[at] = letters.charCodeAt(at);
  return decoded;
}
