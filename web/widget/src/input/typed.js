/** The usual case: a text that can be typed in, in a textarea. */
import { h } from '../render/dom.js';
import { Lines } from './lines.js';

/** From the place of a finding to the end of the word there. */
const WORD = /^[^\s"',;]{1,200}/;

export class Typed {
  /** @type {HTMLTextAreaElement} */
  element;
  /** @type {Lines | undefined} */
  #lines;

  /** @param {import('../strings/en.js').Strings} strings @param {() => void} onInput */
  constructor(strings, onInput) {
    const input = () => {
      this.#lines = undefined;
      onInput();
    };
    this.element = h('textarea', {
      id: 'text',
      part: 'textarea',
      wrap: 'off',
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      placeholder: strings.placeholder,
      input,
    });
  }

  get text() {
    return this.element.value;
  }

  set text(text) {
    this.element.value = text;
    this.#lines = undefined;
    this.element.scrollTop = 0;
    this.element.scrollLeft = 0;
  }

  get lines() {
    this.#lines ??= new Lines(this.text);
    return this.#lines;
  }

  /** The text after pasting over the selection. @param {string} pasted */
  textWith(pasted) {
    const { value, selectionStart, selectionEnd } = this.element;
    return value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
  }

  /** Which lines are in sight. @param {number} lineHeight */
  window(lineHeight) {
    const { scrollTop, clientHeight } = this.element;
    return {
      first: Math.floor(scrollTop / lineHeight) + 1,
      last: Math.min(this.lines.count, Math.ceil((scrollTop + clientHeight) / lineHeight) + 1),
      top: (/** @type {number} */ line) => (line - 1) * lineHeight - scrollTop,
    };
  }

  /**
   * Selects the word at a place and brings it into sight.
   *
   * @param {number} line
   * @param {number} column
   * @param {number} lineHeight
   */
  reveal(line, column, lineHeight) {
    const { element, lines } = this;
    const start = lines.offset(line, column);
    const word = WORD.exec(this.text.slice(start, start + 200))?.[0] ?? '';
    element.focus({ preventScroll: true });
    element.setSelectionRange(start, start + word.length);
    element.scrollTop = (line - 1) * lineHeight - element.clientHeight / 3;
    // A character of the monospaced font is about 0.6 of its size, and the size 0.65 of the line.
    const x = column * lineHeight * 0.39;
    element.scrollLeft = x < element.clientWidth * 0.8 ? 0 : x - element.clientWidth / 3;
  }
}
