// Finds a Chromium, Chrome or Edge on this computer, or installs Debian's.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { Stop, ask, note, run } from './run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const MACOS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
);
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** The flags that a headless run in a container needs, and those that keep it off the network. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
];

/** The path of the browser's program. */
export async function chromium() {
  const found = find();
  if (found) return found;
  await install();
  const installed = find();
  if (installed) return installed;
  throw new Stop(
    'A Chromium-based browser is needed for the browser tests: install Chrome or Chromium, ' +
      'or set CHROME_PATH to its program.',
  );
}

function find() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Stop(`CHROME_PATH names ${named}, which is not there.`);
  }
  return onPath() ?? [...MACOS, ...windows()].find(existsSync) ?? null;
}

function onPath() {
  if (process.platform === 'win32') return undefined;
  return NAMES.map((name) => ask('sh', ['-c', `command -v ${name}`])).find(Boolean);
}

function windows() {
  const roots = [
    process.env.PROGRAMFILES,
    process.env['PROGRAMFILES(X86)'],
    process.env.LOCALAPPDATA,
  ];
  return roots.filter(Boolean).flatMap((folder) => WINDOWS.map((path) => join(folder, path)));
}

/** Installs Debian's package where there is apt and the right to use it. */
async function install() {
  if (ask('sh', ['-c', 'command -v apt-get']) === null) return;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (prefix.length > 0 && ask('sudo', ['-n', 'true']) === null) return;
  note("chromium: installing Debian's package");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', '-y', '-q', ...args];
    return run(command, rest, { env });
  };
  await apt('update');
  await apt('install', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
}
