/**
 * Line numbers and marks for the visible lines only, whatever the length of the text.
 *
 * @typedef {{ kind: string, label: string }} Mark a status and what stands there
 * @typedef {{ first: number, last: number, top: (line: number) => number, text?: (line: number) => string }} Window
 */
import { fill, h } from '../render/dom.js';
import { shape } from '../render/shapes.js';

export class Rows {
  element = h('div', { class: 'rows', 'aria-hidden': 'true' });
  /** @type {ReadonlyMap<number, Mark>} */
  #marks = new Map();
  #active = 0;
  #onMark;
  /** @type {Map<number, HTMLElement>} */
  #shown = new Map();

  /** @param {(line: number) => void} onMark */
  constructor(onMark) {
    this.#onMark = onMark;
  }

  /** @param {ReadonlyMap<number, Mark>} marks by line */
  mark(marks) {
    this.#marks = marks;
    this.clear();
  }

  /** @param {number} line 0: none */
  activate(line) {
    this.#active = line;
    this.clear();
  }

  /** Forgets what is drawn. */
  clear() {
    this.#shown.clear();
    fill(this.element);
  }

  /** Draws the lines of a window and drops all others. @param {Window} window */
  draw({ first, last, top, text }) {
    for (const [line, row] of this.#shown) {
      if (line < first || line > last) {
        row.remove();
        this.#shown.delete(line);
      }
    }
    for (let line = first; line <= last; line += 1) {
      const row = this.#shown.get(line) ?? this.#add(line, text?.(line));
      row.style.transform = `translateY(${top(line)}px)`;
    }
  }

  /** @param {number} line @param {string} [text] */
  #add(line, text) {
    const mark = this.#marks.get(line);
    const state = `${mark ? ` marked ${mark.kind}` : ''}${line === this.#active ? ' active' : ''}`;
    const row = h(
      'div',
      { class: `row${state}` },
      h('span', { class: 'gutter', part: 'gutter' }, mark && this.#button(line, mark), h('span', {}, String(line))),
      text !== undefined && h('span', { class: 'code' }, text),
    );
    this.#shown.set(line, row);
    this.element.append(row);
    return row;
  }

  /** For the pointer; with the keyboard, each finding leads to its line. @param {number} line @param {Mark} mark */
  #button(line, { kind, label }) {
    const go = () => this.#onMark(line);
    return h('button', { type: 'button', class: 'mark', tabindex: -1, title: label, click: go }, shape(kind));
  }
}
