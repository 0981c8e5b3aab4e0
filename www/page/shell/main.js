// Starts the page: address -> state, engine -> headline and cascade; the other panels when a reader
// comes near them. The page holds no arithmetic; every number shown is the engine's.
import { byId, fill, html, inputById, once, say, settled, turn } from '../ui/dom.js';
import { init, preset, presets, simulate, version } from './engine.js';
import { lateStyle, trying, whenNear } from './lazy.js';
import { Past } from './past.js';
import { Simulate } from '../cascade/simulate.js';
import { parts, read, write } from './address.js';
import { TEXT } from './common.words.js';

const PRESET = '2025-11-04';
/** How long it stays in sight what a command did. */
const SAID_MS = 6000;
/**
 * The panels that load late, by the section that each fills, and the part of the state that each
 * keeps; each exports `start(page)`.
 *
 * @type {Record<string, [load: () => Promise<any>, part?: string]>}
 */
const PANELS = {
  count: [() => import('../file/count.js')],
  locate: [() => import('../position/locate.js'), 'position'],
  judge: [() => import('../article/panel.js'), 'judge'],
  embed: [() => import('../publish/builder.js')],
};
/** Commands of the page, by the name that a button carries; loaded with the first click. */
const COMMANDS = {
  why: async (name, button) => {
    const [{ open }] = await Promise.all([import('../ui/dialog.js'), lateStyle()]);
    return open(name, button);
  },
  save: (kind, button) => import('../ui/download.js').then(({ save }) => save(kind, button)),
  do: (what) =>
    ({
      undo: () => travel('undo'),
      redo: () => travel('redo'),
      copy,
      pin: () => compare((panel) => panel.pin()),
    })[what]?.(),
};
const TYPED = 'input[type=text], input:not([type]), textarea, [contenteditable]';

const { state, problems } = read(location.search);
const past = new Past(parts(state));
const panels = new Map();
/** The events that have been loaded. */
const events = new Map();
/**
 * That of the first event stands in the page; what brings it to life, or another one, comes after
 * the first picture.
 */
const headline = once(async () => {
  const { eventOf, Totals } = await import('../event/totals.js');
  return { eventOf, totals: new Totals() };
});
/** What a panel gets. */
const page = {
  /** Its part of the state, and where to keep it. */
  part: (name) => ({ state: past.now[name] ?? {}, keep: (of) => keep({ [name]: of }) }),
  /** A panel that follows when a step is undone: `restore(state, preset)`, `flush()`. */
  join: (name, panel) => panels.set(name, panel),
  /** The panel of the scenario, once it is there. */
  cascade: trying(byId('simulate'), begin, said('simulate')),
};
const compare = async (use) => {
  const [{ comparison }] = await Promise.all([import('../cascade/compare.js'), lateStyle()]);
  return use(await comparison(page));
};

report(problems);
listen();
for (const [name, [load, part]] of Object.entries(PANELS)) {
  const isWanted = Object.keys(past.now[part] ?? {}).length > 0;
  whenNear(byId(name), () => trying(byId(name), () => start(load), said(name)), isWanted);
}
if (past.now.view.a) trying(byId('simulate'), () => compare(() => {}));

/** The first panels. */
async function begin() {
  const [first] = await Promise.all([chosen(past.now.scenario.preset ?? PRESET), init()]);
  // What is called first is compiled then: in a turn of its own, so that a slow phone answers in
  // between.
  simulate(first.scenario, { parts: ['map'] });
  await turn();
  const { state: mine, keep: remember } = page.part('scenario');
  const cascade = new Simulate(first, mine, remember);
  const begun = cascade.begin();
  say(byId('version'), TEXT.engine.version(version()));
  await begun;
  page.join('scenario', cascade);
  trying(byId('totals'), () => offer(first));
  return cascade;
}

async function start(load) {
  const [panel] = await Promise.all([load(), lateStyle()]);
  await panel.start(page);
}

/** Where the panel `name` says that it could not be loaded. */
function said(name) {
  return (text) => say(byId(`${name}-problem`), text);
}

/**
 * The event of that name, loaded with its first use; an unknown one is reported and replaced by the
 * first.
 */
async function chosen(id) {
  try {
    events.set(id, events.get(id) ?? (await preset(id)));
    return events.get(id);
  } catch (error) {
    if (error.code !== 'UNKNOWN_NAME') throw error;
    delete past.now.scenario.preset;
    report([...problems, { key: 'preset', text: id, problem: 'unknown' }]);
    return chosen(PRESET);
  }
}

