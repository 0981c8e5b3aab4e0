// The checksum of zip (and of gzip, PNG, Ethernet): the reflected polynomial 0xedb88320.

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  return sum;
});

/** The checksum of bytes that come in chunks. */
export class Crc32 {
  #sum = -1;

  add(bytes) {
    let sum = this.#sum;
    for (let at = 0; at < bytes.length; at++) sum = (sum >>> 8) ^ TABLE[(sum ^ bytes[at]) & 255];
    this.#sum = sum;
  }

  get value() {
    return ~this.#sum >>> 0;
  }
}
