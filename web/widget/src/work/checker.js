/**
 * One element's side of the conversation with the worker. Of several wishes only the newest counts; texts that the
 * worker has already are not sent again.
 *
 * @import { Advisory } from '../../../mcpvet/index.d.ts'
 * @import { Answer, Item, Message, Partial, Ready } from './protocol.js'
 * @typedef {{
 *   ready: (m: Ready) => void, partial: (m: Partial) => void, report: (m: Answer) => void,
 *   failed: (message: string) => void, broken: (message: string) => void,
 * }} Listener
 */
import { join } from './engine.js';

export class Checker {
  #listener;
  /** @type {ReturnType<typeof join> | undefined} */
  #place;
  #ready = false;
  #seq = 0;
  /** The wish that has not been answered. @type {readonly Item[] | undefined} */
  #items;
  /** Whether the worker is at work on a wish, perhaps an old one. */
  #running = false;
  /** Which revision of each text the worker has. @type {Map<string, number>} */
  #sent = new Map();
  #asks = 0;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  #asked = new Map();

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /** @param {string} data the address of a dataset, or '' */
  start(data) {
    if (this.#place) {
      this.#place.engine.retry();
      return;
    }
    this.#place = join(
      {
        ready: (message) => {
          this.#ready = true;
          this.#listener.ready(message);
          this.#send();
        },
        hear: (message) => this.#hear(message),
        broken: (message) => {
          this.#forgetAll(message);
          this.#listener.broken(message);
        },
        lost: (atFault, message) => {
          this.#forgetAll(message);
          if (!atFault || !this.#items) return;
          this.#items = undefined;
          this.#listener.failed(message);
        },
      },
      data,
    );
  }

  stop() {
    this.#place?.engine.leave(this.#place.number);
    this.#place = undefined;
    this.#forgetAll('the element was taken out of the page');
  }

  /** @param {readonly Item[]} items */
  check(items) {
    if (this.#running) this.#place?.engine.hurry();
    this.#seq += 1;
    this.#items = items;
    this.#send();
  }

  /** Answers on their way are dropped. */
  forget() {
    this.#seq += 1;
    this.#items = undefined;
  }

  /**
   * Asks about the last report, or the dataset.
   *
   * @param {{ type: 'render', output: string } | { type: 'advisory', id: string }} question
   * @returns {Promise<any>}
   */
  ask(question) {
    const place = this.#place;
    if (!place || !this.#ready) return Promise.reject(new Error('the advisories are not loaded'));
    this.#asks += 1;
    const ask = this.#asks;
    return new Promise((resolve, reject) => {
      this.#asked.set(ask, { resolve, reject });
      place.engine.post({ ...question, client: place.number, ask });
    });
  }

  #send() {
    if (!this.#ready || !this.#place || !this.#items) return;
    const { engine, number: client } = this.#place;
    const keys = this.#items.map(({ key }) => key);
    for (const key of this.#sent.keys()) {
      if (keys.includes(key)) continue;
      this.#sent.delete(key);
      engine.post({ type: 'delete', client, key });
    }
    for (const item of this.#items) {
      if (this.#sent.get(item.key) === item.revision) continue;
      this.#sent.set(item.key, item.revision);
      engine.post({ type: 'set', client, item: { ...item } });
    }
    engine.post({ type: 'check', client, seq: this.#seq, keys });
    this.#running = true;
  }

  /** @param {Exclude<Message, Ready | { type: 'broken' }>} message */
  #hear(message) {
    if (message.type === 'told') {
      const asked = this.#asked.get(message.ask);
      this.#asked.delete(message.ask);
      if (message.error === undefined) asked?.resolve(message.value);
      else asked?.reject(new Error(message.error));
      return;
    }
    if (message.type === 'working') return;
    if (message.type !== 'partial') this.#running = false;
    if (message.seq !== this.#seq) return;
    if (message.type === 'partial') this.#listener.partial(message);
    else this.#finished(message);
  }

  /** @param {Answer | { type: 'failed', message: string }} message */
  #finished(message) {
    this.#items = undefined;
    if (message.type === 'report') this.#listener.report(message);
    else this.#listener.failed(message.message);
  }

  /** @param {string} message */
  #forgetAll(message) {
    this.#ready = false;
    this.#running = false;
    this.#sent.clear();
    for (const { reject } of this.#asked.values()) reject(new Error(message));
    this.#asked.clear();
  }
}
