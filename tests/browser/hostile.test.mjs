/** The hostile texts of the Node tests, made and read in a tab: the same notes, and the next check works as before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOSTILE, LOCK } from '../node/hostile-cases.mjs';
import { pages } from './browser.mjs';

const open = pages();

test('hostile texts get their notes', async (t) => {
  const { page, trouble, close } = await open('/blank.html');
  page.setDefaultTimeout(60_000);
  for (const { title, text, line, words, found } of HOSTILE) {
    await t.test(title, async () => {
      const report = await check(page, text);
      const [first] = report.notes.filter(({ level }) => level === 'error');
      if (words) assert.match(first?.message ?? 'nothing', words);
      else assert.equal(first, undefined);
      assert.equal(first?.location?.line, line);
      assert.equal(report.summary.affected, found ? 1 : 0);
    });
  }
  assert.equal((await check(page, (lock) => lock)).summary.affected, 1);
  assert.deepEqual(trouble, []);
  await close();
});

/** Checks in the page what a function makes there; as a string, it is not held up by the page's policy. */
function check(page, text) {
  return page.evaluate(`(async () => {
    const { check } = await import('/vendor/mcpvet/src/web.js');
    const text = (${text})(${JSON.stringify(LOCK)});
    const { notes, summary } = await check(text, { name: 'package-lock.json' });
    return { notes, summary };
  })()`);
}
