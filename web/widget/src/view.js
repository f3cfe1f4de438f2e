/**
 * The element's frame: the texts on one side, the answer on the other, and what it rests on below. It shows what it
 * is given, and keeps nothing but the last answer and how it is filtered.
 *
 * @import { Advisory, FormatInfo, OutputInfo, Report } from '../../mcpvet/index.d.ts'
 * @import { Example } from './examples.js'
 * @import { Kept } from './input/inputs.js'
 * @import { Found } from './outcome.js'
 * @import { Context } from './render/context.js'
 * @import { Filter } from './render/filters.js'
 * @import { Strings } from './strings/en.js'
 * @typedef {{
 *   onInput: (text: string) => void, onPaste: (text: string) => void, onText: (text: string, name?: string) => void,
 *   onFiles: (files: FileList) => void, onDrop: (transfer: DataTransfer) => void,
 *   onAdd: () => void, onClear: () => void, onPick: (key: string) => Promise<void>, onRemove: (key: string) => void,
 *   onFormat: (format: string | undefined) => void, onRetry: () => void,
 *   advisory: (id: string) => Promise<Advisory | undefined>, render: (output: string) => Promise<string>,
 *   texts: () => Promise<{ name?: string | undefined, format?: string | undefined, text: string }[]>,
 * }} ViewEvents
 * @typedef {{ report: Report, keys: readonly string[] }} Answered a report and the keys of its texts
 */
import { Announcer } from './announcer.js';
import { FormatChoice } from './input/format.js';
import { acceptDrops } from './input/files.js';
import { InputList } from './input/list.js';
import { Pane } from './input/pane.js';
import { foundIn, marksOf } from './outcome.js';
import { ageOf, dataLine } from './render/data.js';
import { fill, h } from './render/dom.js';
import { empty } from './render/empty.js';
import { EVERYTHING, filtered, Filters } from './render/filters.js';
import { results } from './render/results.js';
import { shape } from './render/shapes.js';
import { headlineOf, summary } from './render/summary.js';
import { capital, sentence, visible } from './render/text.js';
import { Turns } from './render/turns.js';
import { addStyles } from './styles.js';

export class View {
  #strings;
  #events;
  #announcer = new Announcer();
  #named = h('span', { class: 'file' });
  #hint = h('p', { class: 'hint' });
  #add;
  #clear;
  #summary = h('div', { class: 'summary', part: 'summary' });
  #stale = h('p', { class: 'stale', hidden: true });
  #export;
  #panel = h('div', { class: 'panel', id: 'panel', part: 'export', hidden: true });
  #tools;
  #hidden = h('p', { class: 'hidden-count', hidden: true });
  #results = h('div', { class: 'results', part: 'results' });
  #turns = new Turns((busy) => this.#results.setAttribute('aria-busy', String(busy)));
  #data = h('div', { class: 'data' });
  #offline = h('p', { class: 'offline', hidden: true });
  #root;
  #fallback = h('slot');
  /** @type {readonly Kept[]} */
  #items = [];
  /** @type {Kept | undefined} */
  #current;
  /** @type {readonly FormatInfo[]} */
  #formats = [];
  /** @type {readonly OutputInfo[]} */
  #outputs = [];
  /** @type {Answered | undefined} */
  #answer;
  /** @type {Found[]} */
  #found = [];
  /** @type {Map<Found, HTMLElement>} */
  #elements = new Map();

