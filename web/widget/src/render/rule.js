/**
 * What a rule found in a configuration: what stands there, and what to do.
 *
 * @import { RuleFinding } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings.js'
 * @import { Location } from './place.js'
 */
import { h } from './dom.js';
import { lineButton } from './place.js';
import { shape } from './shapes.js';
import { sentence, visible } from './text.js';

/** @param {RuleFinding} found @param {Strings} strings @param {(location: Location) => void} onPlace */
export function rule({ rule: id, title, severity, server, message, remedy, location }, strings, onPlace) {
  const context = [id, ...(server ? [strings.ofServer(server)] : [])].map(visible).join(' · ');
  return h(
    'article',
    { class: 'package rule', part: 'rule', 'data-line': location.line, tabindex: -1 },
    h(
      'div',
      { class: 'head' },
      h('p', { class: `status ${severity}` }, shape(severity), strings.ruleSeverity[severity]),
      h('p', { class: 'context' }, context),
      lineButton(location, strings, onPlace),
    ),
    h('h4', { class: 'title' }, title),
    message === title ? undefined : h('p', { class: 'message' }, sentence(message)),
    h('p', { class: 'reason' }, sentence(remedy)),
  );
}
