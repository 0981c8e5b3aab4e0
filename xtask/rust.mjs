// The Rust side of the build: the toolchain with its wasm target, the core as raw wasm, and the
// binding tool.

import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

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

/** Compiles the whole core; the path of the raw wasm. */
export const core = () => compile('release', targetDir());

/**
 * How much of a part is copied into its callers, of what makes it smallest: between what "z" and "s"
 * copy, and nearly as fast as "s". What locates a position is a fortieth smaller with less.
 */
const INLINED = { locate: 5 };
const INLINED_ELSE = 15;

/** Compiles one part of the core; the path of the raw wasm. */
export function part(name) {
  const features = ['--no-default-features', '--features', name];
  // Cargo gives every selection of features the same file name, so each has a folder.
  return compile('part', join(targetDir(), 'parts', name), features, [
    `-Cllvm-args=-inline-threshold=${INLINED[name] ?? INLINED_ELSE}`,
  ]);
}

async function compile(profile, folder, features = [], more = []) {
  // The places in panic messages would else name the folders of the machine that built it.
  const flags = [
    [cargoHome(), 'cargo'],
    [root, 'washout'],
  ]
    .map((pair) => `--remap-path-prefix=${pair.join('=')}`)
    .concat(more);
  // Encoded, because a folder may have a space in its name.
  const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f') };
  // Together with an rlib nothing is optimised across crates, so the one kind is asked for.
  const kind = ['--lib', '--crate-type', 'cdylib'];
  await run(
    'cargo',
    [
      'rustc',
      '--profile',
      profile,
      '--target',
      TARGET,
      '--target-dir',
      folder,
      ...features,
      ...kind,
    ],
    { env },
  );
  return join(folder, TARGET, profile, 'washout.wasm');
}

const cargoHome = () => process.env.CARGO_HOME ?? join(homedir(), '.cargo');

/** Compiles the binding tool and the runner of the wasm tests; their paths. */
export async function tools() {
  // Old packages below the test runner make cargo warn of a future Rust; the toolchain is pinned.
  const env = { ...process.env, CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY: 'never' };
  await run('cargo', ['build', '--package', 'xtask', '--profile', 'tool'], { env });
  const tool = (name) => join(targetDir(), 'tool', name + EXE);
  return { bind: tool('bind'), wasmTest: tool('wasm-test') };
}

/** Writes `NAME.js` and `NAME_bg.wasm` for the raw wasm into `folder`. */
export async function bind(raw, folder, name) {
  const { bind: tool } = await tools();
  await run(tool, [
    raw,
    '--target',
    'web',
    '--out-name',
    name,
    '--out-dir',
    folder,
    '--no-typescript',
    '--experimental-reset-state-function',
    '--remove-name-section',
    '--remove-producers-section',
  ]);
}
