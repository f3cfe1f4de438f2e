import type { Advisory, FormatInfo, Report } from 'mcpvet';

export type { Advisory, FormatInfo, Report } from 'mcpvet';

/** A text at work: its words, or the file that holds them. */
export interface Source {
  readonly text?: string | Uint8Array | undefined;
  readonly file?: File | undefined;
  /** The file's name, shown and used to tell the format. */
  readonly name?: string | undefined;
  /** The id of the format, when it is not to be recognised. */
  readonly format?: string | undefined;
}

/**
 * `<mcp-vet>`: shows which security advisories apply to texts, without sending them anywhere.
 *
 * What its attributes, slots and parts mean stands in `custom-elements.json`.
 */
export declare class McpVetElement extends HTMLElement {
  /**
   * Registers the element.
   *
   * @param tag Default: `mcp-vet`.
   * @param registry Default: `customElements`.
   */
  static define(tag?: string, registry?: CustomElementRegistry): typeof McpVetElement;

  /** The text that is looked at; setting it checks it alone. */
  text: string;

  /** The texts at work; setting them checks them. */
  get inputs(): readonly Source[];
  set inputs(inputs: readonly Source[]);

  /** The report of the texts as they stand, once there is one. */
  readonly report: Report | undefined;

  /** The formats that can be read; none before the element is ready. */
  readonly formats: readonly FormatInfo[];

  /**
   * Puts a text in, instead of all others, and checks it.
   *
   * @returns the report; of a newer text, when one came in between. It is refused when the check cannot be done.
   */
  check(text: string | Uint8Array, options?: Pick<Source, 'name' | 'format'>): Promise<Report>;

  /** Takes all texts out. */
  clear(): void;

  /** Writes the last report in one of the forms that the element offers, such as `markdown`. */
  export(output: string): Promise<string>;

  /** The whole advisory of an id. The first call loads the texts of all advisories. */
  advisory(id: string): Promise<Advisory | undefined>;
}

/** A check has ended; `detail` is the report. */
export type ReportEvent = CustomEvent<Report>;

/** The advisories are there; `detail` is the dataset. From here on checks ask the network for nothing. */
export type ReadyEvent = CustomEvent<Report['data']>;

/** Of several texts some are checked. */
export type ProgressEvent = CustomEvent<{ readonly done: number; readonly total: number }>;

/** Something could not be loaded or checked. */
export type ErrorEvent = CustomEvent<{ readonly message: string }>;

declare global {
  interface HTMLElementTagNameMap {
    'mcp-vet': McpVetElement;
  }

  interface HTMLElementEventMap {
    'mcp-vet-report': ReportEvent;
    'mcp-vet-ready': ReadyEvent;
    'mcp-vet-progress': ProgressEvent;
    'mcp-vet-error': ErrorEvent;
  }
}
