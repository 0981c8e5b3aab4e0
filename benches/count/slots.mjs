// Exact sums in pairs of doubles, as a careful JavaScript programmer would keep them: a product of
// two decimals with eight places is split so that no part outgrows 2^53.

import { HOUR_MS, usdText } from './groups.mjs';

const CARRY_AT = 4e15;

/** The running totals, one slot for each (symbol, side, hour). */
export class Slots {
  constructor(exact) {
    this.exact = exact;
    this.symbols = [];
    this.bySymbol = new Map();
    this.byGroup = new Map();
    this.groups = [];
    this.hour = -1;
    // The slots of the current hour, so that the map is asked once for a group and not for a row.
    this.current = new Int32Array(1024).fill(-1);
    const column = () => new Float64Array(1 << 16);
    [this.high, this.middle, this.low, this.lowest] = [column(), column(), column(), column()];
  }

  symbol(hash, bytes, from, to) {
    const known = this.bySymbol.get(hash);
    if (known !== undefined) return known;
    this.bySymbol.set(hash, this.symbols.length);
    return this.symbols.push(String.fromCharCode(...bytes.subarray(from, to))) - 1;
  }

  slot(time, symbol, long) {
    const hour = time - (time % HOUR_MS);
    if (hour !== this.hour) {
      this.hour = hour;
      this.current.fill(-1);
    }
    const market = symbol * 2 + (long ? 1 : 0);
    const slot = this.current[market];
    return slot >= 0 ? slot : this.find(hour, market);
  }

  find(hour, market) {
    const key = hour + market;
    let slot = this.byGroup.get(key);
    if (slot === undefined) {
      slot = this.groups.push({ hour, market }) - 1;
      this.byGroup.set(key, slot);
    }
    return (this.current[market] = slot);
  }

  /** Adds (whole + part/10^8) x (whole + part/10^8). */
  add(slot, priceWhole, pricePart, qtyWhole, qtyPart) {
    if (!this.exact) {
      this.high[slot] += (priceWhole + pricePart / 1e8) * (qtyWhole + qtyPart / 1e8);
      return;
    }
    const upper = Math.floor(pricePart / 1e4);
    this.high[slot] += priceWhole * qtyWhole;
    this.middle[slot] += priceWhole * qtyPart + pricePart * qtyWhole;
    this.low[slot] += upper * qtyPart;
    this.lowest[slot] += (pricePart - upper * 1e4) * qtyPart;
    if (this.middle[slot] > CARRY_AT || this.low[slot] > CARRY_AT || this.lowest[slot] > CARRY_AT)
      this.carry(slot);
  }

  carry(slot) {
    const move = (from, to) => {
      const carried = Math.floor(from[slot] / 1e4);
      from[slot] -= carried * 1e4;
      to[slot] += carried;
    };
    move(this.lowest, this.low);
    move(this.low, this.middle);
    const carried = Math.floor(this.middle[slot] / 1e8);
    this.middle[slot] -= carried * 1e8;
    this.high[slot] += carried;
  }

  done() {
    return this.groups.map(({ hour, market }, slot) => ({
      symbol: this.symbols[market >> 1],
      side: market & 1 ? 'long' : 'short',
      hour,
      usd: this.exact ? this.text(slot) : this.high[slot],
    }));
  }

  text(slot) {
    const parts = [this.high, this.middle, this.low, this.lowest].map((column) =>
      BigInt(column[slot]),
    );
    return usdText(parts[0] * 10n ** 16n + parts[1] * 10n ** 8n + parts[2] * 10n ** 4n + parts[3]);
  }
}
