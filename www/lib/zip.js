// Reads zip containers from front to back, in a stream: local headers, stored and deflated entries,
// sizes in front of the data or behind it (data descriptors). The directory at the end is not
// needed. Layout: PKWARE's APPNOTE.TXT, sections 4.3 and 4.4.

import { view } from './bytes.js';
import { Crc32 } from './crc32.js';
import { WashoutError } from './error.js';
import { Damaged, inflated } from './inflate.js';

const [LOCAL, DESCRIPTOR] = [0x04034b50, 0x08074b50];
/** What may follow the last entry: the directory, its ends, and the records before it. */
const END = 0x06054b50;
const AFTER = new Set([0x02014b50, END, 0x06064b50, 0x08064b50]);
const HEADER = 30;
const [STORED, DEFLATED] = [0, 8];
/** Flags of an entry. */
const [ENCRYPTED, BEHIND] = [1, 8];
/** In place of a size of 4 GiB or more, which then is in the extra field of the zip64 extension. */
const ELSEWHERE = 0xffffffff;
const ZIP64 = 1;
/**
 * Bytes of each size in a data descriptor: it does not say which, and some writers do
 * not either. The longer first: a short one never passes for it.
 */
const WIDTHS = [8, 4];
/** Bytes that tell a descriptor: the longest one, and the signature of what follows it. */
const TELLING = 4 + 4 + 2 * 8 + 4;

/** Whether bytes begin as a zip container does, with an entry or without any. */
export function isZip(head) {
  if (head.length < 4) return false;
  const signature = view(head).getUint32(0, true);
  return signature === LOCAL || signature === END;
}

/** The files in the container, `{name, chunks}`; the chunks of each are read before the next. */
export async function* entries(source) {
  for (let entry = await header(source); entry; entry = await header(source)) {
    const chunks = contents(source, entry);
    if (isForeign(entry.name)) await passed(chunks);
    else yield { name: entry.name, chunks };
  }
  await passed(source.rest());
}

async function passed(chunks) {
  for await (const _ of chunks);
}

/** Folders, and what macOS adds beside each file. */
const isForeign = (name) => name.endsWith('/') || name.startsWith('__MACOSX/');

/** The header of the next entry; null where the directory begins. */
async function header(source) {
  if (!(await source.fill(4))) throw damaged('the directory at its end');
  const signature = view(source.held).getUint32(0, true);
  if (AFTER.has(signature)) return null;
  if (signature !== LOCAL || !(await source.fill(HEADER))) throw damaged('the header of an entry');
  const fixed = view(source.take(HEADER));
  const [nameLength, extraLength] = [fixed.getUint16(26, true), fixed.getUint16(28, true)];
  if (!(await source.fill(nameLength + extraLength))) throw damaged('the name of an entry');
  const entry = {
    flags: fixed.getUint16(6, true),
    method: fixed.getUint16(8, true),
    crc: fixed.getUint32(14, true),
    packed: fixed.getUint32(18, true),
    size: fixed.getUint32(22, true),
    name: new TextDecoder().decode(source.take(nameLength)),
  };
  const extra = source.take(extraLength);
  supported(entry);
  return (entry.flags & BEHIND) === 0 ? withSizes(entry, zip64(extra)) : entry;
}

function supported({ flags, method, name }) {
  if (flags & ENCRYPTED) throw unsupported(name, 'encrypted');
  if (method === STORED || method === DEFLATED) return;
  throw unsupported(name, `packed by method ${method}, neither stored nor deflated`);
}

/** The entry with the sizes that stand elsewhere: first the unpacked one, then the packed one. */
function withSizes(entry, sizes) {
  const stated = (size) => {
    if (size !== ELSEWHERE) return size;
    if (sizes.length === 0) throw damaged(`the sizes of ${entry.name}`);
    return sizes.shift();
  };
  const size = stated(entry.size);
  return { ...entry, size, packed: stated(entry.packed) };
}

/** The sizes in the extra field of the zip64 extension; none where there is no such field. */
function zip64(extra) {
  const fields = view(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + fields.getUint16(at + 2, true)) {
    if (fields.getUint16(at, true) !== ZIP64) continue;
    const end = Math.min(at + 4 + fields.getUint16(at + 2, true), extra.length);
    const starts = [at + 4, at + 12].filter((start) => start + 8 <= end);
    return starts.map((start) => number(fields, start, 8));
  }
  return [];
}

