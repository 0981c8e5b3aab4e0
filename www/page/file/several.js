// Several files as one report: each is counted under its own name, and what of them cannot be
// counted is left out with its reason.
import { feed } from '../../lib/feed.js';
import { Files } from '../../lib/files.js';
import { sizeOf } from './sources.js';

/**
 * Counts `sources` with `engine`; `options(name)` are those of one file. Answers the report of all
 * that could be counted (null where none could), and `failed` with `{source, error}` of each other.
 */
export async function counted(engine, sources, options, { signal, onProgress }) {
  const files = new Files(engine, options(sources[0].name));
  const failed = [];
  const total_bytes = sizeOf(sources);
  let before = 0;
  const told = ({ read_bytes: read, ...rest }) =>
    onProgress({ ...rest, read_bytes: before + read, total_bytes });
  try {
    for (const source of sources) {
      const error = await outcome(() => read(files, source, options, { signal, onProgress: told }));
      signal.throwIfAborted();
      if (error) {
        files.abandon();
        failed.push({ source, error });
      }
      before += source.blob.size;
    }
    const isNone = failed.length === sources.length;
    return { report: isNone ? null : await files.report(), failed };
  } finally {
    files.free();
  }
}

async function read(files, { blob, name }, options, controls) {
  files.from(name, options(name));
  await feed(blob, files, controls);
  await files.end();
}

/** What goes wrong in a task, or nothing. */
const outcome = (task) =>
  task().then(
    () => undefined,
    (error) => error,
  );
