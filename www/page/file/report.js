// What is shown of a counted file, as markup: the headline, its figures, and the tables below. What
// a report does not have yet, or not at all, leaves its place empty. Pure: no document.
import { percent, plain, short, times, usd, utc } from '../../lib/format.js';
import { opens } from '../ui/cells.js';
import { html } from '../ui/dom.js';
import { TEXT } from '../shell/common.words.js';
import { LOCALE } from '../shell/locale.js';
import { COUNT as WORDS } from './count.words.js';

const LISTED = 200;
const ORDERS = 10;
const TALLY = ['events', 'duplicates', 'rejected', 'filtered'];
const locale = LOCALE;
const dollars = (value) => short(value, { locale });
const exact = (value) => usd(value, { locale });
const count = (value) => plain(String(value), { locale });
const when = (ms) => utc(ms, { locale });
const formatOf = (format) => WORDS.formats[format] ?? format ?? TEXT.none;
const capital = (text) => text.replace(/^./, (first) => first.toUpperCase());

/** Whether not a single row of a file could be read. */
const isUnreadable = ({ readable }) => readable === false;

const formatsIn = (files = []) => [...new Set(files.map(({ format }) => format))];

/** Each of several files. */
function filesOf(files) {
  const row = ({ file, format, rows, events, total_usd: total }) => [
    file,
    formatOf(format),
    count(rows),
    count(events),
    exact(total),
  ];
  return html`<div class="pair">${block(WORDS.files, WORDS.filesHead, files.map(row), 2)}</div>`;
}

/** Where a reject stands: in which file, where there are several. */
const lineOf = ({ file, line }) =>
  [file, line ?? ''].filter((part) => part !== undefined).join(': ');

/** What a screen reader is told once a file is through. */
export const statusOf = (report) =>
  isUnreadable(report) ? WORDS.unreadable : WORDS.done(count(report.events));

/** The headline of a report about the file `name`. */
export function headOf(report, name) {
  const { formats = [], notes } = report;
  const isMixed = formats.length > 1 || (report.files && report.format === null);
  const read = isMixed
    ? WORDS.several(Math.max(formats.length, formatsIn(report.files).length))
    : formatOf(report.format);
  // Of a file that could not be read nobody knows what it is.
  return html`<p class="kicker">${isUnreadable(report) ? name : WORDS.name(name, read)}</p>
    <p class="answer big">${sentenceOf(report)}</p>
    ${
      isUnreadable(report)
        ? notes[0] && html`<p class="note">${capital(notes[0])}.</p>`
        : figuresOf(report)
    }
    <p>${tallyOf(report)}. ${spanOf(report)}</p>
    ${
      report.coverage_mixed && html`<p class="note">${WORDS.mixed}</p>`
    }${report.coverage.map(coverage)}`;
}

function sentenceOf(report) {
  const { events, long, short: shorts, ratio } = report;
  if (isUnreadable(report)) return WORDS.unreadable;
  return events
    ? WORDS.sentence({
        events: count(events),
        long: dollars(long.usd),
        short: dollars(shorts.usd),
        ratio: ratio && plain(ratio, { locale, places: 2 }),
      })
    : WORDS.nothing;
}

function figuresOf({ long, short: shorts, total_usd: total, ratio, long_share: part }) {
  const side = (sum) => [dollars(sum.usd), `${exact(sum.usd)} · ${count(sum.count)}`];
  const figures = {
    long: side(long),
    short: side(shorts),
    total: [dollars(total), exact(total)],
    ratio: [times(ratio, { locale }), ''],
    share: [percent(part, { locale }), ''],
  };
  return html`<dl class="figures small">
    ${Object.entries(figures).map(
      ([key, [value, from]]) =>
        html`<div>
          <dt>${WORDS[key]}</dt>
          <dd>${opens('count', key, value)}</dd>
          <dd class="from exact">${from}</dd>
        </div>`,
    )}
  </dl>`;
}

/** What became of the rows. */
function tallyOf(report) {
  const known = TALLY.filter((key, i) => i === 0 || report[key] > 0);
  const said = (key) => WORDS[key][report[key] === 1 ? 0 : 1];
  return known.map(
    (key, i) => html`${i > 0 && ' · '}${opens('count', key, count(report[key]))} ${said(key)}`,
  );
}

