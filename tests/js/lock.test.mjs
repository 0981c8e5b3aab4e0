import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('the npm lock carries no download address', () => {
  for (const [name, entry] of Object.entries(JSON.parse(read('package-lock.json')).packages)) {
    assert.equal(entry.resolved, undefined, name);
    assert.ok(name === '' || entry.integrity, name);
  }
});

test('the binding tool is the release that the library names', () => {
  const pinned = (file, crate) => new RegExp(`^${crate} = (?:\\{ version = )?"=([\\d.]+)"`, 'm').exec(read(file))?.[1];
  const version = pinned('Cargo.toml', 'wasm-bindgen');
  assert.ok(version);
  assert.equal(pinned('xtask/Cargo.toml', 'wasm-bindgen-cli'), version);
});

test('crate and package have one version', () => {
  assert.equal(JSON.parse(read('package.json')).version, /^version = "([^"]+)"/m.exec(read('Cargo.toml'))[1]);
});