  /** @param {ShadowRoot} shadow @param {Strings} strings @param {ViewEvents} events */
  constructor(shadow, strings, events) {
    this.#strings = strings;
    this.#events = events;
    this.pane = new Pane(strings, {
      onInput: () => events.onInput(this.pane.text),
      onPaste: events.onPaste,
      onMark: (line) => this.#showFinding(line),
    });
    this.list = new InputList(strings, (key) => void events.onPick(key), events.onRemove);
    this.format = new FormatChoice(strings, events.onFormat);
    this.filters = new Filters(strings, () => this.#showFound());
    this.#add = this.#button(strings.add, events.onAdd);
    this.#clear = this.#button(strings.clear, events.onClear);
    this.#export = this.#button(strings.exporting.open, () => void this.#openExport());
    this.#tools = h('div', { class: 'tools', hidden: true }, this.filters.element, this.#export);
    this.#root = h('section', { class: 'root', part: 'root', 'aria-label': strings.element, lang: strings.language, hidden: true });
    this.#root.append(this.#input(), this.#output(), this.#footer(), this.#announcer.element);
    acceptDrops(this.#root, events.onDrop);
    addStyles(shadow, () => {
      this.#root.hidden = false;
      this.#showFallback();
    });
    shadow.append(this.#fallback, this.#root);
  }

  /** What the page wrote inside the element is shown when there is nothing better. */
  #showFallback() {
    this.#fallback.hidden = !this.#root.hidden && this.#root.dataset.state !== 'unloaded';
  }

  #input() {
    const { input, drop, choose } = this.#strings;
    const actions = h('span', { class: 'actions' }, this.#add, ...this.#filePicker(choose), this.#clear);
    return h(
      'div',
      { class: 'pane', part: 'input' },
      h('div', { class: 'bar' }, h('label', { for: 'text' }, input), this.#named, actions),
      this.list.element,
      this.pane.element,
      h('div', { class: 'below' }, this.format.element, this.#hint),
      h('p', { class: 'drop', 'aria-hidden': 'true' }, drop),
    );
  }

  #output() {
    // Findings have headings of the third level; pages have theirs of the first.
    const heading = h('h2', { class: 'aloud' }, this.#strings.element);
    const parts = [heading, this.#summary, this.#stale, this.#tools, this.#panel, this.#hidden, this.#results];
    this.#export.setAttribute('aria-expanded', 'false');
    this.#export.setAttribute('aria-controls', 'panel');
    return h('div', { class: 'answer', part: 'output' }, ...parts);
  }

  #footer() {
    return h('footer', { part: 'data' }, this.#data, this.#offline, h('slot', { name: 'footer' }));
  }

  /** @param {string} label @param {() => void} click */
  #button(label, click) {
    return h('button', { type: 'button', class: 'button', part: 'button', click }, label);
  }

  /** @param {string} label */
  #filePicker(label) {
    const input = h('input', { type: 'file', multiple: true, hidden: true, 'aria-label': label });
    input.addEventListener('change', () => {
      if (input.files?.length) this.#events.onFiles(input.files);
      input.value = '';
    });
    return [this.#button(label, () => input.click()), input];
  }

  /** @param {readonly Example[]} examples */
  loading(examples) {
    this.#state('loading');
    fill(this.#data, ...dataLine(undefined, this.#strings));
    fill(this.#summary);
    this.#showEmpty(examples);
  }

  /**
   * @param {Report['data']} data
   * @param {readonly FormatInfo[]} formats
   * @param {readonly OutputInfo[]} outputs
   * @param {{ now: number, staleAfter: number }} age
   */
  ready(data, formats, outputs, { now, staleAfter }) {
    this.#formats = formats;
    this.#outputs = outputs;
    this.format.offer(formats);
    fill(this.#data, ...dataLine(data, this.#strings));
    const days = ageOf(data, now);
    this.#stale.hidden = days <= staleAfter;
    fill(this.#stale, shape('info'), this.#strings.stale(data.built, days));
  }

  /** @param {readonly Example[]} examples */
  empty(examples) {
    this.#state('empty');
    fill(this.#summary);
    this.#showEmpty(examples);
  }

  /** @param {readonly Example[]} examples */
  #showEmpty(examples) {
    this.#answer = undefined;
    this.format.hide();
    this.#closeTools();
    this.pane.mark(new Map());
    this.#turns.clear();
    const shown = empty(this.#strings, examples, ({ text, name }) => this.#events.onText(text, name));
    fill(this.#results, h('slot', { name: 'empty' }, shown));
  }

  #closeTools() {
    this.#tools.hidden = true;
    this.#hidden.hidden = true;
    this.#closeExport();
  }

  /** @param {readonly Kept[]} items @param {Kept | undefined} current */
  inputs(items, current) {
    this.#items = items;
    this.#current = current;
    this.#named.textContent = this.#named.title = items.length === 1 ? visible(current?.name ?? '') : '';
    this.#add.hidden = this.#clear.hidden = items.length === 0;
    this.#listInputs();
  }

  #listInputs() {
    this.list.show(this.#items, this.#current, (at) => this.#stateOf(this.#items[at].key));
  }

  /** @param {string} key */
  #stateOf(key) {
    const input = this.#answer?.keys.indexOf(key) ?? -1;
    if (input === -1 || !this.#answer) return undefined;
    const { source } = this.#answer.report.results[input];
    const status = this.#found.find((one) => one.input === input)?.status ?? (source.packages > 0 ? 'clear' : 'info');
    return { status, format: this.#titleOf(source.format) ?? this.#strings.formatUnknown, packages: source.packages };
  }

  /** @param {string} format */
  #titleOf(format) {
    return this.#formats.find(({ id }) => id === format)?.title;
  }

  /** Shows another text. @param {string} text */
  look(text) {
    this.pane.show(text);
    this.#showMarks();
  }

  /** @param {string} text */
  hint(text) {
    this.#hint.textContent = text;
    if (text) this.#announcer.say(text);
  }

  checking() {
    this.#state('checking');
    if (!this.#answer) fill(this.#summary, h('p', { class: 'quiet' }, this.#strings.checking));
  }

  /** A part of the answer. @param {Answered} answer @param {number} total */
  partial(answer, total) {
    this.#show(answer);
    const words = this.#strings.progress(answer.keys.length, total);
    const bar = h('progress', { max: total, value: answer.keys.length, 'aria-label': words });
    this.#summary.prepend(h('p', { class: 'progress' }, bar, words));
  }

  /** @param {Answered} answer */
  report(answer) {
    this.#state('report');
    this.#show(answer);
    this.#announcer.say(headlineOf(answer.report, this.#strings));
  }

  /** @param {Answered} answer */
  #show(answer) {
    this.#answer = answer;
    this.#found = foundIn(answer.report);
    this.#showMarks();
    fill(this.#summary, ...summary(answer.report, this.#found, this.#context()));
    fill(this.#data, ...dataLine(answer.report.data, this.#strings));
    this.#tools.hidden = false;
    this.filters.offer(this.#found);
    this.#showFound();
    this.#listInputs();
  }

  /** Gives a filter from outside. @param {Partial<Filter>} filter */
  filter(filter) {
    this.filters.set({ ...EVERYTHING, ...filter });
    if (this.#answer) this.#showFound();
  }

  #showFound() {
    const shown = filtered(this.#found, this.filters.value);
    const rest = this.#found.length - shown.length;
    const { hidden, reset } = this.#strings.filters;
    this.#hidden.hidden = rest === 0;
    fill(this.#hidden, hidden(rest), ' ', this.#button(reset, () => this.filter({})));
    this.#elements.clear();
    this.#turns.clear();
    const keep = (/** @type {Found} */ found, /** @type {HTMLElement} */ element) => void this.#elements.set(found, element);
    fill(this.#results, ...results(shown, this.#context(), keep, (step) => this.#turns.add(step)));
  }

  #showMarks() {
    const input = this.#answer?.keys.indexOf(this.#current?.key ?? '') ?? -1;
    const result = this.#answer?.report.results[input];
    this.pane.mark(result ? marksOf(this.#found, input, this.#strings) : new Map());
    if (result) this.format.show(this.#current?.format, this.#titleOf(result.source.format), result.source.packages);
    else this.format.hide();
  }

  /** @returns {Context} */
  #context() {
    return {
      strings: this.#strings,
      nameOf: (input) => (this.#items.length > 1 ? this.#itemOf(input)?.title : undefined),
      onPlace: (found) => void this.#reveal(found),
      onCopy: (text) => this.#copy(text),
      advisory: this.#events.advisory,
    };
  }

  /** @param {number} input */
  #itemOf(input) {
    return this.#items.find(({ key }) => key === this.#answer?.keys[input]);
  }

  /** @param {Found} found */
  async #reveal({ input, location }) {
    const item = this.#itemOf(input);
    if (!item || !location) return;
    if (item !== this.#current) await this.#events.onPick(item.key);
    this.pane.reveal(location);
  }

  /** @param {string} text */
  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.#announcer.say(this.#strings.copied);
      return true;
    } catch {
      this.hint(this.#strings.copyFailed);
      return false;
    }
  }

  async #openExport() {
    if (!this.#panel.hidden) {
      this.#closeExport();
      return;
    }
    const { exportPanel } = await import('./render/export.js');
    const { render, texts } = this.#events;
    fill(this.#panel, exportPanel(this.#outputs, this.#context(), { render, texts }));
    this.#panel.hidden = false;
    this.#export.setAttribute('aria-expanded', 'true');
  }

  #closeExport() {
    this.#panel.hidden = true;
    this.#export.setAttribute('aria-expanded', 'false');
  }

  /** @param {'unloaded' | 'offline' | 'failed'} state whether it never came up, or broke down @param {string} message */
  failed(state, message) {
    const { failed } = this.#strings;
    const unloaded = state !== 'failed';
    this.#state(unloaded ? 'unloaded' : 'failed');
    this.#closeTools();
    const retry = unloaded && this.#button(failed.retry, this.#events.onRetry);
    const headline = h('p', { class: 'headline', part: 'headline' }, failed[state]);
    const why = state !== 'offline' && h('p', { class: 'rest', lang: 'en' }, sentence(capital(message)));
    fill(this.#summary, shape('error'), h('div', {}, headline, why, retry));
    fill(this.#results);
    this.#announcer.say(failed[state]);
  }

  /** @param {boolean} offline */
  offline(offline) {
    this.#offline.hidden = !offline || this.#formats.length === 0;
    this.#offline.textContent = this.#strings.offline;
  }

  focus() {
    this.pane.focus();
  }

  /** @param {string} state */
  #state(state) {
    this.#root.dataset.state = state;
    this.#root.ariaBusy = state === 'checking' || state === 'loading' ? 'true' : null;
    this.#showFallback();
  }

  /** The way back: from a mark to what was found in its line. @param {number} line */
  #showFinding(line) {
    const input = this.#answer?.keys.indexOf(this.#current?.key ?? '');
    const found = [...this.#elements].find(([one]) => one.input === input && one.location?.line === line);
    found?.[1].scrollIntoView({ block: 'nearest' });
    found?.[1].focus({ preventScroll: true });
  }
}
