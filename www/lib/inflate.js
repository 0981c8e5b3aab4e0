// Unpacks deflate (RFC 1951) as it comes and tells where it ends, which `DecompressionStream` does
// not: a gzip file may have several members, and in a zip file what follows is the next record.
// What stands behind the end is also where runtimes differ. As quick as the platform's own.

/** How far back a copy may reach, the longest copy, and where the room for the unpacked ends. */
const WINDOW = 1 << 15;
const LONGEST = 258;
const FULL = WINDOW + (1 << 16);
/** More bytes than the head of a block has, and the most bits of a symbol with its distance. */
const ENOUGH = 512;
const SYMBOL = 15 + 5 + 15 + 13;

const [HEAD, STORED, CODED, DONE] = [0, 1, 2, 3];
const END = 256;
const [MOST_LITERALS, MOST_DISTANCES] = [286, 30];
/** The order of the lengths of those codes in which the other lengths are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** What such a code repeats: bits of the number of times, and the least of it. */
const REPEATS = { 16: [2, 3], 17: [3, 3], 18: [7, 11] };

/** Lengths and distances of copies, each code a range: bits to be added, and where it begins. */
const LENGTHS = ranges(
  3,
  Array.from({ length: 28 }, (_, at) => Math.max(0, (at >> 2) - 1)),
);
const DISTANCES = ranges(
  1,
  Array.from({ length: 30 }, (_, at) => Math.max(0, (at >> 1) - 1)),
);
LENGTHS.push([0, LONGEST]);

function ranges(from, bits) {
  return bits.map((width) => [width, (from += 1 << width) - (1 << width)]);
}

const FIXED = [
  table(Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))),
  table(Array(32).fill(5)),
];

/** What is no deflate, or is cut off. */
export class Damaged extends Error {}

/** The unpacked chunks, each good until the next; `source` then stands behind their end. */
export async function* inflated(source) {
  const inflate = new Inflate();
  while (!inflate.isDone) {
    const isAll = !(await source.fill(ENOUGH));
    source.take(inflate.read(source.held, isAll));
    const fresh = inflate.take();
    if (fresh.length > 0) yield fresh;
  }
}

class Inflate {
  #state = HEAD;
  #isLast = false;
  #input;
  /** Whether nothing follows the input. */
  #isAll;
  /** The bit of the input at which it stands. */
  #bit = 0;
  #literals;
  #distances;
  /** Bytes left of a stored block. */
  #left = 0;
  /** What is unpacked, behind as much of what went before as a copy may reach. */
  #out = new Uint8Array(FULL + LONGEST);
  #from = 0;
  #at = 0;

  get isDone() {
    return this.#state === DONE;
  }

