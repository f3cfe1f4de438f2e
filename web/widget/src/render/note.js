/**
 * Something that could not be read, or looks odd.
 *
 * @import { ReportNote } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings.js'
 * @import { Location } from './place.js'
 */
import { h } from './dom.js';
import { lineButton } from './place.js';
import { shape } from './shapes.js';
import { capital, sentence } from './text.js';

/** @param {ReportNote} note @param {Strings} strings @param {(location: Location) => void} onPlace */
export function note({ level, message, location }, strings, onPlace) {
  return h(
    'article',
    { class: 'note', part: 'note', tabindex: -1, 'data-line': location?.line },
    h(
      'div',
      { class: 'head' },
      h('p', { class: `status ${level}` }, shape(level), strings.levels[level]),
      location && lineButton(location, strings, onPlace),
    ),
    h('p', { class: 'message' }, sentence(capital(message))),
  );
}
