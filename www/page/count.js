// The counting panel: a file, a pasted text or the sample -> worker -> report.
import { diverging, time } from '../lib/charts/index.js';
import { percent, plain, short, shortCount, times, usd, utc } from '../lib/format.js';
import { opens } from './cells.js';
import { byId, fill, html, made, put, say } from './dom.js';
import { choosing, dropping } from './drop.js';
import { counting } from './counting.js';
import { Figure } from './figure.js';
import { explains } from './offers.js';
import { hand } from './pixels.js';
import { LOCALE, TEXT } from './text/common.js';
import { COUNT as WORDS } from './text/count.js';

const SAMPLE = 'data/sample.csv';
const DRAWN_ASSETS = 12;
const LISTED = 200;
// What the caller may have to add; the names are those of the engine's options.
const FACTS = ['symbol', 'venue', 'received_ms', 'side_means', 'in_usd', 'contract_values'];
const ORDERS = 10;
const TALLY = ['events', 'duplicates', 'rejected', 'filtered'];
const locale = LOCALE;
const dollars = (value) => short(value, { locale });
const exact = (value) => usd(value, { locale });
const count = (value) => plain(value, { locale });
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
    say(byId('count-problem'), '');
    try {
      this.#engine ??= await counting();
      const report = await this.#engine.countStream(blob, this.#options(name), { signal: abort.signal, onProgress: (progress) => this.#abort === abort && this.#progress(progress) });
      if (this.#abort !== abort) return;
      this.#show(report, name);
      say(byId('count-status'), WORDS.done(count(String(report.events))));
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

function headOf(report, name) {
  const { long, short: shorts, total_usd: total, ratio, long_share: part } = report;
  const sentence = report.events ? WORDS.sentence({ events: count(String(report.events)), long: dollars(long.usd), short: dollars(shorts.usd), ratio: ratio && plain(ratio, { locale, places: 2 }) }) : WORDS.nothing;
  const figures = [
    ['long', dollars(long.usd), `${exact(long.usd)} · ${count(String(long.count))}`], ['short', dollars(shorts.usd), `${exact(shorts.usd)} · ${count(String(shorts.count))}`],
    ['total', dollars(total), exact(total)], ['ratio', times(ratio, { locale }), ''], ['share', percent(part, { locale }), ''],
  ];
  const tally = TALLY.filter((key, i) => i === 0 || report[key] > 0).map((key, i) => html`${i > 0 && ' · '}${opens('count', key, count(String(report[key])))} ${WORDS[key][report[key] === 1 ? 0 : 1]}`);
  return html`<p class="kicker">${WORDS.name(name, WORDS.formats[report.format] ?? report.format ?? TEXT.none)}</p><p class="answer big">${sentence}</p>
    <dl class="figures small">${figures.map(([key, value, from]) => html`<div><dt>${WORDS[key]}</dt><dd>${opens('count', key, value)}</dd><dd class="from exact">${from}</dd></div>`)}</dl>
    <p>${tally}. ${Number.isFinite(report.first_ms) ? WORDS.span(when(report.first_ms), when(report.last_ms)) : ''}</p>
    ${report.coverage_mixed && html`<p class="note">${WORDS.mixed}</p>`}${report.coverage.map(coverage)}`;
}

/** A sentence for a coverage in the report. */
const coverage = ({ coverage: code, total_usd: total }, i) => html`<p class="note">${opens('count', `coverage:${i}`, dollars(total))} ${WORDS.coverage[code]}</p>`;

function restOf(report) {
  const { rejects, gaps } = report;
  return html`<div class="pair">
    ${block(WORDS.windows, WORDS.windowsHead, report.windows.flatMap(({ hours, ...spans }, i) => ['busiest', 'last'].map((which) => [WORDS[which](hours), spans[which], `windows:${i}:${which}`])).filter(([, span]) => span).map(([name, span, key]) => [name, when(span.to_ms), dollars(span.long.usd), dollars(span.short.usd), opens('count', key, dollars(span.total_usd))]), 1)}
    ${block(WORDS.largest, WORDS.largestHead, report.largest.slice(0, ORDERS).map((row, i) => [when(row.time_ms), row.symbol, TEXT.side[row.side], opens('count', `largest:${i}`, exact(row.usd)), plain(row.fill_usd ?? row.price_usd, { locale })]), 3)}
    </div>
    ${block(WORDS.rejects, WORDS.rejectsHead, rejects.slice(0, LISTED).map((row) => [row.line ?? '', row.record ?? '', row.field ?? '', row.reason]), 9, report.rejected > Math.min(rejects.length, LISTED) ? WORDS.rejectsMore(count(String(Math.min(rejects.length, LISTED))), count(String(report.rejected))) : '')}
    ${gaps.length ? html`<h3>${opens('count', 'gaps', WORDS.gaps(gaps.length))}</h3><ul>${gaps.slice(0, LISTED).map((gap) => html`<li>${WORDS.gap(when(gap.from_ms), when(gap.to_ms))}</li>`)}</ul>` : ''}
    ${report.notes.length ? html`<h3>${WORDS.notes}</h3><ul class="notes">${report.notes.map((note) => html`<li>${note}</li>`)}</ul>` : ''}
    <p class="row"><button type="button" id="save">${WORDS.save}</button></p>`;
}

/** A table with a heading; the first `texts` columns hold text, the others numbers. */
function block(title, head, rows, texts, more = '') {
  if (!rows.length) return '';
  const kind = (i) => (i < texts ? 'text' : '');
  return html`<div class="table-block"><h3>${title}</h3><div class="scroll" tabindex="0" role="group" aria-label="${title}"><table><thead><tr>${head.map((cell, i) => html`<th scope="col" class="${kind(i)}">${cell}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => html`<td class="${kind(i)}">${cell}</td>`)}</tr>`)}</tbody></table></div>${more && html`<p class="hint">${more}</p>`}</div>`;
}

const save = (report) => hand(new Blob([`${JSON.stringify(report, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value), 2)}\n`], { type: 'application/json' }), 'washout-report.json');