/**
 * The recorded events to choose from. Another one is another start for every part; what was set
 * before is a step back.
 */
async function offer(first) {
  const { eventOf, totals } = await headline();
  totals.show(first);
  await turn();
  const list = /** @type {HTMLSelectElement} */ (byId('preset'));
  fill(
    list,
    html`${presets().map((one) => html`<option value="${one.id}">${eventOf(one)}</option>`)}`,
  );
  list.value = first.id;
  list.disabled = false;
  list.addEventListener('change', async () => {
    const failure = await chosen(list.value).then(
      () => null,
      (error) => error,
    );
    if (failure) {
      list.value = panels.get('scenario').preset.id;
      return tell(TEXT.engine.unloaded(failure.message));
    }
    flush();
    keep({ scenario: list.value === PRESET ? {} : { preset: list.value } });
    show(past.now);
    tell(TEXT.chosen({ title: list.selectedOptions[0].text }));
  });
}

/** Shows a state of the page that the panels did not make themselves. */
function show(all) {
  const cascade = panels.get('scenario');
  if (!cascade) return;
  const now = events.get(all.scenario.preset ?? PRESET);
  if (!now) {
    chosen(all.scenario.preset).then(
      () => show(past.now),
      (error) => tell(TEXT.engine.unloaded(error.message)),
    );
    return;
  }
  if (now.id !== cascade.preset.id) headline().then(({ totals }) => totals.show(now));
  inputById('preset').value = now.id;
  for (const [name, panel] of panels) panel.restore(all[name] ?? {}, now);
}

function keep(some) {
  past.keep(some);
  remember();
}

/** Undo and redo. */
function travel(way) {
  flush();
  const all = past[way]();
  if (all) {
    show(all);
    remember();
  }
  tell(
    all
      ? TEXT[way === 'undo' ? 'undone' : 'redone']
      : TEXT[way === 'undo' ? 'nothingToUndo' : 'nothingToRedo'],
  );
}

async function copy() {
  flush();
  try {
    await navigator.clipboard.writeText(location.href);
    tell(TEXT.copied);
  } catch {
    tell(TEXT.copyFailed);
  }
}

const flush = () => panels.forEach((panel) => panel.flush?.());

/**
 * Writes the state into the address, without a new entry in the history, and says which ways are
 * open.
 */
function remember() {
  const address = `${location.pathname}${write(
    Object.assign({}, ...Object.values(past.now)),
  )}${location.hash}`;
  if (address !== location.pathname + location.search + location.hash)
    history.replaceState(null, '', address);
  for (const [way, is] of [
    ['undo', past.canUndo()],
    ['redo', past.canRedo()],
  ])
    document
      .querySelectorAll(`[data-do=${way}]`)
      .forEach((button) => button.setAttribute('aria-disabled', String(!is)));
}

/** Says what a command did, to the eye and to a screen reader. */
function tell(text) {
  say(byId('done'), '');
  say(byId('done'), text);
  fade();
}

const fade = settled(() => say(byId('done'), ''), SAID_MS);

function listen() {
  // What nobody waits for may fail for want of a part too.
  addEventListener(
    'unhandledrejection',
    ({ reason }) => reason?.code === 'LOAD' && tell(TEXT.engine.unloaded(reason.message)),
  );
  document.addEventListener('click', (/** @type {EventOf<HTMLElement>} */ { target }) => {
    for (const [kind, run] of Object.entries(COMMANDS)) {
      /** @type {HTMLElement | undefined} */
      const button = target.closest?.(`[data-${kind}]`);
      if (button)
        Promise.resolve(run(button.dataset[kind], button)).then(
          (said) => said && tell(said),
          (error) => tell(TEXT.engine.unloaded(error.message)),
        );
    }
  });
  document.addEventListener('keydown', (/** @type {KeyboardEvent & EventOf<Element>} */ event) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest?.(TYPED)) return;
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    travel(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  });
  // A file dropped beside its field must not replace the page.
  for (const name of ['dragover', 'drop'])
    addEventListener(name, (event) => event.preventDefault());
}

/** Says which parts of the address were not used, and why. */
function report(all) {
  if (all.length) trying(document.body, async () => (await import('./notes.js')).show(all));
}
