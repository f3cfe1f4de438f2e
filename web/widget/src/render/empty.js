/**
 * Before anything is pasted: what it is for, and three texts to try.
 *
 * @import { Strings } from '../strings/en.js'
 * @import { Example } from '../examples.js'
 */
import { h } from './dom.js';

/** @param {Strings} strings @param {readonly Example[]} examples @param {(example: Example) => void} onExample */
export function empty({ empty: words }, examples, onExample) {
  const button = (/** @type {Example} */ example) =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'example', part: 'button', click: () => onExample(example) },
        h('span', { class: 'example-title' }, example.title),
        h('span', { class: 'example-teaches' }, words[example.teaches]),
      ),
    );
  return h(
    'div',
    { class: 'empty' },
    h('p', { class: 'headline' }, words.title),
    h('p', {}, words.text),
    h('p', { class: 'try' }, words.try),
    h('ul', { class: 'examples' }, ...examples.map(button)),
  );
}
