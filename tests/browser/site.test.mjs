/** The pages of the site in a real browser: light and dark, phone and desktop, without script, without network. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { violations } from './axe.mjs';
import { pages, ready, reportAfter } from './browser.mjs';

const open = pages();

const SHOTS = fileURLToPath(new URL('../../target/screenshots/site/', import.meta.url));

/** One page of each kind. */
const KINDS = {
  home: '/',
  check: '/check/',
  archive: '/advisories/',
  facet: '/advisories/category/',
  value: '/advisories/severity/high/',
  risk: '/advisories/top-ten/mcp-05/',
  risks: '/process/risks/',
  hardening: '/process/hardening/',
  patterns: '/process/patterns/',
  organisation: '/process/organisation/',
  operations: '/process/operations/',
  audits: '/audits/',
  watch: '/docs/watch/',
  advisory: '/advisories/GHSA-22v8-p7h2-rj7p/',
  package: '/packages/npm/%40modelcontextprotocol/inspector/',
  sdks: '/sdks/',
  rules: '/rules/',
  formats: '/formats/',
  data: '/data/',
  process: '/process/',
  docs: '/docs/',
  scope: '/process/scope/',
  embed: '/embed/',
  rule: '/rules/SUP-001/',
  flaw: '/sdks/dns-rebinding/',
  search: '/search/',
  offline: '/offline/',
};

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

/** More requests than these before anything is done would be slow on a phone. */
const MOST_REQUESTS = 25;

/**
 * A page that is painted while half of it was read may move by a hair on a busy machine, as columns find their width;
 * a tenth of the field's limit for good pages is far below what an eye sees.
 */
const MOST_SHIFT = 0.01;

/** Remembers how far things move while a page loads. */
const watchShifts = () => {
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
};

for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`pages hold still and fit, ${colorScheme}, ${size}`, async () => {
      await mkdir(SHOTS, { recursive: true });
      for (const [kind, path] of Object.entries(KINDS)) {
        const { page, trouble, requests, close } = await open(path, { colorScheme, viewport });
        await page.evaluate(watchShifts);
        await page.waitForLoadState('networkidle');
        const [wide, shift, origin] = await page.evaluate(() => [
          document.documentElement.scrollWidth - innerWidth,
          globalThis.shift,
          location.origin,
        ]);
        assert.deepEqual(trouble, [], path);
        assert.ok(wide <= 0, `${path} is ${wide} pixels too wide`);
        assert.ok(shift <= MOST_SHIFT, `${path} moves by ${shift} while it loads`);
        assert.ok(requests.length <= MOST_REQUESTS, `${path} makes ${requests.length} requests`);
        assert.deepEqual(requests.filter((url) => !url.startsWith(`${origin}/`)), [], path);
        await page.screenshot({ path: `${SHOTS}${kind}-${size}-${colorScheme}.png` });
        if (size === 'phone') assert.deepEqual(await violations(page), [], path);
        await close();
      }
    });
  }
}

test('pages can be read without a script', async () => {
  for (const path of Object.values(KINDS)) {
    const { page, close } = await open(path, { javaScriptEnabled: false });
    assert.ok((await page.locator('main').innerText()).length > 80, path);
    await close();
  }
});

test('pages fit at 200 %, of everything and of the letters alone', async () => {
  const wide = () => document.documentElement.scrollWidth - innerWidth;
  const { page, close } = await open('/', { viewport: SIZES.desktop });
  const { origin } = new URL(page.url());
  const settings = await page.context().newCDPSession(page);
  for (const path of Object.values(KINDS)) {
    await page.setViewportSize({ width: SIZES.desktop.width / 2, height: SIZES.desktop.height / 2 });
    await page.goto(origin + path);
    assert.ok((await page.evaluate(wide)) <= 0, `${path} is too wide`);
    await page.setViewportSize(SIZES.desktop);
    // As a reader sets it in the browser.
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
    assert.ok((await page.evaluate(wide)) <= 0, `${path} is too wide with large letters`);
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  }
  await close();
});

