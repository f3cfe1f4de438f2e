/** Node gives the reports of the native library, byte for byte. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as mcpvet from '../../web/mcpvet/src/node.js';
import { canonical, cases, SUITES } from './cases.mjs';

for (const [name, folder] of Object.entries(SUITES)) {
  const all = cases(folder);

  test(`there are cases in tests/${folder}`, () => assert.notEqual(all.length, 0));

  for (const { title, bytes, options, expected } of all) {
    test(title, async () => {
      const report = await mcpvet[name](bytes, options);
      assert.equal(canonical(report), expected);
    });
  }
}

test('several texts come back in one report, in their order', async () => {
  const all = cases('reports').slice(0, 3);
  const report = await mcpvet.check(all.map(({ bytes, options }) => ({ text: bytes, ...options })));
  assert.deepEqual(report.results, all.flatMap(({ expected }) => JSON.parse(expected).results));
});
