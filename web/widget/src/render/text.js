/** Text from inputs and advisories, made safe to look at. It is never anything but text nodes. */
import { h } from './dom.js';

// Characters that draw nothing or turn the reading direction: C0 and C1 controls, soft hyphen, zero-width and
// bidirectional controls, line separators, the byte order mark and halves of surrogate pairs.
const UNSEEN = /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\p{Cs}]/gu;
const LONGEST = 400;

/** Shows what would be invisible as its code point, and cuts what no one would read. @param {string} text */
export function visible(text) {
  const seen = text.replace(UNSEEN, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
  return seen.length > LONGEST ? `${seen.slice(0, LONGEST)}…` : seen;
}

/** A package name: it may wrap after `/`, `@` and `-`, and keeps its own direction. @param {string} name */
export function packageName(name) {
  const pieces = visible(name).split(/(?<=[/@-])/);
  const element = h('bdi', { class: 'name', part: 'name' });
  pieces.forEach((piece, index) => element.append(...(index ? [h('wbr'), piece] : [piece])));
  return element;
}

/** A version, which never wraps inside. @param {string} version */
export function version(version) {
  return h('bdi', { class: 'version', part: 'version' }, visible(version));
}

/** A sentence from the report. @param {string} text */
export function sentence(text) {
  const seen = visible(text.slice(0, 4 * LONGEST)).trim();
  return /[.!?…]$/.test(seen) ? seen : `${seen}.`;
}

/** The core writes its messages in lower case; a plain word at the start becomes the start of a sentence. @param {string} text */
export function capital(text) {
  return text.replace(/^[a-z]+(?=[ ,:])/, (word) => word[0].toUpperCase() + word.slice(1));
}
