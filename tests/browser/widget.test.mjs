/** `<mcp-vet>` in a real browser, on the real page, under a strict content security policy. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { check } from '../../web/mcpvet/src/node.js';
import { cases } from '../node/cases.mjs';
import { reportAfter, ready } from './browser.mjs';
import { CONFIG, drop, largeLock, MARKUP, paste, watchSent, widgets } from './widget.mjs';

const { open, openWidget } = widgets();

test('pasting gives the findings that Node gives', async () => {
  const { element, textarea, trouble, close } = await openWidget();
  for (const text of [CONFIG, ...cases('reports').slice(0, 5).map(({ bytes }) => bytes.toString())]) {
    if (text.trim() === '') continue;
    const report = await reportAfter(element, () => paste(textarea, text));
    assert.deepEqual(report, await check(text));
  }
  assert.deepEqual(trouble, []);
  await close();
});

test('what the rules found stands below the packages, with its line', async () => {
  const { textarea, element, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, CONFIG));
  const rule = element.locator('[part=rule]').filter({ hasText: 'SUP-001' });
  assert.match(await rule.textContent(), /A package is started without a version/);
  assert.match(await rule.textContent(), /server “floating”/);
  assert.equal(await rule.getAttribute('data-line'), '4');
  await close();
});

test('after loading, nothing is asked of the network', async () => {
  const { page, element, textarea, requests, trouble, close } = await openWidget();
  const loaded = [...requests];
  assert.ok(loaded.some((url) => url.endsWith('.wasm')), loaded.join('\n'));
  assert.ok(loaded.some((url) => url.endsWith('advisories.index')));
  await page.context().setOffline(true);
  await reportAfter(element, () => paste(textarea, CONFIG));
  await reportAfter(element, () => drop(element.locator('.root'), ['package-lock.json', largeLock()]));
  await page.waitForTimeout(300);
  assert.deepEqual(requests, loaded);
  assert.deepEqual(trouble, []);
  await close();
});

test('markup in a name and in a note is shown as text', async () => {
  const { element, textarea, trouble, close } = await openWidget();
  const text = CONFIG.replace('pinned', `${MARKUP}\u202e`).replace('mcp-remote", "http', `mcp-remote@${MARKUP}", "http`);
  await reportAfter(element, () => paste(textarea, text));
  assert.equal(await element.locator('img').count(), 0);
  assert.match(await element.locator('.results').textContent(), /<img src=x onerror=alert\(1\)>/);
  assert.doesNotMatch(await element.locator('.results').textContent(), /\u202e/);
  assert.deepEqual(trouble, []);
  await close();
});

test('a dropped file is read as bytes under its name', async () => {
  const { element, trouble, close } = await openWidget();
  const bytes = Buffer.from(`\ufeff${CONFIG}`, 'utf16le');
  const name = 'claude_desktop_config.json';
  const report = await reportAfter(element, () => drop(element.locator('.root'), [name, bytes]));
  assert.deepEqual(report, await check(bytes, { name }));
  assert.equal(await element.locator('.file').innerText(), name);
  assert.match(await element.evaluate((node) => node.text), /mcpServers/);
  assert.deepEqual(trouble, []);
  await close();
});

test('a picked file is checked like a dropped one', async () => {
  const { element, close } = await openWidget();
  const file = { name: 'requirements.txt', mimeType: 'text/plain', buffer: Buffer.from('mcp==1.9.3\n') };
  const report = await reportAfter(element, () => element.locator('input[type=file]').setInputFiles(file));
  assert.deepEqual(report, await check('mcp==1.9.3\n', { name: file.name }));
  await close();
});

test('a large text keeps the page alive and shows its findings', async () => {
  const { page, element, textarea, trouble, close } = await openWidget();
  const text = largeLock();
  assert.ok(text.length > 7_000_000);
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    const tick = (now) => {
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const start = Date.now();
  const report = await reportAfter(element, () => paste(textarea, text));
  const whole = Date.now() - start;
  assert.deepEqual(report.results[0].packages.map((one) => one.package.name), ['mcp-remote']);
  await element.locator('.package .line').click();
  const { line } = report.results[0].packages[0].package.location;
  assert.equal(await element.locator('.row.active .gutter').innerText(), String(line));
  assert.match(await element.locator('.row.active .code').innerText(), /0\.1\.15/);
  assert.ok((await element.locator('.row').count()) < 120);
  // Without a worker the page would stand still from the paste to the answer, however fast the machine.
  const longest = await page.evaluate(() => globalThis.longest);
  assert.ok(longest < 0.8 * whole, `the longest pause was ${longest} of ${whole} ms`);
  assert.deepEqual(trouble, []);
  await close();
});

test('of two texts in a row only the newer one is answered', async () => {
  const { page, element, close } = await openWidget();
  const sent = await watchSent(page);
  const reports = await element.evaluateHandle((node) => {
    const all = [];
    node.addEventListener('mcp-vet-report', ({ detail }) => all.push(detail.summary.packages));
    return all;
  });
  // Both in one turn of the page, so that the first cannot be answered before the second is there.
  await reportAfter(element, () =>
    element.evaluate((node, lock) => {
      node.inputs = [{ name: 'package-lock.json', text: lock }];
      return node.check('zod@3.25.76\n');
    }, largeLock()),
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal((await sent()).length, 2);
  assert.deepEqual(await reports.jsonValue(), [1]);
  await close();
});

test('a finding leads to its line, and the mark there back to it', async () => {
  const { page, element, textarea, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, CONFIG));
  await element.locator('.package .line').first().click();
  assert.equal(await textarea.evaluate((node) => node.value.slice(node.selectionStart, node.selectionEnd)), '0.1.15');
  assert.equal(await element.locator('.row.active .gutter').innerText(), '3');
  await element.locator('.mark').last().click();
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.dataset.line), '4');
  await close();
});

test('the answer comes as one types, and goes when the text goes', async () => {
  const { element, textarea, close } = await openWidget();
  await reportAfter(element, () => textarea.pressSequentially('mcp-remote@0.1.15'));
  assert.match(await element.locator('.summary').innerText(), /^1 package needs action\.\s+First: Upgrade mcp-remote to 0\.1\.16 or later\./);
  await textarea.fill('');
  assert.equal(await element.locator('.example').count(), 3);
  assert.equal(await element.evaluate((node) => node.report), undefined);
  await close();
});

test('nothing found is said as what was checked', async () => {
  const { element, textarea, close } = await openWidget();
  const { data } = await reportAfter(element, () => paste(textarea, 'zod@3.25.76\nyaml@2.8.0\n'));
  const expected = `2 packages checked against ${data.advisories} advisories of ${data.built}: none apply.`;
  assert.equal((await element.locator('.summary').innerText()).trim(), expected);
  await close();
});

test('what could not be read is said in the summary and below', async () => {
  const { element, textarea, close } = await openWidget();
  const { notes } = await reportAfter(element, () => paste(textarea, CONFIG.slice(0, -8)));
  assert.notEqual(notes.length, 0);
  assert.match(await element.locator('.summary').innerText(), /could not be read/);
  assert.equal(await element.locator('.note').count(), notes.length);
  await close();
});

test('each example has something to teach', async () => {
  const { element, close } = await openWidget();
  for (const index of [0, 1, 2]) {
    const report = await reportAfter(element, () => element.locator('.example').nth(index).click());
    assert.equal(report.summary.unread, 0, JSON.stringify(report.notes));
    assert.ok(report.summary.affected > 0);
    await element.getByRole('button', { name: 'Clear' }).click();
  }
  await close();
});

test('two elements on one page do not know of each other', async () => {
  const { page, trouble, close } = await open('/two.html');
  await ready(page, 2);
  const [a, b] = [page.locator('#a'), page.locator('#b')];
  await reportAfter(a, () => paste(a.locator('textarea'), CONFIG));
  assert.equal(await b.locator('.example').count(), 3);
  await reportAfter(b, () => paste(b.locator('textarea'), 'zod@3.25.76\n'));
  assert.notEqual(await a.locator('.package').count(), 0);
  assert.equal(await b.locator('.package').count(), 0);
  assert.deepEqual(trouble, []);
  await close();
});

test('an element that is taken out and put back works on', async () => {
  const { page, element, textarea, close } = await openWidget();
  await page.evaluate(() => {
    const node = document.querySelector('mcp-vet');
    const parent = node.parentNode;
    node.remove();
    parent.prepend(node);
  });
  await ready(page, 2);
  const report = await reportAfter(element, () => paste(textarea, CONFIG));
  assert.equal(report.summary.affected, 1);
  await close();
});

test('without the advisories it says so, shows the page’s own text, and tries again', async () => {
  const { page, close } = await open('/blank.html');
  await page.route('**/advisories.index', (route) => route.abort());
  await page.goto(page.url().replace('blank', 'two'));
  const a = page.locator('#a');
  await a.getByRole('button', { name: 'Try again' }).waitFor();
  assert.match(await a.locator('.summary').innerText(), /could not be loaded/);
  assert.ok(await page.getByText('readable without a script').isVisible());
  await page.unroute('**/advisories.index');
  await a.getByRole('button', { name: 'Try again' }).click();
  await ready(page);
  assert.ok(await page.getByText('readable without a script').isHidden());
  await close();
});

