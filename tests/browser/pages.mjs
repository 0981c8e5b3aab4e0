// The pages that the build has made, and when each of them is ready to be looked at.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { page as site } from '../../xtask/paths.mjs';

/** The names of all pages in `folder`, the calculator first. */
export const pages = (folder = site) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.html'))
        .sort(
          (a, b) => Number(b === 'index.html') - Number(a === 'index.html') || a.localeCompare(b),
        )
    : [];

/**
 * The pages of which each stands for others of its kind: the frames of single figures differ from
 * each other only in the view that they show.
 */
export function kinds(folder = site) {
  const seen = new Set();
  return pages(folder).filter((name) => {
    const kind = /^(embed-\w+)-/.exec(name)?.[1] ?? name;
    return !seen.has(kind) && seen.add(kind);
  });
}

/** Whether a page has anything that waits for the engine. */
export const isLive = (name, folder = site) =>
  /<washout-figure|id="simulate-answer"/.test(readFileSync(join(folder, name), 'utf8'));

/**
 * To be put into a page before its own scripts: notes in `window.live` when the engine has first
 * answered.
 */
export const watchLive = (page) =>
  page.addInitScript(() => {
    const note = () => {
      window.live ??= performance.now();
    };
    addEventListener('washout-ready', note, true);
    const look = () => {
      if (/\d/.test(document.getElementById('version')?.textContent ?? '')) note();
      if (window.live === undefined) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** Opens a page and waits until everything on it that computes has answered once. */
export async function openReady(page, url, name, folder = site) {
  await watchLive(page);
  await page.goto(new URL(name, url).href);
  if (isLive(name, folder))
    await page.waitForFunction(() => window.live !== undefined, null, { timeout: 60_000 });
}
