// Runs one child process and reads the line of JSON that it prints.

import { spawn } from 'node:child_process';

/** Runs `command`; answers its JSON, or `{ failed }` with the last words of stderr. */
export function ask(command, args, { env = {}, timeout = 600_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, timeout });
    let [out, error] = ['', ''];
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (error = (error + text).slice(-4000)));
    child.on('error', (cause) => resolve({ failed: cause.message }));
    child.on('close', (code) => {
      if (code !== 0) return resolve({ failed: reason(error) || `ended with ${code}` });
      try {
        resolve(JSON.parse(out.trim().split('\n').at(-1)));
      } catch {
        resolve({ failed: `expected a line of JSON, found ${JSON.stringify(out.slice(0, 80))}` });
      }
    });
  });
}

export const node = (script, args, options) =>
  ask(process.execPath, [script, ...args.map(String)], options);

function reason(error) {
  const lines = error.trim().split('\n');
  return lines.find((line) => /^\w*(Error|error)\b.*:/.test(line.trim())) ?? lines.at(-1);
}