test('in forced colours axe finds nothing, and what shows a state still has a shape', async () => {
  for (const [kind, path] of Object.entries(KINDS)) {
    const { page, close } = await open(path, { forcedColors: 'active' });
    assert.deepEqual(await violations(page), [], path);
    const unseen = await page.evaluate(() => {
      const background = getComputedStyle(document.body).backgroundColor;
      const shapes = [...document.querySelectorAll('svg.shape')];
      return shapes.filter((shape) => [getComputedStyle(shape).fill, getComputedStyle(shape).color].includes(background)).length;
    });
    assert.equal(unseen, 0, path);
    await page.screenshot({ path: `${SHOTS}${kind}-forced.png` });
    await close();
  }
});

test('below a path, pages, the check and the search work the same', async () => {
  const { page, trouble, requests, close } = await open('/mcpvet/check/');
  const { origin } = new URL(page.url());
  const element = page.locator('mcp-vet');
  await ready(page);
  const report = await reportAfter(element, () => element.locator('textarea').fill('mcp-remote@0.1.15'));
  assert.equal(report.summary.affected, 1);
  await page.goto(`${origin}/mcpvet/search/#q=CVE-2025-5273`);
  await page.locator('#found a').first().click();
  await page.waitForURL(`${origin}/mcpvet/advisories/**`);
  await page.locator('nav[aria-label=Main] a').first().click();
  await page.waitForLoadState('networkidle');
  assert.deepEqual(requests.filter((url) => !url.startsWith(`${origin}/mcpvet/`)), []);
  assert.deepEqual(trouble, []);
  await close();
});

test('an address without a page is answered at any depth, with everything that the answer needs', async () => {
  const { page, trouble, requests, close } = await open('/mcpvet/no/such/page/');
  assert.equal(await page.locator('h1').innerText(), 'There is no such page');
  assert.deepEqual(await violations(page), []);
  assert.ok(requests.every((url) => new URL(url).pathname.startsWith('/mcpvet/')));
  // The browser speaks of the page itself alone.
  assert.equal(trouble.filter((text) => !text.includes('404')).length, 0, trouble.join());
  assert.ok(trouble.length <= 1, trouble.join());
  await page.screenshot({ path: `${SHOTS}not-found.png` });
  await page.locator('main a').first().click();
  await page.waitForLoadState('networkidle');
  assert.notEqual(await page.locator('h1').innerText(), 'There is no such page');
  await close();
});

test('a search finds by id, by package and by words, and no request carries it', async () => {
  const { page, trouble, requests, close } = await open('/search/');
  const first = page.locator('#found a').first();
  const search = async (text) => {
    await page.locator('#find').fill(text);
    await page.waitForFunction(() => document.querySelector('#found-count').textContent !== '');
  };
  for (const [text, address] of [
    ['CVE-2025-5273', '/advisories/GHSA-22v8-p7h2-rj7p/'],
    ['@modelcontextprotocol/inspector', '/packages/npm/@modelcontextprotocol/inspector/'],
    ['MARKDOWNIFY returns any file', '/advisories/GHSA-22v8-p7h2-rj7p/'],
  ]) {
    await search(text);
    await page.waitForFunction((end) => document.querySelector('#found a')?.href.endsWith(end), address);
  }
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}search-results.png` });
  await page.locator('#find').press('ArrowDown');
  assert.ok(await first.evaluate((link) => link === document.activeElement));
  await page.locator('#find').fill('zzqx nothing');
  await page.locator('#nothing').waitFor();
  await page.screenshot({ path: `${SHOTS}search-nothing.png` });
  const asked = /5273|modelcontextprotocol|markdownify|zzqx/i;
  assert.deepEqual(requests.filter((url) => asked.test(url)), []);
  assert.deepEqual(trouble, []);
  await close();
});

test('what was read opens without a network, and so does the check', async () => {
  const { page, close } = await open('/', { serviceWorkers: 'allow' });
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/rules/`);
  await page.waitForFunction(async () => caches.match(location.href));
  await page.context().setOffline(true);
  await page.goto(`${origin}/rules/`);
  const rules = await page.locator('h1').innerText();
  await page.goto(`${origin}/check/`);
  await page.locator('mcp-vet textarea').waitFor();
  await page.goto(`${origin}/docs/`);
  assert.equal(await page.locator('h1').innerText(), 'This page is not on your device yet');
  assert.ok(rules.length > 0);
  await close();
});
