// A static file server for `dist/page`, with the types that browsers insist on.

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const PACKED = new Set(['.css', '.csv', '.html', '.js', '.json', '.map', '.svg', '.txt', '.wasm']);
// Beyond this a file is streamed as it is.
const MOST_PACKED = 8_000_000;
const HOST = '127.0.0.1';
// Good and quick; a static host packs once and can take its time.
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
const PACKERS = {
  br: (bytes) => brotliCompressSync(bytes, QUALITY),
  gzip: (bytes) => gzipSync(bytes),
};

/**
 * Serves `folders`, one or a list in which the first that has a file gives it, and which may
 * change; resolves to the server, listening, with its address as `url`.
 */
export async function serve(folders, { port = 0, tries = 1, headers = {}, prefix = '/' } = {}) {
  const packed = new Map();
  const server = createServer((request, response) =>
    answer(request, response, { folders, packed, headers, prefix }),
  );
  for (let offset = 0; ; offset += 1) {
    try {
      await listen(server, port === 0 ? 0 : port + offset);
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || offset + 1 >= tries) throw error;
    }
  }
  return Object.assign(server, { url: `http://localhost:${portOf(server)}${prefix}` });
}

/** The port that a listening server has. */
export const portOf = (server) =>
  /** @type {import('node:net').AddressInfo} */ (server.address()).port;

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function answer(request, response, site) {
  const file = find(request, site);
  if (!['GET', 'HEAD'].includes(request.method)) return plain(response, 405, 'only GET and HEAD');
  if (file === null) return plain(response, 404, 'not found');
  const { size, mtimeMs } = statSync(file);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  // Always asked for again, answered by 304: a rebuilt page is never half old.
  const head = {
    'content-type': type,
    etag,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    ...site.headers,
  };
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, head).end();
  const accepted = request.headers['accept-encoding'] ?? '';
  const packing =
    PACKED.has(extname(file)) &&
    size < MOST_PACKED &&
    ['br', 'gzip'].find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  if (packing)
    return send(
      request,
      response,
      { ...head, 'content-encoding': packing },
      pack(site.packed, file, etag, packing),
    );
  response.writeHead(200, { ...head, 'content-length': size });
  if (request.method === 'HEAD') return void response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function send(request, response, head, body) {
  response.writeHead(200, { ...head, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function plain(response, status, text) {
  response.writeHead(status, { 'content-type': TYPES['.txt'] }).end(`${text}\n`);
}

/** The file that a request means, or null; never one outside the folders. */
function find(request, { folders, prefix }) {
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(prefix) || path.includes('\0')) return null;
  const found = [folders].flat().map((folder) => within(folder, path.slice(prefix.length)));
  return found.find((file) => file !== null) ?? null;
}

function within(folder, path) {
  const file = normalize(join(folder, path));
  if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) return null;
  const index = existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file;
  return existsSync(index) && statSync(index).isFile() ? index : null;
}

function pack(packed, file, etag, packing) {
  const key = `${packing} ${file}`;
  const known = packed.get(key);
  if (known?.etag === etag) return known.body;
  const body = PACKERS[packing](readFileSync(file));
  packed.set(key, { etag, body });
  return body;
}
