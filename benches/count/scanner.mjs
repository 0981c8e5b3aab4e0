// The floor that Washout is held to: bytes in, totals out, written by hand for exactly this file.
// No validation at all, columns assumed in their order, symbols told apart by a 32-bit hash.

import { Slots } from './slots.mjs';

const [COMMA, LINE, POINT, QUOTE, ZERO] = [44, 10, 46, 34, 48];
const [SMALL_L, CAPITAL_S] = [108, 83];
const POWERS = Float64Array.from({ length: 9 }, (_, places) => 10 ** (8 - places));
// The constant stretches of a captured line: {"e":"forceOrder","E": then the time, then ,"o":{"s":"
const TO_SYMBOL = 22 + 13 + 11;

export const csv = (exact) => (bytes) => {
  const slots = new Slots(exact);
  const end = bytes.length;
  let at = bytes.indexOf(LINE) + 1;
  while (at < end) {
    let time = 0;
    for (let byte = bytes[at++]; byte !== COMMA; byte = bytes[at++])
      time = time * 10 + (byte - ZERO);
    while (bytes[at++] !== COMMA);
    const from = at;
    let hash = 0;
    for (let byte = bytes[at++]; byte !== COMMA; byte = bytes[at++])
      hash = (Math.imul(hash, 31) + byte) | 0;
    const slot = slots.slot(time, slots.symbol(hash, bytes, from, at - 1), bytes[at] === SMALL_L);
    while (bytes[at++] !== COMMA);
    let qtyWhole = 0,
      qtyPart = 0,
      priceWhole = 0,
      pricePart = 0,
      places = 0;
    let byte = bytes[at++];
    for (; byte !== COMMA && byte !== POINT; byte = bytes[at++])
      qtyWhole = qtyWhole * 10 + (byte - ZERO);
    if (byte === POINT) {
      for (byte = bytes[at++]; byte !== COMMA; byte = bytes[at++], places++)
        qtyPart = qtyPart * 10 + (byte - ZERO);
      qtyPart *= POWERS[places];
    }
    for (byte = bytes[at++], places = 0; byte !== LINE && byte !== POINT; byte = bytes[at++])
      priceWhole = priceWhole * 10 + (byte - ZERO);
    if (byte === POINT) {
      for (byte = bytes[at++]; byte !== LINE; byte = bytes[at++], places++)
        pricePart = pricePart * 10 + (byte - ZERO);
      pricePart *= POWERS[places];
    }
    slots.add(slot, priceWhole, pricePart, qtyWhole, qtyPart);
  }
  return slots.done();
};

export const jsonl = (exact) => (bytes) => {
  const slots = new Slots(exact);
  const end = bytes.length;
  let at = 0;
  while (at < end) {
    at += TO_SYMBOL;
    const from = at;
    let hash = 0;
    for (let byte = bytes[at++]; byte !== QUOTE; byte = bytes[at++])
      hash = (Math.imul(hash, 31) + byte) | 0;
    const to = at - 1;
    at += 6; // ,"S":"
    const long = bytes[at] === CAPITAL_S;
    // The value of "ap" opens with the 15th quote after the side, that of "z" with the 12th after
    // its end.
    for (let quotes = 0; quotes < 20; at++) if (bytes[at] === QUOTE) quotes++;
    let qtyWhole = 0,
      qtyPart = 0,
      priceWhole = 0,
      pricePart = 0,
      places = 0,
      time = 0;
    let byte = bytes[at++];
    for (; byte !== QUOTE && byte !== POINT; byte = bytes[at++])
      priceWhole = priceWhole * 10 + (byte - ZERO);
    if (byte === POINT) {
      for (byte = bytes[at++]; byte !== QUOTE; byte = bytes[at++], places++)
        pricePart = pricePart * 10 + (byte - ZERO);
      pricePart *= POWERS[places];
    }
    for (let quotes = 0; quotes < 11; at++) if (bytes[at] === QUOTE) quotes++;
    for (byte = bytes[at++], places = 0; byte !== QUOTE && byte !== POINT; byte = bytes[at++])
      qtyWhole = qtyWhole * 10 + (byte - ZERO);
    if (byte === POINT) {
      for (byte = bytes[at++]; byte !== QUOTE; byte = bytes[at++], places++)
        qtyPart = qtyPart * 10 + (byte - ZERO);
      qtyPart *= POWERS[places];
    }
    at += 5; // ,"T":
    for (byte = bytes[at++]; byte >= ZERO && byte <= 57; byte = bytes[at++])
      time = time * 10 + (byte - ZERO);
    at += 2; // }} and the end of the line
    slots.add(
      slots.slot(time, slots.symbol(hash, bytes, from, to), long),
      priceWhole,
      pricePart,
      qtyWhole,
      qtyPart,
    );
  }
  return slots.done();
};
