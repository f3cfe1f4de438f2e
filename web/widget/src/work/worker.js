/**
 * The check, away from the page's own thread. Between two texts it listens, so that a newer wish is heard early.
 *
 * @import { Message, Request } from './protocol.js'
 */
// A worker knows no import map, and node_modules, this repository and the demo site all keep the two packages side by side.
import { open, openIndex } from '../../../mcpvet/src/web.js';
import { Desk } from './desk.js';
import { messageOf } from './protocol.js';

/** @param {Message} message */
const post = (message) => postMessage(message);

/** The name of the worker ends with the address of a dataset of the page's own, if there is one. */
const [, own] = self.name.split(' ');
(own ? openOwn(own) : openIndex()).then(serve, (error) => post({ type: 'broken', message: messageOf(error) }));

/** @param {string} url */
async function openOwn(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url}: the server answered ${response.status}`);
  const vet = await open(new Uint8Array(await response.arrayBuffer()));
  return Object.assign(vet, { loadTexts: async () => {} });
}

/** @param {import('../../../mcpvet/index.d.ts').IndexedVet} vet */
function serve(vet) {
  /** @type {Map<number, Desk>} */
  const desks = new Map();
  let working = false;

  /** @param {Request} request */
  function take(request) {
    const { client } = request;
    if (request.type === 'leave') {
      desks.get(client)?.close();
      desks.delete(client);
      return;
    }
    const desk = desks.get(client) ?? new Desk(vet, client, post);
    desks.set(client, desk);
    desk.take(request);
    void work();
  }

  async function work() {
    if (working) return;
    working = true;
    // Elements take turns.
    for (let busy = true; busy; ) {
      busy = false;
      for (const desk of desks.values()) {
        if (!desk.busy) continue;
        busy = true;
        await desk.step();
        await turn();
      }
    }
    working = false;
  }

  addEventListener('message', ({ data }) => take(data));
  post({ type: 'ready', data: vet.check([]).data, formats: vet.formats(), outputs: vet.outputs() });
}

const { port1, port2 } = new MessageChannel();

/** Lets messages in that have arrived; a timer would wait for some milliseconds each time. */
const turn = () =>
  new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
