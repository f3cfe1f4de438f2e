// Generated from crates/mcpvet/report.schema.json by web/mcpvet/scripts/report-types.mjs.

/** What kind of step clears the findings of a package. */
export type Action =
  /** Move to a newer version. */
  | 'upgrade'
  /** Write down a version, or narrow the range. */
  | 'pin'
  /** Take the package out. */
  | 'remove'
  /** No version is known to help: confine or replace it. */
  | 'mitigate';

/** One advisory with everything that is known about it. */
export interface Advisory {
  /** The packages and their affected versions. */
  readonly affected: readonly Affected[];
  /** Other ids of the same problem. */
  readonly aliases: readonly string[];
  /** The kind of problem, such as `command-injection`. */
  readonly category: string;
  /** The part of the ecosystem that it is about. */
  readonly component: Component;
  /** Every CVSS vector that sources give; once scored, the first has the highest score. */
  readonly cvss: readonly string[];
  /** Weakness ids such as `CWE-78`. */
  readonly cwe: readonly string[];
  /** Its public id, or one of the project's own scheme `MCPVET-<year>-<nnnn>`. */
  readonly id: string;
  /** What an attacker gains, and from whom. */
  readonly impact: string;
  /** A flaw, or code made to do harm. */
  readonly kind: Kind;
  /** The day of the last change of the public record. */
  readonly modified: Date;
  /** Why the ranges are as they are. */
  readonly note?: string;
  /** Names of products, for records without a package. */
  readonly products: readonly string[];
  /** The day of publication. */
  readonly published: Date;
  /** Where to read on. */
  readonly references: readonly string[];
  /** Ids of problems that are not the same but belong together. */
  readonly related: readonly string[];
  /** `core` when MCP itself is at stake, `related` when the package merely uses MCP. */
  readonly relevance: string;
  /** What to do. */
  readonly remediation: string;
  /** What went wrong at the root, shared by records of several packages. */
  readonly root_cause?: string;
  /** The highest CVSS base score, in tenths. */
  readonly score?: number;
  /** The official SDK that it is about, such as `python`. */
  readonly sdk?: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** What happened when. */
  readonly timeline: readonly TimelineEntry[];
  /** The transports over which it can be reached: `stdio`, `http`, `sse`, `websocket`. */
  readonly transports: readonly string[];
  /** The day on which it was taken back; such a record never matches. */
  readonly withdrawn?: Date;
}

/** The affected versions of one package: the union of ranges and versions. */
export interface Affected {
  /** CVSS vectors for this package alone, instead of those of the advisory. */
  readonly cvss?: readonly string[];
  /** The ecosystem. */
  readonly ecosystem: string;
  /** The name of the package. */
  readonly package: string;
  /** Ranges of affected versions. */
  readonly ranges: readonly Range[];
  /** What the ecosystem is narrowed to: `12` of `Debian:12`, or the URL of a repository. */
  readonly release?: string;
  /** Single affected versions. */
  readonly versions: readonly string[];
}

/** Findings by severity, the most urgent first. */
export interface BySeverity {
  /** CVSS 9.0 and above. */
  readonly critical: number;
  /** CVSS 7.0 to 8.9. */
  readonly high: number;
  /** CVSS 0.1 to 3.9. */
  readonly low: number;
  /** Known malicious packages. */
  readonly malware: number;
  /** CVSS 4.0 to 6.9. */
  readonly medium: number;
  /** CVSS 0.0. */
  readonly none: number;
  /** No severity is known; treated as at least low. */
  readonly unknown: number;
}

/** The part of the MCP ecosystem that an advisory is about. */
export type Component =
  /** A server that offers tools to a model. */
  | 'mcp-server'
  /** A library to build servers and clients with. */
  | 'sdk'
  /** A host or client that connects to servers. */
  | 'client'
  /** Gateways, proxies, inspectors and registries. */
  | 'infrastructure'
  /** A library below any of them. */
  | 'dependency'
  /** The protocol itself. */
  | 'protocol';

