/** What can be done with the answer of `<mcp-vet>`: filter, copy, read on, export, share. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { check, render, show } from '../../web/mcpvet/src/node.js';
import { reportAfter, settled } from './browser.mjs';
import { CONFIG, partsOf, paste, widgets } from './widget.mjs';

const { openWidget } = widgets();

const MANY = 'mcp-remote@0.1.15\nfastmcp==2.0.0\nmcp==1.9.3\nsome-server\nPyPI:fastmcp>=2.0\n';
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

test('groups come by urgency, and filters narrow them', async () => {
  const { element, textarea, close } = await openWidget();
  const report = await reportAfter(element, () => paste(textarea, MANY));
  const packages = report.results[0].packages;
  const shown = () => settled(element).then(() => element.locator('.package:not(.rule)').count());
  const all = await element.locator('.package, .note').count();
  assert.equal(await shown(), packages.length);
  const order = await element.locator('section[data-urgency]').evaluateAll((all) => all.map(({ dataset }) => dataset.urgency));
  const urgencies = ['now', 'soon', 'plan', 'later', 'undecided', 'rules', 'notes'];
  assert.deepEqual(order, urgencies.filter((urgency) => order.includes(urgency)));
  await element.getByLabel('Severity').selectOption('critical');
  const critical = packages.filter(({ verdict, severity }) => (verdict === 'affected' ? severity === 'critical' : !severity || severity === 'critical'));
  assert.equal(await shown(), critical.length);
  assert.ok(critical.length < packages.length);
  const hidden = all - (await element.locator('.package, .note').count());
  assert.match(await element.locator('.hidden-count').innerText(), new RegExp(`^${hidden} findings? (is|are) hidden`));
  await element.getByRole('button', { name: 'Show all' }).click();
  assert.equal(await shown(), packages.length);
  await element.getByLabel('Kind').selectOption('undecided');
  assert.equal(await shown(), packages.filter(({ verdict }) => verdict === 'undecided').length);
  await element.getByRole('button', { name: 'Show all' }).click();
  await element.getByLabel('Search in findings').fill('CVE-2025-6514');
  assert.equal(await shown(), 1);
  await close();
});

test('what is used for development only can be told apart', async () => {
  const { element, textarea, close } = await openWidget();
  const packages = {
    'node_modules/mcp-remote': { version: '0.1.5' },
    'node_modules/a/node_modules/mcp-remote': { version: '0.1.6' },
    'node_modules/b/node_modules/mcp-remote': { version: '0.1.7' },
    'node_modules/@modelcontextprotocol/inspector': { version: '0.14.0', dev: true },
  };
  await reportAfter(element, () => paste(textarea, JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } })));
  const shown = () => settled(element).then(() => element.locator('.package:not(.rule) .name').allTextContents());
  await element.getByLabel('Used for').selectOption('dev');
  assert.deepEqual(await shown(), ['@modelcontextprotocol/inspector']);
  await element.getByLabel('Used for').selectOption('prod');
  assert.deepEqual(await shown(), ['mcp-remote', 'mcp-remote', 'mcp-remote']);
  await close();
});

test('what to do can be copied', async () => {
  const { page, element, textarea, close } = await openWidget(CLIPBOARD);
  await reportAfter(element, () => paste(textarea, CONFIG));
  await element.locator('.copy').first().click();
  assert.equal(await copied(page), '"args": ["-y", "mcp-remote@0.1.16", "https://example.com"]');
  assert.equal(await element.locator('.copy').first().textContent(), 'Copied');
  await close();
});

test('the text of an advisory comes when it is opened, once for all', async () => {
  const { element, textarea, requests, trouble, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, 'mcp-remote@0.1.15\nmcp-server-git==2025.7.1\n'));
  assert.ok(!requests.some((url) => url.endsWith('advisories.text')));
  const details = element.locator('.advisory');
  await details.nth(0).locator('summary').click();
  const { impact, remediation } = await show('CVE-2025-6514');
  await element.locator('.details-body dl').first().waitFor();
  const text = await details.nth(0).textContent();
  assert.ok(text.includes(impact.slice(0, 60)) && text.includes(remediation.slice(0, 40)), text);
  await details.nth(1).locator('summary').click();
  await details.nth(1).locator('dl').waitFor();
  assert.equal(requests.filter((url) => url.endsWith('advisories.text')).length, 1);
  assert.deepEqual(trouble, []);
  await close();
});

test('without the texts it says so, and tries again when it is opened again', async () => {
  const { page, element, textarea, close } = await openWidget();
  await page.context().route('**/advisories.text', (route) => route.abort());
  await reportAfter(element, () => paste(textarea, CONFIG));
  const summary = element.locator('.advisory summary').first();
  await summary.click();
  await element.getByText('could not be loaded').waitFor();
  await page.context().unroute('**/advisories.text');
  await summary.click();
  await summary.click();
  await element.locator('.details-body dl').first().waitFor();
  await close();
});

