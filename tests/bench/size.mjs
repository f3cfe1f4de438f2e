// Bytes that a visitor loads: raw, gzip -9 and brotli -11. `cargo xtask size` runs it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

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
const total = [0, 0, 0];
console.log('| part | raw kB | gzip kB | brotli kB |\n| --- | ---: | ---: | ---: |');
for (const [name, parts] of Object.entries(rows)) {
  const sum = (size) => parts.reduce((bytes, part) => bytes + size(part), 0);
  const sizes = [sum((p) => p.length), sum((p) => gzipSync(p, { level: 9 }).length), sum((p) => brotli(p).length)];
  sizes.forEach((size, column) => { total[column] += size; });
  console.log(`| ${name} | ${sizes.map(kilobytes).join(' | ')} |`);
}
console.log(`| together | ${total.map(kilobytes).join(' | ')} |`);
