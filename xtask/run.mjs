// Runs other programs, shows what they print as they print it, and says which one failed.

import { spawn, spawnSync } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';

import { root } from './paths.mjs';

const WINDOWS = process.platform === 'win32';

/** A failure that the user can act on: shown as one sentence, without a stack. */
export class Stop extends Error {}

/** A line about what is being done; standard output stays free for results. */
export const note = (line) => console.error(line);

/** The output of a short command, or null where it is not there or fails. */
export function ask(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  return done.status === 0 ? done.stdout.trim() : null;
}

/**
 * Runs to the end and shows what it prints as notes; a failure stops the command that called. What
 * is `isPatient` leaves the processors to others.
 */
export async function run(command, args, options = {}) {
  const { code } = await finish(start(command, args, { stdio: ['ignore', 2, 2], ...options }));
  if (code !== 0) throw new Stop(`\`${[command, ...args].join(' ')}\` failed`);
}

/**
 * Runs to the end, shows every line and keeps it: `{code, lines}`.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & {show?: boolean, timeout?: number}} options
 */
export async function capture(command, args, { show = true, timeout, ...options } = {}) {
  const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const lines = [];
  const read = (stream, out) =>
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (show) out.write(`${line}\n`);
    });
  read(child.stdout, process.stdout);
  read(child.stderr, process.stderr);
  const timer =
    timeout &&
    setTimeout(() => {
      lines.push(`stopped after ${timeout / 1000} s`);
      child.kill('SIGKILL');
    }, timeout);
  const { code, error } = await finish(child);
  clearTimeout(timer);
  if (error) lines.push(String(error.message));
  return { code, lines };
}

/** Runs a command of this project and turns a `Stop` into its sentence. */
export async function main(command) {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

function start(command, args, { isPatient = false, ...options }) {
  // On Windows npm is a .cmd file, which only a shell starts.
  const child = spawn(command, args, {
    cwd: root,
    shell: WINDOWS && command === 'npm',
    ...options,
  });
  if (isPatient && child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return child;
}

function finish(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, error }));
    child.on('close', (code) => resolve({ code: code ?? 1 }));
  });
}
