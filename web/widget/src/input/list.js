/**
 * The texts at work as a list, when there are several: each with its format, what was found, and a way out.
 *
 * @import { Strings } from '../strings/en.js'
 * @import { Kept } from './inputs.js'
 * @typedef {{ status: string, format: string, packages: number }} State what is known of a text
 * @typedef {{ item: HTMLElement, pick: HTMLElement, shown: string }} Row
 */
import { fill, h } from '../render/dom.js';
import { shape } from '../render/shapes.js';
import { visible } from '../render/text.js';

export class InputList {
  #strings;
  #onPick;
  #onRemove;
  element;
  /** @type {Map<string, Row>} */
  #rows = new Map();

  /** @param {Strings} strings @param {(key: string) => void} onPick @param {(key: string) => void} onRemove */
  constructor(strings, onPick, onRemove) {
    this.#strings = strings;
    this.#onPick = onPick;
    this.#onRemove = onRemove;
    this.element = h('ul', { class: 'inputs', part: 'inputs', 'aria-label': strings.inputs, hidden: true });
  }

  /**
   * @param {readonly Kept[]} items
   * @param {Kept | undefined} current
   * @param {(at: number) => State | undefined} stateOf
   */
  show(items, current, stateOf) {
    this.element.hidden = items.length < 2;
    for (const [key, row] of this.#rows) {
      if (items.some((item) => item.key === key)) continue;
      row.item.remove();
      this.#rows.delete(key);
    }
    if (this.element.hidden) return;
    items.forEach((item, at) => {
      const row = this.#rows.get(item.key) ?? this.#add(item);
      this.#update(row, item, stateOf(at));
      row.pick.ariaCurrent = item === current ? 'true' : null;
      if (this.element.children[at] !== row.item) this.element.insertBefore(row.item, this.element.children[at] ?? null);
    });
  }

  /** @param {Kept} item @returns {Row} */
  #add({ key, title }) {
    const pick = h('button', { type: 'button', class: 'pick', click: () => this.#onPick(key) });
    const label = this.#strings.remove(visible(title));
    const remove = h('button', { type: 'button', class: 'remove', 'aria-label': label, title: label, click: () => this.#onRemove(key) }, '×');
    const row = { item: h('li', {}, pick, remove), pick, shown: '' };
    this.#rows.set(key, row);
    return row;
  }

  /** @param {Row} row @param {Kept} item @param {State | undefined} state */
  #update(row, { title }, state) {
    const shown = JSON.stringify(state ?? null);
    if (row.shown === shown) return;
    row.shown = shown;
    const packages = state && state.packages > 0 && this.#strings.packages(state.packages);
    fill(
      row.pick,
      state ? shape(state.status) : h('span', { class: 'shape' }),
      h('span', { class: 'title', title: visible(title) }, visible(title)),
      state && h('span', { class: 'about read-as' }, state.format),
      packages && h('span', { class: 'about' }, packages),
    );
  }
}