const spanOf = ({ first_ms: first, last_ms: last }) =>
  Number.isFinite(first) ? WORDS.span(when(first), when(last)) : '';

/** A sentence for a coverage in the report. */
const coverage = ({ coverage: code, total_usd: total }, i) =>
  html`<p class="note">
    ${opens('count', `coverage:${i}`, dollars(total))} ${WORDS.coverage[code]}
  </p>`;

/** The tables of a report. */
export function restOf(report) {
  const { rejects, rejected, gaps, notes, formats = [], no_liquidation: kinds = [] } = report;
  const listed = Math.min(rejects.length, LISTED);
  const more = rejected > listed ? WORDS.rejectsMore(count(listed), count(rejected)) : '';
  const lines = rejects
    .slice(0, LISTED)
    .map((row) => [lineOf(row), row.record ?? '', row.field ?? '', row.reason]);
  const read = formats.map(({ format, rows, events }) => [
    formatOf(format),
    count(rows),
    count(events),
  ]);
  const said = isUnreadable(report) ? notes.slice(1) : notes;
  const named = kinds.map(({ kind, count: rows }) => [capital(kind), count(rows)]);
  return html`<div class="pair">${windowsOf(report)}${largestOf(report)}</div>
    <div class="pair">
      ${
        formats.length > 1 && block(WORDS.formatsTitle, WORDS.formatsHead, read, 1)
      }${block(WORDS.kinds, WORDS.kindsHead, named, 1)}
    </div>
    ${report.files && filesOf(report.files)}
    ${block(WORDS.rejects, WORDS.rejectsHead, lines, 9, more)} ${gaps.length > 0 && gapsOf(gaps)}
    ${
      said.length > 0 &&
      html`<h3>${WORDS.notes}</h3>
        <ul class="notes">
          ${said.map((note) => html`<li>${note}</li>`)}
        </ul>`
    }
    <p class="row"><button type="button" id="save">${WORDS.save}</button></p>`;
}

function windowsOf({ windows }) {
  const spans = windows.flatMap(({ hours, ...of }, i) =>
    ['busiest', 'last']
      .filter((which) => of[which])
      .map((which) => [WORDS[which](hours), of[which], `windows:${i}:${which}`]),
  );
  const rows = spans.map(([name, { to_ms: to, long, short: shorts, total_usd: total }, key]) => [
    name,
    when(to),
    dollars(long.usd),
    dollars(shorts.usd),
    opens('count', key, dollars(total)),
  ]);
  return block(WORDS.windows, WORDS.windowsHead, rows, 1);
}

function largestOf({ largest }) {
  const rows = largest
    .slice(0, ORDERS)
    .map(({ time_ms: time, symbol, side, usd: value, fill_usd: fill, price_usd: price }, i) => [
      when(time),
      symbol,
      TEXT.side[side],
      opens('count', `largest:${i}`, exact(value)),
      plain(fill ?? price, { locale }),
    ]);
  return block(WORDS.largest, WORDS.largestHead, rows, 3);
}

function gapsOf(gaps) {
  const line = ({ from_ms: from, to_ms: to }) => html`<li>${WORDS.gap(when(from), when(to))}</li>`;
  return html`<h3>${opens('count', 'gaps', WORDS.gaps(gaps.length))}</h3>
    <ul>
      ${gaps.slice(0, LISTED).map(line)}
    </ul>`;
}

/** A table with a heading; the first `texts` columns hold text, the others numbers. */
function block(title, head, rows, texts, more = '') {
  if (!rows.length) return '';
  const kind = (i) => (i < texts ? 'text' : '');
  const heads = head.map((cell, i) => html`<th scope="col" class="${kind(i)}">${cell}</th>`);
  const line = (row) =>
    html`<tr>
      ${row.map((cell, i) => html`<td class="${kind(i)}">${cell}</td>`)}
    </tr>`;
  return html`<div class="table-block">
    <h3>${title}</h3>
    <div class="scroll" tabindex="0" role="group" aria-label="${title}">
      <table>
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows.map(line)}
        </tbody>
      </table>
    </div>
    ${more && html`<p class="hint">${more}</p>`}
  </div>`;
}
