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
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const HEAD = '<!doctype html><title>test</title><link rel="icon" href="/favicon.svg">';
const WIDGET = '/vendor/mcpvet-widget/src/mcp-vet-define.js';

/** Pages that only the tests need. */
const PAGES = {
  '/blank.html': HEAD,
  '/two.html': `${HEAD}<script type="module" src="${WIDGET}"></script>
    <mcp-vet id="a"><p>readable without a script</p></mcp-vet><mcp-vet id="b"></mcp-vet>`,
};

/** Starts it; `close` ends it. */
export async function serve() {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function answer({ url }, response) {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  const file = path === '/' ? '/index.html' : path;
  try {
    const body = PAGES[file] ?? (await readFile(join(DIST, file)));
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}
