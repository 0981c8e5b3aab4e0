// Firefox and WebKit, driven by the W3C's WebDriver commands with nothing in between that would
// have to be downloaded: Firefox answers them by its own Marionette, WebKitGTK by WebKitWebDriver.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ask } from '../xtask/run.mjs';
import { portOf } from '../xtask/serve.mjs';

const LONGEST_MS = 30_000;
const FIREFOX = ['firefox', 'firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox'];
const WEBKIT = 'WebKitWebDriver';
/** Debian, Fedora and Arch keep it in different places. */
const MINI = ['/usr/lib', '/usr/libexec', '/usr/lib64'];
/** 1 is light and 0 dark. */
const SCHEME = 'layout.css.prefers-color-scheme.content-override';
const PREFERENCES = {
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'intl.accept_languages': 'en-US, en',
};

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const onPath = (name) =>
  name.startsWith('/') ? existsSync(name) && name : ask('sh', ['-c', `command -v ${name}`]);

/** The engines: what each is called, and how to start one; null where it is not installed. */
export const ENGINES = [
  { name: 'Firefox', start: firefox },
  { name: 'WebKit', start: webkit },
];

/** Firefox without a window, with a profile of its own. */
async function firefox({ dark = false } = {}) {
  const program = [process.env.FIREFOX_PATH, ...FIREFOX].filter(Boolean).map(onPath).find(Boolean);
  if (!program) return null;
  const profile = mkdtempSync(join(tmpdir(), 'washout-firefox-'));
  const preferences = Object.entries({ ...PREFERENCES, [SCHEME]: dark ? 0 : 1 });
  writeFileSync(
    join(profile, 'user.js'),
    preferences
      .map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const stop = launch(
    program,
    ['--headless', '--no-remote', '--marionette', '--profile', profile],
    () => rmSync(profile, { recursive: true, force: true }),
  );
  try {
    const written = join(profile, 'MarionetteActivePort');
    const port = await until(
      () => existsSync(written) && Number(readFileSync(written, 'utf8')),
      'Firefox did not say its port',
    );
    const line = await Marionette.open(port);
    const { capabilities } = await line.ask('WebDriver:NewSession', { pageLoadStrategy: 'normal' });
    // What WebDriver calls the value lies one level deeper in some answers.
    return new Browser(
      (name, options) =>
        line.ask(`WebDriver:${name}`, options).then((answer) => answer?.value ?? answer),
      {
        version: capabilities.browserVersion,
        stop: () => {
          line.close();
          return stop();
        },
      },
    );
  } catch (error) {
    await stop();
    throw error;
  }
}

/** WebKitGTK's small browser, on a display of its own where there is none. */
async function webkit({ dark = false } = {}) {
  const [driver, mini] = [onPath(WEBKIT), MINI.flatMap((folder) => find(folder)).find(existsSync)];
  const framed = process.env.DISPLAY ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1600x1200x24'];
  if (!driver || !mini || (framed.length > 0 && !onPath(framed[0]))) return null;
  const port = await freePort();
  const [command, ...args] = [...framed, driver, `--port=${port}`];
  const stop = launch(command, args, () => {}, {
    GTK_THEME: dark ? 'Adwaita:dark' : 'Adwaita',
    LANGUAGE: 'en_US',
    LANG: 'en_US.UTF-8',
  });
  try {
    const send = (method, path, body) => http(port, method, path, body);
    const begin = () =>
      send('POST', '/session', {
        capabilities: {
          alwaysMatch: { 'webkitgtk:browserOptions': { binary: mini, args: ['--automation'] } },
        },
      });
    const { sessionId, capabilities } = await until(
      () => begin().catch((error) => (error.cause ? null : Promise.reject(error))),
      `${WEBKIT} did not answer`,
    );
    const paths = {
      Navigate: 'url',
      ExecuteAsyncScript: 'execute/async',
      PerformActions: 'actions',
      SetWindowRect: 'window/rect',
      FindElement: 'element',
      SwitchToFrame: 'frame',
    };
    const get = { TakeScreenshot: 'screenshot' };
    const perform = (name, options = {}) => {
      if (name === 'ElementSendKeys')
        return send('POST', `/session/${sessionId}/element/${options.id}/value`, options);
      return get[name]
        ? send('GET', `/session/${sessionId}/${get[name]}`)
        : send('POST', `/session/${sessionId}/${paths[name]}`, options);
    };
    return new Browser(perform, {
      version: capabilities.browserVersion,
      stop: async () => {
        await send('DELETE', `/session/${sessionId}`).catch(() => {});
        return stop();
      },
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One page at a time. */
class Browser {
  #perform;
  #engine;

  constructor(perform, engine) {
    this.#perform = perform;
    this.#engine = engine;
    this.version = engine.version;
  }

  go = (url) => this.#perform('Navigate', { url });
  size = (box) => this.#perform('SetWindowRect', box);
  /** Goes on in the first frame of the page. */
  inside = () => this.#perform('SwitchToFrame', { id: 0 });
  stop = () => this.#engine.stop();

  /**
   * Runs a function in the page and waits for it; what it is given and what it returns are plain
   * data.
   */
  async run(use, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (async () => (${use})(...[...arguments].slice(0, -1)))()
        .then((value) => done({ value }),
          (error) => done({ error: String(error) + '\\n' + error.stack }));`;
    const answer = await this.#perform('ExecuteAsyncScript', { script, args });
    const { value, error } = answer;
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Waits until `test` is true in the page. */
  async until(test, ...args) {
    const began = Date.now();
    for (;;) {
      const found = await this.run(test, ...args);
      if (found) return found;
      if (Date.now() - began > LONGEST_MS) throw new Error(`waited in vain for ${test}`);
      await sleep(50);
    }
  }

  /** Presses keys one after the other; a key may be `Shift+Tab`. */
  async press(...keys) {
    const actions = keys.flatMap((key) => {
      const all = key.split('+').map((one) => KEYS[one] ?? one);
      return [
        ...all.map((value) => ({ type: 'keyDown', value })),
        ...all.reverse().map((value) => ({ type: 'keyUp', value })),
      ];
    });
    await this.#perform('PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Presses at a place of the window, moves to the next ones, and lets go. */
  async drag(...places) {
    const to = ([x, y]) => ({
      type: 'pointerMove',
      duration: 50,
      x: Math.round(x),
      y: Math.round(y),
      origin: 'viewport',
    });
    const [first, ...rest] = places;
    const actions = [
      to(first),
      { type: 'pointerDown', button: 0 },
      ...rest.map(to),
      { type: 'pointerUp', button: 0 },
    ];
    await this.#perform('PerformActions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  /** Chooses a file of this computer on an input. */
  async choose(selector, path) {
    const found = await this.#perform('FindElement', { using: 'css selector', value: selector });
    const [id] = Object.values(found);
    await this.#perform('ElementSendKeys', { id, text: path });
  }

  /** The window as PNG. */
  async picture() {
    return Buffer.from(await this.#perform('TakeScreenshot', { full: false }), 'base64');
  }
}

const KEYS = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Space: ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/**
 * Commands over a socket: `length:[0, id, name, options]` there, `length:[1, id, error, answer]`
 * back.
 */
class Marionette {
  #socket;
  #held = Buffer.alloc(0);
  #waiting = new Map();
  #last = 0;

  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      // It speaks first.
      socket.once('data', () => resolve(new Marionette(socket)));
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('close', () =>
      this.#waiting.forEach(({ reject }) => reject(new Error('Firefox has gone'))),
    );
  }

  ask(name, options = {}) {
    const id = (this.#last += 1);
    const text = JSON.stringify([0, id, name, options]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  close() {
    this.#socket.destroy();
  }

  #receive(bytes) {
    this.#held = Buffer.concat([this.#held, bytes]);
    for (;;) {
      const colon = this.#held.indexOf(':');
      const end = colon + 1 + Number(this.#held.subarray(0, colon));
      if (colon < 0 || this.#held.length < end) return;
      const [, id, error, answer] = JSON.parse(String(this.#held.subarray(colon + 1, end)));
      this.#held = this.#held.subarray(end);
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(`${error.error}: ${error.message}`));
      else resolve(answer);
    }
  }
}

async function http(port, method, path, body) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    body: body && JSON.stringify(body),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Starts a program; the answer ends it with all that it started, and cleans up. */
function launch(command, args, clean, env = {}) {
  const child = spawn(command, args, {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...env },
  });
  const ended = new Promise((done) => child.on('close', done).on('error', done));
  return async () => {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
    await Promise.race([ended, sleep(3000)]);
    clean();
  };
}

async function until(test, message) {
  for (const began = Date.now(); Date.now() - began < LONGEST_MS; await sleep(100)) {
    const found = await test();
    if (found) return found;
  }
  throw new Error(message);
}

/** A port that nobody uses. */
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const port = portOf(server);
      server.close(() => done(port));
    });
  });
}

/** Where a system's libraries keep WebKit's small browser. */
function find(folder) {
  if (!existsSync(folder)) return [];
  const inside = (path) =>
    readdirSync(path)
      .filter((name) => /^webkit2?gtk/.test(name))
      .map((name) => join(path, name, 'MiniBrowser'));
  return [
    ...inside(folder),
    ...readdirSync(folder)
      .filter((name) => name.endsWith('-linux-gnu'))
      .flatMap((name) => inside(join(folder, name))),
  ];
}
