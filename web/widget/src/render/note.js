/**
 * Something that could not be read, or looks odd.
 *
 * @import { ReportNote } from '../../../mcpvet/index.d.ts'
 * @import { Found } from '../outcome.js'
 * @import { Context } from './context.js'
 */
import { english } from './context.js';
import { h } from './dom.js';
import { place } from './place.js';
import { shape } from './shapes.js';
import { capital, sentence } from './text.js';

/** @param {Found} found @param {ReportNote} note @param {Context} context */
export function note(found, { level, message }, context) {
  return h(
    'article',
    { class: 'note', part: 'note', tabindex: -1, 'data-line': found.location?.line },
    h(
      'div',
      { class: 'head' },
      h('p', { class: `status ${level}` }, shape(level), context.strings.levels[level]),
      place(found, context),
    ),
    h('p', { class: 'message', lang: english(context) }, sentence(capital(message))),
  );
}
