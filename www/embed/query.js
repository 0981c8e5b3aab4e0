// The options of a frame, read from its address: the attributes that they set, and what is wrong
// with them. Pure: no document.
import { ATTRIBUTES, OVERRIDES } from '../lib/element/overrides.js';
import { about } from '../lib/views/list.js';
import { TEXT } from './frame.words.js';

export const VERSION = '1';
const LONGEST = 8000;
/** Read elsewhere, or written by the tools of the page around. */
const OTHERS =
  /^(v|theme|transparent|page|id|initialWidth|childId|parentTitle|parentUrl|utm_\w+|fbclid|gclid)$/;
const NAME = /^[\w.-]{1,80}$/;

/** `{attributes, problems}` of a query; `attributes` is null where nothing of it can be shown. */
export function read(query) {
  if (query.length > LONGEST) return { attributes: null, problems: [TEXT.long(LONGEST)] };
  const given = new URLSearchParams(query);
  const version = given.get('v') ?? VERSION;
  if (version !== VERSION)
    return { attributes: null, problems: [TEXT.version(version.slice(0, 40), VERSION)] };
  const unknown = [...given.keys()].filter((key) => !ATTRIBUTES.includes(key) && !OTHERS.test(key));
  const attributes = Object.fromEntries(
    ATTRIBUTES.filter((key) => given.has(key)).map((key) => [key, given.get(key)]),
  );
  return { attributes, problems: unknown.slice(0, 3).map((key) => TEXT.unknown(key.slice(0, 40))) };
}

/**
 * The names by which hosts may know this frame: our own or Datawrapper's, and pym's. Where none is
 * given, its file and what was asked of it: two scenarios in one page are two frames.
 */
export function names(query, file) {
  const given = new URLSearchParams(query.length > LONGEST ? '' : query);
  const [own, pym] = ['id', 'childId'].map((key) => given.get(key));
  return {
    id: NAME.test(own ?? '') ? own : file + mark(query),
    pym: NAME.test(pym ?? '') ? pym : null,
  };
}

/** A few letters for a text, the same for the same one (FNV-1a); none for none. */
function mark(text) {
  if (text.length < 2) return '';
  const code = [...text].reduce(
    (sum, char) => Math.imul(sum ^ char.codePointAt(0), 0x01000193) >>> 0,
    0x811c9dc5,
  );
  return `-${code.toString(36)}`;
}

/**
 * The page's own address for the same scenario: for a whole one what the address of the frame calls
 * `page`, or null where it says nothing.
 */
export function pageQuery(attributes, query = '') {
  if (attributes.scenario) {
    const page = new URLSearchParams(query).get('page');
    return page === null ? null : `?${page}`;
  }
  // What the page's address has: of a view's own attributes the shares of freed money.
  const known = ['preset', ...OVERRIDES, ...about('flows').given];
  const set = known.filter((key) => attributes[key]);
  return set.length
    ? `?${new URLSearchParams([['v', VERSION], ...set.map((key) => [key, attributes[key]])])}`
    : '';
}
