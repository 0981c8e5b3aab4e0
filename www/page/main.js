// Starts the page: address -> state, engine -> headline and cascade; the other panels when a reader
// comes near them. The page holds no arithmetic; every number shown is the engine's.
import { byId, fill, html, say } from './dom.js';
import { init, preset, presets, reverseLevel, simulate, version } from './engine.js';
import { whenNear } from './lazy.js';
import { Simulate } from './simulate.js';
import { parts, read, write } from './state.js';
import { TEXT } from './text/common.js';
import { totals } from './totals.js';

const PRESET = '2025-11-04';
/** The panels that load late, by the section that each fills; each exports `start(page)`. */
const PANELS = {
  count: () => import('./count.js'),
  locate: () => import('./locate.js'),
  judge: () => import('./judge/panel.js'),
};

const { state, problems } = read(location.search);
const now = parts(state);
/** What a panel gets: its state, where to keep it, and (once there is one) the cascade. */
const page = {
  state: now,
  /** Panels share one address: each keeps its own part of it. */
  keep: (part) => (of) => remember(Object.assign(now, { [part]: of })),
  cascade: begin(),
};
report(problems);
// A file dropped beside its field must not replace the page.
for (const name of ['dragover', 'drop']) addEventListener(name, (event) => event.preventDefault());
for (const [name, load] of Object.entries(PANELS)) whenNear(byId(name), () => start(name, load), Object.keys(now[name] ?? {}).length > 0);

/** The first panels; resolves to the cascade and its preset, or to null where the engine failed. */
async function begin() {
  try {
    await init();
    say(byId('version'), TEXT.engine.version(version()));
    const start = chosen(state.preset ?? PRESET);
    offer(presets(), start.id);
    totals(start);
    const panel = new Simulate({ simulate, reverseLevel }, start, now.scenario, page.keep('scenario'));
    return { panel, preset: start };
  } catch (error) {
    say(byId('simulate-problem'), TEXT.engine.failed(error.message));
    return null;
  }
}

async function start(name, load) {
  try {
    await (await load()).start(page);
  } catch (error) {
    say(byId(`${name}-problem`), TEXT.engine.unloaded(error.message));
  }
}

/** The preset of that name; an unknown one is reported and replaced by the first. */
function chosen(id) {
  try {
    return preset(id);
  } catch (error) {
    if (id === PRESET) throw error;
    delete state.preset;
    delete now.scenario.preset;
    report([...problems, { key: 'preset', text: id, problem: 'unknown' }]);
    return preset(PRESET);
  }
}

/** The recorded events to choose from, where there is more than one; another one is another page. */
function offer(all, id) {
  if (all.length < 2) return;
  const list = byId('preset');
  fill(list, html`${all.map((one) => html`<option value="${one.id}">${one.title}</option>`)}`);
  list.value = id;
  list.addEventListener('change', () => location.assign(`${location.pathname}${write(list.value === PRESET ? {} : { preset: list.value })}#simulate`));
  byId('preset-field').hidden = false;
}

/** Writes the state into the address, without a new entry in the history. */
function remember(all) {
  const address = `${location.pathname}${write(Object.assign({}, ...Object.values(all)))}${location.hash}`;
  if (address !== location.pathname + location.search + location.hash) history.replaceState(null, '', address);
}

/** Says which parts of the address were not used, and why. */
async function report(all) {
  if (!all.length) return;
  const { NOTES } = await import('./text/notes.js');
  const place = byId('notes');
  fill(place, html`<p><strong>${NOTES.title}</strong></p>${all.slice(0, 5).map((problem) => html`<p>${NOTES[problem.problem](brief(problem))}</p>`)}<button type="button">${NOTES.close}</button>`);
  place.querySelector('button').addEventListener('click', () => fill(place, html``));
}

/** Long keys and values are not repeated in full. */
function brief(problem) {
  return { ...problem, key: problem.key.slice(0, 40), text: problem.text.slice(0, 60) };
}
