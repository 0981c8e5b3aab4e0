// Finds case files and tells which schema each follows, by what is in it and never by its name.

import { readFileSync } from 'node:fs';

import { files } from '../stamp.mjs';

/** Every case below the folders: `{file, kind, id, …}` with what the schema holds. */
export function* cases(folders) {
  for (const file of folders.flatMap(files)) {
    if (!file.endsWith('.json')) continue;
    const content = parsed(file);
    if (content) yield* read(content, file);
  }
}

/** A file that is no JSON is no case file; samples of feeds may be broken on purpose. */
function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function* read(content, file) {
  const list = (key) => (Array.isArray(content[key]) ? content[key] : []);
  for (const item of list('cases')) {
    if (typeof item?.type === 'string' && item.input && item.expected)
      yield { file, kind: item.type, ...item };
    else if (item?.id && 'expected_liquidation_price' in item)
      yield { file, kind: 'venue_price', ...item };
  }
  for (const item of list('maintenance_margin_cases')) yield { file, kind: 'maintenance', ...item };
  for (const [index, item] of list('pairs').entries()) {
    const kind = 'normalized' in item ? 'tardis' : 'parsed' in item ? 'ccxt' : null;
    const exchange = item.exchange ?? content.exchange;
    if (kind && 'raw' in item)
      yield { file, kind, ...item, id: `${kind} ${exchange} ${index + 1}`, exchange };
  }
}
