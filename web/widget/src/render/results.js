/**
 * Everything that was found, under the summary: what needs action, what is open, what could not be read.
 *
 * @import { Report } from '../../../mcpvet/index.d.ts'
 * @import { Outcome } from '../outcome.js'
 * @import { Strings } from '../strings.js'
 * @import { Location } from './place.js'
 */
import { h, inPortions } from './dom.js';
import { note } from './note.js';
import { packageResult } from './package.js';
import { rule } from './rule.js';

const AT_ONCE = 50;

/**
 * @param {Report} report
 * @param {Outcome} outcome
 * @param {Strings} strings
 * @param {(location: Location) => void} onPlace
 * @returns {HTMLElement[]}
 */
export function results(report, { affected, undecided }, strings, onPlace) {
  const { sections } = strings;
  const packages = (/** @type {Outcome['affected']} */ all, /** @type {string} */ title) =>
    section(title, all, (one) => packageResult(one, strings, onPlace), strings);
  return [
    packages(affected, sections.affected),
    packages(undecided, sections.undecided),
    section(sections.rules, rules(report), (one) => rule(one, strings, onPlace), strings),
    section(sections.notes, report.notes, (one) => note(one, strings, onPlace), strings),
  ].filter((part) => part !== undefined);
}

/** Of all inputs the most urgent first. @param {Report} report */
function rules({ results: sources }) {
  const order = ['critical', 'high', 'medium', 'low', 'info'];
  const all = sources.flatMap((source) => source.rules);
  return all.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/**
 * @template T
 * @param {string} title
 * @param {readonly T[]} items
 * @param {(item: T) => HTMLElement} render
 * @param {Strings} strings
 */
function section(title, items, render, strings) {
  if (items.length === 0) return undefined;
  const heading = h('h3', {}, title, ' ', h('span', { class: 'count' }, items.length.toLocaleString(strings.language)));
  const list = inPortions(h('div', { class: 'list' }), items, AT_ONCE, render, strings.more);
  return h('section', { part: 'section' }, heading, list);
}
