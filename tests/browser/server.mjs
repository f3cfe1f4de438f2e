/** The built site on the loopback interface, under the content security policy that the packages promise to keep. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "manifest-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types mcp-vet mcpvet-site',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};

const WIDGET = '/vendor/mcpvet-widget/src/mcp-vet-define.js';
const VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">';

/** A page of the given language and direction. */
const page = (body, lang = 'en', dir = 'ltr') => `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8">
  <title>test</title>${VIEWPORT}<link rel="icon" href="/assets/favicon.svg">
  <link rel="stylesheet" href="/vendor/mcpvet-widget/src/tokens.css"><link rel="stylesheet" href="/test.css"></head><body><main><h1>test</h1>${body}</main></body></html>`;
const script = `<script type="module" src="${WIDGET}"></script>`;

/** Pages that only the tests need. */
const PAGES = {
  '/blank.html': page(''),
  '/one.html': page(`${script}<mcp-vet><p>readable without a script</p></mcp-vet>`),
  '/two.html': page(`${script}<mcp-vet id="a"><p>readable without a script</p></mcp-vet><mcp-vet id="b"></mcp-vet>`),
  '/german.html': page(`${script}<mcp-vet></mcp-vet>`, 'de-AT'),
  '/japanese.html': page(`${script}<mcp-vet></mcp-vet>`, 'ja'),
  '/rtl.html': page(`${script}<mcp-vet></mcp-vet>`, 'ar', 'rtl'),
  '/given.html': page(`${script}<mcp-vet src="/list.txt" format="list" min-severity="critical"><p slot="footer">a word of the page</p></mcp-vet>`),
  '/test.css': ':root { color-scheme: light dark; background: var(--mcp-vet-page); color: var(--mcp-vet-text); font-family: var(--mcp-vet-font) } body { max-inline-size: 80rem; margin: 0 auto; padding: 16px }',
  '/list.txt': 'mcp-remote@0.1.15\nmcp-server-git@0.1.0\n',
  '/badges.html': page(`${script}
    <mcp-vet compact package="npm:mcp-remote" version="0.1.15">mcp-remote 0.1.15</mcp-vet>
    <mcp-vet compact package="npm:mcp-remote" version="0.1.16"></mcp-vet>
    <mcp-vet compact package="npm:mcp-remote"></mcp-vet>
    <mcp-vet compact text="mcp-remote@0.1.15 zod@3.25.76"></mcp-vet>`),
};

/** Below this path the site stands as well: that of the address which it was built for. */
const BELOW = '/mcpvet/';

/** Starts it; `close` ends it. */
export async function serve() {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function answer({ url }, response) {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const page = PAGES[file] ?? (await read(file));
  const headers = { 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' };
  if (page !== undefined) {
    response.writeHead(200, { ...headers, 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(page);
  } else {
    response.writeHead(404, { ...headers, 'Content-Type': TYPES['.html'] }).end(await read('/404.html'));
  }
}

/** A file of the site, at the root and below. @returns {Promise<Buffer | undefined>} */
const read = (file) => readFile(join(DIST, file.startsWith(BELOW) ? file.slice(BELOW.length) : file)).catch(() => undefined);
