// English: the view `claims`.
export const WORDS = {
  name: 'The article, sentence by sentence',
  title: 'The article of 4 November 2025, sentence by sentence',
  answer: ({ all, holds, only, not, open }) =>
    `Of ${all} sentences ${holds} ${holds === 1 ? 'holds' : 'hold'}, ${only} hold only on one ` +
    `reading, ${not} ${not === 1 ? 'does' : 'do'} not hold, and ${open} cannot be checked.`,
  caption:
    'Each is computed again from named figures; what a simulation decides follows its inputs. ' +
    'A view is an opinion about what comes next.',
  source: (engine) =>
    `Checked by Washout ${engine}; the calculator shows every formula and source.`,
  head: ['Sentence', 'Verdict'],
  view: ' (a view)',
  verdicts: {
    holds: '✓ holds',
    holds_only_if: '◐ only if',
    does_not_hold: '✗ does not hold',
    cannot_be_checked: '? cannot be checked',
  },
  onlyIf: (condition) => `◐ only if ${condition}`,
  simulated: 'the simulation: an estimate',
  exact: 'the ledger of the simulation: exact',
};
