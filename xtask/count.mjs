// `npm run count -- FILE…`: reads liquidation files through the built package and prints one report
// as JSON.

import './node.mjs';

import { createReadStream, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from './build.mjs';
import { lib } from './paths.mjs';
import { Stop, main } from './run.mjs';

const USAGE = `npm run count -- FILE... (- is standard input)

What the files do not say themselves:
  --format NAME                    a format of the README's table; else detected from the content
  --venue NAME                     the venue that events are credited to
  --symbol MARKET                  the market, where the file does not name it
  --side-means position|order      what "side" means in feeds where nobody has verified it
  --in-usd, --no-in-usd            whether Coinalyze was asked for USD
  --received-ms TIME               when messages without a time were received, in UTC ms or ISO 8601
  --contract-value MARKET=VALUE    coins in one contract, or dollars; once for each market
  --file-name NAME                 the name that a file should have had
How the report is shown:
  --bucket 1m|5m|15m|30m|1h|4h|12h|1d, --top 0-20, --gap-ms MILLISECONDS, --no-minutes

Ends with 1 where a file cannot be read, or nothing in them, and with 2 where this is misspelt.`;
const MISSPELT = 2;
/** Options whose digits are a number. */
const NUMBERS = new Set(['received_ms', 'top', 'gap_ms']);

const text = { type: /** @type {const} */ ('string') };
const flag = { type: /** @type {const} */ ('boolean') };
const OPTIONS = {
  format: text,
  venue: text,
  symbol: text,
  'side-means': text,
  'received-ms': text,
  'contract-value': { ...text, multiple: true },
  'file-name': text,
  'in-usd': flag,
  'no-in-usd': flag,
  bucket: text,
  top: text,
  'gap-ms': text,
  'no-minutes': flag,
  help: { ...flag, short: 'h' },
};

/** A command that cannot be understood. */
class Misspelt extends Error {}

/** The files and options; null where there is nothing to do, which is said. */
function understood(args) {
  try {
    const {
      values: { help, ...values },
      positionals: paths,
    } = parsed(args);
    if (help) return void console.log(USAGE);
    if (paths.length === 0) throw new Misspelt('Which file?');
    const [inputs, isNamed] = [paths.filter(isInput), 'file-name' in values];
    if (inputs.length > 1) throw new Misspelt('Standard input can be read once only.');
    if (paths.length > 1 && isNamed) throw new Misspelt('--file-name is for one file.');
    return { paths, options: optionsOf(values) };
  } catch (error) {
    if (!(error instanceof Misspelt)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = MISSPELT;
    return null;
  }
}

function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch ({ message }) {
    // What follows the first sentence is about another matter.
    throw new Misspelt(message.split('. ')[0]);
  }
}

const isInput = (path) => path === '-';

/** The options as the package takes them. */
function optionsOf(values) {
  const { 'in-usd': isUsd, 'no-in-usd': isNotUsd, 'no-minutes': noMinutes, ...others } = values;
  const { 'contract-value': contracts, ...rest } = others;
  if (isUsd && isNotUsd) throw new Misspelt('--in-usd and --no-in-usd contradict each other.');
  return Object.fromEntries([
    ...Object.entries(rest).map(([name, value]) => option(name.replaceAll('-', '_'), value)),
    ...(isUsd || isNotUsd ? [['in_usd', isUsd === true]] : []),
    ...(noMinutes ? [['minutes', false]] : []),
    ...(contracts ? [['contract_values', Object.fromEntries(contracts.map(pair))]] : []),
  ]);
}

function option(name, value) {
  const isNumber = NUMBERS.has(name) && /^\d+$/.test(value);
  return [name, isNumber ? Number(value) : value];
}

function pair(text) {
  const [, market, value] = /^(.+)=(.+)$/.exec(text) ?? [];
  const takes = '--contract-value takes MARKET=VALUE, such as BTC-USDT-SWAP=0.01';
  if (market === undefined) throw new Misspelt(`${takes}; found ${text}`);
  return [market, value];
}

async function count({ paths, options }) {
  for (const path of paths) need(path);
  await build();
  // The package by its own name, as a consumer finds it.
  const washout = await import('washout');
  const report = await (paths.length === 1 ? countOne : countAll)(washout, paths, options);
  console.log(JSON.stringify(report, asPlain, 2));
  const unread = `Nothing in ${paths.map(shown).join(', ')} could be read`;
  if (isUnread(report)) throw new Stop(`${unread}: \`rejects\` says why, record by record.`);
}

function need(path) {
  if (isInput(path)) return;
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Stop(`There is no file ${path}.`);
  if (!found.isFile()) throw new Stop(`${path} is no file.`);
}

const opened = (path) => (isInput(path) ? process.stdin : createReadStream(path));

const shown = (path) => (isInput(path) ? 'standard input' : path);

function countOne(washout, [path], options) {
  return saying(washout, path, () => washout.countStream(opened(path), options));
}

/** Each file under its own name, and one report of all. */
async function countAll(washout, paths, options) {
  const part = (name) => import(pathToFileURL(join(lib, name)).href);
  const [{ feed }, { Files, named }] = [await part('feed.js'), await part('files.js')];
  const files = await saying(washout, 'options', () => new Files(washout, options));
  for (const path of paths) {
    await saying(washout, path, async () => {
      const source = opened(path);
      files.from(isInput(path) ? shown(path) : basename(path), named(options, source));
      await feed(source, files);
      await files.end();
    });
  }
  return files.report();
}

/** What goes wrong with a file is said with its name. */
async function saying({ WashoutError }, path, run) {
  try {
    return await run();
  } catch (error) {
    if (error instanceof WashoutError)
      throw new Stop(`${shown(path)}: ${error.message} (${error.code})`);
    throw error;
  }
}

/** Whether every record was refused. The report says so itself where it knows. */
function isUnread({ readable, events, duplicates, filtered, rejected }) {
  return readable === undefined ? events + duplicates + filtered === 0 && rejected > 0 : !readable;
}

/** Columns as lists. */
function asPlain(_, value) {
  return ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value;
}

const asked = understood(process.argv.slice(2));
if (asked) await main(() => count(asked));