  /** Reads `input` on from where it stood, until input or room ends; the bytes that are used up. */
  read(input, isAll) {
    [this.#input, this.#isAll] = [input, isAll];
    if (this.#at >= FULL) this.#slide();
    while (this.#step());
    const isShort = isAll && this.#state !== DONE && this.#at < FULL;
    if (isShort || this.#bit > 8 * input.length) throw new Damaged('it is cut off');
    const used = this.isDone ? (this.#bit + 7) >> 3 : this.#bit >> 3;
    this.#bit -= 8 * used;
    return used;
  }

  /** What was unpacked since the last call. */
  take() {
    const fresh = this.#out.subarray(this.#from, this.#at);
    this.#from = this.#at;
    return fresh;
  }

  #slide() {
    this.#out.copyWithin(0, this.#at - WINDOW, this.#at);
    this.#from = this.#at = WINDOW;
  }

  /** A step further; false where there is none without more input or room. */
  #step() {
    const before = this.#bit;
    const left = this.#input.length - (before >> 3);
    if (this.#state === HEAD && (this.#isAll || left >= ENOUGH)) this.#head();
    else if (this.#state === STORED) this.#stored();
    else if (this.#state === CODED) this.#coded();
    return this.#bit > before && this.#bit <= 8 * this.#input.length;
  }

  #head() {
    this.#isLast = this.#bits(1) === 1;
    const kind = this.#bits(2);
    if (kind === 0) return this.#length();
    if (kind === 3) throw new Damaged('a block of an unknown kind');
    [this.#literals, this.#distances] = kind === 1 ? FIXED : this.#tables();
    this.#state = CODED;
  }

  /** A stored block's length stands at the next whole byte, and once more with each bit turned. */
  #length() {
    this.#bit = (this.#bit + 7) & ~7;
    this.#left = this.#bits(16);
    const turned = this.#bits(16) ^ 0xffff;
    if (turned !== this.#left) throw new Damaged('a stored block of two lengths');
    this.#state = STORED;
    if (this.#left === 0) this.#end();
  }

  #stored() {
    const from = this.#bit >> 3;
    const length = Math.min(this.#left, this.#input.length - from, FULL - this.#at);
    this.#out.set(this.#input.subarray(from, from + length), this.#at);
    this.#at += length;
    this.#bit += 8 * length;
    this.#left -= length;
    if (this.#left === 0) this.#end();
  }

  #end() {
    this.#state = this.#isLast ? DONE : HEAD;
  }

  #tables() {
    const [literals, distances] = [this.#bits(5) + 257, this.#bits(5) + 1];
    const orders = this.#bits(4) + 4;
    const fits = literals <= MOST_LITERALS && distances <= MOST_DISTANCES;
    if (!fits) throw new Damaged('too many codes');
    const lengths = new Uint8Array(ORDER.length);
    for (const code of ORDER.slice(0, orders)) lengths[code] = this.#bits(3);
    const all = this.#lengths(table(lengths, false), literals + distances);
    if (all[END] === 0) throw new Damaged('a block without an end');
    return [table(all.subarray(0, literals)), table(all.subarray(literals))];
  }

  /** `count` lengths of codes, written in codes themselves. */
  #lengths(codes, count) {
    const lengths = new Uint8Array(count);
    for (let at = 0; at < count;) {
      const code = this.#code(codes);
      const [bits, least] = REPEATS[code] ?? [0, 1];
      const until = at + least + this.#bits(bits);
      if (until > count || (code === 16 && at === 0)) throw new Damaged('lengths that do not fit');
      lengths.fill(code < 16 ? code : code === 16 ? lengths[at - 1] : 0, at, until);
      at = until;
    }
    return lengths;
  }

  /** The block's symbols: bytes, and copies of what went before. */
  #coded() {
    const [input, out, literals] = [this.#input, this.#out, this.#literals];
    const [mask, last] = [literals.length - 1, 8 * input.length - (this.#isAll ? 0 : SYMBOL)];
    let [bit, at] = [this.#bit, this.#at];
    for (let symbol = 0; symbol !== END && bit <= last && at < FULL;) {
      const code = literals[peek(input, bit) & mask];
      if (code === 0) throw new Damaged('a code that is not there');
      bit += code & 15;
      symbol = code >> 4;
      if (symbol < END) out[at++] = symbol;
      else {
        this.#bit = bit;
        this.#at = at;
        if (symbol === END) this.#end();
        else this.#copy(symbol - END - 1);
        bit = this.#bit;
        at = this.#at;
      }
    }
    [this.#bit, this.#at] = [bit, at];
  }

  #copy(code) {
    const length = this.#within(LENGTHS, code);
    const distance = this.#within(DISTANCES, this.#code(this.#distances));
    let at = this.#at;
    if (distance > at) throw new Damaged('a copy from before the beginning');
    const out = this.#out;
    // Byte by byte: a copy may reach into itself.
    for (const end = at + length; at < end; at += 1) out[at] = out[at - distance];
    this.#at = at;
  }

  /** A value of the range that a code stands for. */
  #within(ranges, code) {
    if (code >= ranges.length) throw new Damaged('a range that is not there');
    const range = ranges[code];
    return range[1] + this.#bits(range[0]);
  }

  #code(codes) {
    const code = codes[peek(this.#input, this.#bit) & (codes.length - 1)];
    if (code === 0) throw new Damaged('a code that is not there');
    this.#bit += code & 15;
    return code >> 4;
  }

  #bits(count) {
    const value = peek(this.#input, this.#bit) & ((1 << count) - 1);
    this.#bit += count;
    return value;
  }
}

/** At least 17 bits from `bit` on; zeros beyond the end, which the reader finds out afterwards. */
function peek(bytes, bit) {
  const at = bit >> 3;
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (bit & 7);
}

/**
 * For every way in which the next bits may begin, the symbol shifted by four and the length of its
 * code; zero where no code begins so. A single code need not fill its table, as in zlib.
 */
function table(lengths, mayBeSingle = true) {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] += 1;
  const longest = counts.findLastIndex((count, length) => length > 0 && count > 0);
  const found = new Uint16Array(1 << Math.max(longest, 0));
  const next = firsts(counts, mayBeSingle && longest <= 1);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const first = reversed(next[length]++, length);
    const entry = (symbol << 4) | length;
    for (let at = first; at < found.length; at += 1 << length) found[at] = entry;
  });
  return found;
}

/** The first code of each length; an error where there are more codes than fit, or fewer. */
function firsts(counts, mayBeFewer) {
  const next = new Uint16Array(16);
  let [code, left] = [0, 1];
  for (let length = 1; length < 16; length += 1) {
    left = 2 * left - counts[length];
    if (left < 0) throw new Damaged('more codes than fit');
    next[length] = code;
    code = (code + counts[length]) << 1;
  }
  if (left > 0 && !mayBeFewer) throw new Damaged('fewer codes than fit');
  return next;
}

function reversed(code, length) {
  let turned = 0;
  for (let bit = 0; bit < length; bit += 1) turned |= ((code >> bit) & 1) << (length - 1 - bit);
  return turned;
}
