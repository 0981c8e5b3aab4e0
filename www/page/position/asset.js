// Which asset a market is about, told from its name. Only markets in dollars, or in a coin that is
// worth one, are about an asset: the price of any other is a price of something else. Pure.
import { TEXT } from '../shell/common.words.js';

/** Names that a person writes instead of a symbol. */
const SPOKEN = Object.fromEntries(
  Object.entries(TEXT.assets).map(([symbol, name]) => [name.toUpperCase(), symbol]),
);
const OTHER_NAMES = { XBT: 'BTC' };
/** What Kraken and Bitget write before the asset. */
const KIND = /^(?:P[FI]|F[FI]|CMT)_(?=.)/;
const DOLLARS = '(?:USDT|USDC|BUSD|FDUSD|USD)';
/** An asset with what it is quoted in and the kind of contract written to it. */
const JOINED = new RegExp(`^(.+?)(?:${DOLLARS}M?|PERP)?$`);
/** What may stand behind a separator: dollars, a kind of contract, the day that it ends. */
const BEHIND = new RegExp(
  `^(?:${DOLLARS}|SWAP|PERP|PERPETUAL|[UDC]MCBL|\\d+|\\d{1,2}[A-Z]{3}\\d{2})$`,
);

/**
 * The symbol of the asset that `market` is about: `SOL` of `SOLUSDT`, `SOL-USDT-SWAP` or `Solana`.
 * A multiplier stays (`1000PEPE`), because its price is that of so many; a name that is none of
 * these stays as it is, in capitals.
 */
export function assetOf(market) {
  const whole = market.trim().toUpperCase();
  const [first, ...rest] = whole.replace(KIND, '').split(/[-_/:]/);
  if (!first || !rest.every((part) => BEHIND.test(part))) return whole;
  const [, asset] = JOINED.exec(first);
  return OTHER_NAMES[asset] ?? SPOKEN[asset] ?? asset;
}

/** What an asset is called in a sentence. */
export const nameOf = (asset) => TEXT.assets[asset] ?? asset;
