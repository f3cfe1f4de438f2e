/**
 * Everything that was found, under the summary, in groups by urgency; then what is open, and what could not be read.
 *
 * @import { Found, Section } from '../outcome.js'
 * @import { Context } from './context.js'
 */
import { SECTIONS } from '../outcome.js';
import { h, inPortions } from './dom.js';
import { note } from './note.js';
import { packageResult } from './package.js';
import { rule } from './rule.js';

const AT_ONCE = 25;

/**
 * @param {readonly Found[]} found
 * @param {Context} context
 * @param {(found: Found, element: HTMLElement) => void} [onElement] which element stands for what
 * @param {(step: () => void) => void} [inTurn] for what a frame would be too short; without it, all is done at once
 * @returns {HTMLElement[]}
 */
export function results(found, context, onElement = () => {}, inTurn = (step) => step()) {
  const show = (/** @type {Found} */ one) => {
    const element = shown(one, context);
    onElement(one, element);
    return element;
  };
  return SECTIONS.map((name) => [name, found.filter(({ section }) => section === name)])
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) => section(/** @type {Section} */ (name), /** @type {Found[]} */ (items), show, context, inTurn));
}

/** @param {Found} found @param {Context} context */
function shown(found, context) {
  if (found.package) return packageResult(found, found.package, context);
  return found.rule ? rule(found, found.rule, context) : note(found, found.note, context);
}

/**
 * @param {Section} name
 * @param {readonly Found[]} items
 * @param {(found: Found) => HTMLElement} show
 * @param {Context} context
 * @param {(step: () => void) => void} inTurn
 */
function section(name, items, show, { strings }, inTurn) {
  const count = h('span', { class: 'count' }, items.length.toLocaleString(strings.language));
  const list = inPortions(h('div', { class: 'list' }), items, AT_ONCE, show, strings.more, inTurn);
  return h('section', { part: 'section', 'data-urgency': name }, h('h3', {}, strings.sections[name], ' ', count), list);
}
