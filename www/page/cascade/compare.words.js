// English: two scenarios beside each other.
export const COMPARE = {
  title: 'Two scenarios compared',
  name: 'A and B',
  a: 'A, pinned',
  b: 'B, as set now',
  alone: 'the push alone',
  head: ['Figure', 'A', 'B', 'B less A'],
  rows: {
    shock: 'First push',
    final_price_usd: 'Ends at',
    move: 'Whole move',
    liquidated_usd: 'Closed',
    mechanical_share: 'The cascade’s own part',
    amplification: 'As far as the push alone',
    gain: 'Gain at the end',
  },
  sentence: ({ a, b, closedA, closedB }) =>
    `A ends at ${a} with ${closedA} closed; B at ${b} with ${closedB}.`,
  same:
    'A and B are the same so far. Change an input, or choose another event: ' +
    'B follows, A stays.',
  points: 'points',
  differs: 'What differs',
  event: 'Event',
  back: 'Go back to A',
  stop: 'Stop comparing',
  again: 'Pin this one as A',
  curve: 'How far the price ends up, by the size of the first push',
  caption: 'Dashed: A. Solid: B. Upright lines: the push that is set in each.',
  pinned: 'Pinned as A. What you change now is B.',
  stopped: 'A is let go.',
  failed: ({ message }) => `A cannot be computed: ${message}`,
};
