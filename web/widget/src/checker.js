/**
 * Asks the worker and keeps the order: of several texts only the newest counts.
 *
 * @import { Input } from '../../mcpvet/index.d.ts'
 * @import { Answer, Failure, Message, Ready } from './protocol.js'
 * @typedef {{ ready: (m: Ready) => void, report: (m: Answer) => void, failed: (m: Failure) => void }} Listener
 */
import { failure, request } from './protocol.js';

/** How long a check of an outdated text may hold up a newer one before its worker is replaced. */
const PATIENCE_MS = 3000;

export class Checker {
  #listener;
  /** @type {Worker | undefined} */
  #worker;
  #ready = false;
  #seq = 0;
  /** The number of the text in work; 0: none. */
  #running = 0;
  /** @type {import('./protocol.js').Request | undefined} */
  #waiting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  start() {
    if (this.#worker) return;
    try {
      this.#worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'mcp-vet' });
    } catch (error) {
      this.#finished(failure(0, error));
      return;
    }
    this.#worker.addEventListener('message', ({ data }) => this.#receive(data));
    this.#worker.addEventListener('error', ({ message }) => this.#crashed(message));
  }

  stop() {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = false;
    this.#running = 0;
  }

  /** @param {Input[]} inputs */
  check(inputs) {
    this.#waiting = request(++this.#seq, inputs);
    this.#pump();
  }

  /** Forgets what was asked; answers on their way are dropped. */
  forget() {
    this.#seq += 1;
    this.#waiting = undefined;
  }

  #pump() {
    if (!this.#ready || !this.#waiting) return;
    if (this.#running) {
      this.#patience ??= setTimeout(() => this.#restart(), PATIENCE_MS);
      return;
    }
    this.#running = this.#waiting.seq;
    this.#worker?.postMessage(this.#waiting);
    this.#waiting = undefined;
  }

  #restart() {
    this.stop();
    this.start();
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.type === 'ready') {
      this.#ready = true;
      this.#listener.ready(message);
    } else {
      this.#finished(message);
    }
    this.#pump();
  }

  /** @param {Answer | Failure} message */
  #finished(message) {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#running = 0;
    const starting = message.seq === 0;
    if (starting) this.stop();
    if (!starting && message.seq !== this.#seq) return;
    if (message.type === 'report') this.#listener.report(message);
    else this.#listener.failed(message);
  }

  /** A worker that broke down is replaced; one that never came up is not. @param {string} reason */
  #crashed(reason) {
    const seq = this.#ready ? this.#running : 0;
    this.#finished(failure(seq, new Error(reason || 'the worker could not start')));
    if (seq) this.#restart();
  }
}
