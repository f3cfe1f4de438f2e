/**
 * Every state of `<mcp-vet>`, light and dark, on a phone and on a desk: nothing that axe finds fault with, nothing wider
 * than the page, and a picture of each in `target/screenshots/` to be looked at.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { violations } from './axe.mjs';
import { reportAfter } from './browser.mjs';
import { CONFIG, drop, largeLock, partsOf, paste, widgets } from './widget.mjs';

const PICTURES = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };
const TALLEST = 1800;
const SMALLEST = { width: 320, height: 640 };

const { open, openWidget } = widgets();
mkdirSync(PICTURES, { recursive: true });

const AGENT = `mcp==1.9.3
fastmcp>=2.0,<4
pydantic==2.11.7
httpx
`;
const LOCK = JSON.stringify(
  {
    name: 'notes',
    lockfileVersion: 3,
    packages: {
      '': { name: 'notes', dependencies: { bridge: '^1.0.0' }, devDependencies: { '@modelcontextprotocol/inspector': '^0.14.0' } },
      'node_modules/bridge': { version: '1.0.0', dependencies: { 'mcp-remote': '^0.1.5', '@modelcontextprotocol/sdk': '^1.20.0' } },
      'node_modules/mcp-remote': { version: '0.1.5' },
      'node_modules/@modelcontextprotocol/sdk': { version: '1.20.0' },
      'node_modules/@modelcontextprotocol/inspector': { version: '0.14.0', dev: true },
      'node_modules/zod': { version: '3.25.76' },
    },
  },
  null,
  2,
);
const FILES = [
  ['package-lock.json', LOCK],
  ['claude_desktop_config.json', CONFIG],
  ['requirements.txt', AGENT],
];

const pasted = (text) => async ({ element, textarea }) => void (await reportAfter(element, () => paste(textarea, text)));
const several = async ({ element }) => void (await reportAfter(element, () => drop(element.locator('.root'), ...FILES)));
const exporting = async (opened) => {
  await pasted(CONFIG)(opened);
  await opened.element.getByRole('button', { name: 'Export' }).click();
  await opened.element.locator('.outputs').waitFor();
};

/** How to come to each state from a page that is ready. */
const STATES = {
  empty: async () => {},
  action: pasted(LOCK),
  several,
  config: pasted(CONFIG),
  undecided: pasted('fastmcp>=2.0,<4\nhttpx\n'),
  clear: pasted('zod@3.25.76\nyaml@2.8.0\n'),
  nothing: pasted('{ "mcpServers": {} }'),
  unread: pasted(CONFIG.slice(0, -8)),
  huge: pasted(largeLock()),
  filtered: async (opened) => {
    await several(opened);
    await opened.element.getByLabel('Severity').selectOption('critical');
  },
  details: async (opened) => {
    await pasted(LOCK)(opened);
    await opened.element.locator('.advisory > summary').first().click();
    await opened.element.locator('.details-body dl').waitFor();
  },
  exporting,
  sharing: async (opened) => {
    await exporting(opened);
    await opened.element.getByRole('button', { name: 'Share as a link…' }).click();
  },
  foundations: async ({ element }) => {
    for (const summary of await element.locator('.aside > summary').all()) await summary.click();
  },
  offline: async (opened) => {
    await opened.page.context().setOffline(true);
    await pasted(CONFIG)(opened);
  },
  stale: async (opened) => {
    await opened.element.evaluate((node) => node.setAttribute('stale-after', '0'));
    await opened.element.evaluate((node) => node.setAttribute('lang', 'en-GB'));
    await pasted(CONFIG)(opened);
  },
};

/** States of their own pages, from before anything is loaded. */
const PLACES = {
  loading: async () => {
    const opened = await open('/blank.html');
    await opened.page.route('**/advisories.index', () => {});
    await opened.page.goto(opened.page.url().replace('blank', 'one'));
    await opened.page.getByText('Loading the advisories').waitFor();
    return opened;
  },
  unloaded: async () => {
    const opened = await open('/blank.html');
    await opened.page.route('**/advisories.index', (route) => route.abort());
    await opened.page.goto(opened.page.url().replace('blank', 'one'));
    await opened.page.getByRole('button', { name: 'Try again' }).waitFor();
    return opened;
  },
  german: async () => {
    const opened = await openWidget({}, '/german.html');
    await several({ ...opened, ...partsOf(opened.page) });
    return opened;
  },
  japanese: async () => {
    const opened = await openWidget({}, '/japanese.html');
    await several({ ...opened, ...partsOf(opened.page) });
    return opened;
  },
  rtl: async () => {
    const opened = await openWidget({}, '/rtl.html');
    await several({ ...opened, ...partsOf(opened.page) });
    return opened;
  },
  badges: async () => {
    const opened = await open('/badges.html');
    await opened.page.waitForFunction(() => globalThis.reports >= 4);
    await opened.page.locator('mcp-vet').first().locator('summary').first().click();
    return opened;
  },
};

describe('every state', { concurrency: 3 }, () => {
  for (const [name, reach] of Object.entries(STATES)) {
    test(name, async () => {
      const opened = await openWidget();
      await reach(opened);
      await look(opened.page, name);
      await opened.close();
    });
  }
  for (const [name, reach] of Object.entries(PLACES)) {
    test(name, async () => {
      const opened = await reach();
      await look(opened.page, name);
      await opened.close();
    });
  }
});

async function look(page, name) {
  await page.evaluate(layAllOut);
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await picture(page, `${name}-${size}-${colorScheme}`, viewport.width);
      // What axe looks at hardly differs between widths; the phone's has more to go wrong.
      if (size === 'phone') assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}`);
    }
  }
  await page.setViewportSize(SMALLEST);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), SMALLEST.width, `${name} is wider than 320 pixels`);
}

/** The beginning of the page, as far as somebody would scroll. */
async function picture(page, name, width) {
  const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
}

/** Runs in the page: what is out of sight is looked at too. */
function layAllOut() {
  for (const { shadowRoot } of document.querySelectorAll('mcp-vet')) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.package, .note { content-visibility: visible !important }');
    shadowRoot.adoptedStyleSheets.push(sheet);
  }
}
