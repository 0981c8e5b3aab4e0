// The counting panel: a file, a pasted text or the sample -> worker -> report.
import { diverging, time } from '../lib/charts/index.js';
import { percent, short, shortCount, utc } from '../lib/format.js';
import { byId, fill, html, made, put, say } from './dom.js';
import { choosing, dropping } from './drop.js';
import { counting } from './counting.js';
import { Figure } from './figure.js';
import { explains } from './offers.js';
import { hand } from './pixels.js';
import { headOf, restOf, statusOf } from './report.js';
import { LOCALE } from './text/common.js';
import { COUNT as WORDS } from './text/count.js';

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
  #source = null;
  #abort = null;
  #figures = null;
  #last = null;

  constructor() {
    explains('count', async (key) => (await import('./why/count.js')).explain(key, this.#last));
    const option = ([value, text]) => html`<option value="${value}">${text}</option>`;
    fill(byId('format'), html`${[['', WORDS.auto], ...Object.entries(WORDS.formats)].map(option)}`);
    fill(byId('bucket'), html`${Object.entries(WORDS.buckets).map(option)}`);
    byId('bucket').value = '1h';
    byId('facts').append(...made(html`<p class="hint">${WORDS.factsHint}</p><div class="row">${FACTS.map(fact)}</div>`));
    this.#listen();
  }

  #listen() {
    choosing(byId('file'), (file) => this.#run(file, file.name));
    for (const id of ['sample', 'count-pasted']) byId(id).disabled = false;
    dropping(byId('drop'), (file, text) => this.#run(file ?? new Blob([text]), file?.name ?? WORDS.pastedName));
    byId('count-pasted').addEventListener('click', () => {
      const text = byId('pasted').value;
      if (text.trim()) this.#run(new Blob([text]), WORDS.pastedName);
      else this.#fail(WORDS.empty);
    });
    byId('sample').addEventListener('click', async () => {
      try {
        const answer = await fetch(SAMPLE);
        if (!answer.ok) throw new Error(`${answer.status}`);
        this.#run(await answer.blob(), WORDS.sampleName);
      } catch (error) {
        this.#fail(WORDS.problem(WORDS.sampleName, error.message));
      }
    });
    byId('cancel').addEventListener('click', () => this.#abort?.abort());
    for (const id of ['format', 'bucket', ...FACTS.map((name) => `fact-${name}`)]) byId(id).addEventListener('change', () => this.#source && this.#run(...this.#source));
  }

  async #run(blob, name) {
    this.#abort?.abort();
    this.#source = [blob, name];
    const abort = new AbortController();
    this.#abort = abort;
    this.#busy(true);
    for (const id of ['count-problem', 'count-status']) say(byId(id), '');
    try {
      this.#engine ??= await counting();
      const report = await this.#engine.countStream(blob, this.#options(name), { signal: abort.signal, onProgress: (progress) => this.#abort === abort && this.#progress(progress) });
      if (this.#abort !== abort) return;
      this.#show(report, name);
      say(byId('count-status'), statusOf(report));
    } catch (error) {
      // A newer file has taken over.
      if (this.#abort !== abort) return;
      this.#fail(abort.signal.aborted ? WORDS.cancelled : explained(name, error));
      if (error?.code === 'AMBIGUOUS' || FACTS.some((fact) => error?.place?.field?.startsWith(fact))) byId('facts').open = true;
      // A worker that failed is not asked again.
      if (['LOAD', 'INTERNAL', 'CLOSED'].includes(error?.code)) this.#restart();
    }
    this.#busy(false);
  }

  #restart() {
    this.#engine?.close?.();
    this.#engine = null;
  }

  #options(name) {
    const facts = FACTS.map((fact) => [fact, byId(`fact-${fact}`).value.trim()]).filter(([, value]) => value);
    const options = { bucket: byId('bucket').value, file_name: name, format: byId('format').value || undefined, ...Object.fromEntries(facts) };
    if (options.in_usd) options.in_usd = options.in_usd === 'true';
    if (options.contract_values) options.contract_values = pairs(options.contract_values);
    return options;
  }

  #busy(busy) {
    byId('count-progress').hidden = !busy;
    if (busy) this.#progress({ read_bytes: 0, total_bytes: this.#source[0].size });
  }

  #progress({ read_bytes: read, total_bytes: total }) {
    const bar = byId('progress');
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
    put(place, html`<div id="report-head"></div><div class="pair"><figure class="chart" id="assets-chart"></figure><figure class="chart" id="hours-chart"></figure></div><div id="report-rest"></div>`);
    this.#figures = { assets: new Figure(byId('assets-chart'), diverging, { along: 'y', why: ['count', 'assets'] }), hours: new Figure(byId('hours-chart'), time, { caption: WORDS.hoursCaption, why: ['count', 'hours'] }) };
  }

  #draw(report, assets) {
    const rows = assets.map((row) => ({ label: row.asset, long: row.long.usd, short: row.short.usd, total: row.total_usd }));
    const [top] = assets;
    this.#figures.assets.draw(rows, { title: WORDS.assetsTitle, sentence: WORDS.assetsSentence({ asset: top.asset, total: dollars(top.total_usd), share: percent(top.share, { locale }) }), caption: WORDS.assetsCaption(String(Math.min(DRAWN_ASSETS, rows.length)), String(rows.length)), shown: DRAWN_ASSETS });
    const { buckets } = report;
    const best = tallest(buckets);
    const sentence = WORDS.hoursSentence({ when: when(buckets.start_ms[best]), long: dollars(buckets.long_usd[best]), short: dollars(buckets.short_usd[best]), bucket: WORDS.buckets[buckets.bucket] ?? buckets.bucket });
    this.#figures.hours.draw({ ...buckets, step_ms: buckets.width_ms }, { title: WORDS.hoursTitle, sentence });
  }
}

/** The input of a fact: a menu where there are few answers, else a text with an example. */
function fact(name) {
  const [label, given] = WORDS.facts[name];
  const id = `fact-${name}`;
  const field = typeof given === 'string' ? html`<input type="text" id="${id}" placeholder="${given}" autocomplete="off" spellcheck="false">` : html`<select id="${id}" autocomplete="off">${Object.entries(given).map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select>`;
  return html`<div class="field"><label for="${id}">${label}</label>${field}</div>`;
}

/** Which bar is the longest on either side: a place in the picture. */
const tallest = ({ long_approx: long, short_approx: short }) => long.reduce((best, value, i) => (Math.max(value, short[i]) > Math.max(long[best], short[best]) ? i : best), 0);

/** `FOO=0.01, BAR=10` as an object; what is no pair stands as it is, for the engine to refuse. */
const pairs = (text) => Object.fromEntries(text.split(/[,;]\s*|\s+/).filter(Boolean).map((pair) => [pair.split('=')[0], pair.split('=').slice(1).join('=')]));

/** What went wrong, in one sentence with its place. */
function explained(name, error) {
  const message = String(error?.message ?? error).replace(/\.$/, '');
  const hint = { UNKNOWN_FORMAT: ` ${WORDS.formatHint}`, AMBIGUOUS: ` ${WORDS.factHint}` }[error?.code] ?? '';
  return WORDS.problem(name, message) + hint;
}

const save = (report) => hand(new Blob([`${JSON.stringify(report, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value), 2)}\n`], { type: 'application/json' }), 'washout-report.json');
