/** The entry for browsers and workers: the wasm module and the advisories lie beside the script, on its own host. */
import { createApi } from './common.js';

// Written out in full, so that bundlers see the files and bring them along.
const MODULE = new URL('../wasm/mcpvet_wasm_bg.wasm', import.meta.url);
const INDEX = new URL('../wasm/advisories.index', import.meta.url);
const TEXTS = new URL('../wasm/advisories.text', import.meta.url);

/** @param {URL} url */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url.pathname}: the server answered ${response.status}`);
  return response;
}

/** @param {URL} url */
const read = async (url) => new Uint8Array(await (await load(url)).arrayBuffer());

/** Compiled while it arrives, where the server says what it is. */
async function compile() {
  const response = await load(MODULE);
  const streams = response.headers.get('content-type') === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

export const { check, inventory, explain, show, compare, formats, outputs, render, resolve, open, openIndex } = createApi({
  module: compile,
  index: () => read(INDEX),
  texts: () => read(TEXTS),
});
export { version } from './common.js';
