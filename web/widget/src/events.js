/**
 * What the element tells its page. Both events bubble and leave the shadow root.
 *
 * @import { Report } from '../../mcpvet/index.d.ts'
 */

/** A check has ended. @extends {CustomEvent<Report>} */
export class ReportEvent extends CustomEvent {
  /** @param {Report} report */
  constructor(report) {
    super('mcp-vet-report', { detail: report, bubbles: true, composed: true });
  }
}

/** Everything is loaded; from here on the element asks the network for nothing. @extends {CustomEvent<Report['data']>} */
export class ReadyEvent extends CustomEvent {
  /** @param {Report['data']} data */
  constructor(data) {
    super('mcp-vet-ready', { detail: data, bubbles: true, composed: true });
  }
}
