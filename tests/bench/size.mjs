// Bytes that a visitor loads: raw, gzip -9 and brotli -11, and what each part of the source adds to
// the wasm module. `cargo xtask size` runs it with the module that kept its names; with `--check` behind
// that it holds the sizes against the limits in budget.json instead.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { groupsOf } from './groups.mjs';

const vendor = fileURLToPath(new URL('../../www/dist/vendor/', import.meta.url));
const widget = join(vendor, 'mcpvet-widget/src');
const core = join(vendor, 'mcpvet/src/web.js');
const wasm = join(vendor, 'mcpvet/wasm');

/** Every file of a folder and below with this ending. */
const files = (folder, ending) =>
  readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));

/** A module of the site and all that it imports outright, without what it loads later. */
function reachable(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, other] of readFileSync(path, 'utf8').matchAll(/(?:\bfrom|\bimport) ?"(\.[^"]+)"/g)) reachable(join(dirname(path), other), found);
  return found;
}

const first = [...new Set(['mcp-vet-define.js', 'work/worker.js'].flatMap((name) => [...reachable(join(widget, name))]))];
const later = files(widget, '.js').filter((path) => !first.includes(path));

const WASM = 'wasm module';
const rows = {
  [WASM]: files(wasm, '.wasm'),
  'JavaScript of mcpvet': [core],
  'widget: JavaScript and CSS of a first visit': [...first.filter((path) => path !== core), ...files(widget, '.css')],
  'pack: index, read by every check': files(wasm, '.index'),
  'widget: languages, export, details and compact form, when asked for': later,
  'pack: text, read by show': files(wasm, '.text'),
};
/** How many of the rows a first visit loads. */
const FIRST = 4;

const brotli = (part) => brotliCompressSync(part, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: part.length },
});
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const measured = Object.entries(rows).map(([name, paths]) => {
  const parts = paths.map((path) => readFileSync(path));
  const sum = (size) => parts.reduce((bytes, part) => bytes + size(part), 0);
  return [name, sum((p) => p.length), sum((p) => gzipSync(p, { level: 9 }).length), sum((p) => brotli(p).length)];
});
const sum = (some) => [1, 2, 3].map((column) => some.reduce((bytes, row) => bytes + row[column], 0));
measured.push(['first visit together', ...sum(measured.slice(0, FIRST))], ['everything together', ...sum(measured)]);

const [named, mode] = process.argv.slice(2);
if (mode === '--check') check();
else show();

function show() {
  console.log('| part | raw kB | gzip kB | brotli kB |\n| --- | ---: | ---: | ---: |');
  for (const [name, ...sizes] of measured) console.log(`| ${name} | ${sizes.map(kilobytes).join(' | ')} |`);
  console.log('\n| of the wasm module | raw kB | share of its brotli kB |\n| --- | ---: | ---: |');
  for (const [name, ...sizes] of groupsOf(readFileSync(named), measured[0][3])) {
    console.log(`| ${name} | ${sizes.map(kilobytes).join(' | ')} |`);
  }
}

function check() {
  const limits = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8'));
  for (const [name, limit] of Object.entries(limits)) {
    const size = measured.find((row) => row[0] === name)?.[3];
    const fits = size !== undefined && size <= limit * 1000;
    console.log(`${name}: ${size === undefined ? 'no such part' : `${kilobytes(size)} of ${limit} kB`}${fits ? '' : ': TOO LARGE'}`);
    if (!fits) process.exitCode = 1;
  }
}
