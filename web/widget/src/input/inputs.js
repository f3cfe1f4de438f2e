/**
 * The texts at work: which there are, in which order, and which one is looked at. No element is touched here.
 *
 * @import { Item } from '../work/protocol.js'
 * @typedef {{ name?: string | undefined, format?: string | undefined, text?: string | Uint8Array | undefined, file?: File | undefined, loose?: boolean | undefined }} Source
 *   `loose`: found in a folder, where it stays only if it holds something
 * @typedef {Item & { loose: boolean, title: string }} Kept
 */

export class Inputs {
  /** @type {Kept[]} */
  items = [];
  at = 0;
  #made = 0;
  #title;

  /** @param {(n: number) => string} title what to call a text without a name */
  constructor(title) {
    this.#title = title;
  }

  /** The text that is looked at. @returns {Kept | undefined} */
  get current() {
    return this.items[this.at];
  }

  /** @param {readonly Source[]} sources */
  replace(sources) {
    this.items = sources.map((source) => this.#keep(source));
    this.at = 0;
  }

  /**
   * Adds texts behind the others; one of the same name takes the place of the older. An empty text makes room.
   *
   * @param {readonly Source[]} sources
   */
  add(sources) {
    this.items = this.items.filter((item) => item.file || item.text?.length);
    for (const source of sources) {
      const kept = this.#keep(source);
      const same = source.name === undefined ? -1 : this.items.findIndex(({ name }) => name === source.name);
      if (same === -1) this.items.push(kept);
      else this.items[same] = kept;
      if (source === sources[0]) this.at = same === -1 ? this.items.length - 1 : same;
    }
  }

  /** @param {readonly string[]} keys */
  remove(keys) {
    const current = this.current?.key;
    this.items = this.items.filter(({ key }) => !keys.includes(key));
    const still = this.items.findIndex(({ key }) => key === current);
    this.at = still === -1 ? Math.max(0, Math.min(this.at, this.items.length - 1)) : still;
  }

  /** Gives the current text other words. @param {string | Uint8Array} text */
  edit(text) {
    if (!this.current) this.items = [this.#keep({})];
    this.#change(this.at, { text, file: undefined });
  }

  /** Says how the current text is to be read. @param {string | undefined} format */
  read(format) {
    this.#change(this.at, { format });
  }

  /** @param {number} at @param {{ [key in keyof Kept]?: Kept[key] | undefined }} changes */
  #change(at, changes) {
    const item = this.items[at];
    if (item) this.items[at] = /** @type {Kept} */ ({ ...item, ...changes, revision: item.revision + 1 });
  }

  /** @param {Source} source @returns {Kept} */
  #keep({ name, format, text, file, loose = false }) {
    this.#made += 1;
    const content = file ? { file } : { text: text ?? '' };
    const title = name ?? this.#title(this.#made);
    return { key: String(this.#made), revision: 0, name, format, loose, title, ...content };
  }
}
