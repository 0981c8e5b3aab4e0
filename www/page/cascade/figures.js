// The figures under the sentence of the cascade, by their keys. Pure, so that the build can put the
// same into the page beforehand.
import { write } from '../ui/pens.js';

export const figuresOf = ({ mechanical_share, amplification, first_round_usd, gain }) => ({
  mechanical: write.share(mechanical_share),
  amplification: write.factor(amplification),
  first: write.dollars(first_round_usd),
  gain: write.number(gain),
});
