/** `<mcp-vet>` in pages of others: attributes, badges, languages, events, and two on one page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { check, show } from '../../web/mcpvet/src/node.js';
import { ready, reportAfter } from './browser.mjs';
import { CONFIG, paste, widgets } from './widget.mjs';

const { open, openWidget } = widgets();

const set = (element, name, value) => element.evaluate((node, [key, text]) => node.setAttribute(key, text), [name, value]);
const until = (page, count) => page.waitForFunction((wanted) => globalThis.reports >= wanted, count);

test('badges say how a package stands, and open', async () => {
  const { page, trouble, close } = await open('/badges.html');
  await until(page, 4);
  const badges = page.locator('mcp-vet');
  const texts = await badges.evaluateAll((all) => all.map((node) => node.shadowRoot.querySelector('summary').innerText.replace(/\s+/g, ' ').trim()));
  assert.deepEqual(texts, [
    'mcp-remote 0.1.15 1 advisory applies',
    'mcp-remote 0.1.16 no advisory applies',
    'mcp-remote cannot be decided',
    '1 of 2 packages needs action.',
  ]);
  await badges.first().locator('summary').first().click();
  assert.ok(await badges.first().getByText('Upgrade mcp-remote to 0.1.16 or later.').isVisible());
  assert.ok(await badges.first().evaluate((node) => node.shadowRoot.querySelector('slot').hidden));
  await set(badges.first(), 'version', '0.1.16');
  await until(page, 5);
  assert.match(await badges.first().locator('summary').first().innerText(), /0\.1\.16\s+no advisory applies/);
  assert.deepEqual(trouble, []);
  await close();
});

test('all elements of a page load their files once', async () => {
  const { page, requests, close } = await open('/badges.html');
  await until(page, 4);
  assert.equal(requests.filter((url) => url.endsWith('.wasm')).length, 1);
  assert.equal(requests.filter((url) => url.endsWith('advisories.index')).length, 1);
  assert.ok(!requests.some((url) => url.endsWith('advisories.text')));
  await close();
});

test('a text comes from an address, in a format, with a lowest severity', async () => {
  const { page, element, trouble, close } = await openWidget({}, '/given.html');
  await until(page, 1);
  const report = await element.evaluate((node) => node.report);
  assert.deepEqual(report, await check('mcp-remote@0.1.15\nmcp-server-git@0.1.0\n', { name: 'list.txt', format: 'list' }));
  assert.equal(await element.getByLabel('Severity').inputValue(), 'critical');
  assert.ok(await page.getByText('a word of the page').isVisible());
  await set(element, 'src', '/nothing.txt');
  await element.getByText('The text could not be loaded: the server answered 404').first().waitFor();
  await set(element, 'text', 'zod@3.25.76');
  await element.evaluate((node) => node.removeAttribute('src'));
  await until(page, 2);
  assert.equal((await element.evaluate((node) => node.report)).summary.packages, 1);
  assert.deepEqual(trouble.filter((line) => !line.includes('404')), []);
  await close();
});

test('a pack of the page’s own is asked instead', async () => {
  const { page, element, requests, close } = await openWidget();
  const { digest } = (await check('')).data;
  await set(element, 'data', '/broken.pack');
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  assert.ok(requests.some((url) => url.endsWith('/broken.pack')));
  await element.evaluate((node) => node.removeAttribute('data'));
  await ready(page, 2);
  const report = await reportAfter(element, () => paste(element.locator('textarea'), CONFIG));
  assert.equal(report.data.digest, digest);
  await close();
});

test('scripts check, export, look up and clear', async () => {
  const { element, close } = await openWidget();
  const result = await element.evaluate(async (node, text) => {
    const first = node.check('zod@3.25.76');
    const report = await node.check(text, { name: 'mcp.json' });
    return {
      superseded: (await first) === report,
      report,
      markdown: await node.export('markdown'),
      advisory: await node.advisory('CVE-2025-6514'),
      unknown: await node.export('pdf').catch(({ message }) => message),
      inputs: node.inputs.map(({ name, text: words }) => [name, words]),
      cleared: await node.check('').catch(({ message }) => message),
      after: node.report === undefined,
    };
  }, CONFIG);
  assert.deepEqual(result.report, await check(CONFIG, { name: 'mcp.json' }));
  assert.ok(result.superseded && result.after);
  assert.match(result.markdown, /^\*\*1 of 4 packages needs action/);
  assert.deepEqual(result.advisory, await show('CVE-2025-6514'));
  assert.match(result.unknown, /no such form/);
  assert.deepEqual(result.inputs, [['mcp.json', CONFIG]]);
  assert.equal(result.cleared, 'there is no text to check');
  await close();
});

for (const [path, language, words] of [
  ['/german.html', 'de', ['Dateien wählen', 'Bei 1 von 4 Paketen ist etwas zu tun; 3 nicht entscheidbar; 2 Regelbefunde, höchste Stufe: mittel.']],
  ['/japanese.html', 'ja', ['ファイルを選ぶ', '4 個のパッケージのうち 1 個に対応が必要です、3 個は判定できません、ルールの指摘 2 件(最高: 中)。']],
]) {
  test(`it speaks ${language}`, async () => {
    const { element, textarea, trouble, close } = await openWidget({}, path);
    await reportAfter(element, () => paste(textarea, CONFIG));
    assert.ok(await element.getByRole('button', { name: words[0] }).isVisible());
    assert.equal(await element.locator('.headline').innerText(), words[1]);
    assert.equal(await element.locator('.remedy').first().getAttribute('lang'), 'en');
    assert.equal(await element.locator('.root').getAttribute('lang'), language);
    await set(element, 'lang', 'en');
    await element.getByRole('button', { name: 'Choose files' }).waitFor();
    assert.match(await element.locator('.headline').innerText(), /^1 of 4 packages needs action/);
    assert.equal(await textarea.inputValue(), CONFIG);
    assert.deepEqual(trouble, []);
    await close();
  });
}

test('every language says everything', async () => {
  const shapeOf = (value) => (typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]) : typeof value);
  const { strings: en } = await import('../../web/widget/src/strings/en.js');
  for (const language of ['de', 'ja']) {
    const { strings } = await import(`../../web/widget/src/strings/${language}.js`);
    assert.deepEqual(shapeOf(strings), shapeOf(en), language);
  }
});

test('the theme can differ from that of the page', async () => {
  const { element, close } = await openWidget({ colorScheme: 'light' });
  const color = () => element.evaluate((node) => getComputedStyle(node).color);
  const before = await color();
  await set(element, 'theme', 'dark');
  assert.notEqual(await color(), before);
  await close();
});

test('offline and old data are said calmly', async () => {
  const { page, element, textarea, close } = await openWidget();
  await set(element, 'stale-after', '0');
  await page.context().setOffline(true);
  await element.getByText('You are offline; the check works as before.').waitFor();
  await page.context().setOffline(false);
  await reportAfter(element, () => paste(textarea, CONFIG));
  await set(element, 'lang', 'de');
  await element.getByText(/Diese Meldungen sind vom .*: Neuere sind in dieser Antwort nicht enthalten\./).waitFor();
  await close();
});

test('what could not load while offline loads by itself once online', async () => {
  const { page, close } = await open('/blank.html');
  await page.context().route('**/advisories.index', (route) => route.abort());
  await page.addInitScript(() => {
    globalThis.isOnline = false;
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => globalThis.isOnline });
  });
  await page.goto(page.url().replace('blank', 'one'));
  await page.getByText('You are offline, and the advisories are not loaded yet.').first().waitFor();
  await page.context().unroute('**/advisories.index');
  await page.evaluate(() => {
    globalThis.isOnline = true;
    dispatchEvent(new Event('online'));
  });
  await ready(page, 1);
  await page.locator('mcp-vet .example').first().waitFor();
  await close();
});

test('parts and properties reach inside', async () => {
  const { element, textarea, close } = await openWidget();
  await reportAfter(element, () => paste(textarea, CONFIG));
  const style = await element.locator('.headline').evaluate((node) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('mcp-vet { --mcp-vet-critical: rgb(1, 2, 3) } mcp-vet::part(headline) { font-style: italic }');
    document.adoptedStyleSheets.push(sheet);
    const { fontStyle } = getComputedStyle(node);
    return { fontStyle, critical: getComputedStyle(node.getRootNode().querySelector('.status.critical')).color };
  });
  assert.deepEqual(style, { fontStyle: 'italic', critical: 'rgb(1, 2, 3)' });
  await close();
});

test('it leaves no global name behind', async () => {
  const namesOn = async (path) => {
    const { page, close } = path === '/blank.html' ? await open(path) : await openWidget({}, path);
    const names = await page.evaluate(() => Object.getOwnPropertyNames(globalThis));
    await close();
    return names;
  };
  const before = new Set(await namesOn('/blank.html'));
  assert.deepEqual((await namesOn('/one.html')).filter((name) => !before.has(name)), []);
});
