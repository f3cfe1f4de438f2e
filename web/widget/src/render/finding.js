/**
 * One advisory held against one package.
 *
 * @import { Finding } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings.js'
 */
import { h } from './dom.js';
import { shape } from './shapes.js';
import { capital, sentence, visible } from './text.js';

/** @param {Finding} finding @param {Strings} strings */
export function finding({ id, aliases, severity, summary, explanation, published, url }, strings) {
  const { label, score } = severity;
  const facts = [status(label, score, strings), advisoryId(id, url, strings), ...aliases.map(plainId)];
  return h(
    'li',
    { class: 'finding', part: 'finding' },
    h('p', { class: 'facts' }, ...facts, h('span', { class: 'published' }, strings.published(published))),
    h('p', {}, sentence(summary)),
    h('p', { class: 'why' }, sentence(capital(explanation))),
  );
}

/** @param {Finding['severity']['label']} label @param {number | undefined} score @param {Strings} strings */
function status(label, score, strings) {
  const words = score === undefined ? strings.severity[label] : `${strings.severity[label]} ${score.toFixed(1)}`;
  return h('span', { class: `status ${label}`, part: 'severity' }, shape(label), words);
}

/** Only a plain web address becomes a link. @param {string} id @param {string | undefined} url @param {Strings} strings */
function advisoryId(id, url, strings) {
  if (!url?.startsWith('https://')) return plainId(id);
  const target = { target: '_blank', rel: 'noopener noreferrer', referrerpolicy: 'no-referrer' };
  return h('a', { class: 'id', part: 'id', href: url, title: strings.newTab, ...target }, visible(id));
}

/** @param {string} id */
const plainId = (id) => h('span', { class: 'id', part: 'id' }, visible(id));
