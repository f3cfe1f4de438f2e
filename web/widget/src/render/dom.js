/**
 * Elements from plain data. Children that are strings become text nodes, so markup in a name stays a name.
 *
 * @typedef {Node | string | false | undefined} Child
 * @typedef {Record<string, string | number | boolean | undefined | ((event: any) => void)>} Props
 */

/**
 * An element: functions become listeners, `true` an empty attribute, `false` and `undefined` none.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...present(children));
  return element;
}

/** @param {Element} element @param {...Child} children */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

/** @param {Child[]} children @returns {(Node | string)[]} */
function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter((child) => child !== false && child !== undefined));
}

/** Items that are made in one go; the next ones wait for a turn. */
const AT_A_TIME = 3;

/**
 * A list that shows its first items; the rest comes in portions, each at a click, so that no frame grows long.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {number} portion
 * @param {(item: T) => Node} render
 * @param {(rest: number) => string} label
 * @param {(step: () => void) => void} [inTurn] does a step when it is its turn; without one, all are done at once
 * @returns {HTMLElement} the list and its button
 */
export function inPortions(list, items, portion, render, label, inTurn = (step) => step()) {
  const box = h('div', {}, list);
  const button = h('button', { type: 'button', class: 'more', part: 'button' });
  const show = (/** @type {number} */ from, /** @type {number} */ until) => {
    const nodes = items.slice(from, Math.min(from + AT_A_TIME, until)).map(render);
    const shown = from + nodes.length;
    list.append(...nodes);
    if (shown < until) inTurn(() => show(shown, until));
    else if (shown < items.length) offer(shown);
    return nodes[0];
  };
  const offer = (/** @type {number} */ shown) => {
    const until = Math.min(shown + portion, items.length);
    button.textContent = label(until - shown);
    button.onclick = () => {
      button.remove();
      const first = show(shown, until);
      if (first instanceof HTMLElement) first.focus();
    };
    box.append(button);
  };
  inTurn(() => show(0, Math.min(portion, items.length)));
  return box;
}
