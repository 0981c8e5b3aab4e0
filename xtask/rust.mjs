// The Rust side of the build: the toolchain with its wasm target, the core as raw wasm, and the
// binding tool.

import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { at, root } from './paths.mjs';
import { Stop, ask, note, run } from './run.mjs';

export const TARGET = 'wasm32-unknown-unknown';
const EXE = process.platform === 'win32' ? '.exe' : '';
const INSTALL = 'install it from https://rustup.rs and open a new terminal';

/** The folder that cargo writes to, which a setting can move. */
function targetDir() {
  return process.env.CARGO_TARGET_DIR ?? at('target');
}

/** Makes sure that cargo, the toolchain of `rust-toolchain.toml` and the wasm target are there. */
export async function toolchain() {
  if (ask('rustup', ['--version'], { cwd: undefined }) === null) return withoutRustup();
  const channel = /channel\s*=\s*"([^"]+)"/.exec(
    readFileSync(at('rust-toolchain.toml'), 'utf8'),
  )?.[1];
  if (ask('rustc', ['--version']) === null) {
    note(`rust: installing the toolchain ${channel}`);
    await run('rustup', [
      'toolchain',
      'install',
      channel,
      '--profile',
      'minimal',
      '-c',
      'rustfmt',
      '-c',
      'clippy',
      '-t',
      TARGET,
    ]);
  }
  // Installs that rustup makes by itself can be switched off, so the target is asked for by name.
  if (!hasTarget()) {
    note(`rust: adding the target ${TARGET}`);
    await run('rustup', ['target', 'add', TARGET]);
  }
}

function withoutRustup() {
  if (ask('cargo', ['--version']) === null)
    throw new Stop(`Rust is needed (cargo was not found): ${INSTALL}.`);
  if (!hasTarget())
    throw new Stop(
      `The Rust target ${TARGET} is missing and rustup is not there to add it: ${INSTALL}.`,
    );
}

function hasTarget() {
  const sysroot = ask('rustc', ['--print', 'sysroot']);
  return sysroot !== null && existsSync(join(sysroot, 'lib', 'rustlib', TARGET, 'lib'));
}

/** The parts of the engine that are each built alone too; the whole has one more, `study`. */
export const PARTS = ['simulate', 'count', 'locate', 'context', 'judge'];

/** Compiles the whole core, fast before small; the path of the raw wasm. */
export const core = () => compile('whole', '3');

/**
 * How much of a part is copied into its callers, of what makes it smallest: between what "z" and
 * "s" copy, and nearly as fast as "s". What locates a position is a fortieth smaller with less.
 */
const INLINED = { locate: 5 };
const INLINED_ELSE = 12;

/** Compiles one part of the core, small before fast; the path of the raw wasm. */
export const part = (name) =>
  compile(
    name,
    'z',
    ['--no-default-features', '--features', name],
    [`-Cllvm-args=-inline-threshold=${INLINED[name] ?? INLINED_ELSE}`],
  );

/** All of them share a folder, and with it what they depend on; so one is compiled at a time. */
let turn = Promise.resolve();

function compile(name, level, features = [], flags = []) {
  const raw = join(targetDir(), 'raw', `${name}.wasm`);
  const made = turn.then(() => cargo(level, features, flags)).then((file) => kept(file, raw));
  turn = made.catch(() => {});
  return made;
}

/** Cargo gives every selection of features the same file name. */
function kept(file, raw) {
  mkdirSync(dirname(raw), { recursive: true });
  copyFileSync(file, raw);
  return raw;
}

async function cargo(level, features, flags) {
  // The places in panic messages would else name the folders of the machine that built it.
  const homes = [
    [cargoHome(), 'cargo'],
    [root, 'washout'],
  ].map((pair) => `--remap-path-prefix=${pair.join('=')}`);
  const env = {
    ...process.env,
    // Encoded, because a folder may have a space in its name.
    CARGO_ENCODED_RUSTFLAGS: homes.join('\x1f'),
    CARGO_PROFILE_RELEASE_OPT_LEVEL: level,
  };
  const folder = join(targetDir(), 'wasm');
  const what = ['--release', '--target', TARGET, '--target-dir', folder, ...features];
  // Together with an rlib nothing is optimised across crates, so the one kind is asked for.
  await run('cargo', ['rustc', ...what, '--lib', '--crate-type', 'cdylib', '--', ...flags], {
    env,
  });
  return join(folder, TARGET, 'release', 'washout.wasm');
}

const cargoHome = () => process.env.CARGO_HOME ?? join(homedir(), '.cargo');

/** Compiles the binding tool, once; its path. */
const binder = once(() => tool('bind', []));

/** Compiles the runner of the wasm tests, and a hundred crates with it; its path. */
export const runner = once(() => tool('wasm-test', ['--features', 'runner']));

async function tool(name, more) {
  // Old packages below the test runner make cargo warn of a future Rust; the toolchain is pinned.
  const env = { ...process.env, CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY: 'never' };
  const what = ['--package', 'xtask', '--bin', name, '--profile', 'tool', ...more];
  // Nothing waits for it before the core is compiled, which takes longer.
  await run('cargo', ['build', ...what], { env, isPatient: true });
  return join(targetDir(), 'tool', name + EXE);
}

/** Writes `NAME.js` and `NAME_bg.wasm` for what `raw` compiles into `folder`. */
export async function bind(raw, folder, name) {
  // The tool is compiled while the core is: each keeps one processor busy at its end.
  const [bindTool, file] = await Promise.all([binder(), raw]);
  await run(bindTool, [file, name, folder]);
}

/** What `make` makes, made with the first use. */
function once(make) {
  let made = null;
  return () => (made ??= make());
}
