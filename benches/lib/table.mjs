// One Markdown table, columns aligned so that it also reads well in a terminal.

/** A row may be shorter than the columns: what did not run says why, and has no figures. */
export function table(title, columns, rows) {
  const cells = [columns, ...rows].map((row) => columns.map((_, at) => String(row[at] ?? '')));
  const widths = columns.map((_, at) => Math.max(3, ...cells.map((row) => row[at].length)));
  const pad = (cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]));
  const line = (row) => `| ${row.map(pad).join(' | ')} |`;
  const rule =
    '| ' +
    `${widths
      .map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
      .join(' | ')} ` +
    '|';
  return [`\n## ${title}\n`, line(cells[0]), rule, ...cells.slice(1).map(line), ''].join('\n');
}
