/** The style sheets of a shadow root. What they style stays hidden until they are there. */
import { h } from './render/dom.js';

const SHEETS = [new URL('./tokens.css', import.meta.url), new URL('./style.css', import.meta.url)];

/** @param {ShadowRoot} shadow @param {() => void} whenThere */
export function addStyles(shadow, whenThere) {
  const links = SHEETS.map((url) => h('link', { rel: 'stylesheet', href: url.href }));
  const settled = (/** @type {HTMLElement} */ link) =>
    new Promise((resolve) => ['load', 'error'].forEach((event) => link.addEventListener(event, resolve, { once: true })));
  void Promise.all(links.map(settled)).then(whenThere);
  shadow.append(...links);
}
