/**
 * The way from a finding to its line.
 *
 * @import { Found } from '../outcome.js'
 * @import { Context } from './context.js'
 */
import { h } from './dom.js';
import { visible } from './text.js';

/** @param {Found} found @param {Context} context */
export function place(found, { strings, nameOf, onPlace }) {
  const { location } = found;
  const name = nameOf(found.input);
  if (!onPlace) return undefined;
  const words = [name && visible(name), location && strings.line(location.line)].filter(Boolean).join(', ');
  if (!location) return words ? h('span', { class: 'place' }, words) : undefined;
  const label = { type: 'button', class: 'line', part: 'line', title: strings.goToLine(location.line) };
  return h('button', { ...label, click: () => onPlace(found) }, words);
}
