/**
 * What the element and its worker say to each other.
 *
 * @import { FormatInfo, Input, Report } from '../../mcpvet/index.d.ts'
 *
 * @typedef {{ type: 'check', seq: number, inputs: Input[] }} Request
 *
 * @typedef {{ type: 'ready', report: Report, formats: FormatInfo[] }} Ready the report of no input: its data are known
 * @typedef {{ type: 'report', seq: number, report: Report }} Answer
 * @typedef {{ type: 'failed', seq: number, message: string }} Failure `seq` 0: the worker could not start
 * @typedef {Ready | Answer | Failure} Message
 */

/** @param {number} seq @param {Input[]} inputs @returns {Request} */
export const request = (seq, inputs) => ({ type: 'check', seq, inputs });

/** @param {Report} report @param {FormatInfo[]} formats @returns {Ready} */
export const ready = (report, formats) => ({ type: 'ready', report, formats });

/** @param {number} seq @param {Report} report @returns {Answer} */
export const answer = (seq, report) => ({ type: 'report', seq, report });

/** @param {number} seq @param {unknown} error @returns {Failure} */
export const failure = (seq, error) => ({
  type: 'failed',
  seq,
  message: error instanceof Error ? error.message : String(error),
});
