/**
 * A button that copies a text.
 *
 * @import { Context } from './context.js'
 */
import { h } from './dom.js';

const SAID_MS = 2000;

/** @param {string | (() => Promise<string>)} text @param {Context} context @param {string} [label] what it says to those who hear it */
export function copyButton(text, { strings, onCopy }, label) {
  const button = h('button', { type: 'button', class: 'button copy', part: 'button', 'aria-label': label }, strings.copy);
  button.addEventListener('click', async () => {
    if (!(await onCopy(typeof text === 'string' ? text : await text()))) return;
    button.textContent = strings.copied;
    setTimeout(() => (button.textContent = strings.copy), SAID_MS);
  });
  return button;
}
