/**
 * The text at work, with numbered lines and marks at the findings: typed in, or read-only when it is large.
 *
 * @import { Strings } from '../strings/en.js'
 * @import { Mark } from './rows.js'
 * @typedef {{ onInput: () => void, onPaste: (text: string) => void, onMark: (line: number) => void }} PaneEvents
 */
import { fill, h } from '../render/dom.js';
import { Large } from './large.js';
import { Rows } from './rows.js';
import { Typed } from './typed.js';

/** The number of UTF-16 code units from which on browsers begin to stutter while laying out a textarea. */
const TYPED_MOST = 200_000;

export class Pane {
  element = h('div', { class: 'editor', part: 'editor', dir: 'ltr' });
  #typed;
  #large;
  #rows;
  /** @type {Typed | Large} */
  #current;
  #note = h('p', { class: 'editor-note', hidden: true });
  #strings;
  #frame = 0;

  /** @param {Strings} strings @param {PaneEvents} events */
  constructor(strings, { onInput, onPaste, onMark }) {
    this.#strings = strings;
    this.#rows = new Rows(onMark);
    this.#typed = new Typed(strings, () => {
      this.#rows.activate(0);
      this.#draw();
      onInput();
    });
    this.#large = new Large(strings);
    this.#current = this.#typed;
    this.element.addEventListener('paste', (event) => this.#paste(event, onPaste));
    for (const { element } of [this.#typed, this.#large]) element.addEventListener('scroll', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.element);
    this.#arrange();
  }

  get text() {
    return this.#current.text;
  }

  /** @param {string} text */
  show(text) {
    this.#large.show('');
    this.#typed.text = '';
    if (text.length > TYPED_MOST) {
      this.#current = this.#large;
      this.#large.show(text, () => this.#tellHidden());
    } else {
      this.#current = this.#typed;
      this.#typed.text = text;
    }
    this.#rows.mark(new Map());
    this.#rows.activate(0);
    this.#arrange();
  }

  /** @param {ReadonlyMap<number, Mark>} marks by line */
  mark(marks) {
    this.#rows.mark(marks);
    this.#drawNow();
  }

  /** Goes to a place, from 1. @param {{ line: number, column: number }} place */
  reveal({ line, column }) {
    this.#rows.activate(line);
    this.element.scrollIntoView({ block: 'nearest' });
    this.#current.reveal(line, column, this.#lineHeight());
    this.#draw();
  }

  focus() {
    this.#current.element.focus();
  }

  #arrange() {
    const large = this.#current === this.#large;
    if (large) {
      this.#large.carry(this.#rows.element);
      fill(this.element, this.#large.element, this.#note);
      this.#tellHidden();
    } else {
      fill(this.element, this.#rows.element, this.#typed.element, this.#note);
    }
    this.#note.hidden = !large;
    this.#draw();
  }

  #tellHidden() {
    const { hidden } = this.#large.lines;
    fill(this.#note, this.#strings.large, hidden > 0 && ` (${this.#strings.moreLines(hidden)})`);
    this.#draw();
  }

  /** @param {ClipboardEvent} event @param {(text: string) => void} onPaste */
  #paste(event, onPaste) {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const typed = this.#current === this.#typed;
    const text = typed ? this.#typed.textWith(pasted) : pasted;
    if (!pasted || (typed && text.length <= TYPED_MOST)) return;
    event.preventDefault();
    onPaste(text);
  }

  #lineHeight() {
    return Number.parseFloat(getComputedStyle(this.element).lineHeight) || 20;
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#drawNow());
  }

  /** Asks where things stand: cheap before others have changed the page, and dear behind them. */
  #drawNow() {
    cancelAnimationFrame(this.#frame);
    const { lines } = this.#current;
    this.element.style.setProperty('--digits', String(Math.max(2, String(lines.count).length)));
    this.#rows.draw(this.#current.window(this.#lineHeight()));
  }
}
