import type {
  Advisory,
  Confidence,
  Explanation,
  InventoryReport,
  Report,
  RequirementClass,
  RuleSeverity,
  Source,
} from './report.d.ts';

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

/** A form in which a report can be written. */
export interface OutputInfo {
  /** The name to ask for it by, such as `csv`. */
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  /** The ending of its files, without the dot. */
  readonly extension: string;
  /** What a server would call it. */
  readonly mediaType: string;
}

/** Texts that are checked one by one, under keys, for a report on all of them whenever it is asked for. */
export interface Parts {
  /** Checks a text and keeps what it comes to, in place of what the key stood for. */
  set(key: string, input: Input): void;
  /** Lets go of a text. */
  delete(key: string): void;
  /** What the texts come to together, in the order of the keys. Default: all, in the order of their first {@link set}. */
  report(keys?: readonly string[]): Report;
  /** The same as a text, in one of the forms of {@link outputs}. */
  render(output: string, keys?: readonly string[]): string;
  /** Gives the memory back. Nothing can be asked after it. */
  free(): void;
}

/** Whose rules split a line into words and commands. */
export type Shell = 'posix' | 'cmd' | 'powershell';

/** A package, a place or a program that a command line starts. No value of a secret option is in it. */
export interface Subject {
  /** The name that OSV has for its ecosystem; `null` for servers, programs and files. */
  readonly ecosystem: string | null;
  /** The name as its ecosystem files it; empty when it is known only when the line runs. */
  readonly name: string;
  /** What the line says about the version, or the path; `null` when it says nothing. */
  readonly requirement: string | null;
  /** Which kind of text the requirement is. */
  readonly class: RequirementClass;
  /** Whether the line says so, or only hints at it. */
  readonly confidence: Confidence;
  /** Where its code comes from. */
  readonly source: Source;
  /** The program that fetches or starts it, such as `npx`. */
  readonly runner: string;
  /** Where the version stands, or the name: units of a string, in the line or in the word with this index. */
  readonly location: { readonly word?: number; readonly start: number; readonly end: number };
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
  /** Which of two versions comes first by the rules of an ecosystem. */
  compare(ecosystem: string, a: string, b: string): number | undefined;
  /** The formats that can be read. */
  formats(): FormatInfo[];
  /** The forms in which a report can be written. */
  outputs(): OutputInfo[];
  /** Checks as {@link check} does, and writes the report in one of the forms of {@link outputs}. */
  render(text: string | Uint8Array, output: string, options?: CheckOptions): string;
  render(inputs: readonly Input[], output: string, options?: RuleOptions): string;
  /** Texts to check one by one, for reports on several of them. */
  parts(options?: RuleOptions): Parts;
  /** Says what a line of a shell, or a command with its arguments, starts. Nothing is run. */
  resolve(line: string, options?: { readonly shell?: Shell | undefined }): Subject[];
  resolve(argv: readonly string[]): Subject[];
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

/**
 * Which of two versions comes first by the rules of an ecosystem such as `npm`: below zero the first one, above zero
 * the second, zero when they are equal, `undefined` where the ecosystem has no order.
 *
 * @throws when a version cannot be read, such as `one.two` in npm.
 */
export function compare(ecosystem: string, a: string, b: string): Promise<number | undefined>;

/** The formats that can be read. */
export function formats(): Promise<FormatInfo[]>;

/** The forms in which a report can be written. */
export function outputs(): Promise<OutputInfo[]>;

/**
 * Checks as {@link check} does, and writes the report in one of the forms of {@link outputs}.
 *
 * @param output its id, such as `markdown`.
 * @throws when there is no such form.
 */
export function render(text: string | Uint8Array, output: string, options?: CheckOptions): Promise<string>;
export function render(inputs: readonly Input[], output: string, options?: RuleOptions): Promise<string>;

/**
 * Says which packages and servers a line of a shell, or a command with its arguments, starts. Nothing is run.
 *
 * @param line a line such as `npx -y mcp-remote https://mcp.example.com`; `shell` says whose, by default `posix`.
 */
export function resolve(line: string, options?: { readonly shell?: Shell | undefined }): Promise<Subject[]>;
export function resolve(argv: readonly string[]): Promise<Subject[]>;

/**
 * Loads everything once, for answers without waiting.
 *
 * @param packBytes an advisory pack of your own. Default: the one in this package.
 * @throws when the bytes are no pack, or one of a newer layout.
 */
export function open(packBytes?: Uint8Array): Promise<Vet>;

/** A dataset without the texts of its advisories, which only {@link Vet.show} needs: half of the bytes. */
export interface IndexedVet extends Vet {
  /**
   * Loads the texts once, and holds the whole dataset against its digest. Until then, `show` throws.
   *
   * @throws when they cannot be loaded, or are not those of this dataset.
   */
  loadTexts(): Promise<void>;
}

/** Loads the index of the dataset in this package, for checks without waiting. The texts come when asked for. */
export function openIndex(): Promise<IndexedVet>;

/** The version of this package. */
export const version: string;
