/**
 * One worker for all elements of a page that use the same dataset: it is loaded once, and lives as long as one of them.
 *
 * @import { Message, Ready, Request } from './protocol.js'
 * @typedef {{ ready: (m: Ready) => void, hear: (m: Exclude<Message, Ready | { type: 'broken' }>) => void, broken: (message: string) => void, lost: (atFault: boolean, message: string) => void }} Client
 *   `lost`: the worker broke down, or was replaced, and knows nothing any more
 */
import { messageOf } from './protocol.js';
import { spawn } from './spawn.js';

/** How long a text that nobody waits for any more may hold up others before the worker is replaced. */
const PATIENCE_MS = 3000;

/** By the address of their dataset; '' is the one of the package. @type {Map<string, Engine>} */
const engines = new Map();
let clients = 0;

/** @param {Client} client @param {string} data */
export function join(client, data) {
  const engine = engines.get(data) ?? new Engine(data);
  engines.set(data, engine);
  clients += 1;
  engine.add(clients, client);
  return { engine, number: clients };
}

export class Engine {
  #data;
  /** @type {Map<number, Client>} */
  #clients = new Map();
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Ready | undefined} */
  #ready;
  /** Whose text is being read. */
  #working = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;

  /** @param {string} data */
  constructor(data) {
    this.#data = data;
  }

  /** @param {number} number @param {Client} client */
  add(number, client) {
    this.#clients.set(number, client);
    if (!this.#worker) this.#start();
    else if (this.#ready) queueMicrotask(() => this.#ready && this.#clients.has(number) && client.ready(this.#ready));
  }

  /** An element that is only moved comes back at once. @param {number} number */
  leave(number) {
    if (this.#ready) this.post({ type: 'leave', client: number });
    this.#clients.delete(number);
    setTimeout(() => this.#clients.size === 0 && this.#stop());
  }

  /** @param {Request} request */
  post(request) {
    this.#worker?.postMessage(request);
  }

  /** Somebody waits behind a text of their own that is out of date. */
  hurry() {
    this.#patience ??= setTimeout(() => this.#replace(0, ''), PATIENCE_MS);
  }

  #start() {
    try {
      this.#worker = spawn(`mcp-vet ${this.#data}`);
    } catch (error) {
      queueMicrotask(() => this.#broken(messageOf(error)));
      return;
    }
    this.#worker.addEventListener('message', ({ data }) => this.#receive(data));
    this.#worker.addEventListener('error', ({ message }) => this.#crashed(message));
  }

  #stop() {
    this.#calm();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = undefined;
    this.#working = 0;
  }

  #calm() {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  /** @param {Message} message */
  #receive(message) {
    this.#calm();
    if (message.type === 'ready') {
      this.#ready = message;
      for (const client of [...this.#clients.values()]) client.ready(message);
    } else if (message.type === 'broken') {
      this.#broken(message.message);
    } else {
      this.#working = message.type === 'working' ? message.client : 0;
      this.#clients.get(message.client)?.hear(message);
    }
  }

  /** @param {string} message */
  #broken(message) {
    this.#stop();
    for (const client of [...this.#clients.values()]) client.broken(message);
  }

  /** A worker that broke down is replaced; one that never came up is not. @param {string} message */
  #crashed(message) {
    if (this.#ready) this.#replace(this.#working, message);
    else this.#broken(message || 'the worker could not start');
  }

  /** @param {number} atFault whose text it broke down over; 0: nobody's @param {string} message */
  #replace(atFault, message) {
    this.#stop();
    for (const [number, client] of [...this.#clients]) client.lost(number === atFault, message);
    this.#start();
  }

  /** Tries again after a failure to start. */
  retry() {
    if (!this.#worker) this.#start();
  }
}
