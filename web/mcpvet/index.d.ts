import type { Advisory, Explanation, InventoryReport, Report, RuleSeverity } from './report.d.ts';

export type * from './report.d.ts';

/** One text to look at. */
export interface Input {
  /** The text; bytes are read as UTF-8, or as UTF-16 where they begin with its byte order mark. */
  readonly text: string | Uint8Array;
  /** The name to show in the report, also a hint for the format. Default: `input`. */
  readonly name?: string | undefined;
  /** The id of the format, one of {@link formats}. Default: told from the text and the name. */
  readonly format?: string | undefined;
}

/** What to know about a single text. */
export type Options = Omit<Input, 'text'>;

/** What a check is to ask for. */
export interface CheckOptions extends Options, RuleOptions {}

/** What is wanted of the rules about configurations. */
export interface RuleOptions {
  /**
   * A rule (`SUP-001`), a group (`SUP`) or `all`, and its setting: `off`, `on`, or how urgent it is.
   * The last one that names a rule counts.
   */
  readonly rules?: Readonly<Record<string, 'off' | 'on' | RuleSeverity>> | undefined;
}

/** A format that mcpvet reads. */
export interface FormatInfo {
  /** The name for `format` and in reports, such as `package-lock`. */
  readonly id: string;
  /** What people call it, such as `package-lock.json`. */
  readonly title: string;
  /** The names of such files in the wild, in lower case; `*` stands for any text. */
  readonly fileNames: readonly string[];
}

/** One dataset, ready to answer at once. */
export interface Vet {
  /** Says which advisories apply to the packages of a text, or of several. */
  check(text: string | Uint8Array, options?: CheckOptions): Report;
  check(inputs: readonly Input[], options?: RuleOptions): Report;
  /** Lists the packages of a text, or of several, without asking any advisory. */
  inventory(text: string | Uint8Array, options?: Options): InventoryReport;
  inventory(inputs: readonly Input[]): InventoryReport;
  /** Says what each advisory about one package says, such as `pkg:npm/mcp-remote@0.1.5`. */
  explain(purl: string): Explanation;
  /** The advisory of an id or of one of its aliases; `undefined` when the dataset has none. */
  show(id: string): Advisory | undefined;
  /** The formats that can be read. */
  formats(): FormatInfo[];
}

/**
 * Says which advisories apply to the packages of a text, or of several.
 *
 * Nothing is sent anywhere. What cannot be read becomes a note in the report, with its line.
 */
export function check(text: string | Uint8Array, options?: CheckOptions): Promise<Report>;
export function check(inputs: readonly Input[], options?: RuleOptions): Promise<Report>;

/** Lists the packages of a text, or of several, without asking any advisory. */
export function inventory(text: string | Uint8Array, options?: Options): Promise<InventoryReport>;
export function inventory(inputs: readonly Input[]): Promise<InventoryReport>;

/**
 * Says what each advisory about one package says, those that do not apply included.
 *
 * @param purl a package URL such as `pkg:npm/mcp-remote@0.1.5`.
 * @throws when the text names no package.
 */
export function explain(purl: string): Promise<Explanation>;

/** The advisory of an id or of one of its aliases; `undefined` when the dataset has none. */
export function show(id: string): Promise<Advisory | undefined>;

/** The formats that can be read. */
export function formats(): Promise<FormatInfo[]>;

/**
 * Loads everything once, for answers without waiting.
 *
 * @param packBytes an advisory pack of your own. Default: the one in this package.
 * @throws when the bytes are no pack, or one of a newer layout.
 */
export function open(packBytes?: Uint8Array): Promise<Vet>;

/** The version of this package. */
export const version: string;
