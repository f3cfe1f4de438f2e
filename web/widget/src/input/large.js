/** A text too large for a textarea: shown read-only, a screenful at a time. */
import { h } from '../render/dom.js';
import { Lines } from './lines.js';

/** Browsers cannot scroll much further than this; beyond it, a pixel stands for more than a pixel. */
const TALLEST = 8_000_000;
/** Characters of a line that are shown, from the place of the finding on when it lies further right. */
const WIDEST = 2_000;
const OVERSCAN = 12;

export class Large {
  #space = h('div', { class: 'space' });
  /** @type {HTMLElement} */
  element;
  text = '';
  lines = new Lines('');
  /** The place last revealed, which decides what is shown of a long line. */
  #line = 0;
  #column = 1;

  /** @param {import('../strings/en.js').Strings} strings */
  constructor(strings) {
    const label = { role: 'region', tabindex: 0, 'aria-label': strings.largeLabel };
    this.element = h('div', { class: 'large', part: 'textarea', ...label }, this.#space);
  }

  /** Takes the rows, which hold the text here too. @param {HTMLElement} rows */
  carry(rows) {
    this.#space.replaceChildren(rows);
  }

  /** @param {string} text @param {() => void} [onLines] more lines are known */
  show(text, onLines = () => {}) {
    const lines = new Lines(text);
    this.text = text;
    this.lines = lines;
    void lines.findRest(() => this.lines === lines && onLines());
    this.#line = 0;
    this.element.scrollTop = 0;
    this.element.scrollLeft = 0;
  }

  /** Which lines are in sight. @param {number} lineHeight */
  window(lineHeight) {
    const { scrollTop, clientHeight } = this.element;
    const first = this.#firstLine(lineHeight);
    return {
      first: Math.max(1, Math.floor(first) + 1 - OVERSCAN),
      last: Math.min(this.lines.count, Math.ceil(first + clientHeight / lineHeight) + OVERSCAN),
      top: (/** @type {number} */ line) => scrollTop + (line - 1 - first) * lineHeight,
      text: (/** @type {number} */ line) => this.#shown(line),
    };
  }

  /** The line at the upper edge, from 0, with its fraction. @param {number} lineHeight */
  #firstLine(lineHeight) {
    const { scrollTop, clientHeight } = this.element;
    const height = this.#stretch(lineHeight);
    if (height <= TALLEST) return scrollTop / lineHeight;
    return (scrollTop / (TALLEST - clientHeight)) * (this.lines.count - clientHeight / lineHeight);
  }

  /** Makes room for all lines; says how much they would need. @param {number} lineHeight */
  #stretch(lineHeight) {
    const height = this.lines.count * lineHeight;
    this.#space.style.height = `${Math.min(height, TALLEST)}px`;
    this.#space.style.width = `calc(var(--gutter) + ${Math.min(this.lines.longest, WIDEST) + 4}ch)`;
    return height;
  }

  /** @param {number} line */
  #shown(line) {
    const from = line === this.#line && this.#column > WIDEST ? this.#column - 40 : 1;
    const text = this.lines.part(line, from, WIDEST + 1);
    return `${from > 1 ? '…' : ''}${text.length > WIDEST ? `${text.slice(0, WIDEST)}…` : text}`;
  }

  /** Brings a place into sight. @param {number} line @param {number} column @param {number} lineHeight */
  reveal(line, column, lineHeight) {
    const { element } = this;
    this.#line = line;
    this.#column = column;
    this.lines.offset(line);
    this.#stretch(lineHeight);
    const height = this.lines.count * lineHeight;
    const scale = height <= TALLEST ? 1 : (TALLEST - element.clientHeight) / (height - element.clientHeight);
    element.focus({ preventScroll: true });
    element.scrollTop = ((line - 1) * lineHeight - element.clientHeight / 3) * scale;
    element.scrollLeft = 0;
  }
}
