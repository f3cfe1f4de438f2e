// What the wasm module costs in Node, beside JSON.parse of the same text, in one run.
// Prints the same Markdown rows as the native benchmark; `cargo xtask bench` runs both.
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

const [lockfile] = process.argv.slice(2);
const bytes = await readFile(lockfile);
const text = bytes.toString();
const wasm = await readFile(new URL('../../web/mcpvet/wasm/mcpvet_wasm_bg.wasm', import.meta.url));
const { check } = await import('../../web/mcpvet/src/node.js');
const size = `a 15000-package package-lock.json (${(bytes.length / 1e6).toFixed(1)} MB)`;

/** Median and least of several runs of an act, in milliseconds, after three unmeasured ones. */
async function measure(act, runs = 20) {
  for (let warm = 0; warm < 3; warm += 1) await act();
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await act();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[runs >> 1], least: times[0] };
}

function row(what, measured, against) {
  const ratio = against ? `${(measured.median / against.median).toFixed(2)} × JSON.parse` : '';
  console.log(`| ${what} | ${measured.median.toFixed(2)}ms | ${measured.least.toFixed(2)}ms | ${ratio} |`);
}

const parse = await measure(() => JSON.parse(text));
row(`Node: JSON.parse of ${size}`, parse);
row(`Node: check ${size}, given as bytes`, await measure(() => check(bytes, { name: 'package-lock.json' })), parse);
row(`Node: check ${size}, given as a string`, await measure(() => check(text, { name: 'package-lock.json' })), parse);
row('Node: compile and instantiate the wasm module', await measure(async () => {
  const module = await WebAssembly.compile(wasm);
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = kind === 'function' ? () => {} : undefined;
  }
  await WebAssembly.instantiate(module, imports);
}));
