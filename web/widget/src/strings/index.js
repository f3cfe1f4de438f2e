/**
 * The languages of the element. English comes along; any other is loaded when it is wanted.
 *
 * @import { Strings } from './en.js'
 */
import { strings as en } from './en.js';

/** @type {Record<string, () => Promise<{ strings: Strings }>>} */
const OTHERS = {
  de: () => import('./de.js'),
  ja: () => import('./ja.js'),
};

/** The language for a tag such as `de-AT`; English when there is none. @param {string} tag */
export function languageOf(tag) {
  const [language] = tag.toLowerCase().split('-');
  return language in OTHERS ? language : 'en';
}

/** @param {string} language one of {@link languageOf} @returns {Promise<Strings>} */
export async function load(language) {
  if (!(language in OTHERS)) return en;
  return (await OTHERS[language]()).strings;
}

export { en };
