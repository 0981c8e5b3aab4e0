// The claims of an article, each with its verdict, the computed value and why. The first article is
// there from the start; another one can be brought as JSON.
import { behind, opens, tables } from '../ui/cells.js';
import { byId, fill, html, inputById, put, say } from '../ui/dom.js';
import { heard } from '../ui/fields.js';
import { offer } from '../shell/offers.js';
import { JUDGE } from './judge.words.js';
import { WRITTEN } from '../ui/written.js';
import { OwnAudit } from './own-audit.js';
import { field, refill, table } from './parts.js';
import { capital, figure, named, sentence } from './write.js';

const WORDS = JUDGE.audit;
/** Ten times is what the first audit assumes as well. */
const LEVERAGE = '10';

/** Shows the verdicts. `alt` and `isOwn` are what the other parts have to know. */
export class Audit {
  #engine;
  #own;
  #set = { leverage: LEVERAGE, altOi: '', altDepth: '' };
  #refused = null;
  #report = null;

  constructor(place, engine, change) {
    this.#engine = engine;
    put(
      place,
      html`<h3>${WORDS.title}</h3>
        <p class="answer" id="judge-summary"></p>
        <p id="judge-audit-lead"></p>
        <p class="hint in-use" id="judge-audit-notes"></p>
        <ol class="claims" id="judge-claims"></ol>
        <details id="judge-assumed">
          <summary>${WORDS.assumed}</summary>
          <div class="questions">
            ${field('judge-leverage', WORDS.leverage, {
              value: LEVERAGE,
            })}${field('judge-altOi', WORDS.altOi)}${field('judge-altDepth', WORDS.altDepth)}
          </div>
        </details>
        <details id="judge-figures">
          <summary>${WORDS.figures}</summary>
          <p class="hint">${WORDS.figuresHint}</p>
          <div id="judge-figures-table"></div>
        </details>
        <details id="judge-own-audit">
          <summary>${WORDS.own}</summary>
          <div id="judge-own-audit-area"></div>
        </details>`,
    );
    tables(['judge-claims']);
    offer(place, () => this.#give());
    this.#own = new OwnAudit(byId('judge-own-audit-area'), engine, change);
    byId('judge-assumed').addEventListener(
      'input',
      (/** @type {EventOf<HTMLInputElement>} */ { target }) =>
        this.#hear(target, (key, text) => {
          this.#set[key] = text;
          change();
        }),
    );
    byId('judge-assumed').addEventListener(
      'change',
      (/** @type {EventOf<HTMLInputElement>} */ { target }) =>
        this.#hear(
          target,
          (_, text) => {
            target.value = text && WRITTEN.plain(text);
          },
          true,
        ),
    );
  }

  /** What of it an address holds: what is no number is not worth keeping. */
  get state() {
    const { leverage, altOi: oi, altDepth: depth } = this.#set;
    return {
      lev: leverage && leverage !== LEVERAGE ? leverage : undefined,
      alt: oi || depth ? `${oi},${depth}` : undefined,
    };
  }

  restore({ lev = LEVERAGE, alt = ',' }) {
    const [altOi, altDepth] = alt.split(',');
    this.#set = { leverage: lev, altOi, altDepth };
    for (const [key, text] of Object.entries(this.#set)) {
      inputById(`judge-${key}`).value = text && WRITTEN.plain(text);
      this.#complain(key, '');
    }
  }

  /** What the reader says of an altcoin. */
  get alt() {
    return { oi: this.#set.altOi, depth: this.#set.altDepth };
  }

  get facts() {
    return { audit: this.#report, claims: this.#own.claims ?? this.#engine.article().claims };
  }

  get isOwn() {
    return this.#own.claims !== null;
  }

  /** Evaluates with figures of the context, the cascade and the reader's shares. */
  show({ context, cascade, shares }) {
    const known = { ...context, ...cascade.inputs, ...shares };
    const times = this.#set.leverage;
    const leverage = times && {
      leverage_assumed: { value: times, source: WORDS.sources.leverage_assumed },
    };
    this.#check(cascade.refused);
    const asked = this.isOwn
      ? { claims: this.#own.claims, inputs: { ...known, ...leverage, ...this.#own.inputs } }
      : { inputs: { ...known, ...leverage } };
    try {
      const report = this.#engine.audit(asked);
      this.#refuse('');
      this.#tell(
        report,
        [cascade.why, !this.isOwn && Object.keys(context).length === 0 && WORDS.otherDay].filter(
          Boolean,
        ),
      );
    } catch (error) {
      this.#refuse(JUDGE.refused(error.message));
    }
  }

  /** Says what is refused; verdicts that stand there then are those of before. */
  #refuse(text) {
    say(byId('judge-problem'), text);
    for (const id of ['judge-summary', 'judge-claims'])
      byId(id).classList.toggle('stale', text !== '');
  }

  /** What the verdicts can be saved as. */
  #give() {
    const { lines } = this.#report;
    const row = ({ id, text, kind, verdict, condition }) => [
      `${id}. ${capital(text)}${kind === 'view' ? ` (${WORDS.kinds.view})` : ''}`,
      [WORDS.marks[verdict], WORDS.verdicts[verdict], condition].filter(Boolean).join(' '),
    ];
    return {
      name: 'claims',
      title: WORDS.title,
      sentence: byId('judge-summary').firstChild.textContent.trim(),
      data: lines,
      table: { head: WORDS.claimsHead, rows: lines.map(row) },
      about: {},
    };
  }

  #hear({ dataset, value }, set, hasLeft) {
    const key = dataset.path.replace('judge-', '');
    heard(
      value,
      (text) => set(key, text),
      (problem) => this.#complain(key, problem),
      hasLeft,
    );
  }

  #complain(key, problem) {
    say(byId(`problem-judge-${key}`), problem);
    byId(`judge-${key}`).setAttribute('aria-invalid', String(Boolean(problem)));
  }

  /** Says beside an assumption that the engine refuses it, or no longer does. */
  #check(refused) {
    const key = refused
      ? refused.place?.field?.startsWith('impact')
        ? 'altDepth'
        : 'altOi'
      : null;
    if (this.#refused && this.#refused !== key) this.#complain(this.#refused, '');
    if (key) this.#complain(key, JUDGE.refused(refused.message));
    this.#refused = key;
  }

  #tell(report, notes) {
    const { lines, summary, inputs } = report;
    this.#report = report;
    const count = (verdict) => String(summary[verdict]);
    fill(
      byId('judge-summary'),
      html`${WORDS.sentence({
          all: String(lines.length),
          holds: count('holds'),
          only: count('holds_only_if'),
          not: count('does_not_hold'),
          open: count('cannot_be_checked'),
        })} <span class="hint">${behind('judge', 'summary')}</span>`,
    );
    say(byId('judge-audit-lead'), this.isOwn ? WORDS.ownLead : WORDS.lead);
    say(
      byId('judge-audit-notes'),
      [...notes, ...(this.isOwn ? [WORDS.inUse(this.#own.name)] : [])].join(' '),
    );
    refill(byId('judge-claims'), html`${lines.map(claim)}`);
    const rows = Object.entries(inputs).map(([name, { value, source }]) => [
      html`<code>${name}</code>`,
      opens('judge', `figure:${name}`, named(name, value)),
      source,
    ]);
    refill(byId('judge-figures-table'), table(WORDS.figures, WORDS.figuresHead, rows, [2]));
  }
}

function claim({ id, text, kind, panel, verdict, condition, value, unit, why, note, readings }) {
  const mark = html`<span class="verdict ${verdict}"
    ><span aria-hidden="true">${WORDS.marks[verdict]}</span> ${WORDS.verdicts[verdict]}</span
  >`;
  return html`<li data-verdict="${verdict}">
    <details data-id="claim-${id}">
      <summary>
        ${mark}<span class="said"
          ><span class="number">${id}</span>
          ${capital(text)}${kind === 'view' && html` <em>(${WORDS.kinds.view})</em>`}</span
        >
      </summary>
      ${
        readings.length > 0
          ? html`<ul class="readings">
              ${readings.map(reading)}
            </ul>`
          : html`<p class="readings">${WORDS.noReading}</p>`
      }
    </details>
    <p class="because">
      ${condition !== null && html`<span>${WORDS.onlyIf(condition)}</span> `}${
        value !== null &&
        html`<span class="computed"
          >${WORDS.value}:
          <strong>${opens('judge', `claim:${id}`, figure(value, unit))}</strong>.</span
        > `
      }<span>${readable(why)}.</span>${note && html` <span>${note}</span>`}
      ${link(panel)}
    </p>
  </li>`;
}

/** One thing that the claim may mean. */
function reading({ condition, series, holds, why }) {
  const verdict = holds === null ? 'cannot_be_checked' : holds ? 'holds' : 'does_not_hold';
  return html`<li>
    <span class="verdict ${verdict}"
      ><span aria-hidden="true">${WORDS.marks[verdict]}</span> ${WORDS.verdicts[verdict]}</span
    >
    <span
      >${condition && html`<strong>${WORDS.meaning(condition)}</strong> `}${readable(why)}.${
        series && html` <span class="hint">${WORDS.series(series)}</span>`
      }</span
    >
  </li>`;
}

const readable = (why) => capital(sentence(why, WORDS.names));

/** The panel that computes it: one of the page, or whatever an own audit names. */
function link(panel) {
  const [name, target] =
    WORDS.panels[panel] ??
    (/^#[\w-]+$/.test(panel) && byId(panel.slice(1)) ? [panel.slice(1), panel] : []);
  return target
    ? html`<a href="${target}">${WORDS.see(name)}</a>`
    : panel && html`<span class="hint">${WORDS.see(panel)}</span>`;
}
