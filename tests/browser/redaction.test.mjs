/** What the element shows, keeps in attributes and writes to the console holds no secret of its input. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { leaked, planted } from '../node/planted.mjs';
import { pages, ready, reportAfter } from './browser.mjs';
import { drop } from './widget.mjs';

const open = pages();

/** The whole markup of the element, with its attributes. What somebody types is no markup. */
const markup = (element) => element.evaluate((host) => host.outerHTML + host.shadowRoot.innerHTML + document.title);

test('the element shows no secret', async () => {
  const { page, requests, close } = await open('/one.html');
  const lines = [];
  page.on('console', (message) => lines.push(message.text()));
  page.on('pageerror', (error) => lines.push(String(error.stack)));
  await ready(page);
  const element = page.locator('mcp-vet');
  for (const { title, name, text } of planted()) {
    const report = await reportAfter(element, () => drop(element.locator('.root'), [name.split('/').pop(), text]));
    assert.deepEqual(leaked(JSON.stringify(report)), [], title);
    assert.deepEqual(leaked(await markup(element)), [], title);
    await element.evaluate((node) => node.clear());
  }
  assert.deepEqual(leaked(lines.join('\n')), []);
  assert.deepEqual(leaked(requests.join('\n')), []);
  await close();
});
