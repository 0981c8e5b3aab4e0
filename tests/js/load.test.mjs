// What the built pages load, read from their files: nothing before the first picture, few files
// after it, and nothing inline that the page's own policy does not know.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { inlined } from '../../xtask/inline.mjs';
import { at } from '../../xtask/paths.mjs';

const built = (...names) => at('dist', 'page', ...names);
const html = (name) => readFileSync(built(name), 'utf8');
const PAGES = readdirSync(built()).filter((name) => name.endsWith('.html'));
/** Scripts, the wasm and what a table needs. */
const MOST_FILES = 7;
const loadOf = (text) => /<script data-load="([^"]+)"/.exec(text)?.[1].split(' ') ?? [];
const policyOf = (text) => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text)[1];
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test(
  'no page has a style or a script that its first picture waits for; the method page has no ' +
    'script',
  () => {
    for (const name of PAGES) {
      // What waits in a template waits for a script that takes it out.
      const text = html(name).replace(/<template [^]*?<\/template>/g, '');
      const scripts = [...text.matchAll(/<script\b([^>]*)>/g)]
        .map(([, attributes]) => attributes)
        .filter((attributes) => /\bsrc=/.test(attributes));
      assert.ok(
        scripts.every((attributes) => /\bdefer\b|type="module"/.test(attributes)),
        `${name}: ${scripts}`,
      );
      assert.ok(!/<link rel="(stylesheet|preload|modulepreload)"/.test(text), name);
      if (name === 'method.html') assert.ok(!/<script/.test(text));
    }
  },
);

test('whatever is inline is known to the policy by its hash, and nothing else is', () => {
  for (const name of PAGES) {
    const text = html(name);
    const policy = policyOf(text);
    assert.ok(!/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/.test(policy), name);
    const inline = (tag) =>
      [...text.matchAll(new RegExp(`<${tag}(?![^>]*\\bsrc=)[^>]*>([^]*?)</${tag}>`, 'g'))].map(
        ([, body]) => hash(body),
      );
    const known = (directive) =>
      [
        ...(new RegExp(`${directive} ([^;]*)`).exec(policy)?.[1] ?? '').matchAll(/'sha256-[^']+'/g),
      ].map(([one]) => one);
    assert.deepEqual(known('script-src').sort(), [...new Set(inline('script'))].sort(), name);
    assert.deepEqual(known('style-src').sort(), [...new Set(inline('style'))].sort(), name);
    assert.ok(!/ style="| on\w+="/.test(text), name);
  }
});

test('a page names all files that it starts with, and few of them', () => {
  for (const name of PAGES.filter((one) => one !== 'method.html')) {
    const files = loadOf(html(name));
    const isArticle = name === 'article.html';
    assert.ok(
      files.length > 0 && files.length <= (isArticle ? MOST_FILES + 3 : MOST_FILES),
      `${name}: ${files}`,
    );
    assert.equal(new Set(files).size, files.length, name);
    assert.match(
      files[0],
      { 'index.html': /^main\.js$/, 'article.html': /^washout-figure\.js$/ }[name] ?? /^frame\.js$/,
    );
    for (const file of files) assert.ok(existsSync(built('assets', file)), `${name}: ${file}`);
    // None of them leads to one that nobody has asked for yet.
    const needed = files
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) =>
        [
          ...readFileSync(built('assets', file), 'utf8').matchAll(
            /(?:from|\bimport)\s*"\.\/([\w.-]+\.js)"/g,
          ),
        ].map(([, other]) => other),
      );
    assert.deepEqual(
      needed.filter((file) => !files.includes(file)),
      [],
      name,
    );
  }
});

test('a page of something inline without a policy that could allow it stops the build', () => {
  assert.throws(() => inlined('<!-- style style.css -->', () => []), /no policy with style-src/);
  assert.throws(
    () =>
      inlined(
        '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'"><!-- ' +
          'later page/shell/main.js -->',
        () => ['main.js'],
      ),
    /no policy with script-src/,
  );
  const made = inlined(
    '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'; style-src ' +
      "'none'\"><!-- later embed/frame.js x -->",
    (modules) => modules.map((name) => `${name}!`),
  );
  assert.match(made, /content="script-src 'self' 'sha256-[\w+/=]+'; style-src 'none'">/);
  assert.match(made, /<script data-load="embed\/frame\.js! x!" data-alone="alone">/);
  assert.match(
    made,
    /<template id="alone"><script src="assets\/frame-alone\.js"><\/script><\/template>/,
  );
});

test('robots may read everything', () => {
  assert.match(readFileSync(built('robots.txt'), 'utf8'), /^User-agent: \*\nAllow: \/\n$/);
});
