/**
 * What elements and their worker say to each other. `client` is the number of an element: several share one worker.
 *
 * @import { Advisory, FormatInfo, OutputInfo, Report } from '../../../mcpvet/index.d.ts'
 *
 * @typedef {{ key: string, revision: number, name?: string | undefined, format?: string | undefined, text?: string | Uint8Array | undefined, file?: File | undefined }} Item
 *   one text at work; `revision` changes with anything else
 *
 * @typedef {{ type: 'set', client: number, item: Item }} SetText
 * @typedef {{ type: 'delete', client: number, key: string }} DeleteText
 * @typedef {{ type: 'check', client: number, seq: number, keys: string[] }} Check all texts wanted, in their order
 * @typedef {{ type: 'render', client: number, ask: number, output: string }} RenderReport
 * @typedef {{ type: 'advisory', client: number, ask: number, id: string }} AskAdvisory
 * @typedef {{ type: 'leave', client: number }} Leave
 * @typedef {SetText | DeleteText | Check | RenderReport | AskAdvisory | Leave} Request
 *
 * @typedef {{ type: 'ready', data: Report['data'], formats: FormatInfo[], outputs: OutputInfo[] }} Ready
 * @typedef {{ type: 'broken', message: string }} Broken the worker could not start
 * @typedef {{ type: 'working', client: number }} Working whose text is being read now
 * @typedef {{ type: 'partial', client: number, seq: number, keys: string[], total: number, report: Report }} Partial `keys`: of the texts in the report
 * @typedef {{ type: 'report', client: number, seq: number, keys: string[], report: Report }} Answer
 * @typedef {{ type: 'failed', client: number, seq: number, message: string }} Failure
 * @typedef {{ type: 'told', client: number, ask: number, value?: string | Advisory | undefined, error?: string }} Told
 * @typedef {Ready | Broken | Working | Partial | Answer | Failure | Told} Message
 */

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