test('every form of the core can be saved and copied', async () => {
  const { page, element, textarea, trouble, close } = await openWidget(CLIPBOARD);
  await reportAfter(element, () => paste(textarea, CONFIG));
  await element.getByRole('button', { name: 'Export' }).click();
  const rows = element.locator('.outputs li');
  await rows.first().waitFor();
  assert.deepEqual((await rows.locator('.output').allInnerTexts()).slice(0, 3), ['JSON', 'Markdown', 'CSV']);
  for (const [title, id, ending] of [['JSON', 'json', 'json'], ['Markdown', 'markdown', 'md'], ['CSV', 'csv', 'csv']]) {
    const expected = await render(CONFIG, id);
    const waiting = page.waitForEvent('download');
    await element.getByRole('button', { name: `Save as ${title}` }).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), `mcpvet-report.${ending}`);
    assert.equal(readFileSync(await download.path(), 'utf8'), expected);
    await element.getByRole('button', { name: `Copy as ${title}` }).click();
    await page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, expected);
  }
  assert.deepEqual(trouble, []);
  await close();
});

test('a link is made after a warning, and brings the texts back', async () => {
  const { page, element, textarea, requests, trouble, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, CONFIG));
  await reportAfter(element, () => element.getByLabel('Read as').selectOption('mcp-config'));
  await element.getByRole('button', { name: 'Export' }).click();
  await element.getByRole('button', { name: 'Share as a link…' }).click();
  assert.match(await element.locator('.warning').innerText(), /holds your whole input/);
  assert.equal(await element.locator('.link').count(), 0);
  await element.getByRole('button', { name: 'Make the link' }).click();
  const link = await element.locator('.link').inputValue();
  const [address, fragment] = link.split('#');
  assert.equal(address, page.url());
  assert.match(fragment, /^mcp-vet=[\w-]+$/);

  const other = await page.context().newPage();
  await other.goto(link);
  const there = partsOf(other);
  await other.waitForFunction(() => document.querySelector('mcp-vet').report !== undefined);
  assert.equal(await there.textarea.inputValue(), CONFIG);
  assert.deepEqual(await there.element.evaluate((node) => node.report), await check(CONFIG, { format: 'mcp-config' }));
  assert.equal(await there.element.locator('.hint').innerText(), 'Loaded from the link that you opened.');
  assert.ok(requests.every((url) => !url.includes(fragment)));
  assert.deepEqual(trouble, []);
  await close();
});

test('a link that is cut off says so', async () => {
  const { element, close } = await openWidget({}, '/one.html#mcp-vet=q1YqSS0uUbJSUMpNzdVVSi');
  await element.getByText('The link could not be read').first().waitFor();
  assert.equal(await element.locator('.example').count(), 3);
  await close();
});

test('on paper stands the answer alone', async () => {
  const { page, element, textarea, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, CONFIG));
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.pane', '.tools', '.copy', '.aside']) assert.ok(await element.locator(hidden).first().isHidden(), hidden);
  for (const seen of ['.headline', '.package', '.finding', '.privacy']) assert.ok(await element.locator(seen).first().isVisible(), seen);
  await close();
});

test('what changes is said once it has settled, and not at every key', async () => {
  const { element, textarea, close } = await openWidget();
  const said = await element.evaluateHandle((node) => {
    const all = [];
    const region = node.shadowRoot.querySelector('[role=status]');
    new MutationObserver(() => all.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    return all;
  });
  await textarea.pressSequentially('mcp-remote@0.1.15', { delay: 60 });
  await element.getByText('1 package needs action.').last().waitFor();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.deepEqual(await said.jsonValue(), ['1 package needs action.']);
  assert.equal(await element.locator('[aria-live], [role=status], [role=alert]').count(), 1);
  await close();
});

test('a long answer comes over several frames and in portions, and the rest at a click', async () => {
  const { element, textarea, close } = await openWidget();
  const lines = Array.from({ length: 30 }, (_, at) => `pkg:npm/mcp-remote@0.1.5?at=${at}`);
  await textarea.evaluate((node) => {
    const results = node.getRootNode().querySelector('.results');
    globalThis.counts = [];
    new MutationObserver(() => globalThis.counts.push(results.querySelectorAll('.package').length)).observe(results, { childList: true, subtree: true });
  });
  await reportAfter(element, () => paste(textarea, lines.join('\n')));
  const counts = await element.evaluate(() => globalThis.counts);
  assert.ok(counts.every((count, at) => at === 0 || count - counts[at - 1] <= 3), counts.join());
  const packages = element.locator('.package');
  assert.equal(await packages.count(), 25);
  await element.getByRole('button', { name: /5 more/ }).click();
  await element.locator('.package').nth(29).waitFor();
  assert.ok(await packages.nth(25).evaluate((node) => node.getRootNode().activeElement === node));
  await close();
});
