// What a reader brings along: files of series, and figures typed by hand. What is left empty stays
// as built in; what the engine refuses is said beside it and not used.
import { shift } from '../../lib/format.js';
import { byId, html, inputById, put, say } from '../ui/dom.js';
import { heard } from '../ui/fields.js';
import { JUDGE } from './judge.words.js';
import { WRITTEN } from '../ui/written.js';
import { field, files, TRUTH } from './parts.js';
import { day, number } from './write.js';

const WORDS = JUDGE.context;
/** Larger files are no series by day. */
const MOST_BYTES = 20_000_000;
/** Stretches of missing days that are named. */
const MOST_GAPS = 3;
const FILES = Object.keys(WORDS.files);
const FIELDS = Object.keys(WORDS.fields);
const GROUPS = Object.keys(WORDS.groups);
const groupOf = (path) => (path.includes('.') ? path.split('.')[0] : 'day');
const PERCENT = new Set([
  'open_interest.usd_change',
  'open_interest.price_change',
  'deleveraging.depth_ratio',
  'deleveraging.depth_ratio_later',
  'deleveraging.fund_draw',
  'deleveraging.peg_deviation',
  'deleveraging.funding_after',
]);
const YES_NO = new Set([
  'deleveraging.adl',
  'deleveraging.venue_failure',
  'deleveraging.peg_broken',
  'deleveraging.withdrawals_halted',
  'deleveraging.bad_debt',
]);
/** The keys of the engine's bag, by file; two files make one key. */
const KEY = { interest: 'leverage.open_interest', reserve: 'leverage.reserve' };
const SUMMARY = { interest: 'leverage', reserve: 'leverage' };
/** Whether a person types a number there; of days and years the text is kept. */
const NUMERIC = (path) => path.includes('.') && !YES_NO.has(path);
const idOf = (path) => `judge-${path.replace('.', '-')}`;

/**
 * Puts the inputs into both places; `change()` computes anew and returns what was refused, if
 * anything.
 */
export class Own {
  #files = {};
  #fields = {};
  #texts = {};
  #change;
  #complained = new Set();