/** How sure a reader is that the text means this package. */
export type Confidence =
  /** A hint: the text could mean something else. */
  | 'low'
  /** The format says so. */
  | 'high';

/** What a dataset holds of one ecosystem. */
export interface Coverage {
  /** How many advisories name one of them. */
  readonly advisories: number;
  /** The ecosystem, as OSV names it. */
  readonly ecosystem: string;
  /** How many packages have an advisory. */
  readonly packages: number;
}

/** The dataset behind a report. */
export interface Data {
  /** How many advisories it holds, withdrawn ones and those without a package included. */
  readonly advisories: number;
  /** The day on which the facts were compiled, as `YYYY-MM-DD`. */
  readonly built: string;
  /** The ecosystems that it knows packages of, by name. */
  readonly coverage: readonly Coverage[];
  /** `sha256:` and the digest of the pack in hexadecimal. */
  readonly digest: string;
  /** The layout version of the pack. */
  readonly version: number;
}

export type Date = string;

/** A change to the command line that starts a package, ready to paste. */
export interface Edit {
  /**
   * The list of arguments with that word, when all of it stands on one line; `…` stands for
   * what could be a secret.
   */
  readonly line?: string;
  /** The word that names the package, with the version of the remedy: `mcp-remote@0.1.16`. */
  readonly token: string;
}

/** Everything that a dataset says about one package. */
export interface Explanation {
  /** The advisories that were asked. */
  readonly data: Data;
  /** Other ecosystems in which a package of the same name has advisories. */
  readonly elsewhere: readonly string[];
  /** The advisories about the package that do not apply, each with the reason. */
  readonly others: readonly Finding[];
  /** What applies or could apply. */
  readonly result: PackageResult;
  /** The version of this contract. */
  readonly schema_version: string;
  /** The program that wrote it. */
  readonly tool: Tool;
}

/** One advisory held against one package. */
export interface Finding {
  /** Its other ids. */
  readonly aliases: readonly string[];
  /** Which range and which comparison decided, in one sentence. */
  readonly explanation: string;
  /** The versions that repair it, in the order of the ranges. */
  readonly fixed: readonly string[];
  /** The id of the advisory. */
  readonly id: string;
  /** A flaw, or code made to do harm. */
  readonly kind: Kind;
  /** The day of publication, as `YYYY-MM-DD`. */
  readonly published: string;
  /** How bad it is. */
  readonly severity: SeverityInfo;
  /** What it is about, in one sentence. */
  readonly summary: string;
  /** The first page to read about it. */
  readonly url?: string;
  /** Whether it applies to every allowed version (`affected`) or to some (`undecided`). */
  readonly verdict: Verdict;
}

/** Everything that was read, without asking any advisory. */
export interface InventoryReport {
  /** What could not be read or looks odd, in the order of the inputs. */
  readonly notes: readonly ReportNote[];
  /** One entry for each input, in the order given. */
  readonly results: readonly SourceInventory[];
  /** The version of this contract. */
  readonly schema_version: string;
  /** The program that wrote it. */
  readonly tool: Tool;
}

/** Whether an advisory is about a flaw or about code made to do harm. */
export type Kind =
  /** A flaw in a package that means well. */
  | 'vulnerability'
  /** A package, or a release of one, made to do harm. */
  | 'malware';

/** The MCP server entry that starts a package. */
export interface LaunchInfo {
  /** The program that fetches and starts it, such as `npx`; `url` for a remote server. */
  readonly runner: string;
  /** The name of the entry. */
  readonly server: string;
}

/** How much a note takes away from the answer. */
export type Level =
  /** Something was not checked. */
  | 'error'
  /** It was checked, but the text is odd. */
  | 'warning'
  /** Worth knowing. */
  | 'info';

/** Where something stands in an input. */
export interface Location {
  /** The column in UTF-16 code units, from 1. */
  readonly column: number;
  /** The line, from 1. */
  readonly line: number;
  /** A JSON pointer or TOML key, where the format has such. */
  readonly path?: string;
}

