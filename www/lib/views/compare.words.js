// English: the view `compare`.
export const WORDS = {
  name: 'Past washouts compared',
  title: 'Past washouts and squeezes compared',
  answer: ({ count, largest, size }) =>
    `Of ${count} recorded events the largest is “${largest}”, with ${size} in print.`,
  caption:
    'Ring: the first total in print; disc: the latest; sizes on a log scale. Longs solid, shorts ' +
    'hatched. * rests on a figure that nobody has confirmed. Totals are floors, because feeds ' +
    'are sampled.',
  source: (engine) => `Washout ${engine}; the calculator names the source of each figure.`,
  chart: {
    class_re_leveraging: 're-leveraging',
    class_no_class: 'no class',
    coins_converted_from_usd: 'coins, converted',
  },
};
