/**
 * One advisory held against one package.
 *
 * @import { Finding } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings/en.js'
 * @import { Context } from './context.js'
 */
import { english } from './context.js';
import { fill, h } from './dom.js';
import { shape } from './shapes.js';
import { capital, sentence, visible } from './text.js';

/** @param {Finding} found @param {Context} context */
export function finding({ id, aliases, severity, summary, explanation, published, url }, context) {
  const { strings } = context;
  const { label, score } = severity;
  const facts = [status(label, score, strings), advisoryId(id, url, strings), ...aliases.map(plainId)];
  const lang = english(context);
  return h(
    'li',
    { class: 'finding', part: 'finding' },
    h('p', { class: 'facts' }, ...facts, h('span', { class: 'published' }, strings.published(published))),
    h('p', { lang }, sentence(summary)),
    h('p', { class: 'why', lang }, sentence(capital(explanation))),
    details(id, context),
  );
}

/** The whole advisory, loaded and shown when somebody opens it. @param {string} id @param {Context} context */
function details(id, context) {
  const { strings: { details: words } } = context;
  const body = h('div', { class: 'details-body' });
  const label = { class: 'more-about', 'aria-label': words.label(visible(id)) };
  const box = h('details', { class: 'advisory', part: 'details' }, h('summary', label, words.show), body);
  let whole = false;
  box.addEventListener('toggle', async () => {
    if (!box.open || whole) return;
    fill(body, h('p', { class: 'quiet' }, words.loading));
    try {
      const [{ advisoryDetails }, advisory] = await Promise.all([import('./details.js'), context.advisory(id)]);
      fill(body, advisory ? advisoryDetails(advisory, context) : h('p', {}, words.missing));
      whole = true;
    } catch {
      fill(body, h('p', {}, words.failed));
    }
  });
  return box;
}

/** @param {Finding['severity']['label']} label @param {number | undefined} score @param {Strings} strings */
function status(label, score, strings) {
  const words = score === undefined ? strings.severity[label] : `${strings.severity[label]} ${score.toFixed(1)}`;
  return h('span', { class: `status ${label}`, part: 'severity' }, shape(label), words);
}

/** Only a plain web address becomes a link. @param {string} id @param {string | undefined} url @param {Strings} strings */
function advisoryId(id, url, strings) {
  return url?.startsWith('https://') ? link(url, visible(id), strings, { class: 'id', part: 'id' }) : plainId(id);
}

/**
 * @param {string} url
 * @param {string} text
 * @param {Strings} strings
 * @param {Record<string, string>} [attributes]
 */
export function link(url, text, strings, attributes = {}) {
  const target = { target: '_blank', rel: 'noopener noreferrer', referrerpolicy: 'no-referrer' };
  return h('a', { href: url, title: strings.newTab, ...target, ...attributes }, text);
}

/** @param {string} id */
const plainId = (id) => h('span', { class: 'id', part: 'id' }, visible(id));
