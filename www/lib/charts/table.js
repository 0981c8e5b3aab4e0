// A table as markup.
import { escape } from './frame.js';

const cell = (tag, text, rest = '') => `<${tag}${rest}>${escape(text)}</${tag}>`;
const headOf = (scope) => (text) => cell('th', text, ` scope="${scope}"`);

/** `{caption, head, rows}` of plain text as markup; the first cell of each row is its head. */
export function tableMarkup({ caption, head, rows }) {
  const row = ([first, ...others]) =>
    `<tr>${headOf('row')(first)}${others.map((text) => cell('td', text)).join('')}</tr>`;
  return (
    `<table>${cell('caption', caption)}` +
    `<thead><tr>${head.map(headOf('col')).join('')}</tr></thead>` +
    `<tbody>${rows.map(row).join('')}</tbody></table>`
  );
}
