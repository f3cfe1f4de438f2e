/** No answer, error or message of the package holds a secret of its input. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format } from 'node:util';

import { check, explain, inventory, resolve } from '../../web/mcpvet/src/node.js';
import { leaked, planted } from './planted.mjs';

/** What is written to the console while something runs. */
async function logged(t, act) {
  const lines = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
    t.mock.method(console, name, (...words) => lines.push(format(...words)));
  }
  await act();
  t.mock.restoreAll();
  return lines;
}

test('answers and the console', async (t) => {
  const answers = [];
  const lines = await logged(t, async () => {
    for (const { title, name, text } of planted()) {
      for (const answer of [await check(text, { name }), await inventory(text, { name })]) {
        answers.push([title, JSON.stringify(answer)]);
      }
    }
  });
  assert.ok(answers.length > 400);
  for (const [title, answer] of answers) assert.deepEqual(leaked(answer), [], title);
  assert.deepEqual(lines, []);
});

test('explanations and their errors', async () => {
  for (const { text } of planted().filter(({ name }) => name === 'list.txt')) {
    for (const line of text.split('\n')) {
      const answer = await explain(line).then(JSON.stringify, ({ stack }) => stack);
      assert.deepEqual(leaked(answer), [], line);
      const subjects = await resolve(line).then(JSON.stringify, ({ stack }) => stack);
      assert.deepEqual(leaked(subjects), [], line);
    }
  }
});

test('errors about wrong options', async () => {
  for (const { text } of planted().slice(0, 8)) {
    for (const wrong of [[{ text }], [text, { format: 'nope' }], [text, { name: 7 }], [text, 'x']]) {
      const answer = await check(...wrong).then(JSON.stringify, ({ stack }) => stack);
      assert.deepEqual(leaked(answer), []);
    }
  }
});
