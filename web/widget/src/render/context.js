/**
 * What everything that shows findings needs.
 *
 * @import { Advisory } from '../../../mcpvet/index.d.ts'
 * @import { Found } from '../outcome.js'
 * @import { Strings } from '../strings/en.js'
 * @typedef {{
 *   strings: Strings,
 *   nameOf: (input: number) => string | undefined,
 *   onPlace: ((found: Found) => void) | undefined,
 *   onCopy: (text: string) => Promise<boolean>,
 *   advisory: (id: string) => Promise<Advisory | undefined>,
 * }} Context
 *   `nameOf`: what to call a text, when there are several; `onPlace`: where there is a text to show
 */

/** The core writes English; readers of other languages' pages, and their screen readers, are told. @param {Context} context */
export const english = ({ strings }) => (strings.language === 'en' ? undefined : 'en');
