/**
 * What a rule found in a configuration: what stands there, and what to do.
 *
 * @import { RuleFinding } from '../../../mcpvet/index.d.ts'
 * @import { Found } from '../outcome.js'
 * @import { Context } from './context.js'
 */
import { english } from './context.js';
import { h } from './dom.js';
import { place } from './place.js';
import { shape } from './shapes.js';
import { sentence, visible } from './text.js';

/** @param {Found} found @param {RuleFinding} rule @param {Context} context */
export function rule(found, { rule: id, title, severity, server, message, remedy }, context) {
  const { strings } = context;
  const words = [id, ...(server ? [strings.ofServer(server)] : [])].map(visible).join(' · ');
  const lang = english(context);
  return h(
    'article',
    { class: 'package rule', part: 'rule', tabindex: -1, 'data-line': found.location?.line },
    h(
      'div',
      { class: 'head' },
      h('p', { class: `status ${severity}`, part: 'severity' }, shape(severity), strings.ruleSeverity[severity]),
      h('p', { class: 'context' }, words),
      place(found, context),
    ),
    h('h4', { class: 'title', lang }, title),
    message === title ? undefined : h('p', { class: 'message', lang }, sentence(message)),
    h('p', { class: 'remedy', part: 'remedy', lang }, sentence(remedy)),
  );
}
