// Starts the page: address -> state, engine -> panels. The page holds no arithmetic; every number
// shown is the engine's.
import { connect } from '../lib/client.js';
import { breakEven, depth, init, locate, marginToAdd, maxSize, pnl, portfolio, preset, presets, reverseLevel, simulate, targetPrice, venues, version } from '../lib/index.js';
import { Count } from './count.js';
import { byId, fill, html, say } from './dom.js';
import { Locate } from './locate.js';
import { Simulate } from './simulate.js';
import { parts, read, write } from './state.js';
import { TEXT } from './text.js';
import { totals } from './totals.js';

const PRESET = '2025-11-04';

const { state, problems } = read(location.search);
report(problems);
new Count(connect);

try {
  await init();
  say(byId('version'), TEXT.engine.version(version()));
  const start = chosen(state.preset ?? PRESET);
  offer(presets(), start.id);
  totals(start);
  const now = parts(state);
  // Two panels, one address.
  const keep = (part) => (of) => remember(Object.assign(now, { [part]: of }));
  const cascade = new Simulate({ depth, simulate }, start, now.scenario, keep('scenario'));
  const position = new Locate({ breakEven, locate, marginToAdd, maxSize, pnl, portfolio, reverseLevel, simulate, targetPrice, venues }, start.scenario, now.position, cascade, keep('position'));
  cascade.onShow = () => position.follow();
} catch (error) {
  say(byId('simulate-problem'), TEXT.engine.failed(error.message));
}

/** The preset of that name; an unknown one is reported and replaced by the first. */
function chosen(id) {
  try {
    return preset(id);
  } catch (error) {
    if (id === PRESET) throw error;
    delete state.preset;
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
function remember({ scenario, position }) {
  const address = `${location.pathname}${write({ ...scenario, ...position })}${location.hash}`;
  if (address !== location.pathname + location.search + location.hash) history.replaceState(null, '', address);
}

/** Says which parts of the address were not used, and why. */
function report(all) {
  if (!all.length) return;
  const place = byId('notes');
  fill(place, html`<p><strong>${TEXT.notes.title}</strong></p>${all.slice(0, 5).map((problem) => html`<p>${TEXT.notes[problem.problem](brief(problem))}</p>`)}<button type="button">${TEXT.notes.close}</button>`);
  place.querySelector('button').addEventListener('click', () => fill(place, html``));
}

/** Long keys and values are not repeated in full. */
function brief(problem) {
  return { ...problem, key: problem.key.slice(0, 40), text: problem.text.slice(0, 60) };
}
