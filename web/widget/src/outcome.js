/**
 * What a report comes down to, before it is put into words: a list of findings of one shape, whatever found them.
 *
 * @import { Location, PackageResult, Report, ReportNote, RuleFinding, Severity } from '../../mcpvet/index.d.ts'
 * @import { Mark } from './input/rows.js'
 * @import { Strings } from './strings/en.js'
 * @typedef {'now' | 'soon' | 'plan' | 'later' | 'undecided' | 'rules' | 'notes'} Section in the order of urgency
 * @typedef {(
 *   { package: PackageResult, rule?: undefined, note?: undefined }
 *   | { rule: RuleFinding, package?: undefined, note?: undefined }
 *   | { note: ReportNote, package?: undefined, rule?: undefined }
 * )} What
 * @typedef {What & { section: Section, status: string, rank: number, input: number, location: Location | undefined, title: string }} Found
 *   `rank`: how severe it may be; `input`: the number of its text
 * @typedef {'action' | 'undecided' | 'unread' | 'nothing' | 'clear'} Kind
 */

/** @type {readonly Section[]} */
export const SECTIONS = ['now', 'soon', 'plan', 'later', 'undecided', 'rules', 'notes'];

/** The order of the core: an unknown severity stands between low and medium. @type {Record<string, number>} */
export const RANKS = { none: 0, info: 0, low: 1, unknown: 2, medium: 3, high: 4, critical: 5, malware: 6 };

/** @type {Record<Severity, Section>} */
const URGENCY = {
  malware: 'now',
  critical: 'now',
  high: 'soon',
  medium: 'plan',
  unknown: 'plan',
  low: 'later',
  none: 'later',
};

/** Everything that somebody should look at, the most urgent first. @param {Report} report @returns {Found[]} */
export function foundIn(report) {
  const { results } = report;
  const inputs = new Map(results.map(({ source }, at) => [source.name, at]));
  const all = [
    ...results.flatMap(({ packages }, input) => packages.map((one) => ofPackage(one, input))),
    ...results.flatMap(({ rules }, input) => rules.map((one) => ofRule(one, input))),
    ...report.notes.map((one) => ofNote(one, inputs.get(one.source) ?? 0)),
  ];
  const order = (/** @type {Found} */ { section }) => SECTIONS.indexOf(section);
  return all.sort((a, b) => order(a) - order(b) || (b.rank - a.rank || 0));
}

/** @param {PackageResult} result @param {number} input @returns {Found} */
function ofPackage(result, input) {
  const { verdict, severity, package: { location, name } } = result;
  const about = { package: result, input, location, title: name };
  if (verdict !== 'affected') {
    // What is not known may be anything.
    return { ...about, section: 'undecided', status: 'undecided', rank: severity ? RANKS[severity] : Infinity };
  }
  const status = severity ?? 'unknown';
  return { ...about, section: URGENCY[status], status, rank: RANKS[status] };
}

/** @param {RuleFinding} rule @param {number} input @returns {Found} */
function ofRule(rule, input) {
  const { severity, location, title } = rule;
  return { rule, input, location, title, section: 'rules', status: severity, rank: RANKS[severity] };
}

/** @param {ReportNote} note @param {number} input @returns {Found} */
function ofNote(note, input) {
  const { level, location, message } = note;
  return { note, input, location, title: message, section: 'notes', status: level, rank: Infinity };
}

/** @param {Report} report @returns {Kind} */
export function kindOf({ summary }) {
  if (summary.affected > 0) return 'action';
  if (summary.packages - summary.local === 0) return summary.unread > 0 ? 'unread' : 'nothing';
  if (summary.undecided > 0) return 'undecided';
  return summary.unread > 0 ? 'unread' : 'clear';
}

/** The status of a whole report, or of one text: that of its most urgent finding. @param {Report} report @param {readonly Found[]} found */
export function statusOf(report, found) {
  const kind = kindOf(report);
  if (kind === 'action') return found[0]?.status ?? 'unknown';
  return { undecided: 'undecided', unread: 'error', nothing: 'info', clear: 'clear' }[kind];
}

/**
 * Marks for the lines of one text, the most urgent one where several meet.
 *
 * @param {readonly Found[]} found
 * @param {number} input
 * @param {Strings} strings
 * @returns {Map<number, Mark>}
 */
export function marksOf(found, input, strings) {
  /** @type {Map<number, Mark>} */
  const marks = new Map();
  for (const one of found) {
    const line = one.input === input ? one.location?.line : undefined;
    if (line === undefined || marks.has(line)) continue;
    marks.set(line, { kind: one.status, label: strings.goToFinding(line, one.title) });
  }
  return marks;
}
