/**
 * What the answers rest on: the date and the coverage of the dataset, and that nothing leaves the tab.
 *
 * @import { Report } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings.js'
 */
import { h } from './dom.js';

/** @param {Report['data'] | undefined} data @param {Strings} strings @returns {Node[]} */
export function dataLine(data, strings) {
  const privacy = h('p', { class: 'privacy' }, strings.privacy);
  if (!data) return [privacy];
  return [privacy, h('p', {}, `${strings.data(data.advisories, data.built)}.`), coverage(data, strings)];
}

/** @param {Report['data']} data @param {Strings} strings */
function coverage({ coverage: rows, digest }, strings) {
  const number = (/** @type {number} */ n) => h('td', {}, n.toLocaleString(strings.language));
  const row = (/** @type {typeof rows[number]} */ { ecosystem, packages, advisories }) =>
    h('tr', {}, h('th', { scope: 'row' }, ecosystem), number(packages), number(advisories));
  const columns = strings.coverageColumns.map((name) => h('th', { scope: 'col' }, name));
  const table = h('table', {}, h('thead', {}, h('tr', {}, ...columns)), h('tbody', {}, ...rows.map(row)));
  return h('details', {}, h('summary', {}, strings.coverage), table, h('p', { class: 'digest' }, strings.digest(digest)));
}
