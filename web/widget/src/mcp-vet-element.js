/**
 * `<mcp-vet>`: paste, type or drop what you have; see which advisories apply. This file is the journey from a text
 * to its answer; the parts are beside it: `input/` the text, `checker.js` the worker, `render/` the answer.
 *
 * @import { FormatInfo, Input, Report } from '../../mcpvet/index.d.ts'
 * @import { Answer, Failure, Ready } from './protocol.js'
 */
import { Checker } from './checker.js';
import { ReadyEvent, ReportEvent } from './events.js';
import { EXAMPLES } from './examples.js';
import { readFile } from './input/files.js';
import { marksOf } from './outcome.js';
import { en } from './strings.js';
import { View } from './view.js';

/** How long to wait for the next key before checking. */
const PAUSE_MS = 150;

export class McpVetElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = 'mcp-vet', registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this);
    return this;
  }

  #strings = en;
  #view = new View(this.attachShadow({ mode: 'open' }), this.#strings, {
    onInput: () => this.#changed(),
    onText: (text, name) => this.check(text, { name }),
    onFiles: (files) => this.#read(files),
    onClear: () => this.check(''),
    onRetry: () => this.#start(),
  });
  #checker = new Checker({
    ready: (message) => this.#ready(message),
    report: (message) => this.#answered(message),
    failed: (message) => this.#failed(message),
  });
  /** @type {FormatInfo[]} */
  #formats = [];
  /** @type {Report | undefined} */
  #report;
  /** @type {string | undefined} */
  #name;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    clearTimeout(this.#pause);
    this.#checker.stop();
  }

  /** The report of the text as it stands, once there is one. @returns {Report | undefined} */
  get report() {
    return this.#report;
  }

  /** The text at work. */
  get text() {
    return this.#view.pane.text;
  }

  set text(text) {
    this.check(text);
  }

  /**
   * Puts a text into the element and checks it; the answer comes as an `mcp-vet-report` event.
   *
   * @param {string} text
   * @param {{ name?: string | undefined }} [options] the file's name, shown and used to tell the format
   */
  check(text, { name } = {}) {
    this.#take(text, text, name);
  }

  #start() {
    this.#view.loading(EXAMPLES);
    this.#checker.start();
  }

  /** @param {Ready} message */
  #ready({ report, formats }) {
    this.#formats = formats;
    this.#view.ready(report.data);
    if (this.text === '') this.#view.empty(EXAMPLES);
    this.dispatchEvent(new ReadyEvent(report.data));
  }

  /** @param {string} shown @param {Input['text']} text @param {string} [name] */
  #take(shown, text, name) {
    this.#name = name;
    this.#view.pane.show(shown);
    this.#view.named(name);
    this.#ask(text);
  }

  #changed() {
    this.#forget();
    if (this.text === '') this.#ask('');
    else this.#pause = setTimeout(() => this.#ask(this.text), PAUSE_MS);
  }

  #forget() {
    clearTimeout(this.#pause);
    this.#checker.forget();
    this.#report = undefined;
  }

  /** @param {Input['text']} text */
  #ask(text) {
    this.#forget();
    if (text.length === 0) {
      this.#name = undefined;
      this.#view.named(undefined);
      this.#view.pane.mark(new Map());
      this.#view.empty(EXAMPLES);
      return;
    }
    this.#view.checking();
    this.#checker.check([{ text, name: this.#name }]);
  }

  /** @param {FileList} files */
  async #read(files) {
    const [file] = files;
    if (!file) return;
    try {
      const { name, bytes, text } = await readFile(file);
      this.#take(text, bytes, name);
      if (files.length > 1) this.#view.hint(this.#strings.oneFile(name));
    } catch {
      this.#view.hint(this.#strings.unreadableFile);
    }
  }

  /** @param {Answer} message */
  #answered({ report }) {
    this.#report = report;
    this.#view.pane.mark(marksOf(report, this.#strings));
    this.#view.report(report, this.#formats);
    this.dispatchEvent(new ReportEvent(report));
  }

  /** @param {Failure} message */
  #failed({ seq, message }) {
    this.#view.failed(seq === 0 ? 'unloaded' : 'failed', message);
  }
}
