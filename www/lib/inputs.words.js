// English: what the manifest of the element says of the inputs that are attributes.
export const ABOUT = {
  direction: 'Which way the first push goes.',
  shock: 'The first push, in percent.',
  depth: 'US dollars that move the price by 1 %.',
  survival: 'The part of the order book that stays, in percent.',
  oi: 'Open interest, in US dollars.',
  mix: 'How positions are spread over leverages.',
  factor: 'Actual liquidations for each reported one.',
  share: 'The part of open interest at risk, in percent.',
  spread: 'How far entry prices lie apart, in percent.',
  flow: 'US dollars that reach the book for each one liquidated.',
  coordinate: 'Whether moves are differences or ratios.',
  price: 'The price before, in US dollars.',
  levels: 'Prices to watch, with commas between.',
  recovery: 'What comes back of the move that forced orders made, in percent.',
};
