// What every consumer asks: the example of the README, a recorded event, a position. One digest
// wherever it runs.

const CSV = `time,symbol,side,qty,price
2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1
2025-11-04T14:06:00Z,ETHUSDT,short,1,3000`;
const SCENARIO = { washout: 1, preset: '2025-11-04', shock: 0.05 };
const POSITION = {
  venue: 'binance-usdm',
  symbol: 'BTCUSDT',
  side: 'long',
  entry_price: 100000,
  quantity: 1,
  leverage: 10,
};

/** The digest of all that these functions answer. */
export function digest({ count, simulate, locate }) {
  const answers = [count(CSV), simulate(SCENARIO), locate(POSITION)];
  return fnv(
    JSON.stringify(answers, (_key, value) => (ArrayBuffer.isView(value) ? [...value] : value)),
  );
}

/** The same of a client, and of a file that it reads. */
export async function farDigest({ count, countStream, simulate, locate }) {
  const [counted, read] = [await count(CSV), await countStream(new Blob([CSV]))];
  if (counted.total_usd !== read.total_usd)
    throw new Error(`${counted.total_usd}, in pieces ${read.total_usd}`);
  const [outcome, location] = [await simulate(SCENARIO), await locate(POSITION)];
  return digest({ count: () => counted, simulate: () => outcome, locate: () => location });
}

/** FNV-1a with 64 bits: short, and needs nothing of a runtime. */
function fnv(text) {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
