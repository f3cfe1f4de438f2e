// Bytes that a visitor loads: raw, gzip -9 and brotli -11, and what each part of the source adds to
// the wasm module. `cargo xtask size` runs it with the module that kept its names; with `--check` behind
// that it holds the sizes against the limits in budget.json instead.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { groupsOf } from './groups.mjs';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const vendor = fileURLToPath(new URL('../../www/dist/vendor/', import.meta.url));

/** What a visitor loads of a file of web/: the minified one of the site. */
const loaded = (path) => readFileSync(path.replace(`${web}widget/`, `${vendor}mcpvet-widget/`).replace(web, vendor));

/** Every file with one of the endings in a folder and below. */
function files(folder, endings) {
  return readdirSync(join(web, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => loaded(join(entry.parentPath, entry.name)));
}

/** A module and all that it imports outright, without what it loads later. */
function reachable(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, other] of readFileSync(path, 'utf8').matchAll(/^(?:import|export)\b[^'"\n;]*? from '(\.[^']+)'|^import '(\.[^']+)'/gm)) {
    reachable(join(dirname(path), other), found);
  }
  return found;
}

const visit = [...reachable(join(web, 'widget/src/mcp-vet-define.js')), ...reachable(join(web, 'widget/src/work/worker.js'))];
const first = [...new Set(visit)];
const ofWidget = (path) => path.startsWith(join(web, 'widget/'));
const read = (paths) => paths.map(loaded);
const later = readdirSync(join(web, 'widget/src'), { recursive: true })
  .filter((name) => name.endsWith('.js'))
  .map((name) => join(web, 'widget/src', name))
  .filter((path) => !first.includes(path));

const WASM = 'wasm module';
const rows = {
  [WASM]: files('mcpvet/wasm', ['.wasm']),
  'JavaScript of mcpvet': read(first.filter((path) => !ofWidget(path))),
  'widget: JavaScript and CSS of a first visit': [...read(first.filter(ofWidget)), ...files('widget/src', ['.css'])],
  'pack: index, read by every check': files('mcpvet/wasm', ['.index']),
  'widget: languages, export, details and compact form, when asked for': read(later),
  'pack: text, read by show': files('mcpvet/wasm', ['.text']),
};
/** How many of the rows a first visit loads. */
const FIRST = 4;

const brotli = (part) => brotliCompressSync(part, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: part.length },
});
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const measured = Object.entries(rows).map(([name, parts]) => {
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
