// What Node has and what runs a test in a document of its own may not hand on. The build puts it
// into the files for `require`, in place of the globals of that name.

export { MessageChannel } from 'node:worker_threads';
export { DecompressionStream, ReadableStream, TransformStream } from 'node:stream/web';
export { setImmediate } from 'node:timers';
export { TextDecoder, TextEncoder } from 'node:util';
