/**
 * `<mcp-vet>`: paste, type or drop what you have; see which advisories apply. This file is the journey from texts to
 * their answer; the parts are beside it: `input/` the texts, `work/` the worker, `render/` the answer.
 *
 * @import { Advisory, FormatInfo, Report } from '../../mcpvet/index.d.ts'
 * @import { Found } from './input/files.js'
 * @import { Kept, Source } from './input/inputs.js'
 * @import { Ready } from './work/protocol.js'
 * @import { Answered, ViewEvents } from './view.js'
 * @typedef {import('./view.js').View | import('./compact.js').CompactView} AnyView
 */
import { ATTRIBUTES, FRAMING, given, GIVING, languageAt, minimumOf, packageName, staleAfter } from './attributes.js';
import { ErrorEvent, ProgressEvent, ReadyEvent, ReportEvent } from './events.js';
import { EXAMPLES } from './examples.js';
import { dropped, picked, textOf } from './input/files.js';
import { Inputs } from './input/inputs.js';
import { en, load } from './strings/index.js';
import { View } from './view.js';
import { Checker } from './work/checker.js';

/** How long to wait for the next key before checking. */
const PAUSE_MS = 150;
const SHARED = '#mcp-vet=';

/**
 * Shows which security advisories apply to texts, without sending them anywhere.
 *
 * @tagname mcp-vet
 *
 * @attr {string} text - the text to check
 * @attr {string} src - the address of a text to load and check
 * @attr {string} format - the id of the format to read `text` or `src` as; by default it is recognised
 * @attr {string} data - the address of an advisory pack to use instead of the one in the package
 * @attr {'light' | 'dark'} theme - by default the page's `color-scheme` decides
 * @attr {string} lang - the language, also from any element around: `en`, `de` or `ja`
 * @attr {boolean} compact - one line instead of the whole element; the findings open below it
 * @attr {string} package - for a badge: the package to check, such as `npm:mcp-remote`
 * @attr {string} version - for a badge: its version
 * @attr {'low' | 'medium' | 'high' | 'critical' | 'malware'} min-severity - the lowest severity to show at first
 * @attr {number} stale-after - after how many days the advisories are said to be old; by default 30
 *
 * @fires {CustomEvent<Report['data']>} mcp-vet-ready - the advisories are there; `detail` is the dataset
 * @fires {CustomEvent<{ done: number, total: number }>} mcp-vet-progress - of several texts some are checked
 * @fires {CustomEvent<Report>} mcp-vet-report - a check has ended; `detail` is the report
 * @fires {CustomEvent<{ message: string }>} mcp-vet-error - something could not be loaded or checked
 *
 * @slot - what is shown until the element has loaded, and when it cannot load
 * @slot empty - what is shown while there is nothing to check, instead of the examples
 * @slot footer - what stands below everything
 *
 * @csspart root - the frame
 * @csspart input - the side of the texts
 * @csspart inputs - the list of several texts
 * @csspart editor - the text with its line numbers
 * @csspart gutter - a line number
 * @csspart textarea - the text itself
 * @csspart format - the choice of the format
 * @csspart output - the side of the answer
 * @csspart summary - the sentence that stands first, and what goes with it
 * @csspart headline - the sentence alone
 * @csspart filters - the filters together
 * @csspart search - the search for words
 * @csspart filter - a choice among the filters
 * @csspart export - what opens below "Export"
 * @csspart link - the link that holds the texts
 * @csspart results - everything that was found
 * @csspart section - findings of the same urgency
 * @csspart package - a package that was found
 * @csspart severity - a severity with its shape
 * @csspart name - the name of a package
 * @csspart version - a version
 * @csspart path - how a package comes in
 * @csspart remedy - what to do
 * @csspart finding - an advisory about a package
 * @csspart id - the id of an advisory
 * @csspart details - the text of an advisory
 * @csspart rule - what a rule found
 * @csspart note - what could not be read, or is odd
 * @csspart line - the way to a line
 * @csspart button - any button
 * @csspart data - what the answers rest on
 *
 * @cssprop --mcp-vet-text - text
 * @cssprop --mcp-vet-muted - text of less weight
 * @cssprop --mcp-vet-page - the ground
 * @cssprop --mcp-vet-raised - the ground of what stands out
 * @cssprop --mcp-vet-border - lines between things
 * @cssprop --mcp-vet-control - the borders of controls
 * @cssprop --mcp-vet-link - links and the ring of focus
 * @cssprop --mcp-vet-malware - the severity malware
 * @cssprop --mcp-vet-critical - the severity critical
 * @cssprop --mcp-vet-high - the severity high
 * @cssprop --mcp-vet-medium - the severity medium
 * @cssprop --mcp-vet-low - the severity low
 * @cssprop --mcp-vet-undecided - what could not be decided
 * @cssprop --mcp-vet-clear - nothing found
 * @cssprop --mcp-vet-font - the font of text
 * @cssprop --mcp-vet-mono - the font of names, versions and texts
 * @cssprop --mcp-vet-radius - the rounding of corners
 */
