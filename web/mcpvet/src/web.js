/** The entry for browsers and workers: the wasm module and the advisories lie beside the script, on its own host. */
import { createApi } from './common.js';

// Written out in full, so that bundlers see both files and bring them along.
const MODULE = new URL('../wasm/mcpvet_wasm_bg.wasm', import.meta.url);
const PACK = new URL('../wasm/advisories.pack', import.meta.url);

/** @param {URL} url */
async function read(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url.pathname}: the server answered ${response.status}`);
  return response.arrayBuffer();
}

export const { check, inventory, explain, show, formats, resolve, open } = createApi({
  module: async () => WebAssembly.compile(await read(MODULE)),
  pack: async () => new Uint8Array(await read(PACK)),
});
export { version } from './common.js';
