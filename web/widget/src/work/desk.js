/**
 * One element's texts in the worker: those that were checked, those that wait, and what is wanted of them.
 *
 * @import { IndexedVet, Parts } from '../../../mcpvet/index.d.ts'
 * @import { AskAdvisory, Check, Item, Message, RenderReport, Request } from './protocol.js'
 */
import { messageOf } from './protocol.js';

/** One byte more than the core reads: it then says so itself, and no larger file has to fit into memory. */
const MOST_BYTES = (64 << 20) + 1;
/** How often an unfinished answer is shown. */
const PARTIAL_MS = 150;

export class Desk {
  #vet;
  #client;
  #post;
  /** @type {Parts} */
  #parts;
  /** Texts that are not checked yet. @type {Map<string, Item>} */
  #waiting = new Map();
  /** @type {Check | undefined} */
  #wanted;
  /** The texts of the last answer. @type {string[]} */
  #keys = [];
  #shown = 0;

  /** @param {IndexedVet} vet @param {number} client @param {(message: Message) => void} post */
  constructor(vet, client, post) {
    this.#vet = vet;
    this.#client = client;
    this.#post = post;
    this.#parts = vet.parts();
  }

  close() {
    this.#wanted = undefined;
    this.#parts.free();
  }

  get busy() {
    return this.#wanted !== undefined;
  }

  /** @param {Request} request */
  take(request) {
    if (request.type === 'set') this.#waiting.set(request.item.key, request.item);
    else if (request.type === 'delete') this.#drop(request.key);
    else if (request.type === 'check') this.#want(request);
    else if (request.type !== 'leave') void this.#tell(request);
  }

  /** @param {string} key */
  #drop(key) {
    this.#waiting.delete(key);
    this.#parts.delete(key);
  }

  /** @param {Check} request */
  #want(request) {
    this.#wanted = request;
    this.#keys = request.keys;
    this.#shown = performance.now();
  }

  /** Checks one text, or answers when none waits. What breaks the module is not caught: the page starts a new worker. */
  async step() {
    const wanted = /** @type {Check} */ (this.#wanted);
    const item = wanted.keys.map((key) => this.#waiting.get(key)).find((one) => one !== undefined);
    try {
      if (item) await this.#check(item);
      if (this.#wanted !== wanted) return;
      this.#answer(wanted);
    } catch (error) {
      if (isTrap(error)) reportTrap(error);
      if (item) this.#waiting.delete(item.key);
      this.#wanted = undefined;
      this.#post({ type: 'failed', client: this.#client, seq: wanted.seq, message: messageOf(error) });
    }
  }

  /** @param {Item} item */
  async #check(item) {
    this.#post({ type: 'working', client: this.#client });
    const { key, name, format, file } = item;
    const text = file ? new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer()) : (item.text ?? '');
    // While it was read, it may have been replaced.
    if (this.#waiting.get(key) !== item) return;
    this.#parts.set(key, { text, name, format });
    this.#waiting.delete(key);
  }

  /** @param {Check} wanted */
  #answer({ seq, keys }) {
    const done = keys.filter((key) => !this.#waiting.has(key));
    const total = keys.length;
    if (done.length === total) {
      this.#wanted = undefined;
      this.#post({ type: 'report', client: this.#client, seq, keys, report: this.#parts.report(keys) });
    } else if (performance.now() - this.#shown >= PARTIAL_MS) {
      const report = this.#parts.report(done);
      this.#post({ type: 'partial', client: this.#client, seq, keys: done, total, report });
      this.#shown = performance.now();
    }
  }

  /** @param {RenderReport | AskAdvisory} request */
  async #tell(request) {
    const { ask } = request;
    try {
      const value = request.type === 'render' ? this.#parts.render(request.output, this.#keys) : await this.#show(request.id);
      this.#post({ type: 'told', client: this.#client, ask, value });
    } catch (error) {
      this.#post({ type: 'told', client: this.#client, ask, error: messageOf(error) });
    }
  }

  /** @param {string} id */
  async #show(id) {
    await this.#vet.loadTexts();
    return this.#vet.show(id);
  }
}

/** A trap leaves the module unusable. @param {unknown} error */
const isTrap = (error) => error instanceof Error && error.cause instanceof WebAssembly.RuntimeError;

/** Uncaught, and outside of any promise, it reaches the page. @param {unknown} error */
function reportTrap(error) {
  setTimeout(() => {
    throw error;
  });
}
