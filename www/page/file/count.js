// The counting panel: a file, a pasted text or the sample -> worker -> report.
import { diverging, time } from '../../lib/charts/index.js';
import { percent, short, shortCount, utc } from '../../lib/format.js';
import { byId, detailsById, fill, html, inputById, made, put, say } from '../ui/dom.js';
import { choosing, dropping } from '../ui/drop.js';
import { counting } from './counting.js';
import { Figure } from '../ui/figure.js';
import { explains } from '../shell/offers.js';
import { hand } from '../ui/pixels.js';
import { headOf, restOf, statusOf } from './report.js';
import { sizeOf } from './sources.js';
import { LOCALE } from '../shell/locale.js';
import { COUNT as WORDS } from './count.words.js';
import { names as namesOf } from '../ui/drop.words.js';

const SAMPLE = 'data/sample.csv';
const DRAWN_ASSETS = 12;
// What the caller may have to add; the names are those of the engine's options.
const FACTS = ['symbol', 'venue', 'received_ms', 'side_means', 'in_usd', 'contract_values'];
const locale = LOCALE;
const dollars = (value) => short(value, { locale });
const when = (ms) => utc(ms, { locale });
const size = (bytes) => `${shortCount(bytes, { locale: 'en', trim: true })}B`;

/** Wires the panel. */
export const start = () => new Count();

class Count {
  #engine = null;
  /** What is counted: `{blob, name}` each. */
  #sources = null;
  #abort = null;
  #figures = null;
  #last = null;

  constructor() {
    explains('count', async (key) => (await import('./count.why.js')).explain(key, this.#last));
    const option = ([value, text]) => html`<option value="${value}">${text}</option>`;
    fill(byId('format'), html`${[['', WORDS.auto], ...Object.entries(WORDS.formats)].map(option)}`);
    fill(byId('bucket'), html`${Object.entries(WORDS.buckets).map(option)}`);
    inputById('bucket').value = '1h';
    byId('facts').append(
      ...made(
        html`<p class="hint">${WORDS.factsHint}</p>
          <div class="row">${FACTS.map(fact)}</div>`,
      ),
    );
    this.#listen();
  }

  #listen() {
    choosing(byId('file'), (files) => this.#run(files.map(named)));
    for (const id of ['sample', 'count-pasted']) inputById(id).disabled = false;
    dropping(byId('drop'), (files, text) => this.#run(files?.map(named) ?? [pasted(text)]), true);
    byId('count-pasted').addEventListener('click', () => {
      const text = inputById('pasted').value;
      if (text.trim()) this.#run([pasted(text)]);
      else this.#fail(WORDS.empty);
    });
    byId('sample').addEventListener('click', async () => {
      try {
        const answer = await fetch(SAMPLE);
        if (!answer.ok) throw new Error(`${answer.status}`);
        this.#run([{ blob: await answer.blob(), name: WORDS.sampleName }]);
      } catch (error) {
        this.#fail(WORDS.problem(WORDS.sampleName, error.message));
      }
    });
    byId('cancel').addEventListener('click', () => this.#abort?.abort());
    for (const id of ['format', 'bucket', ...FACTS.map((name) => `fact-${name}`)])
      byId(id).addEventListener('change', () => this.#sources && this.#run(this.#sources));
  }

  async #run(sources) {
    this.#abort?.abort();
    this.#sources = sources;
    const abort = new AbortController();
    this.#abort = abort;
    this.#busy(true);
    for (const id of ['count-problem', 'count-status']) say(byId(id), '');
    try {
      this.#engine ??= await counting();
      const found = await this.#count(sources, abort);
      // Otherwise newer files have taken over.
      if (this.#abort === abort) this.#tell(found, sources);
    } catch (error) {
      if (this.#abort !== abort) return;
      if (abort.signal.aborted) this.#fail(WORDS.cancelled);
      else this.#tell({ report: null, failed: [{ source: sources[0], error }] });
    }
    if (this.#abort === abort) this.#busy(false);
  }

  /** Shows what was counted, and says what was not and why. */
  #tell({ report, failed }, sources) {
    const isLost = (source) => failed.some((one) => one.source === source);
    if (report) {
      this.#show(report, namesOf(sources.filter((one) => !isLost(one)).map(({ name }) => name)));
      say(byId('count-status'), statusOf(report));
    }
    const reasons = failed.map(({ source, error }) => explained(source.name, error)).join(' ');
    if (report) say(byId('count-problem'), reasons);
    else this.#fail(reasons);
    if (failed.some(({ error }) => isOfFacts(error))) detailsById('facts').open = true;
    // A worker that failed is not asked again.
    if (failed.some(({ error }) => DEAD.includes(error?.code))) this.#restart();
  }

  /** One file is read by the worker itself, several one after the other into one report. */
  async #count(sources, abort) {
    const onProgress = (progress) => this.#abort === abort && this.#progress(progress);
    const controls = { signal: abort.signal, onProgress };
    const options = (name) => this.#options(name);
    if (sources.length > 1)
      return (await import('./several.js')).counted(this.#engine, sources, options, controls);
    const [{ blob, name }] = sources;
    return { report: await this.#engine.countStream(blob, options(name), controls), failed: [] };
  }

  #restart() {
    this.#engine?.close?.();
    this.#engine = null;
  }

  #options(name) {
    const facts = FACTS.map((fact) => [fact, inputById(`fact-${fact}`).value.trim()]).filter(
      ([, value]) => value,
    );
    const options = {
      bucket: inputById('bucket').value,
      file_name: name,
      format: inputById('format').value || undefined,
      ...Object.fromEntries(facts),
    };
    if (options.in_usd) options.in_usd = options.in_usd === 'true';
    if (options.contract_values) options.contract_values = pairs(options.contract_values);
    return options;
  }

  #busy(busy) {
    byId('count-progress').hidden = !busy;
    if (busy) this.#progress({ read_bytes: 0, total_bytes: sizeOf(this.#sources) });
  }

  #progress({ read_bytes: read, total_bytes: total }) {
    const bar = /** @type {HTMLProgressElement} */ (byId('progress'));
    if (total) [bar.max, bar.value] = [total, read];
    else bar.removeAttribute('value');
    say(byId('progress-text'), WORDS.reading(size(read ?? 0), total ? size(total) : ''));
  }

  #fail(text) {
    byId('count-report').hidden = true;
    say(byId('count-status'), '');
    say(byId('count-problem'), text);
  }

  #show(report, name) {
    const place = byId('count-report');
    this.#last = { report, name };
    place.hidden = false;
    this.#frame(place);
    fill(byId('report-head'), headOf(report, name));
    const assets = report.by_asset;
    byId('assets-chart').hidden = !assets.length;
    byId('hours-chart').hidden = !assets.length;
    if (assets.length) this.#draw(report, assets);
    fill(byId('report-rest'), restOf(report));
    byId('save')?.addEventListener('click', () => save(report));
  }

  #frame(place) {
    if (this.#figures) return;
    put(
      place,
      html`<div id="report-head"></div>
        <div class="pair">
          <figure class="chart" id="assets-chart"></figure>
          <figure class="chart" id="hours-chart"></figure>
        </div>
        <div id="report-rest"></div>`,
    );
    this.#figures = {
      assets: new Figure(byId('assets-chart'), diverging, { along: 'y', why: ['count', 'assets'] }),
      hours: new Figure(byId('hours-chart'), time, {
        caption: WORDS.hoursCaption,
        why: ['count', 'hours'],
      }),
    };
  }

