// One report of several files: what adds up exactly is added, the rest stands under each file.

/** Sums of the reports, the rejects of all with their file, and each file's whole report. */
export function merged(reports) {
  const all = reports.map(({ report }) => report);
  const count = (get) => all.reduce((sum, report) => sum + get(report), 0);
  const usd = (get) => all.map(get).reduce(plus, '0');
  const side = (name) => ({ count: count((report) => report[name].count), usd: usd((report) => report[name].usd) });
  return {
    events: count(({ events }) => events),
    duplicates: count(({ duplicates }) => duplicates),
    rejected: count(({ rejected }) => rejected),
    rejects: reports.flatMap(({ file, report }) => report.rejects.map((reject) => ({ file, ...reject }))),
    long: side('long'),
    short: side('short'),
    total_usd: usd(({ total_usd }) => total_usd),
    files: reports.map(({ file, report }) => ({ file, ...report })),
  };
}

/** The exact sum of two decimal texts. */
export function plus(a, b) {
  const places = Math.max(placesOf(a), placesOf(b));
  const sum = scaled(a, places) + scaled(b, places);
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return sum < 0n ? `-${text}` : text;
}

const placesOf = (text) => (text.split('.')[1] ?? '').length;

function scaled(text, places) {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(places, '0'));
}