test('on a phone nothing is wider than the page', async () => {
  const { page, element, textarea, close } = await openWidget({ viewport: { width: 320, height: 640 } });
  await reportAfter(element, () => paste(textarea, CONFIG.replace('mcp-remote"', `${'long-'.repeat(60)}name"`)));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await close();
});

test('everything can be reached and named with the keyboard', async () => {
  const { page, element, textarea, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, CONFIG));
  assert.ok(await element.getByRole('textbox', { name: 'What you have' }).isVisible());
  await textarea.focus();
  const reached = [];
  for (let presses = 0; presses < 10; presses += 1) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => {
      const { id, className, ariaLabel, textContent } = document.activeElement.shadowRoot.activeElement;
      return id || ariaLabel || (className === 'line' ? className : textContent);
    });
    reached.push(words);
  }
  const copy = 'Copy “"args": ["-y", "mcp-remote@0.1.16", "https://example.com"]”';
  const filters = ['Search in findings', 'Kind', 'Severity'];
  assert.deepEqual(reached, ['format', ...filters, 'Export', 'line', copy, 'GHSA-6xpm-ggf7-wc3p', 'Details of GHSA-6xpm-ggf7-wc3p', 'line']);
  await page.keyboard.press('Enter');
  assert.ok(await textarea.evaluate((node) => node.getRootNode().activeElement === node));
  await close();
});
