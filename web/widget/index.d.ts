import type { Report } from 'mcpvet';

export type { Report } from 'mcpvet';

/** `<mcp-vet>`: shows which security advisories apply to a text, without sending it anywhere. */
export declare class McpVetElement extends HTMLElement {
  /**
   * Registers the element.
   *
   * @param tag Default: `mcp-vet`.
   * @param registry Default: `customElements`.
   */
  static define(tag?: string, registry?: CustomElementRegistry): typeof McpVetElement;

  /** The text at work; setting it checks it. */
  text: string;

  /** The report of the text as it stands, once there is one. */
  readonly report: Report | undefined;

  /** Puts a text into the element and checks it; the answer comes as an `mcp-vet-report` event. */
  check(text: string, options?: { readonly name?: string | undefined }): void;
}

/** A check has ended; `detail` is the report. */
export type ReportEvent = CustomEvent<Report>;

/** Everything is loaded; `detail` is the dataset. From here on the element asks the network for nothing. */
export type ReadyEvent = CustomEvent<Report['data']>;

declare global {
  interface HTMLElementTagNameMap {
    'mcp-vet': McpVetElement;
  }

  interface HTMLElementEventMap {
    'mcp-vet-report': ReportEvent;
    'mcp-vet-ready': ReadyEvent;
  }
}
