/**
 * The way from a finding to its line.
 *
 * @import { Strings } from '../strings.js'
 * @typedef {{ readonly line: number, readonly column: number }} Location
 */
import { h } from './dom.js';

/** @param {Location} location @param {Strings} strings @param {(location: Location) => void} onPlace */
export function lineButton(location, strings, onPlace) {
  const label = { type: 'button', class: 'line', part: 'line', title: strings.goToLine(location.line) };
  return h('button', { ...label, click: () => onPlace(location) }, strings.line(location.line));
}
