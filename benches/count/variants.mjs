// Every way of counting, by name: `open` loads and prepares (not timed as a call), and gives the
// function from bytes to groups that is timed.

const direct = (module, pick) => async () => pick(await import(module));

export const CSV = {
  washout: { title: 'Washout', open: async () => (await import('./washout.mjs')).csv() },
  scanner: {
    title: 'JS byte scanner, exact limb doubles',
    open: direct('./scanner.mjs', (it) => it.csv(true)),
  },
  'scanner-float': {
    title: 'JS byte scanner, float',
    open: direct('./scanner.mjs', (it) => it.csv(false)),
  },
  'split-bigint': {
    title: 'JS split, BigInt',
    open: direct('./peers.mjs', (it) => it.split(it.bigints)),
  },
  udsv: { title: 'uDSV, float', open: direct('./peers.mjs', (it) => it.udsv) },
  papaparse: { title: 'PapaParse, float', open: direct('./peers.mjs', (it) => it.papaparse) },
  arquero: { title: 'Arquero, float', open: direct('./arquero.mjs', (it) => it.arquero) },
  'duckdb-double': {
    title: 'duckdb-wasm, DOUBLE',
    open: async () => (await import('./duckdb.mjs')).csv('double')(),
  },
  'duckdb-decimal': {
    title: 'duckdb-wasm, DECIMAL',
    open: async () => (await import('./duckdb.mjs')).csv('decimal')(),
  },
  decimal: {
    title: 'decimal.js on split',
    open: direct('./peers.mjs', (it) => it.split(it.decimals)),
  },
};

export const JSONL = {
  washout: { title: 'Washout', open: async () => (await import('./washout.mjs')).jsonl() },
  scanner: {
    title: 'JS byte scanner, exact limb doubles',
    open: direct('./scanner.mjs', (it) => it.jsonl(true)),
  },
  'parse-float': {
    title: 'JSON.parse a line, float',
    open: direct('./peers.mjs', (it) => it.lines(it.floats)),
  },
  'parse-bigint': {
    title: 'JSON.parse a line, BigInt',
    open: direct('./peers.mjs', (it) => it.lines(it.bigints)),
  },
  'parse-decimal': {
    title: 'JSON.parse a line, decimal.js',
    open: direct('./peers.mjs', (it) => it.lines(it.decimals)),
  },
};

// The same rows in other forms of Washout's own table.
export const README = { washout: CSV.washout };
export const TURNED = README;
