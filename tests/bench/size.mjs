// Bytes that a visitor loads: raw, gzip -9 and brotli -11, and what each part of the source adds to
// the wasm module. `cargo xtask size` runs it with the module that kept its names; with `--check` behind
// that it holds the sizes against the limits in budget.json instead.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { groupsOf } from './groups.mjs';

const web = fileURLToPath(new URL('../../web/', import.meta.url));

/** Every file with one of the endings in a folder and below. */
function files(folder, endings) {
  return readdirSync(join(web, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

const pack = readFileSync(join(web, 'mcpvet/wasm/advisories.pack'));
const indexEnd = pack.readUInt32LE(48);
const rows = {
  'wasm module': files('mcpvet/wasm', ['.wasm']),
  'JavaScript of mcpvet': [...files('mcpvet/src', ['.js']), ...files('mcpvet/wasm', ['.js'])],
  'JavaScript and CSS of the widget': files('widget/src', ['.js', '.css']),
  'pack: index, read by every check': [pack.subarray(0, indexEnd)],
  'pack: text, read by show': [pack.subarray(indexEnd)],
};

const brotli = (part) => brotliCompressSync(part, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: part.length },
});
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const measured = Object.entries(rows).map(([name, parts]) => {
  const sum = (size) => parts.reduce((bytes, part) => bytes + size(part), 0);
  return [name, sum((p) => p.length), sum((p) => gzipSync(p, { level: 9 }).length), sum((p) => brotli(p).length)];
});
const together = [1, 2, 3].map((column) => measured.reduce((bytes, row) => bytes + row[column], 0));
measured.push(['together', ...together]);

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
