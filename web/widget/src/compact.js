/**
 * The element without its text: one line that says how things stand, and the findings when it is opened. With a
 * package and a version it is the badge of a package's page.
 *
 * @import { Advisory, Report } from '../../mcpvet/index.d.ts'
 * @import { Kept } from './input/inputs.js'
 * @import { Found } from './outcome.js'
 * @import { Filter } from './render/filters.js'
 * @import { Strings } from './strings/en.js'
 * @import { Answered } from './view.js'
 */
import { foundIn, kindOf, statusOf } from './outcome.js';
import { dataLine } from './render/data.js';
import { fill, h } from './render/dom.js';
import { filtered, EVERYTHING } from './render/filters.js';
import { results } from './render/results.js';
import { shape } from './render/shapes.js';
import { headlineOf } from './render/summary.js';
import { visible } from './render/text.js';
import { addStyles } from './styles.js';

export class CompactView {
  #strings;
  #advisory;
  #named;
  #line = h('summary', { class: 'badge', part: 'summary' });
  #body = h('div', { class: 'compact-body' });
  #root;
  #fallback = h('slot');
  #styled = false;
  #state = 'loading';
  /** @type {Filter} */
  #filter = EVERYTHING;
  /** @type {Answered | undefined} */
  #answer;

  /**
   * @param {ShadowRoot} shadow
   * @param {Strings} strings
   * @param {{ advisory: (id: string) => Promise<Advisory | undefined>, named: () => string }} events `named`: the package of a badge
   */
  constructor(shadow, strings, { advisory, named }) {
    this.#strings = strings;
    this.#advisory = advisory;
    this.#named = named;
    this.#root = h('details', { class: 'root compact', part: 'root', lang: strings.language, hidden: true }, this.#line, this.#body);
    addStyles(shadow, () => {
      this.#styled = true;
      this.#update();
    });
    shadow.append(this.#fallback, this.#root);
  }

  /** What the page wrote inside the element stands there until there is an answer. */
  #update() {
    const known = this.#state === 'report' || (this.#state === 'failed' && !this.#hasFallback);
    this.#root.dataset.state = this.#state;
    this.#root.hidden = !this.#styled || !known;
    this.#fallback.hidden = !this.#root.hidden;
  }

  get #hasFallback() {
    return this.#fallback.assignedNodes().some((node) => node.textContent?.trim());
  }

  /** @param {Answered} answer */
  report(answer) {
    this.#answer = answer;
    this.#state = 'report';
    const { report } = answer;
    const found = filtered(foundIn(report), this.#filter);
    fill(this.#line, shape(statusOf(report, found)), ...this.#words(report, found));
    const context = {
      strings: this.#strings,
      nameOf: () => undefined,
      onPlace: undefined,
      onCopy: (/** @type {string} */ text) => navigator.clipboard.writeText(text).then(() => true, () => false),
      advisory: this.#advisory,
    };
    const heading = h('h2', { class: 'aloud' }, this.#strings.badge.details);
    fill(this.#body, heading, ...results(found, context), h('footer', { part: 'data' }, h('div', { class: 'data' }, ...dataLine(report.data, this.#strings))));
    this.#update();
  }

  /** @param {Report} report @param {readonly Found[]} found */
  #words(report, found) {
    const named = this.#named();
    if (!named) return [h('span', { class: 'says' }, headlineOf(report, this.#strings))];
    return [h('bdi', { class: 'identity' }, visible(named)), h('span', { class: 'says' }, this.#verdict(report, found))];
  }

  /** @param {Report} report @param {readonly Found[]} found */
  #verdict(report, found) {
    const { badge } = this.#strings;
    const kind = kindOf(report);
    const applying = found.flatMap((one) => (one.package?.verdict === 'affected' ? one.package.findings : []));
    const count = applying.filter(({ verdict }) => verdict === 'affected').length;
    if (kind === 'action' && count > 0) return badge.affected(count);
    if (kind === 'undecided') return badge.undecided;
    return kind === 'unread' || kind === 'nothing' ? badge.unread : badge.clear;
  }

  /** @param {string} state @param {string} message */
  failed(state, message) {
    this.#state = 'failed';
    const words = this.#strings.failed[/** @type {keyof Strings['failed']} */ (state)];
    fill(this.#line, shape('error'), h('span', { class: 'says' }, words));
    fill(this.#body, h('p', { lang: 'en' }, visible(message)));
    this.#update();
  }

  /** @param {Partial<Filter>} filter */
  filter(filter) {
    this.#filter = { ...EVERYTHING, ...filter };
    if (this.#answer) this.report(this.#answer);
  }

  // What only the whole element shows.
  loading() {}
  ready() {}
  empty() {}
  /** @param {readonly Kept[]} _items */
  inputs(_items) {}
  look() {}
  hint() {}
  checking() {}
  partial() {}
  offline() {}
}
