/** The entry for Node, Deno and Bun: the wasm module and the advisories come from this package's folder. */
import { readFile } from 'node:fs/promises';

import { createApi } from './common.js';

/** @param {string} name */
const read = (name) => readFile(new URL(`../wasm/${name}`, import.meta.url));

export const { check, inventory, explain, show, compare, formats, outputs, render, resolve, open, openIndex } = createApi({
  module: async () => WebAssembly.compile(await read('mcpvet_wasm_bg.wasm')),
  index: () => read('advisories.index'),
  texts: () => read('advisories.text'),
});
export { version } from './common.js';