  constructor(fileArea, fieldArea, change) {
    this.#change = change;
    put(fileArea, html`${FILES.map(row)}`);
    put(
      fieldArea,
      html`${GROUPS.map(
        (group) =>
          html`<h4>${WORDS.groups[group]}</h4>
            ${WORDS.given[group] && html`<p class="hint">${WORDS.given[group]}</p>`}
            <div class="questions">
              ${FIELDS.filter((path) => groupOf(path) === group).map(input)}
            </div>`,
      )}`,
    );
    for (const key of FILES) {
      files(byId(`judge-drop-${key}`), (file) => this.#take(key, file));
      byId(`judge-away-${key}`).addEventListener('click', () => this.#forget(key));
    }
    byId('judge-provider').addEventListener('change', () => this.#change());
    fieldArea.addEventListener('input', ({ target }) => this.#set(target));
    fieldArea.addEventListener('change', ({ target }) => this.#settle(target));
  }

  /** What is set, as keys of the engine's bag. */
  get bag() {
    const { interest, reserve, fear_greed: mood, ...series } = this.#files;
    const bag = {
      ...series,
      ...(mood && { fear_greed: { provider: inputById('judge-provider').value, text: mood.text } }),
      ...(interest && reserve && { leverage: { open_interest: interest, reserve } }),
    };
    for (const [path, value] of Object.entries(this.#fields)) {
      const [group, key] = path.split('.');
      bag[group] = key === undefined ? value : { ...bag[group], [key]: value };
    }
    return bag;
  }

  /** What is typed, as one value of the address: `key:value,key:value`. */
  get facts() {
    const all = Object.entries(this.#texts)
      .map(([path, text]) => `${path}:${text}`)
      .filter((pair) => /^[\w.]+:[\w.-]+$/.test(pair));
    return all.length ? all.join(',') : undefined;
  }

  restore(facts = '') {
    const wanted = Object.fromEntries(
      facts
        .split(',')
        .filter(Boolean)
        .map((pair) => pair.split(':')),
    );
    for (const path of FIELDS) {
      inputById(idOf(path)).value = written(path, wanted[path] ?? '');
      this.#say(path, '');
      this.#keep(path, wanted[path] ?? '');
    }
  }

  /** Everything was taken: says what was read of each series. */
  accept(series) {
    this.#clear();
    for (const key of FILES) {
      const read = series[SUMMARY[key] ?? key];
      const alone = SUMMARY[key] && !read && this.#files[key];
      say(
        byId(`judge-read-${key}`),
        read ? summary(read) : alone ? this.#files[key].name : WORDS.none,
      );
      byId(`judge-away-${key}`).hidden = !this.#files[key];
    }
  }

  /** Says what was refused beside the input that it is from. */
  complain(error) {
    this.#clear();
    const where = error.place?.field ?? '';
    const file = FILES.find((key) => where.startsWith(KEY[key] ?? key) && this.#files[key]);
    const path =
      FIELDS.find((one) => where === one) ?? FIELDS.find((one) => one.startsWith(where) && where);
    const place = file ? `judge-problem-${file}` : path ? `problem-${idOf(path)}` : 'judge-problem';
    this.#complained.add(place);
    if (path && !file) return this.#say(path, JUDGE.refused(error.message));
    say(
      byId(place),
      file
        ? WORDS.problem({ name: this.#files[file].name, reason: error.message })
        : JUDGE.refused(error.message),
    );
  }

  async #take(key, file) {
    this.#clear();
    const before = this.#files[key];
    const refuse = (reason) => {
      this.#put(key, before);
      this.#change();
      this.#complained.add(`judge-problem-${key}`);
      say(byId(`judge-problem-${key}`), WORDS.problem({ name: file.name, reason }));
    };
    if (file.size > MOST_BYTES) return refuse(WORDS.tooLarge);
    try {
      this.#put(key, { name: file.name, text: await file.text() });
    } catch (error) {
      return refuse(error.message);
    }
    const refused = this.#change();
    if (refused?.place?.field?.startsWith(KEY[key] ?? key)) refuse(refused.message);
  }

  #put(key, file) {
    if (file) this.#files[key] = file;
    else delete this.#files[key];
  }

  #forget(key) {
    this.#put(key);
    this.#change();
    byId(`judge-file-${key}`).focus();
  }

  #set({ dataset, value }) {
    const { path } = dataset;
    if (!path) return;
    const set = (text) => {
      this.#keep(path, text);
      this.#change();
    };
    if (NUMERIC(path)) heard(value, set, (problem) => this.#say(path, problem));
    else set(value.trim());
  }

  /** After typing: the field says how its text was understood, or why it was not. */
  #settle(target) {
    const { path } = target.dataset;
    if (path && NUMERIC(path))
      heard(
        target.value,
        (text) => {
          target.value = written(path, text);
        },
        (problem) => problem && this.#say(path, problem),
        true,
      );
  }

  /** Says beside a field what is wrong with it. */
  #say(path, problem) {
    say(byId(`problem-${idOf(path)}`), problem);
    byId(idOf(path)).setAttribute('aria-invalid', String(Boolean(problem)));
  }

  #keep(path, text) {
    if (text === '') {
      delete this.#fields[path];
      delete this.#texts[path];
    } else {
      this.#fields[path] = taken(path, text);
      this.#texts[path] = text;
    }
  }

  #clear() {
    for (const place of this.#complained) {
      say(byId(place), '');
      byId(place.replace('problem-', ''))?.setAttribute('aria-invalid', 'false');
    }
    this.#complained.clear();
  }
}

/** A number as its field shows it; other texts as they are. */
const written = (path, text) => (text && NUMERIC(path) ? WRITTEN.plain(text) : text);

/**
 * What is set as the engine takes it; what cannot be it goes on as it is, for the engine to refuse.
 */
function taken(path, text) {
  if (YES_NO.has(path)) return text === 'true';
  if (path === 'since_year') return /^\d{4}$/.test(text) ? Number(text) : text;
  if (path === 'at' || path === 'peak_from') return text;
  return PERCENT.has(path) ? (shift(text, -2) ?? text) : text;
}

/** What was read: span, missing stretches, rows left out. */
function summary({
  name,
  rows,
  first_ms: first,
  last_ms: last,
  missing,
  skipped,
  uneven_ms: uneven,
}) {
  const gap = ({ first_ms: from, last_ms: to }) =>
    from === to ? day(from) : `${day(from)} – ${day(to)}`;
  const named = missing.slice(0, MOST_GAPS).map(gap);
  const more = missing.slice(MOST_GAPS).length;
  return (
    WORDS.series({ name, rows: number(String(rows)), first: day(first), last: day(last) }) +
    (missing.length
      ? WORDS.missing({
          count: String(missing.length),
          days: [...named, ...(more ? [WORDS.missingMore(String(more))] : [])].join(', '),
        })
      : '') +
    (skipped.length
      ? WORDS.skipped({ count: String(skipped.length), why: skipped[0].reason })
      : '') +
    (uneven.length ? WORDS.uneven(String(uneven.length)) : '')
  );
}

function row(key) {
  const [name, hint] = WORDS.files[key];
  const provider =
    key === 'fear_greed' &&
    html`<label class="quietly"
      >${WORDS.provider}
      <select id="judge-provider">
        ${Object.entries(WORDS.providers).map(
          ([value, text]) => html`<option value="${value}">${text}</option>`,
        )}
      </select></label
    >`;
  return html`<div class="drop bring" id="judge-drop-${key}">
    <p class="what">
      <strong>${name}</strong> <span class="hint" id="judge-hint-${key}">${hint}</span>
    </p>
    <p class="hint reads" id="judge-read-${key}"></p>
    <p class="acts">
      <label class="button" for="judge-file-${key}"
        >${WORDS.choose}<span class="visually-hidden"> (${name})</span></label
      ><input
        type="file"
        id="judge-file-${key}"
        aria-describedby="judge-hint-${key} judge-problem-${key}"
      />
      <span class="hint">${WORDS.drop}</span> ${provider}<button
        type="button"
        id="judge-away-${key}"
        hidden
      >
        ${WORDS.takeAway}
      </button>
    </p>
    <p class="problem" id="judge-problem-${key}" role="alert"></p>
  </div>`;
}

function input(path) {
  const [name, placeholder = ''] = WORDS.fields[path];
  return field(idOf(path), [PERCENT.has(path) ? `${name}, %` : name], {
    path,
    placeholder,
    choices: YES_NO.has(path) ? TRUTH : undefined,
  });
}