/** A package as an input names it. */
export interface PackageInfo {
  /** The other name under which the project uses it. */
  readonly alias?: string;
  /** Which kind of text that is. */
  readonly class: RequirementClass;
  /** How sure the reader is. */
  readonly confidence: Confidence;
  /** Whether the project names it itself; absent where the format does not say. */
  readonly direct?: boolean;
  /** The ecosystem, as OSV names it; absent where the input does not say. */
  readonly ecosystem?: string;
  /** For what it is used: `prod`, `dev`, `optional`, `peer`, `build`, `test`. */
  readonly groups: readonly string[];
  /** The MCP server entry that starts it. */
  readonly launch?: LaunchInfo;
  /** Where the version stands, or the name where there is no version. */
  readonly location: Location;
  /** The name as its ecosystem files it. */
  readonly name: string;
  /**
   * Why it is there, where the format knows: the shortest chains of packages from one that the
   * project names itself to this one, each as `name@version`; eight at most.
   */
  readonly paths?: readonly (readonly string[])[];
  /** The package URL, where the ecosystem has a type. */
  readonly purl?: string;
  /** Anything else that stands for a version; absent when nothing does. */
  readonly requirement?: string;
  /** Where its code comes from. */
  readonly source: Source;
  /** The one version that it names; of code from Git the one that stands beside the commit. */
  readonly version?: string;
}

/** What advisories say about one package. */
export interface PackageResult {
  /** The advisories that apply or could apply, the most urgent first. */
  readonly findings: readonly Finding[];
  /** The package. */
  readonly package: PackageInfo;
  /** Why it is undecided. */
  readonly reason?: Reason;
  /** What to do, in one sentence. */
  readonly remedy?: Remedy;
  /** The highest severity of the findings; absent when there are none. */
  readonly severity?: Severity;
  /** Whether advisories apply. */
  readonly verdict: Verdict;
}

/** A line of versions on which a flaw comes and goes. */
export interface Range {
  /** What happens on the line, in any order. */
  readonly events: readonly RangeEvent[];
  /** The repository of a range of commits. */
  readonly repo?: string;
  /** What its events are versions of; left out for `ECOSYSTEM`. */
  readonly type?: RangeKind;
}

/** One event on a range; exactly one key is there. */
export interface RangeEvent {
  /** The first version that is repaired, exclusive. */
  readonly fixed?: string;
  /** The first affected version, inclusive; `0` stands for "from the beginning". */
  readonly introduced?: string;
  /** The last affected version, inclusive; later ones are not known to be affected. */
  readonly last_affected?: string;
  /** The version from which on the range says nothing, exclusive; `*` for "no limit". */
  readonly limit?: string;
}

/** What the events of a range are versions of. */
export type RangeKind =
  /** Versions in the order of the package's ecosystem. */
  | 'ECOSYSTEM'
  /** Versions of SemVer 2.0.0. */
  | 'SEMVER'
  /** Commits, whose order only the repository knows. */
  | 'GIT';

/** A reason in words. */
export interface Reason {
  /** The kind of reason. */
  readonly code: ReasonCode;
  /** One sentence. */
  readonly text: string;
}

/** Why a package is undecided. */
export type ReasonCode =
  /** The text allows versions with and without an advisory. */
  | 'unpinned'
  /** The version cannot be read in its ecosystem. */
  | 'unreadable-version'
  /** The requirement cannot be read in its ecosystem. */
  | 'unreadable-requirement'
  /** A boundary of the advisory cannot be read or is a Git commit. */
  | 'unreadable-advisory'
  /** The version comes from Git or a URL, so no released version is known. */
  | 'unknown-version'
  /** The name is known, but not of which ecosystem. */
  | 'unknown-ecosystem'
  /** The dataset has no advisories for this ecosystem. */
  | 'not-covered'
  /** A server reached over the network, or a program on the machine: no package is named. */
  | 'no-package'
  /** The name is filled in when it runs. */
  | 'dynamic-name';

