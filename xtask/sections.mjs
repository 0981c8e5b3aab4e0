// Puts a page together from its rooms: each `<!-- section ROOM -->` of an HTML source becomes the
// section that lies beside the scripts and words of that room.

import { existsSync, readFileSync } from 'node:fs';

import { www } from './paths.mjs';
import { Stop } from './run.mjs';

const PLACE = /<!-- section ([\w-]+) -->\n?/g;

/** `html` with the section of every room that it names. */
export const sections = (html) => html.replace(PLACE, (_, room) => section(room));

function section(room) {
  const file = www('page', room, 'section.html');
  if (!existsSync(file)) throw new Stop(`there is no ${file}, which a page asks for`);
  return readFileSync(file, 'utf8');
}
