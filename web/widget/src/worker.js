/**
 * The check, away from the page's own thread. Everything is loaded before the first answer; from then on it asks
 * the network for nothing.
 *
 * @import { Request } from './protocol.js'
 */
// A worker knows no import map, and node_modules, this repository and the demo site all keep the two packages side by side.
import { open } from '../../mcpvet/src/web.js';
import { answer, failure, ready } from './protocol.js';

open().then(serve, (error) => postMessage(failure(0, error)));

/** @param {import('../../mcpvet/index.d.ts').Vet} vet */
function serve(vet) {
  addEventListener('message', ({ data }) => postMessage(reply(vet, data)));
  postMessage(ready(vet.check([]), vet.formats()));
}

/** @param {import('../../mcpvet/index.d.ts').Vet} vet @param {Request} request */
function reply(vet, { seq, inputs }) {
  try {
    return answer(seq, vet.check(inputs));
  } catch (error) {
    // A trap leaves the module unusable; uncaught, it lets the page start a new worker.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return failure(seq, error);
  }
}
