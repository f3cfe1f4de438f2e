/** Chromium for the tests, and pages that count everything which should not happen. */
import { after, before } from 'node:test';

import { chromium } from 'playwright-core';

import { serve } from './server.mjs';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** The browser as the tests and measurements want it. */
export const launch = () =>
  chromium.launch({ executablePath: process.env.MCPVET_CHROMIUM || '/usr/bin/chromium', args: FLAGS });

/** Opens the browser and the site for the tests of one file; returns how to open a page. */
export function pages() {
  let browser;
  let site;
  before(async () => {
    site = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });
  return (path, options) => open(browser, site.url + path, options);
}

async function open(browser, url, options) {
  // What the service worker fetches would be counted as requests of the page.
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const trouble = [];
  const requests = [];
  page.on('console', (message) => {
    const isOurs = !message.text().startsWith('Service Worker registration blocked');
    if (isOurs && ['error', 'warning'].includes(message.type())) trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  // The context's events hold those of workers too.
  context.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(() => {
    globalThis.ready = 0;
    globalThis.reports = 0;
    addEventListener('mcp-vet-ready', () => (globalThis.ready += 1));
    addEventListener('mcp-vet-report', () => (globalThis.reports += 1));
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, trouble, requests, close: () => context.close() };
}

/** Waits until so many elements have loaded everything. */
export const ready = (page, count = 1) => page.waitForFunction((wanted) => globalThis.ready >= wanted, count);

/** Does something to an element and waits until its report is there and shown, but not for ever. */
export async function reportAfter(element, act) {
  const waiting = await element.evaluateHandle((node) => ({
    report: new Promise((resolve, reject) => {
      node.addEventListener('mcp-vet-report', ({ detail }) => resolve(detail), { once: true });
      setTimeout(() => reject(new Error('there was no report within ten seconds')), 10_000);
    }),
  }));
  await act();
  const report = await waiting.evaluate(({ report }) => report);
  await settled(element);
  return report;
}

/** Waits until all findings are shown, which come a few a frame after a report and after each choice of a filter. */
export const settled = (element) => element.locator('.results[aria-busy=true]').waitFor({ state: 'detached' });
