/**
 * What of the findings is shown: by words, severity, kind and use.
 *
 * @import { PackageInfo } from '../../../mcpvet/index.d.ts'
 * @import { Found } from '../outcome.js'
 * @import { Strings } from '../strings/en.js'
 * @typedef {{ search: string, severity: string, show: string, group: string }} Filter empty texts let everything pass
 */
import { RANKS } from '../outcome.js';
import { fill, h } from './dom.js';

/** @type {Filter} */
export const EVERYTHING = { search: '', severity: '', show: '', group: '' };
const SEVERITIES = /** @type {const} */ (['low', 'medium', 'high', 'critical', 'malware']);
const KINDS = /** @type {const} */ (['affected', 'undecided', 'rules', 'notes']);
/** Fewer findings than these need no choice. */
const FEW = 4;

/** @param {readonly Found[]} found @param {Filter} filter */
export function filtered(found, { search, severity, show, group }) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return found.filter(
    (one) =>
      (!severity || one.rank >= RANKS[severity]) &&
      (!show || show === kindOf(one)) &&
      (!group || !one.package || (group === 'dev') === isDevelopment(one.package.package)) &&
      (words.length === 0 || holds(one, words)),
  );
}

/** @param {Found} found */
const kindOf = ({ section }) => (section === 'undecided' || section === 'rules' || section === 'notes' ? section : 'affected');

/** @param {PackageInfo} info */
const isDevelopment = ({ groups }) => groups.length > 0 && groups.every((group) => ['dev', 'test', 'build'].includes(group));

/** Every word somewhere in what is shown of it. @param {Found} found @param {string[]} words */
function holds({ package: result, rule, note, title }, words) {
  const text = JSON.stringify([title, result, rule, note]).toLowerCase();
  return words.every((word) => text.includes(word));
}

export class Filters {
  #strings;
  #onChange;
  /** @type {Filter} */
  value = { ...EVERYTHING };
  #search;
  /** @type {Record<'severity' | 'show' | 'group', HTMLSelectElement>} */
  #choices;
  element;

  /** @param {Strings} strings @param {() => void} onChange */
  constructor(strings, onChange) {
    this.#strings = strings;
    this.#onChange = onChange;
    const { filters: words } = strings;
    const label = { type: 'search', placeholder: words.search, 'aria-label': words.search, part: 'search' };
    this.#search = h('input', { ...label, autocomplete: 'off', spellcheck: 'false', input: () => this.#take({ search: this.#search.value }) });
    this.#choices = {
      show: this.#choice('show', [['', words.all], ...KINDS.map((kind) => [kind, words[kind]])]),
      severity: this.#choice('severity', [['', words.any], ...SEVERITIES.map((name) => [name, this.#atLeast(name)])]),
      group: this.#choice('group', [['', words.anyGroup], ['prod', words.prod], ['dev', words.dev]]),
    };
    const { show, severity, group } = this.#choices;
    this.element = h('div', { class: 'filters', part: 'filters', role: 'group', 'aria-label': words.label, hidden: true }, this.#search, show, severity, group);
  }

  /** @param {typeof SEVERITIES[number]} name */
  #atLeast(name) {
    const word = this.#strings.severity[name];
    return name === 'malware' ? word : this.#strings.filters.atLeast(word);
  }

  /** @param {'severity' | 'show' | 'group'} name @param {string[][]} options */
  #choice(name, options) {
    const change = () => this.#take({ [name]: this.#choices[name].value });
    const select = h('select', { 'aria-label': this.#strings.filters[name], part: 'filter', change });
    fill(select, ...options.map(([value, text]) => h('option', { value }, text)));
    return select;
  }

  /** @param {Partial<Filter>} part */
  #take(part) {
    this.value = { ...this.value, ...part };
    this.#onChange();
  }

  /** @param {Filter} filter */
  set(filter) {
    this.value = { ...filter };
    this.#search.value = filter.search;
    for (const name of /** @type {const} */ (['severity', 'show', 'group'])) this.#choices[name].value = filter[name];
  }

  /** Shows only what there is to choose from. @param {readonly Found[]} found */
  offer(found) {
    const active = Object.values(this.value).some((value) => value !== '');
    this.element.hidden = found.length < FEW && !active;
    const groups = found.flatMap((one) => (one.package ? [isDevelopment(one.package.package)] : []));
    this.#choices.group.hidden = !this.value.group && new Set(groups).size < 2;
  }
}
