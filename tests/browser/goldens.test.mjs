/** A browser gives the reports of the native library, byte for byte, through the package's entry for the web. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { canonical, cases, SUITES, TESTS } from '../node/cases.mjs';
import { pages } from './browser.mjs';

const LAUNCH = join(TESTS, 'launch');
const open = pages();

for (const [name, folder] of Object.entries(SUITES)) {
  test(`the cases of tests/${folder}`, async (t) => {
    const { page, trouble, close } = await open('/blank.html');
    for (const { title, bytes, options, expected } of cases(folder)) {
      await t.test(title, async () => {
        const report = await page.evaluate(answer, { name, base64: bytes.toString('base64'), options });
        assert.equal(canonical(report), expected);
      });
    }
    assert.deepEqual(trouble, []);
    await close();
  });
}

test('the lines of tests/launch', async (t) => {
  const { page, trouble, close } = await open('/blank.html');
  for (const name of readdirSync(LAUNCH)) {
    await t.test(name, async () => {
      const lines = readFileSync(join(LAUNCH, name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
      const found = await page.evaluate(resolveAll, lines);
      assert.deepEqual(found, lines.map(({ subjects }) => JSON.stringify(subjects)));
    });
  }
  assert.deepEqual(trouble, []);
  await close();
});

/** Runs in the page. */
async function resolveAll(lines) {
  const vet = await (await import('/vendor/mcpvet/src/web.js')).open();
  const one = ({ argv, line, shell }) => (argv ? vet.resolve(argv) : vet.resolve(line, { shell }));
  return lines.map((line) => JSON.stringify(one(line)));
}

/** Runs in the page. */
async function answer({ name, base64, options }) {
  const mcpvet = await import('/vendor/mcpvet/src/web.js');
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return mcpvet[name](bytes, options);
}
