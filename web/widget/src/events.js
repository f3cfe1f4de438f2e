/**
 * What the element tells its page. All events bubble and leave the shadow root.
 *
 * @import { Report } from '../../mcpvet/index.d.ts'
 */

const LEAVES = { bubbles: true, composed: true };

/** A check has ended. @extends {CustomEvent<Report>} */
export class ReportEvent extends CustomEvent {
  /** @param {Report} report */
  constructor(report) {
    super('mcp-vet-report', { detail: report, ...LEAVES });
  }
}

/** The advisories are there; from here on checks ask the network for nothing. @extends {CustomEvent<Report['data']>} */
export class ReadyEvent extends CustomEvent {
  /** @param {Report['data']} data */
  constructor(data) {
    super('mcp-vet-ready', { detail: data, ...LEAVES });
  }
}

/** Of several texts some are checked. @extends {CustomEvent<{ done: number, total: number }>} */
export class ProgressEvent extends CustomEvent {
  /** @param {number} done @param {number} total */
  constructor(done, total) {
    super('mcp-vet-progress', { detail: { done, total }, ...LEAVES });
  }
}

/** Something could not be loaded or checked. @extends {CustomEvent<{ message: string }>} */
export class ErrorEvent extends CustomEvent {
  /** @param {string} message */
  constructor(message) {
    super('mcp-vet-error', { detail: { message }, ...LEAVES });
  }
}
