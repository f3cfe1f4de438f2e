/** Search without a service: words and pages come in files that cover far more than was asked for. */

const root = new URL('..', import.meta.url);
const [form, input, count, list, nothing, examples] = ['.find', '#find', '#found-count', '#found', '#nothing', '#examples'].map(
  (selector) => document.querySelector(selector),
);

/** How much a word weighs in a name, in a title and in a text; as much again if it is the whole word. */
const WEIGHTS = [12, 5, 1];
const MOST_SHOWN = 40;

const files = new Map();

/** A file of the index, fetched once; a failure is not remembered. */
function load(file) {
  if (!files.has(file)) {
    const loading = fetch(new URL(`search/${file}.json`, root)).then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    });
    loading.catch(() => files.delete(file));
    files.set(file, loading);
  }
  return files.get(file);
}

/** What pages weigh for one word, and whether the index names all pages that have it. */
async function weigh(word, { shards }) {
  const weights = new Map();
  let isCut = false;
  const from = shards.findLastIndex((start) => start <= word);
  const after = shards.findIndex((start, at) => at > from && !start.startsWith(word));
  const wanted = shards.slice(from, after < 0 ? undefined : after).map((_, at) => load(`words-${from + at}`));
  for (const shard of await Promise.all(wanted)) {
    for (const [known, places] of Object.entries(shard)) {
      if (!known.startsWith(word)) continue;
      isCut ||= places.length > 3;
      WEIGHTS.forEach((weight, at) => {
        let page = 0;
        for (const step of places[at]) {
          page += step;
          weights.set(page, Math.max(weights.get(page) ?? 0, known === word ? 2 * weight : weight));
        }
      });
    }
  }
  return { weights, isCut };
}

/** The numbers of the pages that have all words, best first; of two equal ones, the newer. */
async function find(query) {
  const head = await load('index');
  const whole = query.toLowerCase().trim();
  const words = new Set(whole.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 && !head.skip.includes(word)));
  const all = await Promise.all([...words].map((word) => weigh(word, head)));
  const strict = all.filter(({ isCut }) => !isCut);
  const [first] = strict.length > 0 ? strict : all;
  const score = (page) => all.reduce((sum, { weights }) => sum + (weights.get(page) ?? 0), 0);
  const pages = [...(first?.weights.keys() ?? [])].filter((page) => strict.every(({ weights }) => weights.has(page)));
  const scores = new Map(pages.map((page) => [page, score(page)]));
  // A name that was written out, such as an id or `@scope/name`, comes before everything.
  if (!/\s/.test(whole) && whole.length > 1) {
    for (const [page, weight] of (await weigh(whole, head)).weights) {
      if (weight >= WEIGHTS[0]) scores.set(page, (scores.get(page) ?? 0) + 10 * weight);
    }
  }
  const best = [...scores].sort(([a, x], [b, y]) => y - x || b - a).map(([page]) => page);
  return { best, ...head };
}

/** Kind, folder, title, severity and details of a page. */
async function describe(page, chunk) {
  return (await load(`pages-${Math.floor(page / chunk)}`))[page % chunk];
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** The same shape and word that tables have for a severity. */
function status(severity) {
  const SVG = 'http://www.w3.org/2000/svg';
  const shape = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  const attributes = { class: 'shape', width: 16, height: 16, 'aria-hidden': true };
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  use.setAttribute('href', `#s-${severity}`);
  shape.append(use);
  return element('span', `status ${severity}`, shape, severity);
}

function row([kind, folder, title, severity, about]) {
  const link = element('a', kind === 'package' ? 'name' : '', title);
  link.href = new URL(folder, root);
  const details = element('p', '', severity ? status(severity) : element('span', 'tag', kind), ' ', about);
  return element('li', '', link, details);
}

let turn = 0;

async function show() {
  const query = input.value;
  const mine = (turn += 1);
  const isEmpty = query.trim().length < 2;
  examples.hidden = !isEmpty;
  if (isEmpty) return answer([], '');
  try {
    const { best, chunk } = await find(query);
    const rows = await Promise.all(best.slice(0, MOST_SHOWN).map((page) => describe(page, chunk)));
    if (mine !== turn) return;
    const shown = best.length > MOST_SHOWN ? `The best ${MOST_SHOWN} of ${best.length} pages` : `${best.length} ${best.length === 1 ? 'page' : 'pages'}`;
    answer(rows, best.length === 0 ? `Nothing has all of “${query.trim()}”.` : shown);
  } catch {
    if (mine === turn) answer([], 'The index did not load. Check the connection, then type again.');
  }
}

function answer(rows, text) {
  list.replaceChildren(...rows.map(row));
  count.textContent = text;
  nothing.hidden = !text.startsWith('Nothing');
}

/** What the address asks for: behind `#`, where no server sees it, or behind `?` from other programs. */
function asked() {
  return new URLSearchParams(location.hash.slice(1)).get('q') ?? new URLSearchParams(location.search).get('q') ?? '';
}

function start() {
  input.value = asked();
  document.title = input.value ? `${input.value} · Search · mcpvet` : 'Search · mcpvet';
  void show();
}

/** Arrows go through the results as they do in a list; Escape leads back to the field. */
function move(event) {
  const links = [input, ...list.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || event.isComposing) return;
  if (event.key === 'Escape' && at > 0) input.focus();
  if (!step || !links[at + step]) return;
  event.preventDefault();
  links[at + step].focus();
}

form.hidden = false;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  list.querySelector('a')?.click();
});
input.addEventListener('input', () => {
  history.replaceState(null, '', input.value ? `#q=${encodeURIComponent(input.value)}` : location.pathname);
  void show();
});
addEventListener('keydown', move);
addEventListener('hashchange', start);
start();
if (!location.hash && !location.search) input.focus();
