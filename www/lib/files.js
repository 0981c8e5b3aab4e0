// Counts one file after another, each under its own name, into one report: the files of a zip
// container, or several that were named together.

import { feed } from './feed.js';
import { WashoutError } from './error.js';
import { lastOf, nameOf } from './source.js';

/** Most rejects that a report lists. */
const MOST_REJECTS = 1000;
const APART =
  'The files were counted one by one, so duplicates were found within each file: ' +
  'an event that stands in two of them counts twice.';

/** Counts a source with the counters of `engine`, here or in a worker. */
export async function counted(engine, source, options, controls) {
  const files = new Files(engine, named(options, source));
  try {
    await feed(source, files, controls);
    return await files.report();
  } finally {
    files.free();
  }
}

/** The options with the name that the source has, unless they state one. */
export const named = (options, source) => ({ file_name: nameOf(source), ...options });

/**
 * A sink for `feed`, of one source or of several, each of one file or of several. The functions of
 * `engine` that it needs are `counter`, `mergePartials` and `reportOf`, which may be promises.
 */
export class Files {
  #engine;
  #options;
  #counter;
  /** Whether the present file has any bytes, its name in the container, that of its source. */
  #isFed = false;
  #entry = null;
  #source = null;
  /** Reports of the files before it, their sums, and how far it was after the last. */
  #past = [];
  #partial = null;
  #before = { bytes: 0, records: 0, events: 0, rejected: 0 };

  constructor(engine, options) {
    [this.#engine, this.#options] = [engine, options];
    this.#counter = engine.counter(options);
  }

  /** A further source, known by `name`; `end` it before the next. */
  from(name, options) {
    this.abandon();
    [this.#source, this.#options] = [name, options];
    this.#counter = this.#engine.counter(options);
  }

  /** Leaves out what was fed of a source that failed; whole files of a container stay. */
  abandon() {
    this.free();
    [this.#isFed, this.#entry] = [false, null];
  }

  /** A further file of a container. Its own name says what it is, not that of the container. */
  async begin(entry) {
    if (this.#isFed) await this.#close();
    else this.free();
    this.#entry = entry;
    this.#counter = this.#engine.counter({ ...this.#options, file_name: lastOf(entry) });
  }

  async push(piece) {
    this.#isFed = true;
    const progress = await this.#named(() => this.#counter.push(piece));
    return added(this.#before, progress);
  }

  /** Ends a source; an empty one is an error. */
  async end() {
    if (!this.#isFed) this.#counter.finish();
    await this.#close();
    this.#entry = null;
  }

  /** The report: of one file as it is, of several with each of theirs. */
  async report() {
    if (this.#past.length === 0) return this.#named(() => this.#counter.finish());
    if (this.#isFed) await this.#close();
    const of = ({ file, rejects }) => rejects.map((reject) => ({ file, ...reject }));
    const rejects = this.#past.flatMap(of).slice(0, MOST_REJECTS);
    const [{ format }] = this.#past;
    const whole = await this.#engine.reportOf([this.#partial], this.#shown());
    return {
      ...whole,
      format: this.#past.every((file) => file.format === format) ? format : 'mixed',
      rejects,
      rejects_listed: rejects.length,
      notes: [...whole.notes, APART],
      files: this.#past,
    };
  }

  free() {
    this.#counter.free();
  }

  async #close() {
    const { partial, format, rejects } = await this.#named(() => this.#counter.save());
    const file = [this.#source, this.#entry].filter((name) => name !== null).join('/');
    const own = await this.#engine.reportOf([partial], this.#shown());
    this.#past.push({ file, ...own, format, rejects, rejects_listed: rejects.length });
    this.#partial = this.#partial === null ? partial : await this.#merged(partial);
    this.#before = added(this.#before, { ...own, records: own.rows });
    this.#isFed = false;
  }

  async #merged(partial) {
    const both = await this.#engine.mergePartials([this.#partial, partial]);
    return both.partial;
  }

  /** What of the options says how a report is shown. */
  #shown() {
    const { bucket, top, gap_ms } = this.#options;
    return { bucket, top, gap_ms };
  }

  /** What goes wrong in a container is said with the name of the file in it. */
  async #named(run) {
    try {
      return await run();
    } catch (error) {
      if (this.#entry === null || !(error instanceof WashoutError)) throw error;
      const message = `${this.#entry}: ${error.message}`;
      throw new WashoutError({ ...error.toJSON(), message, cause: error });
    }
  }
}

const added = (before, { bytes, records, events, rejected }) => ({
  bytes: before.bytes + bytes,
  records: before.records + records,
  events: before.events + events,
  rejected: before.rejected + rejected,
});
