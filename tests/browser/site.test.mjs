/** The pages of the site in a real browser: light and dark, phone and desktop, without script, without network. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { violations } from './axe.mjs';
import { pages } from './browser.mjs';

const open = pages();

const SHOTS = fileURLToPath(new URL('../../target/screenshots/site/', import.meta.url));

/** One page of each kind. */
const KINDS = {
  home: '/',
  check: '/check/',
  archive: '/advisories/',
  facet: '/advisories/category/',
  value: '/advisories/severity/high/',
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
const MOST_REQUESTS = 60;

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
        assert.equal(shift, 0, `${path} moves by ${shift} while it loads`);
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
