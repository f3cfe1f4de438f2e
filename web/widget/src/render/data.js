/**
 * What the answers rest on: the date and the coverage of the dataset, and that nothing leaves the tab.
 *
 * @import { Report } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings/en.js'
 */
import { h } from './dom.js';

/** @param {Report['data'] | undefined} data @param {Strings} strings @returns {Node[]} */
export function dataLine(data, strings) {
  const privacy = h('p', { class: 'privacy' }, strings.privacy);
  const rests = data
    ? [h('p', {}, strings.data(data.advisories, data.built)), coverage(data, strings)]
    : [h('p', {}, strings.loading)];
  return [privacy, verify(strings), ...rests];
}

/** How somebody sees for themselves that nothing is sent. @param {Strings} strings */
function verify(strings) {
  const steps = strings.verifySteps.map((step) => h('li', {}, step));
  return h('details', { class: 'aside' }, h('summary', {}, strings.verify), h('ul', { class: 'steps' }, ...steps));
}

/** @param {Report['data']} data @param {Strings} strings */
function coverage({ coverage: rows, digest }, strings) {
  const number = (/** @type {number} */ n) => h('td', {}, n.toLocaleString(strings.language));
  const row = (/** @type {typeof rows[number]} */ { ecosystem, packages, advisories }) =>
    h('tr', {}, h('th', { scope: 'row' }, ecosystem), number(packages), number(advisories));
  const columns = strings.coverageColumns.map((name) => h('th', { scope: 'col' }, name));
  const table = h('table', {}, h('thead', {}, h('tr', {}, ...columns)), h('tbody', {}, ...rows.map(row)));
  const words = h('p', { class: 'digest' }, strings.digest(digest));
  return h('details', { class: 'aside' }, h('summary', {}, strings.coverage), table, words);
}

/** The days since the dataset was compiled. @param {Report['data']} data @param {number} now */
export const ageOf = ({ built }, now) => Math.floor((now - Date.parse(built)) / 86_400_000);