/** What to do about a package. */
export interface Remedy {
  /** The kind of step. */
  readonly action: Action;
  /** What to write instead, where a command line starts the package. */
  readonly edit?: Edit;
  /**
   * The widest requirement that excludes every advisory of the package, in the language of its
   * ecosystem: `>=0.1.16`, `[1.1.4,)`. Left out where some advisory has no upper end.
   */
  readonly requirement?: string;
  /** One sentence that says what to do. */
  readonly text: string;
  /** The smallest version that clears every finding of the package and is no downgrade. */
  readonly version?: string;
}

/** What advisories say about everything that was read. */
export interface Report {
  /** The advisories that were asked. */
  readonly data: Data;
  /** What could not be read or looks odd, in the order of the inputs. */
  readonly notes: readonly ReportNote[];
  /** One entry for each input, in the order given. */
  readonly results: readonly SourceResult[];
  /** The version of this contract. */
  readonly schema_version: string;
  /** The numbers. */
  readonly summary: Summary;
  /** The program that wrote it. */
  readonly tool: Tool;
}

/** Something about an input that its reader should know. */
export interface ReportNote {
  /** The kind of note, such as `syntax`. */
  readonly code: string;
  /** How much it takes away from the answer. */
  readonly level: Level;
  /** Where it stands; absent when it is about the whole input. */
  readonly location?: Location;
  /** What stands there and what was expected. */
  readonly message: string;
  /** The name of the input. */
  readonly source: string;
}

/** Which kind of text stands where a version is expected. */
export type RequirementClass =
  /** One released version. */
  | 'exact'
  /** One version that the ecosystem orders before a release. */
  | 'exact-prerelease'
  /** A set of versions: `^1.2`, `>=2,<3`. */
  | 'range'
  /** Any version, or any that begins so: `*`, `x`, `1.x`, `1.2.*`. */
  | 'wildcard'
  /** The npm tag `latest`, or `@latest` for a Python tool. */
  | 'dist-tag-latest'
  /** Any other npm tag, such as `next`. */
  | 'dist-tag'
  /** A commit of a Git repository by its full hash. */
  | 'git-commit'
  /** A branch, tag or short hash of a Git repository. */
  | 'git-ref'
  /** An archive at a URL. */
  | 'url-tarball'
  /** A container image by its content. */
  | 'digest'
  /** A container image by a tag. */
  | 'oci-tag'
  /** A container image without tag or digest, which means `latest`. */
  | 'oci-latest-implicit'
  /** A file or folder on the machine. */
  | 'path'
  /** Nothing: the tool takes the newest that it finds. */
  | 'none'
  /** Text that is known only when it runs: `${VERSION}`. */
  | 'dynamic';

/** A rule that fired. */
export interface RuleFinding {
  /** Where it stands. */
  readonly location: Location;
  /** What stands here, in one sentence without a full stop. */
  readonly message: string;
  /** What to do, in one sentence. */
  readonly remedy: string;
  /** The id of the rule, such as `SUP-001`. */
  readonly rule: string;
  /** The server entry that it is about. */
  readonly server?: string;
  /** How urgent it is. */
  readonly severity: RuleSeverity;
  /** What is wrong wherever it fires, in a few words. */
  readonly title: string;
}

/** How urgent a rule is. */
export type RuleSeverity =
  /** Worth knowing. */
  | 'info'
  /** Later. */
  | 'low'
  /** In time. */
  | 'medium'
  /** Promptly. */
  | 'high'
  /** At once. */
  | 'critical';

/** How often rules fired, the most urgent first. */
export interface RulesBySeverity {
  /** At once. */
  readonly critical: number;
  /** Promptly. */
  readonly high: number;
  /** Worth knowing. */
  readonly info: number;
  /** Later. */
  readonly low: number;
  /** In time. */
  readonly medium: number;
}

