/**
 * The whole text of an advisory, in place. Loaded when somebody opens the first one.
 *
 * @import { Advisory, Affected, RangeEvent } from '../../../mcpvet/index.d.ts'
 * @import { Context } from './context.js'
 * @import { Child } from './dom.js'
 */
import { english } from './context.js';
import { h } from './dom.js';
import { link } from './finding.js';
import { sentence, visible } from './text.js';

/** @param {Advisory} advisory @param {Context} context */
export function advisoryDetails(advisory, context) {
  const { strings } = context;
  const { details: words } = strings;
  const lang = english(context);
  const prose = (/** @type {string | undefined} */ text) => (text ? [h('p', { lang }, sentence(text))] : []);
  return h(
    'div',
    {},
    ...part(words.remediation, prose(advisory.remediation)),
    ...part(words.impact, prose(advisory.impact)),
    ...part(words.affected, list(advisory.affected.map(affected))),
    ...part(words.note, prose(advisory.note)),
    ...part(words.facts, [facts(advisory, context)]),
    ...part(words.timeline, list(advisory.timeline.map(({ date, event }) => [h('time', {}, date), ` ${sentence(event)}`]))),
    ...part(words.references, list(advisory.references.map((url) => [reference(url, context)]))),
  );
}

/** @param {string} title @param {Child[]} content */
const part = (title, content) => (content.length > 0 ? [h('h5', {}, title), ...content] : []);

/** @param {Child[][]} items */
const list = (items) => (items.length > 0 ? [h('ul', {}, ...items.map((item) => h('li', {}, ...item)))] : []);

/** @param {Affected} affected @returns {Child[]} */
function affected({ ecosystem, package: name, ranges, versions }) {
  const lines = ranges.map(({ events }) => events.map(eventWords).join(' '));
  return [h('bdi', { class: 'id' }, visible(`${ecosystem}:${name}`)), ' ', h('bdi', { class: 'id' }, visible([...lines, ...versions].join(', ')))];
}

/** As requirements are written: `>=0.0.5 <0.1.16`. @param {RangeEvent} event */
function eventWords({ introduced, fixed, last_affected: last, limit }) {
  if (introduced !== undefined) return `>=${introduced}`;
  if (fixed !== undefined) return `<${fixed}`;
  return last === undefined ? `<${limit}` : `<=${last}`;
}

/** @param {Advisory} advisory @param {Context} context */
function facts({ category, component, cwe, cvss, withdrawn }, { strings: { details: words } }) {
  const rows = [
    [words.category, category],
    [words.component, component],
    [words.cwe, cwe.join(', ')],
    [words.cvss, cvss.join(', ')],
    [words.withdrawn, withdrawn ?? ''],
  ].filter(([, value]) => value !== '');
  return h('dl', {}, ...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, visible(value)))));
}

/** @param {string} url @param {Context} context */
const reference = (url, { strings }) => (url.startsWith('https://') ? link(url, visible(url), strings) : visible(url));