  #draw(report, assets) {
    const rows = assets.map((row) => ({
      label: row.asset,
      long: row.long.usd,
      short: row.short.usd,
      total: row.total_usd,
    }));
    const [top] = assets;
    this.#figures.assets.draw(rows, {
      title: WORDS.assetsTitle,
      sentence: WORDS.assetsSentence({
        asset: top.asset,
        total: dollars(top.total_usd),
        share: percent(top.share, { locale }),
      }),
      caption: WORDS.assetsCaption(
        String(Math.min(DRAWN_ASSETS, rows.length)),
        String(rows.length),
      ),
      shown: DRAWN_ASSETS,
    });
    const { buckets } = report;
    const best = tallest(buckets);
    const sentence = WORDS.hoursSentence({
      when: when(buckets.start_ms[best]),
      long: dollars(buckets.long_usd[best]),
      short: dollars(buckets.short_usd[best]),
      bucket: WORDS.buckets[buckets.bucket] ?? buckets.bucket,
    });
    this.#figures.hours.draw(
      { ...buckets, step_ms: buckets.width_ms },
      { title: WORDS.hoursTitle, sentence },
    );
  }
}

/** Codes of a worker that does not answer any more. */
const DEAD = ['LOAD', 'INTERNAL', 'CLOSED'];

/** Whether an error is of something that the file itself does not say. */
const isOfFacts = (error) =>
  error?.code === 'AMBIGUOUS' || FACTS.some((fact) => error?.place?.field?.startsWith(fact));

const named = (file) => ({ blob: file, name: file.name });

const pasted = (text) => ({ blob: new Blob([text]), name: WORDS.pastedName });

/** The input of a fact: a menu where there are few answers, else a text with an example. */
function fact(name) {
  const [label, given] = WORDS.facts[name];
  const id = `fact-${name}`;
  const field =
    typeof given === 'string'
      ? html`<input
          type="text"
          id="${id}"
          placeholder="${given}"
          autocomplete="off"
          spellcheck="false"
        />`
      : html`<select id="${id}" autocomplete="off">
          ${Object.entries(given).map(
            ([value, text]) => html`<option value="${value}">${text}</option>`,
          )}
        </select>`;
  return html`<div class="field"><label for="${id}">${label}</label>${field}</div>`;
}

/** Which bar is the longest on either side: a place in the picture. */
const tallest = ({ long_approx: long, short_approx: short }) =>
  long.reduce(
    (best, value, i) => (Math.max(value, short[i]) > Math.max(long[best], short[best]) ? i : best),
    0,
  );

/** `FOO=0.01, BAR=10` as an object; what is no pair stands as it is, for the engine to refuse. */
const pairs = (text) =>
  Object.fromEntries(
    text
      .split(/[,;]\s*|\s+/)
      .filter(Boolean)
      .map((pair) => [pair.split('=')[0], pair.split('=').slice(1).join('=')]),
  );

/** What went wrong, in one sentence with its place. */
function explained(name, error) {
  const message = String(error?.message ?? error).replace(/\.$/, '');
  const hint =
    { UNKNOWN_FORMAT: ` ${WORDS.formatHint}`, AMBIGUOUS: ` ${WORDS.factHint}` }[error?.code] ?? '';
  return WORDS.problem(name, message) + hint;
}

const save = (report) =>
  hand(
    new Blob(
      [
        `${JSON.stringify(
          report,
          (_, value) =>
            ArrayBuffer.isView(value) ? Array.from(/** @type {Float64Array} */ (value)) : value,
          2,
        )}\n`,
      ],
      { type: 'application/json' },
    ),
    'washout-report.json',
  );
