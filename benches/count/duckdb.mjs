// duckdb-wasm in Node, blocking, from the wasm inside its npm package: no worker, no download.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const NUMBERS = {
  double: { type: 'DOUBLE', usd: 'sum(qty * price)' },
  // DECIMAL(18,8) times itself overflows its 18 digits; one wide side makes the product
  // DECIMAL(38,16).
  decimal: { type: 'DECIMAL(18,8)', usd: 'sum(qty::DECIMAL(30,8) * price)::VARCHAR' },
};

export async function open() {
  const {
    createDuckDB,
    NODE_RUNTIME,
    VoidLogger,
  } = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const folder = dirname(require.resolve('@duckdb/duckdb-wasm'));
  const bundles = {
    mvp: { mainModule: join(folder, 'duckdb-mvp.wasm'), mainWorker: '' },
    eh: { mainModule: join(folder, 'duckdb-eh.wasm'), mainWorker: '' },
  };
  const database = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate();
  return database;
}

export const csv = (kind) => async () => {
  const database = await open();
  const connection = database.connect();
  const { type, usd } = NUMBERS[kind];
  const columns =
    `{time: 'BIGINT', venue: 'VARCHAR', symbol: 'VARCHAR', side: 'VARCHAR', qty: '${type}', ` +
    `price: '${type}'}`;
  const query = `SELECT symbol, side, time - time % 3600000 AS hour, ${usd} AS usd
    FROM read_csv('input.csv', header = true, columns = ${columns}) GROUP BY ALL`;
  return (bytes) => {
    database.registerFileBuffer('input.csv', bytes);
    const rows = connection.query(query);
    database.dropFile('input.csv');
    return Array.from(rows, ({ symbol, side, hour, usd }) => ({
      symbol,
      side,
      hour: Number(hour),
      usd,
    }));
  };
};