export class McpVetElement extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /**
   * Registers the element.
   *
   * @param {string} [tag]
   * @param {CustomElementRegistry} [registry]
   */
  static define(tag = 'mcp-vet', registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this);
    return this;
  }

  #shadow = this.attachShadow({ mode: 'open' });
  #strings = en;
  /** @type {AnyView | undefined} */
  #view;
  #building = 0;
  #inputs = new Inputs((n) => this.#strings.unnamed(n));
  #checker = new Checker({
    ready: (message) => this.#ready(message),
    partial: ({ keys, total, report }) => this.#partial({ report, keys }, total),
    report: ({ keys, report }) => this.#answered({ report, keys }),
    failed: (message) => this.#failed('failed', message),
    broken: (message) => this.#failed(navigator.onLine ? 'unloaded' : 'offline', message),
  });
  /** What is known once everything has loaded. @type {Ready | undefined} */
  #loaded;
  /** @type {Answered | undefined} */
  #answer;
  /** Why there is no answer. @type {{ state: 'unloaded' | 'offline' | 'failed', message: string } | undefined} */
  #failure;
  /** @type {{ resolve: (report: Report) => void, reject: (error: Error) => void }[]} */
  #awaiting = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** Ends what listens to the window. */
  #listening = new AbortController();
  #looking = 0;
  #giving = 0;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener('online', () => this.#network(), { signal });
    addEventListener('offline', () => this.#network(), { signal });
    addEventListener('hashchange', () => void this.#openLink(), { signal });
    this.#build();
    this.#start();
    if (this.#inputs.items.length > 0) this.#ask();
    else if (this.#takesLinks) void this.#openLink();
    else void this.#give();
  }

  disconnectedCallback() {
    clearTimeout(this.#pause);
    this.#listening.abort();
    this.#checker.stop();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (FRAMING.has(name)) this.#build();
    if (GIVING.has(name)) void this.#give();
    if (name === 'min-severity') this.#view?.filter({ severity: minimumOf(this) });
    if (name === 'data') {
      this.#checker.stop();
      this.#start();
      if (this.#inputs.items.length > 0) this.#ask();
    }
  }

  /** The report of the texts as they stand, once there is one. @returns {Report | undefined} */
  get report() {
    return this.#answer?.report;
  }

  /** The text that is looked at; setting it checks it alone. @returns {string} */
  get text() {
    const { text } = this.#inputs.current ?? {};
    if (typeof text === 'string') return text;
    return this.#view instanceof View ? this.#view.pane.text : '';
  }

  set text(text) {
    void this.check(text);
  }

  /**
   * The texts at work; setting them checks them. A text that came as a file has its `file` instead.
   *
   * @returns {readonly Source[]}
   */
  get inputs() {
    return this.#inputs.items.map(({ name, format, text, file }) => ({ name, format, text, file }));
  }

  set inputs(inputs) {
    this.#take(inputs);
  }

  /**
   * Puts a text in, instead of all others, and checks it.
   *
   * @param {string | Uint8Array} text
   * @param {{ name?: string | undefined, format?: string | undefined }} [options] the file's name, shown and used to tell the
   *   format; or the format outright
   * @returns {Promise<Report>} the report; of a newer text, when one came in between
   */
  check(text, { name, format } = {}) {
    const report = this.#nextReport();
    this.#take([{ text, name, format }]);
    return report;
  }

  /** Takes all texts out. */
  clear() {
    this.#take([]);
  }

  /**
   * Writes the last report in one of the forms that the element offers, such as `markdown`.
   *
   * @param {string} output
   * @returns {Promise<string>}
   */
  export(output) {
    return this.#checker.ask({ type: 'render', output });
  }

  /**
   * The whole advisory of an id. The first call loads the texts of all advisories.
   *
   * @param {string} id
   * @returns {Promise<Advisory | undefined>}
   */
  advisory(id) {
    return this.#checker.ask({ type: 'advisory', id });
  }

  /** The formats that can be read; none before the element is ready. @returns {readonly FormatInfo[]} */
  get formats() {
    return this.#loaded?.formats ?? [];
  }

  get #isCompact() {
    return this.hasAttribute('compact');
  }

  /** Whether the address of the page holds texts for this element: the first of the page that can show them. */
  get #takesLinks() {
    const first = document.querySelector(`${this.localName}:not([compact])`);
    return location.hash.startsWith(SHARED) && (first === this || first === null);
  }

  // ---- The frame

  /** Makes the frame in the language and size that are wanted, and shows what is known. */
  #build() {
    this.#building += 1;
    const language = languageAt(this);
    if (language === 'en' && !this.#isCompact) {
      this.#strings = en;
      this.#show(new View(this.#emptied(), en, this.#events()));
    } else {
      void this.#buildLater(this.#building, language);
    }
  }

  /** @param {number} building @param {string} language */
  async #buildLater(building, language) {
    const strings = await load(language).catch(() => en);
    const compact = this.#isCompact ? await import('./compact.js') : undefined;
    if (building !== this.#building) return;
    this.#strings = strings;
    const advisory = (/** @type {string} */ id) => this.advisory(id);
    this.#show(
      compact
        ? new compact.CompactView(this.#emptied(), strings, { advisory, named: () => packageName(this) })
        : new View(this.#emptied(), strings, this.#events()),
    );
  }

  #emptied() {
    this.#shadow.replaceChildren();
    return this.#shadow;
  }

  /** @param {AnyView} view */
  #show(view) {
    this.#view = view;
    view.filter({ severity: minimumOf(this) });
    view.inputs(this.#inputs.items, this.#inputs.current);
    if (this.#loaded) this.#tellReady(this.#loaded);
    else if (view instanceof View) view.loading(EXAMPLES);
    void this.#look();
    if (this.#failure) view.failed(this.#failure.state, this.#failure.message);
    else if (this.#answer) view.report(this.#answer);
    else if (this.#loaded && view instanceof View) view.empty(EXAMPLES);
    this.#network();
  }

  /** @returns {ViewEvents} */
  #events() {
    return {
      onInput: (text) => this.#typed(text),
      onPaste: (text) => this.#pasted(text),
      onText: (text, name) => this.#take([{ text, name }]),
      onFiles: (files) => void this.#find(picked(files)),
      onDrop: (transfer) => void this.#find(dropped(transfer, this.formats)),
      onAdd: () => this.#added(),
      onClear: () => {
        this.clear();
        this.#focus();
      },
      onPick: (key) => this.#pick(key),
      onRemove: (key) => this.#remove([key]),
      onFormat: (format) => {
        this.#inputs.read(format);
        this.#ask();
      },
      onRetry: () => this.#retry(),
      advisory: (id) => this.advisory(id),
      render: (output) => this.export(output),
      texts: () => this.#texts(),
    };
  }

  #focus() {
    if (this.#view instanceof View) this.#view.focus();
  }

  #network() {
    this.#view?.offline(!navigator.onLine);
    if (navigator.onLine && this.#failure?.state === 'offline') this.#retry();
  }

  // ---- The texts

  /** What the attributes give. */
  async #give() {
    this.#giving += 1;
    const giving = this.#giving;
    try {
      const source = given(this);
      const known = source instanceof Promise ? await source : source;
      if (known && giving === this.#giving) this.#take([known]);
    } catch (error) {
      if (giving === this.#giving) this.#complain(this.#strings.srcFailed(error instanceof Error ? error.message : String(error)));
    }
  }

  /** A link that holds texts. */
  async #openLink() {
    if (!this.#takesLinks) return;
    try {
      const { textsIn } = await import('./share.js');
      this.#take(await textsIn(location.hash));
      this.#view?.hint(this.#strings.shared);
    } catch {
      this.#complain(this.#strings.sharedBroken);
    }
  }

  /** @param {string} message */
  #complain(message) {
    this.#view?.hint(message);
    this.dispatchEvent(new ErrorEvent(message));
  }

  /** @param {readonly Source[]} sources */
  #take(sources) {
    this.#view?.hint('');
    this.#inputs.replace(sources);
    void this.#look();
    this.#ask();
  }

  /** @param {Promise<Found>} finding */
  async #find(finding) {
    this.#view?.hint('');
    const { sources, unreadable, seen, more } = await finding;
    const { folder, tooMany, unreadable: lost } = this.#strings;
    const taken = sources.filter(({ loose }) => loose).length;
    const hints = [seen > 0 && folder(taken, seen), more && tooMany(sources.length), unreadable.length > 0 && lost(unreadable.slice(0, 5))];
    this.#view?.hint(hints.filter(Boolean).join(' '));
    if (sources.length === 0) return;
    this.#inputs.add(sources);
    await this.#look();
    this.#ask();
  }

  #added() {
    this.#inputs.add([{ text: '' }]);
    void this.#look();
    this.#view?.inputs(this.#inputs.items, this.#inputs.current);
    this.#focus();
  }

  /** @param {string} key */
  async #pick(key) {
    const at = this.#inputs.items.findIndex((item) => item.key === key);
    if (at === -1) return;
    this.#inputs.at = at;
    this.#view?.inputs(this.#inputs.items, this.#inputs.current);
    await this.#look();
  }

  /** @param {readonly string[]} keys */
  #remove(keys) {
    const { current } = this.#inputs;
    this.#inputs.remove(keys);
    if (this.#inputs.current !== current) void this.#look();
    this.#ask();
  }

  /** Shows the text that is looked at. */
  async #look() {
    this.#looking += 1;
    const looking = this.#looking;
    const { current } = this.#inputs;
    const known = current ? current.text : '';
    const text = current && typeof known !== 'string' ? await shownText(current) : String(known);
    if (looking === this.#looking) this.#view?.look(text);
  }

  /** @param {string} text */
  #typed(text) {
    this.#inputs.edit(text);
    this.#forget();
    this.#view?.inputs(this.#inputs.items, this.#inputs.current);
    if (text === '' && this.#inputs.items.length === 1) this.#take([]);
    else this.#pause = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  /** What was too large to go the way of typing. @param {string} text */
  #pasted(text) {
    this.#inputs.edit(text);
    void this.#look();
    this.#ask();
  }

  /** All texts as they are, for a link. */
  #texts() {
    return Promise.all(this.#inputs.items.map(async (item) => ({ name: item.name, format: item.format, text: await shownText(item) })));
  }

  // ---- The check

  #retry() {
    this.#failure = undefined;
    if (this.#view instanceof View) this.#view.loading(EXAMPLES);
    this.#start();
  }

  #start() {
    const data = this.getAttribute('data');
    this.#checker.start(data ? new URL(data, this.baseURI).href : '');
  }

  /** @param {Ready} message */
  #ready(message) {
    this.#loaded = message;
    if (this.#failure?.state !== 'failed') this.#failure = undefined;
    this.#tellReady(message);
    if (!this.#answer && !this.#failure && this.#view instanceof View) {
      if (this.#isEmpty) this.#view.empty(EXAMPLES);
      else this.#view.checking();
    }
    this.#network();
    this.dispatchEvent(new ReadyEvent(message.data));
  }

  /** @param {Ready} message */
  #tellReady({ data, formats, outputs }) {
    if (this.#view instanceof View) this.#view.ready(data, formats, outputs, { now: Date.now(), staleAfter: staleAfter(this) });
  }

  get #isEmpty() {
    return this.#inputs.items.every(({ file, text }) => !file && !text?.length);
  }

  #forget() {
    clearTimeout(this.#pause);
    this.#checker.forget();
    this.#answer = undefined;
    if (this.#failure?.state === 'failed') this.#failure = undefined;
  }

  #ask() {
    this.#forget();
    this.#view?.inputs(this.#inputs.items, this.#inputs.current);
    if (this.#isEmpty) {
      this.#settle(({ reject }) => reject(new Error('there is no text to check')));
      if (this.#loaded && this.#view instanceof View) this.#view.empty(EXAMPLES);
      return;
    }
    if (this.#loaded) this.#view?.checking();
    this.#checker.check(this.#inputs.items.filter(({ file, text }) => file || text?.length));
  }

  /** @param {Answered} answer @param {number} total */
  #partial(answer, total) {
    this.#view?.partial(answer, total);
    this.dispatchEvent(new ProgressEvent(answer.keys.length, total));
  }

  /** @param {Answered} answer */
  #answered(answer) {
    const idle = this.#idle(answer);
    if (idle.length > 0) {
      this.#view?.hint(this.#strings.notMeant(idle.length));
      this.#remove(idle);
      return;
    }
    this.#answer = answer;
    this.#view?.report(answer);
    this.#settle(({ resolve }) => resolve(answer.report));
    this.dispatchEvent(new ReportEvent(answer.report));
  }

  /** Files of a folder in which nothing was found, as long as others hold something. @param {Answered} answer */
  #idle({ report, keys }) {
    const loose = new Set(this.#inputs.items.filter((item) => item.loose).map(({ key }) => key));
    const idle = keys.filter((key, at) => loose.has(key) && report.results[at].source.packages === 0 && report.results[at].rules.length === 0);
    return idle.length < keys.length ? idle : [];
  }

  /** @param {'unloaded' | 'offline' | 'failed'} state @param {string} message */
  #failed(state, message) {
    this.#failure = { state, message };
    if (state !== 'failed') this.#loaded = undefined;
    this.#view?.failed(state, message);
    this.#settle(({ reject }) => reject(new Error(message)));
    this.dispatchEvent(new ErrorEvent(message));
  }

  /** @returns {Promise<Report>} */
  #nextReport() {
    /** @type {Promise<Report>} */
    const report = new Promise((resolve, reject) => this.#awaiting.push({ resolve, reject }));
    // Whoever waits hears of a failure; to whoever does not, it is no unhandled error.
    report.catch(() => {});
    return report;
  }

  /** @param {(waiting: { resolve: (report: Report) => void, reject: (error: Error) => void }) => void} how */
  #settle(how) {
    this.#awaiting.splice(0).forEach(how);
  }
}

/** @param {Kept} item */
async function shownText({ text, file }) {
  if (file) return textOf(file);
  return typeof text === 'string' ? text : textOf(new Blob(text ? [/** @type {BlobPart} */ (text)] : []));
}
