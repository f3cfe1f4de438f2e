/**
 * What the attributes of the element mean.
 *
 * @typedef {{ text?: string | undefined, name?: string | undefined, format?: string | undefined }} Given
 */
import { RANKS } from './outcome.js';
import { languageOf } from './strings/index.js';

/** The names of all, for the browser to watch. */
export const ATTRIBUTES = /** @type {const} */ ([
  'src',
  'text',
  'format',
  'package',
  'version',
  'data',
  'lang',
  'compact',
  'min-severity',
  'stale-after',
]);

/** Those that say what to check; a change loads it anew. */
export const GIVING = new Set(['src', 'text', 'format', 'package', 'version']);
/** Those on which the whole frame depends. */
export const FRAMING = new Set(['lang', 'compact']);

const STALE_AFTER_DAYS = 30;

/** The language of the place where an element stands. @param {Element} element */
export const languageAt = (element) => languageOf(element.closest('[lang]')?.getAttribute('lang') ?? '');

/** @param {Element} element */
export function minimumOf(element) {
  const word = (element.getAttribute('min-severity') ?? '').toLowerCase();
  const severity = word === 'moderate' ? 'medium' : word;
  return RANKS[severity] > 0 && severity !== 'unknown' ? severity : '';
}

/** After how many days advisories count as old. @param {Element} element */
export function staleAfter(element) {
  const days = Number.parseInt(element.getAttribute('stale-after') ?? '', 10);
  return days >= 0 ? days : STALE_AFTER_DAYS;
}

/** The package of a badge, as people write it: `mcp-remote 0.1.15`. @param {Element} element */
export function packageName(element) {
  const name = element.getAttribute('package');
  if (!name) return '';
  return [name.replace(/^[^:/]*:(?=[^/])/, ''), element.getAttribute('version')].filter(Boolean).join(' ');
}

/**
 * The text that the attributes give, if they do. Only `src` has to be waited for.
 *
 * @param {Element} element
 * @returns {Given | undefined | Promise<Given>}
 */
export function given(element) {
  const [named, version, src, text, form] = ['package', 'version', 'src', 'text', 'format'].map((name) => element.getAttribute(name));
  const format = form ?? undefined;
  if (named) return { text: version ? `${named}@${version}` : named, format: 'list' };
  if (src) return fetched(new URL(src, element.baseURI), format);
  return text === null ? undefined : { text, format };
}

/** @param {URL} url @param {string | undefined} format @returns {Promise<Given>} */
async function fetched(url, format) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return { text: await response.text(), name: decodeURIComponent(url.pathname.split('/').at(-1) ?? ''), format };
}
