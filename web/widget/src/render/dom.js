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

/** Items that are made in one go; the next ones wait for other work of the page. */
const AT_A_TIME = 5;

/**
 * A list that shows its first items; the rest comes in portions, each at a click, so that no frame grows long.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {number} portion
 * @param {(item: T) => Node} render
 * @param {(rest: number) => string} label
 * @returns {HTMLElement} the list and its button
 */
export function inPortions(list, items, portion, render, label) {
  const box = h('div', {}, list);
  let shown = 0;
  const button = h('button', { type: 'button', class: 'more', part: 'button', click: () => showMore()?.focus() });
  const show = (/** @type {number} */ until) => {
    const nodes = items.slice(shown, Math.min(shown + AT_A_TIME, until)).map(render);
    shown += nodes.length;
    list.append(...nodes);
    if (shown < until) setTimeout(show, 0, until);
    else offerMore();
    return nodes[0] instanceof HTMLElement ? nodes[0] : undefined;
  };
  const offerMore = () => {
    button.textContent = label(Math.min(portion, items.length - shown));
    if (shown < items.length) box.append(button);
  };
  const showMore = () => {
    button.remove();
    return show(Math.min(shown + portion, items.length));
  };
  showMore();
  return box;
}
