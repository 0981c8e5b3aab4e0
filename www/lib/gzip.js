// Reads gzip (RFC 1952): one member after another, as files that were appended have them, and the
// zeros that fill up a block of a tape or disk behind the last.

import { view } from './bytes.js';
import { Crc32 } from './crc32.js';
import { WashoutError } from './error.js';
import { Damaged, inflated } from './inflate.js';

const HEADER = 10;
const DEFLATE = 8;
/** What stands behind the header, by its flags. */
const [HEADER_SUM, EXTRA, NAME, COMMENT, UNKNOWN] = [2, 4, 8, 16, 0xe0];
const TRAILER = 8;

/** Whether bytes begin as a gzip file does. */
export const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The unpacked chunks of all members, as one file. */
export async function* gunzipped(source) {
  do {
    const from = source.passed;
    try {
      await header(source);
      yield* member(source);
    } catch (cause) {
      throw cause instanceof Damaged ? damaged(from, cause) : cause;
    }
  } while (await isFollowed(source));
}

async function header(source) {
  const sum = new Crc32();
  const next = async (length) => {
    const bytes = await taken(source, length);
    sum.add(bytes);
    return bytes;
  };
  const fixed = await next(HEADER);
  const flags = fixed[3];
  if (fixed[2] !== DEFLATE || flags & UNKNOWN) throw new Damaged('a header of an unknown kind');
  if (flags & EXTRA) await next(view(await next(2)).getUint16(0, true));
  for (const text of [NAME, COMMENT]) if (flags & text) while ((await next(1))[0] !== 0);
  const seen = sum.value & 0xffff;
  if (!(flags & HEADER_SUM)) return;
  const said = view(await next(2)).getUint16(0, true);
  if (said !== seen) throw new Damaged('a header of another sum');
}

async function* member(source) {
  const sum = new Crc32();
  let size = 0;
  for await (const chunk of inflated(source)) {
    sum.add(chunk);
    size += chunk.length;
    yield chunk;
  }
  const trailer = view(await taken(source, TRAILER));
  if (trailer.getUint32(0, true) !== sum.value) throw new Damaged('content of another sum');
  if (trailer.getUint32(4, true) !== size >>> 0) throw new Damaged('content of another size');
}

async function taken(source, length) {
  if (await source.fill(length)) return source.take(length);
  throw new Damaged('it is cut off');
}

/** Whether another member follows; what is neither a member nor zeros up to the end is an error. */
async function isFollowed(source) {
  if ((await source.fill(2)) && isGzip(source.held)) return true;
  while (await source.fill(1)) {
    const other = source.held.findIndex((byte) => byte !== 0);
    if (other >= 0) throw trailing(source.passed + other);
    source.take(source.held.length);
  }
  return false;
}

function damaged(from, cause) {
  const how = from > 0 ? `the part from byte ${from + 1}: ${cause.message}` : cause.message;
  const message = `expected a whole gzip file, found one that is cut off or damaged (${how})`;
  return new WashoutError({ code: 'MALFORMED', message, cause });
}

function trailing(passed) {
  const expected = `the end of the gzip file or another part of it at byte ${passed + 1}`;
  return new WashoutError({
    code: 'MALFORMED',
    message: `expected ${expected}, found other bytes`,
  });
}
