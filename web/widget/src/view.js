/**
 * The element's frame: the text on one side, the answer on the other, and what it rests on below.
 *
 * @import { FormatInfo, Report } from '../../mcpvet/index.d.ts'
 * @import { Example } from './examples.js'
 * @import { Location } from './render/place.js'
 * @import { Strings } from './strings.js'
 * @typedef {{
 *   onInput: () => void, onText: (text: string, name?: string) => void, onFiles: (files: FileList) => void,
 *   onClear: () => void, onRetry: () => void,
 * }} ViewEvents
 */
import { acceptDrops } from './input/files.js';
import { Pane } from './input/pane.js';
import { outcomeOf } from './outcome.js';
import { dataLine } from './render/data.js';
import { fill, h } from './render/dom.js';
import { empty } from './render/empty.js';
import { results } from './render/results.js';
import { shape } from './render/shapes.js';
import { summary } from './render/summary.js';
import { capital, sentence, visible } from './render/text.js';

const STYLES = [new URL('./tokens.css', import.meta.url), new URL('./style.css', import.meta.url)];

export class View {
  #strings;
  #events;
  #file;
  #named = h('span', { class: 'file' });
  #format = h('span', { class: 'format' });
  #hint = h('p', { class: 'hint', role: 'status' });
  #clear;
  #summary = h('div', { class: 'summary', part: 'summary', role: 'status', 'aria-live': 'polite' });
  #results = h('div', { class: 'results', part: 'results' });
  #data = h('footer', { part: 'data' });
  #root;
  #fallback = h('slot');

  /** @param {ShadowRoot} shadow @param {Strings} strings @param {ViewEvents} events */
  constructor(shadow, strings, events) {
    this.#strings = strings;
    this.#events = events;
    const { onInput, onText, onFiles, onClear } = events;
    this.pane = new Pane(strings, { onInput, onPaste: (text) => onText(text), onMark: (line) => this.#showFinding(line) });
    this.#file = this.#filePicker(onFiles);
    this.#clear = this.#button(strings.clear, () => {
      onClear();
      this.pane.focus();
    });
    const frame = { class: 'root', part: 'root', 'aria-label': strings.element };
    this.#root = h('section', frame, this.#input(), this.#output(), this.#data);
    acceptDrops(this.#root, onFiles);
    shadow.append(...this.#styles(), this.#fallback, this.#root);
  }

  /** The frame stays hidden until its styles are there. */
  #styles() {
    this.#root.hidden = true;
    const links = STYLES.map((url) => h('link', { rel: 'stylesheet', href: url.href }));
    const settled = (/** @type {HTMLElement} */ link) =>
      new Promise((resolve) => ['load', 'error'].forEach((event) => link.addEventListener(event, resolve, { once: true })));
    void Promise.all(links.map(settled)).then(() => {
      this.#root.hidden = false;
      this.#showFallback();
    });
    return links;
  }

  /** What the page wrote inside the element is shown when there is nothing better. */
  #showFallback() {
    this.#fallback.hidden = !this.#root.hidden && this.#root.dataset.state !== 'unloaded';
  }

  #input() {
    const { input, drop } = this.#strings;
    const actions = h('span', { class: 'actions' }, ...this.#file, this.#clear);
    return h(
      'div',
      { class: 'pane', part: 'input' },
      h('div', { class: 'bar' }, h('label', { for: 'text' }, input), this.#named, actions),
      this.pane.element,
      h('div', { class: 'below' }, this.#format, this.#hint),
      h('p', { class: 'drop', 'aria-hidden': 'true' }, drop),
    );
  }

  #output() {
    return h('div', { class: 'answer', part: 'output' }, this.#summary, this.#results);
  }

  /** @param {string} label @param {() => void} click */
  #button(label, click) {
    return h('button', { type: 'button', class: 'button', part: 'button', click }, label);
  }

  /** @param {(files: FileList) => void} onFiles */
  #filePicker(onFiles) {
    const input = h('input', { type: 'file', hidden: true, 'aria-label': this.#strings.choose });
    input.addEventListener('change', () => {
      if (input.files) onFiles(input.files);
      input.value = '';
    });
    return [this.#button(this.#strings.choose, () => input.click()), input];
  }

  /** @param {readonly Example[]} examples */
  loading(examples) {
    this.#state('loading');
    fill(this.#data, ...dataLine(undefined, this.#strings));
    this.empty(examples);
    fill(this.#summary, h('p', { class: 'quiet' }, this.#strings.loading));
  }

  /** @param {Report['data']} data */
  ready(data) {
    fill(this.#data, ...dataLine(data, this.#strings));
  }

  /** @param {readonly Example[]} examples */
  empty(examples) {
    this.#state('empty');
    fill(this.#summary);
    fill(this.#format);
    fill(this.#results, empty(this.#strings, examples, ({ text, name }) => this.#events.onText(text, name)));
  }

  /** @param {string | undefined} name */
  named(name) {
    this.hint('');
    this.#named.textContent = this.#named.title = visible(name ?? '');
  }

  /** @param {string} text */
  hint(text) {
    this.#hint.textContent = text;
  }

  checking() {
    this.#state('checking');
    if (!this.#summary.hasChildNodes()) fill(this.#summary, h('p', { class: 'quiet' }, this.#strings.checking));
  }

  /** @param {Report} report @param {FormatInfo[]} formats */
  report(report, formats) {
    const outcome = outcomeOf(report);
    this.#state('report');
    fill(this.#format, this.#formatOf(report, formats));
    fill(this.#summary, ...summary(report, outcome, this.#strings));
    fill(this.#results, ...results(report, outcome, this.#strings, (place) => this.pane.reveal(place)));
    fill(this.#data, ...dataLine(report.data, this.#strings));
  }

  /** @param {'unloaded' | 'failed'} state whether it never came up, or broke down @param {string} message */
  failed(state, message) {
    const { failed } = this.#strings;
    this.#state(state);
    const retry = state === 'unloaded' && this.#button(failed.retry, this.#events.onRetry);
    const headline = h('p', { class: 'headline', part: 'headline' }, failed[state]);
    fill(this.#summary, shape('error'), h('div', {}, headline, h('p', {}, sentence(capital(message))), retry));
    fill(this.#results);
  }

  /** @param {string} state */
  #state(state) {
    this.#root.dataset.state = state;
    this.#showFallback();
    this.#clear.hidden = this.pane.text === '';
  }

  /** @param {Report} report @param {FormatInfo[]} formats */
  #formatOf({ results: [{ source }] }, formats) {
    const format = formats.find(({ id }) => id === source.format);
    return format ? this.#strings.formatPackages(format.title, source.packages) : this.#strings.formatUnknown;
  }

  /** The way back: from a mark to what was found in its line. @param {number} line */
  #showFinding(line) {
    const found = this.#results.querySelector(`[data-line="${line}"]`);
    if (!(found instanceof HTMLElement)) return;
    found.scrollIntoView({ block: 'nearest' });
    found.focus({ preventScroll: true });
  }
}
