/** Says aloud what changed, once it has settled: a text that is being typed would otherwise chatter at every key. */
import { h } from './render/dom.js';

const SETTLED_MS = 800;

export class Announcer {
  element = h('p', { class: 'aloud', role: 'status', 'aria-live': 'polite' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {string} text */
  say(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.element.textContent !== text) this.element.textContent = text;
    }, SETTLED_MS);
  }
}
