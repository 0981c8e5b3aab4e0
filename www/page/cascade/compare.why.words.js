// English: what is behind two scenarios beside each other.
export const COMPARE_WHY = {
  a: 'A, pinned',
  b: 'B, as set now',
  less: 'B less A',
  lessWords: 'figure of B − figure of A; both are estimates of the engine',
  digest: (digest) => `result ${digest}`,
  difference: 'B − A, as they stand here before rounding',
  curve:
    'for each push s the smallest u with u = s + f(φ × N(u)), once with the inputs of A ' +
    'and once with those of B',
  methods: {
    shock: 'cascade',
    final_price_usd: 'cascade',
    move: 'cascade',
    liquidated_usd: 'ladder',
    mechanical_share: 'mechanical',
    amplification: 'amplification',
    gain: 'gain',
    curve: 'cascade',
  },
  words: {
    shock: 's: the push as set, or solved: the smallest that gets to the extreme of the move',
    final_price_usd: 'price before × (1 ∓ u), u = the smallest u with u = s + f(φ × N(u))',
    move: 'u: the smallest u with u = s + f(φ × N(u)), as a move of the price',
    liquidated_usd: 'N(u): sum of all positions up to the end of the move',
    mechanical_share: '(u − s) ÷ u',
    amplification: 'u ÷ s',
    gain: 'dollars at risk per unit of move × φ × slope of f',
  },
};
