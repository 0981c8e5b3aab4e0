import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

for (const folder of ['', 'audits/', 'benches/', 'tests/consumers/']) {
  test(`the npm lock ${folder} has no download address and every version asked for`, () => {
    const { packages } = JSON.parse(read(`${folder}package-lock.json`));
    for (const [name, entry] of Object.entries(packages)) {
      assert.equal(entry.resolved, undefined, name);
      assert.ok(name === '' || entry.integrity, name);
      // One that could not be asked about is left out of the lock, and then nothing installs.
      const known = (wanted) =>
        Object.keys(packages).some((path) => path.endsWith(`node_modules/${wanted}`));
      const missing = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).filter(
        (wanted) => !known(wanted),
      );
      assert.deepEqual(missing, [], name);
    }
  });
}

test('the binding tool is the release that the library names', () => {
  const pinned = (file, crate) =>
    new RegExp(`^${crate} = (?:\\{ version = )?"=([\\d.]+)"`, 'm').exec(read(file))?.[1];
  const version = pinned('Cargo.toml', 'wasm-bindgen');
  assert.ok(version);
  assert.equal(pinned('xtask/Cargo.toml', 'wasm-bindgen-cli'), version);
});

test('crate and package have one version', () => {
  assert.equal(
    JSON.parse(read('package.json')).version,
    /^version = "([^"]+)"/m.exec(read('Cargo.toml'))[1],
  );
});