/** Whose configuration a file is. */
export type Scope =
  /** One user's, for all projects. */
  | 'user'
  /** A project's, often shared through its repository. */
  | 'project'
  /** The machine's, set by an administrator. */
  | 'enterprise';

export type Score = number;

/**
 * How bad an advisory is, the least urgent first.
 *
 * The order is for display and gates: malware outranks every score, and an unknown score stands
 * between low and medium, so that a gate at `low` never lets it pass as harmless.
 */
export type Severity =
  /** CVSS 0.0. */
  | 'none'
  /** CVSS 0.1 to 3.9. */
  | 'low'
  /** No score is known. */
  | 'unknown'
  /** CVSS 4.0 to 6.9. */
  | 'medium'
  /** CVSS 7.0 to 8.9. */
  | 'high'
  /** CVSS 9.0 and above. */
  | 'critical'
  /** Known malware, whatever its score. */
  | 'malware';

/** The severity of an advisory. */
export interface SeverityInfo {
  /** The label. */
  readonly label: Severity;
  /** The CVSS score from 0 to 10, with one decimal. */
  readonly score?: Score;
  /** The CVSS vector that the score was computed from. */
  readonly vector?: string;
}

/** Where the code of a package comes from. */
export type Source =
  /** The public registry of its ecosystem. */
  | 'registry'
  /** A Git repository. */
  | 'git'
  /** An archive at a URL, or a registry other than the public one. */
  | 'url'
  /** The project itself, a workspace member, or a path on the machine. */
  | 'local'
  /** A server reached over the network: there is no package to look up. */
  | 'remote'
  /** A program on the machine that no registry can be told for. */
  | 'program'
  /** An ecosystem that is stated but that mcpvet does not know. */
  | 'other';

/** An input. */
export interface SourceInfo {
  /** The id of its format, or `unknown`. */
  readonly format: string;
  /** The MCP hosts that use it, by id; absent where the caller did not say. */
  readonly hosts?: readonly string[];
  /** The name that the caller gave it, or `input`. */
  readonly name: string;
  /** How many packages were read from it. */
  readonly packages: number;
  /** Whose configuration it is; absent where the caller did not say. */
  readonly scope?: Scope;
}

/** What was read from one input. */
export interface SourceInventory {
  /** Its packages in the order of the text. */
  readonly packages: readonly PackageInfo[];
  /** The input. */
  readonly source: SourceInfo;
}

/** What was found in one input. */
export interface SourceResult {
  /** Its packages that are affected or undecided, the most urgent first. */
  readonly packages: readonly PackageResult[];
  /** What the rules say about its configuration, the most urgent first. */
  readonly rules: readonly RuleFinding[];
  /** The input. */
  readonly source: SourceInfo;
}

/** The numbers of a report. */
export interface Summary {
  /** Packages to which at least one advisory applies. */
  readonly affected: number;
  /** The same findings by severity. */
  readonly by_severity: BySeverity;
  /** Findings that apply, an advisory counted once for each package. */
  readonly findings: number;
  /** The project's own code and workspace members, which no advisory is about. */
  readonly local: number;
  /** Packages that were read: the four numbers below together. */
  readonly packages: number;
  /** How often rules fired, by severity. */
  readonly rules: RulesBySeverity;
  /** Packages to which no advisory of the dataset applies. */
  readonly unaffected: number;
  /** Packages that could not be decided. */
  readonly undecided: number;
  /** Notes of level `error`: how often something was not checked. */
  readonly unread: number;
}

/** Something that happened on a day. */
export interface TimelineEntry {
  /** The day. */
  readonly date: Date;
  /** What happened. */
  readonly event: string;
}

/** The program that wrote a report. */
export interface Tool {
  /** Its name, `mcpvet`. */
  readonly name: string;
  /** Its version. */
  readonly version: string;
}

/** Whether advisories apply to a package. */
export type Verdict =
  /** At least one applies, whichever allowed version is installed. */
  | 'affected'
  /** It cannot be told; the reason stands beside it. */
  | 'undecided'
  /** None of the dataset applies. */
  | 'unaffected';