const number = (fields, at, width) =>
  width === 8 ? Number(fields.getBigUint64(at, true)) : fields.getUint32(at, true);

/** The unpacked chunks of one entry, held against its checksum and size at the end. */
async function* contents(source, entry) {
  const sum = new Crc32();
  let size = 0;
  const unpacked = entry.method === DEFLATED ? deflated(source, entry) : stored(source, entry);
  let step = await unpacked.next();
  for (; !step.done; step = await unpacked.next()) {
    sum.add(step.value);
    size += step.value.length;
    yield step.value;
  }
  const said = step.value;
  const isSame = sum.value === said.crc && size === said.size;
  if (!isSame) throw damaged(`${entry.name} as its checksum says`);
}

/** As all that gives chunks of an entry, it returns what is said about the entry. */
async function* stored(source, entry) {
  if (entry.flags & BEHIND) return yield* upToDescriptor(source, entry.name);
  yield* exactly(source, entry.packed);
  return entry;
}

async function* deflated(source, entry) {
  const from = source.passed;
  try {
    yield* inflated(source);
  } catch (cause) {
    throw cause instanceof Damaged ? damaged(entry.name, cause) : cause;
  }
  const packed = source.passed - from;
  const said = entry.flags & BEHIND ? await described(source, packed) : entry;
  if (said?.packed !== packed) throw damaged(`${entry.name} as long as it says`);
  return said;
}

async function* exactly(source, length) {
  for (let left = length; left > 0;) {
    if (!(await source.fill(1))) throw damaged('all bytes of an entry');
    const part = source.take(left);
    left -= part.length;
    yield part;
  }
}

/** The descriptor behind `packed` bytes whose end is known; null where there is none. */
async function described(source, packed) {
  await source.fill(TELLING);
  const found = descriptor(source.held.subarray(0, TELLING), packed);
  if (found?.at !== 0) return null;
  source.take(found.length);
  return found;
}

/**
 * The packed bytes up to the data descriptor, which is found by its own statement of how many bytes
 * came before it and by what follows it; then the descriptor.
 */
async function* upToDescriptor(source, name) {
  let passed = 0;
  for (;;) {
    const more = await source.fill(4 * TELLING);
    const end = descriptor(source.held, passed);
    const free = end ? end.at : source.held.length - TELLING;
    if (!end && !more) throw damaged(`the end of ${name}`);
    if (free > 0) yield source.take(free);
    passed += Math.max(free, 0);
    if (end) {
      source.take(end.length);
      return end;
    }
  }
}

/**
 * The descriptor in `bytes`, with or without a signature of its own: it ends where the next record
 * begins.
 */
function descriptor(bytes, passed) {
  const fields = view(bytes);
  const next = (from) => {
    const at = bytes.indexOf(0x50, from);
    return at + 4 <= bytes.length ? at : -1;
  };
  for (let at = next(0); at >= 0; at = next(at + 1)) {
    if (!isNext(fields.getUint32(at, true))) continue;
    const found = WIDTHS.map((width) => before(fields, at, width, passed)).find(Boolean);
    if (found) return found;
  }
  return null;
}

/** The descriptor with sizes of `width` that ends at `end`, if it knows what `passed` before it. */
function before(fields, end, width, passed) {
  const at = end - 4 - 2 * width;
  if (at < 0) return null;
  const packed = number(fields, at + 4, width);
  const hasSign = at >= 4 && fields.getUint32(at - 4, true) === DESCRIPTOR;
  const start = hasSign && packed === passed + at - 4 ? at - 4 : at;
  if (packed !== passed + start) return null;
  const said = { crc: fields.getUint32(at, true), size: number(fields, at + 4 + width, width) };
  return { ...said, packed, at: start, length: end - start };
}

const isNext = (signature) => signature === LOCAL || AFTER.has(signature);

function damaged(what, cause) {
  const message = `expected a whole zip file with ${what}, found one that is cut off or damaged`;
  return new WashoutError({ code: 'MALFORMED', message, cause });
}

function unsupported(name, how) {
  const message = `${name} in the zip file is ${how}, which is not read: unpack the file first`;
  return new WashoutError({ code: 'UNSUPPORTED', message });
}
