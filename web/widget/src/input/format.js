/**
 * How a text was read, and a way to have it read otherwise.
 *
 * @import { FormatInfo } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings/en.js'
 */
import { fill, h } from '../render/dom.js';

export class FormatChoice {
  #strings;
  #select;
  #count = h('span', { class: 'count' });
  #own = h('option', { value: '' });
  element;

  /** @param {Strings} strings @param {(format: string | undefined) => void} onChoose */
  constructor(strings, onChoose) {
    this.#strings = strings;
    const change = () => onChoose(this.#select.value || undefined);
    this.#select = h('select', { id: 'format', part: 'format', change }, this.#own);
    this.element = h('p', { class: 'format', hidden: true }, h('label', { for: 'format' }, strings.format), this.#select, this.#count);
  }

  /** @param {readonly FormatInfo[]} formats */
  offer(formats) {
    const sorted = [...formats].sort((a, b) => a.title.localeCompare(b.title, 'en'));
    fill(this.#select, this.#own, ...sorted.map(({ id, title }) => h('option', { value: id }, title)));
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * @param {string | undefined} chosen what somebody chose
   * @param {string | undefined} found the title of the format that it was read as
   * @param {number} packages
   */
  show(chosen, found, packages) {
    const { detect, detected, formatUnknown } = this.#strings;
    this.element.hidden = false;
    this.#own.textContent = chosen ? detect : found ? detected(found) : formatUnknown;
    this.#select.value = chosen ?? '';
    this.#count.textContent = packages > 0 ? this.#strings.packages(packages) : '';
  }
}
