/** Several texts in `<mcp-vet>`: files, folders, what they are read as, and how results come while they are read. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { check } from '../../web/mcpvet/src/node.js';
import { reportAfter } from './browser.mjs';
import { CONFIG, drop, dropPaths, lockOf, paste, watchSent, widgets } from './widget.mjs';

const { openWidget } = widgets();

const LIST = 'mcp-remote@0.1.15\nzod@3.25.76\n';
const titles = (element) => element.locator('.pick .title').allInnerTexts();

/** A folder on the disk; the tests of this file clean up behind themselves. */
function folderOf(files) {
  const folder = mkdtempSync(join(tmpdir(), 'mcpvet-widget-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

test('several files give the report that Node gives for them', async () => {
  const { element, trouble, close } = await openWidget();
  const files = [['claude_desktop_config.json', CONFIG], ['requirements.txt', 'mcp==1.9.3\n'], ['list.txt', LIST]];
  const report = await reportAfter(element, () => drop(element.locator('.root'), ...files));
  assert.deepEqual(report, await check(files.map(([name, text]) => ({ name, text: Buffer.from(text) }))));
  assert.deepEqual(await titles(element), files.map(([name]) => name));
  assert.match(await element.locator('.inputs').innerText(), /requirements\.txt\s+requirements\.txt\s+1 package/);
  assert.deepEqual(trouble, []);
  await close();
});

test('a finding leads to its text and line, whichever text is shown', async () => {
  const { element, textarea, close } = await openWidget();
  await reportAfter(element, () => drop(element.locator('.root'), ['list.txt', LIST], ['claude_desktop_config.json', CONFIG]));
  assert.match(await textarea.inputValue(), /^mcp-remote@/);
  await element.getByRole('button', { name: 'claude_desktop_config.json, line 3' }).first().click();
  await element.locator('.pick[aria-current]').filter({ hasText: 'claude' }).waitFor();
  assert.equal(await element.locator('.row.active .gutter').innerText(), '3');
  assert.equal(await textarea.evaluate((node) => node.value.slice(node.selectionStart, node.selectionEnd)), '0.1.15');
  await close();
});

test('texts are added, replaced by name, edited and removed', async () => {
  const { element, textarea, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, LIST));
  await element.getByRole('button', { name: 'Add a text' }).click();
  assert.equal(await textarea.inputValue(), '');
  let report = await reportAfter(element, () => paste(textarea, 'mcp==1.9.3\n'));
  assert.equal(report.results.length, 2);
  report = await reportAfter(element, () => drop(element.locator('.root'), ['a.txt', 'zod@3.25.76\n']));
  report = await reportAfter(element, () => drop(element.locator('.root'), ['a.txt', 'mcp-remote@0.1.15\n']));
  assert.deepEqual(report.results.map(({ source }) => source.name), ['input', 'input', 'a.txt']);
  assert.equal(report.results[2].packages.length, 1);
  report = await reportAfter(element, () => textarea.fill('zod@3.25.76\n'));
  assert.equal(report.results[2].packages.length, 0);
  report = await reportAfter(element, () => element.getByRole('button', { name: 'Remove a.txt' }).click());
  assert.equal(report.results.length, 2);
  await element.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await element.locator('.example').count(), 3);
  await close();
});

test('the recognised format is shown and can be corrected', async () => {
  const { element, textarea, close } = await openWidget();
  const format = element.getByLabel('Read as');
  await reportAfter(element, () => paste(textarea, 'mcp==1.9.3\n'));
  assert.match(await format.locator('option:checked').innerText(), /^requirements\.txt \(recognised\)$/);
  assert.equal(await format.locator('option').count(), 1 + (await element.evaluate((node) => node.formats.length)));
  const report = await reportAfter(element, () => format.selectOption('cargo-lock'));
  assert.equal(report.results[0].source.format, 'cargo-lock');
  assert.deepEqual(report, await check('mcp==1.9.3\n', { format: 'cargo-lock' }));
  const again = await reportAfter(element, () => format.selectOption(''));
  assert.equal(again.results[0].source.format, 'requirements-txt');
  await close();
});

test('of a folder those files are read that are lists, and those are kept that hold packages', async () => {
  const { folder, remove } = folderOf({
    'app/package-lock.json': lockOf(3),
    'app/node_modules/x/package.json': '{ "dependencies": { "mcp-remote": "0.1.5" } }',
    'app/src/index.js': 'import "mcp-remote";',
    'app/api/requirements.txt': 'mcp==1.9.3\n',
    'app/api/numbers.csv': 'year,height\n2024,12\n',
    'app/.git/packed-refs': 'x',
  });
  const { page, element, trouble, close } = await openWidget();
  const report = await reportAfter(element, () => dropPaths(page, element.locator('.root'), join(folder, 'app')));
  assert.deepEqual(report.results.map(({ source }) => source.name), ['api/requirements.txt', 'package-lock.json']);
  assert.deepEqual(await titles(element), ['api/requirements.txt', 'package-lock.json']);
  assert.equal(report.summary.affected, 2);
  assert.deepEqual(trouble, []);
  await close();
  remove();
});

test('files come in as they are read, one after the other', async () => {
  const { element, close } = await openWidget();
  const files = Array.from({ length: 12 }, (_, at) => [`${at}/package-lock.json`, lockOf(6_000)]);
  const seen = await element.evaluateHandle((node) => {
    const all = [];
    node.addEventListener('mcp-vet-progress', ({ detail }) => all.push(detail));
    return all;
  });
  const report = await reportAfter(element, () =>
    element.evaluate((node, inputs) => {
      node.inputs = inputs.map(([name, text]) => ({ name, text }));
    }, files),
  );
  assert.equal(report.summary.affected, 12);
  const progress = await seen.jsonValue();
  assert.ok(progress.length > 0, 'there was no part of the answer before the whole');
  assert.ok(progress.every(({ done, total }) => done < 12 && total === 12));
  assert.deepEqual(progress.map(({ done }) => done), progress.map(({ done }) => done).sort((a, b) => a - b));
  await close();
});

test('what is typed into one text is the only text that is checked again', async () => {
  const { page, element, textarea, close } = await openWidget();
  await reportAfter(element, () =>
    element.evaluate((node, lock) => (node.inputs = [{ text: 'zod@3.25.76' }, { name: 'package-lock.json', text: lock }]), lockOf(1000)),
  );
  const sent = await watchSent(page);
  const typed = 'mcp-remote@0.1.15\n';
  const report = await reportAfter(element, () => textarea.fill(typed));
  assert.deepEqual(await sent(), [typed]);
  assert.equal(report.summary.packages, 1002);
  await close();
});
