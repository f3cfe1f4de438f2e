/**
 * The site without a network. Online, every answer comes from the network, so that pages and their
 * parts are always of one version; what was read before, and the check, are kept for when there is none.
 */

/** What is kept from the start, with a revision each; the build fills this in. */
const FILES = {};

/** Pages and files of the search that are kept beside it; the oldest go first. */
const MOST_VISITED = 300;

/** How long a page that is kept waits for a network that does not answer. */
const PATIENCE = 4000;

const { scope } = registration;
const SHELL = `shell ${scope}`;
const VISITED = `visited ${scope}`;
const REVISIONS = new URL('sw-revisions.json', scope).href;

/** Brings the shell up to date: only what has another revision is fetched. */
async function install() {
  const shell = await caches.open(SHELL);
  const before = await (await shell.match(REVISIONS))?.json();
  const fetched = [];
  for (const [path, revision] of Object.entries(FILES)) {
    const url = new URL(path, scope).href;
    if (before?.[path] !== revision || !(await shell.match(url))) fetched.push(url);
  }
  const answers = await Promise.all(fetched.map((url) => fetch(url, { cache: 'no-cache' })));
  const failed = answers.find(({ ok }) => !ok);
  if (failed) throw new Error(`${failed.url}: ${failed.status}`);
  await Promise.all(answers.map((answer, at) => shell.put(fetched[at], answer)));
  await shell.put(REVISIONS, new Response(JSON.stringify(FILES)));
  await skipWaiting();
}

/** Removes what this version no longer has. */
async function activate() {
  const shell = await caches.open(SHELL);
  const known = new Set([REVISIONS, ...Object.keys(FILES).map((path) => new URL(path, scope).href)]);
  for (const { url } of await shell.keys()) if (!known.has(url)) await shell.delete(url);
  await clients.claim();
}

/** The address under which an answer is kept: without what was asked. */
function keyOf({ url }) {
  const key = new URL(url);
  key.search = key.hash = '';
  return key.href;
}

/** The cache that an answer belongs to, if it is kept at all; feeds and files for programs are not. */
function cacheFor(request, path) {
  if (Object.hasOwn(FILES, path)) return SHELL;
  return request.mode === 'navigate' || path.startsWith('search/') ? VISITED : undefined;
}

async function keep(name, key, answer) {
  const cache = await caches.open(name);
  await cache.put(key, answer);
  if (name !== VISITED) return;
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_VISITED)).map((old) => cache.delete(old)));
}

async function kept(key) {
  for (const name of [SHELL, VISITED]) {
    const answer = await (await caches.open(name)).match(key);
    if (answer) return answer;
  }
  return undefined;
}

async function answer(event) {
  const { request } = event;
  const key = keyOf(request);
  const name = cacheFor(request, key.slice(scope.length));
  const network = fetch(request).then((response) => {
    if (response.ok && name) event.waitUntil(keep(name, key, response.clone()).catch(() => {}));
    return response;
  });
  const old = name && (await kept(key));
  const waits = old && request.mode === 'navigate';
  const late = new Promise((resolve) => waits && setTimeout(resolve, PATIENCE, old));
  try {
    return await Promise.race([network, late]);
  } catch (error) {
    if (old) return old;
    if (request.mode === 'navigate') return Response.redirect(new URL('offline/', scope));
    throw error;
  }
}

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && event.request.url.startsWith(scope)) event.respondWith(answer(event));
});
