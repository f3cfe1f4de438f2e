// What the widget costs in a tab of Chromium, against the built site: how long until it can be used once its files are
// there, a check beside JSON.parse of the same text in one run, and the longest that the page's own thread was held up.
// Prints the same Markdown rows as bench.mjs; `cargo xtask bench` runs both. MCPVET_CHROMIUM names another browser.
import { readFile } from 'node:fs/promises';

import { launch } from '../browser/browser.mjs';
import { serve } from '../browser/server.mjs';

const RUNS = 7;
const [lockfile] = process.argv.slice(2);
const text = await readFile(lockfile, 'utf8');
const size = `${Object.keys(JSON.parse(text).packages ?? {}).length} packages, ${(text.length / 1e6).toFixed(1)} MB`;
const site = await serve();
const browser = await launch();

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[values.length >> 1];
const ms = (value) => `${value.toFixed(1)} ms`;
const row = (what, values, note = '') => console.log(`| ${what} | ${ms(median(values))} | ${ms(sorted(values)[0])} | ${note} |`);

/** From the arrival of the last file of a first visit until the element says that it is ready. */
async function interactive() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => addEventListener('mcp-vet-ready', () => (globalThis.readyAt = performance.timeOrigin + performance.now())));
  const ends = [];
  context.on('requestfinished', (request) => ends.push(request.timing().startTime + request.timing().responseEnd));
  await page.goto(`${site.url}/one.html`);
  await page.waitForFunction(() => globalThis.readyAt);
  const readyAt = await page.evaluate(() => globalThis.readyAt);
  const start = await page.evaluate(() => performance.timeOrigin);
  await context.close();
  const last = Math.max(...ends.filter((end) => end <= readyAt));
  return { sinceFiles: readyAt - last, sinceStart: readyAt - start };
}

/** Both in the same worker thread, one after the other: the check as the element does it, and JSON.parse. */
async function inWorker(page) {
  return page.evaluate(async (content) => {
    const code = `
      import { openIndex } from '${location.origin}/vendor/mcpvet/src/web.js';
      onmessage = async ({ data }) => {
        const vet = await openIndex();
        const times = { check: [], parse: [] };
        for (let run = 0; run < 12; run += 1) {
          let from = performance.now();
          JSON.parse(data);
          times.parse.push(performance.now() - from);
          from = performance.now();
          vet.check(data, { name: 'package-lock.json' });
          times.check.push(performance.now() - from);
        }
        postMessage(times);
      };`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
    const done = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.postMessage(content);
    return done;
  }, text);
}

/** What a person waits for, and how long the page's thread is held up meanwhile, in tasks and between frames. */
async function pasted(page) {
  return page.evaluate(async (content) => {
    const element = document.querySelector('mcp-vet');
    const settle = () => new Promise((resolve) => setTimeout(resolve, 300));
    await settle();
    const tasks = [];
    const gaps = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    // Between two turns of the loop nothing else can run: the longest wait is the longest task.
    let last = performance.now();
    let running = true;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (running) port2.postMessage(0);
    };
    port2.postMessage(0);
    const from = performance.now();
    const paste = new DataTransfer();
    paste.setData('text/plain', content);
    const report = new Promise((resolve) => element.addEventListener('mcp-vet-report', resolve, { once: true }));
    element.shadowRoot.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData: paste, bubbles: true, cancelable: true, composed: true }));
    const event = performance.now() - from;
    await report;
    const whole = performance.now() - from;
    await settle();
    running = false;
    observer.disconnect();
    element.clear();
    return { whole, event, longest: Math.max(...gaps), tasks };
  }, text);
}

const visits = [];
for (let run = 0; run < RUNS; run += 1) visits.push(await interactive());
row('Chromium: from the last file of a first visit until it can be used', visits.map(({ sinceFiles }) => sinceFiles));
row('Chromium: from the request of the page until it can be used, from this machine', visits.map(({ sinceStart }) => sinceStart));

const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
await page.addInitScript(() => addEventListener('mcp-vet-ready', () => (globalThis.isReady = true)));
await page.goto(`${site.url}/one.html`);
await page.waitForFunction(() => globalThis.isReady);
const { check, parse } = await inWorker(page);
row(`Chromium: JSON.parse, ${size}`, parse.slice(3));
row('Chromium: check of the same string in a worker', check.slice(3), `${(median(check.slice(3)) / median(parse.slice(3))).toFixed(2)} × JSON.parse`);
const pastes = [];
for (let run = 0; run < RUNS; run += 1) pastes.push(await pasted(page));
row('Chromium: from the paste of it to the report', pastes.map(({ whole }) => whole));
row('Chromium: longest task of the page meanwhile', pastes.map(({ longest }) => longest), `long tasks (50 ms): ${pastes.flatMap(({ tasks }) => tasks).length}`);
row('Chromium: handling of the paste event', pastes.map(({ event }) => event));

await browser.close();
site.close();
