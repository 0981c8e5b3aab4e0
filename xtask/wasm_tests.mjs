// Runs `tests/wasm.rs` as wasm, in Node and in a page. In a page the runner serves the tests and
// our own browser opens them, so that no driver of a matching version has to be installed.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

import { FLAGS, chromium } from './chromium.mjs';
import { root } from './paths.mjs';
import { portOf } from './serve.mjs';
import { Stop, capture } from './run.mjs';
import { TARGET, runner } from './rust.mjs';

const LONGEST_MS = 180_000;
const DONE = /test result: .*finished in/;

/** Compiles the tests; the path of their wasm and of the runner. */
export async function compile() {
  const wasmTest = await runner();
  const args = [
    'test',
    '--target',
    TARGET,
    '--test',
    'wasm',
    '--no-run',
    '--message-format=json-render-diagnostics',
  ];
  const { code, lines } = await capture('cargo', args, { show: false });
  const messages = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const file = messages.find((message) => message.executable)?.executable;
  if (code === 0 && file) return { wasmTest, file };
  console.log(lines.filter((line) => !line.startsWith('{')).join('\n'));
  throw new Stop('the wasm tests do not compile');
}

/** Runs in Node: `{code, lines}`. */
export async function inNode() {
  const { wasmTest, file } = await compile();
  return capture(wasmTest, [file], { timeout: LONGEST_MS });
}

/** Runs in a page of a headless browser: `{code, lines}`. */
export async function inBrowser() {
  const { wasmTest, file } = await compile();
  const address = `127.0.0.1:${await freePort()}`;
  const env = {
    ...process.env,
    NO_HEADLESS: '1',
    WASM_BINDGEN_USE_BROWSER: '1',
    WASM_BINDGEN_TEST_ADDRESS: address,
  };
  const server = spawn(wasmTest, [file], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await announced(server, address);
    const lines = (await read(`http://${address}`)).split('\n');
    console.log(lines.join('\n'));
    return { code: 0, lines };
  } finally {
    server.kill();
  }
}

function announced(server, address) {
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (text) => String(text).includes(address) && resolve(server));
    server.on('exit', () => reject(new Stop('the server of the wasm tests ended early')));
  });
}

async function read(url) {
  const { chromium: driver } = await import('playwright-core');
  const browser = await driver.launch({ executablePath: await chromium(), args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const output = page.locator('#output');
    await output.filter({ hasText: DONE }).waitFor({ timeout: LONGEST_MS });
    return await output.textContent();
  } finally {
    await browser.close();
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const port = portOf(server);
      server.close(() => resolve(port));
    });
  });
}
