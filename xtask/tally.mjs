// Reads how many tests passed out of what the runners print.

/** Sums of passed, failed and skipped tests. */
export class Tally {
  constructor(passed = 0, failed = 0, skipped = 0) {
    this.passed = passed;
    this.failed = failed;
    this.skipped = skipped;
  }

  plus({ passed, failed, skipped }) {
    return new Tally(this.passed + passed, this.failed + failed, this.skipped + skipped);
  }

  toString() {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    return `${this.passed} passed, ${this.failed} failed${skipped}`;
  }
}

/** @type {[RegExp, (numbers: string[]) => (string | number)[]][]} */
const READERS = [
  // cargo test and wasm-bindgen-test; ignored tests are skipped ones.
  [
    /^test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored/,
    ([passed, failed, skipped]) => [passed, failed, skipped],
  ],
  // node --test, one line a number.
  [/^ℹ pass (\d+)/, ([passed]) => [passed, 0, 0]],
  [/^ℹ (?:fail|cancelled) (\d+)/, ([failed]) => [0, failed, 0]],
  [/^ℹ (?:skipped|todo) (\d+)/, ([skipped]) => [0, 0, skipped]],
  // Our own commands.
  [
    /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/,
    ([passed, failed, skipped = 0]) => [passed, failed, skipped],
  ],
];

/** The tally of one run, from its lines and its exit code. */
export function tally({ code, lines }) {
  const sum = lines.map(read).reduce((a, b) => a.plus(b), new Tally());
  // A run that ends badly without naming a failed test has died: that is a failure too.
  return code !== 0 && sum.failed === 0 ? sum.plus(new Tally(0, 1)) : sum;
}

function read(line) {
  // Colours, where a runner insists on them.
  const text = line.replace(/\u001b\[[\d;]*m/g, '').trimStart();
  for (const [pattern, counts] of READERS) {
    const found = pattern.exec(text);
    if (found) return new Tally(...counts(found.slice(1)).map((number) => Number(number ?? 0)));
  }
  return new Tally();
}
