/**
 * What a report comes down to, before it is put into words.
 *
 * @import { PackageResult, Report } from '../../mcpvet/index.d.ts'
 * @import { Mark } from './input/rows.js'
 * @import { Strings } from './strings.js'
 * @typedef {'action' | 'undecided' | 'unread' | 'nothing' | 'clear'} Kind
 * @typedef {{ kind: Kind, affected: PackageResult[], undecided: PackageResult[] }} Outcome
 */

/** @param {Report} report @returns {Outcome} */
export function outcomeOf(report) {
  const packages = report.results.flatMap((result) => result.packages);
  const affected = packages.filter(({ verdict }) => verdict === 'affected');
  const undecided = packages.filter(({ verdict }) => verdict === 'undecided');
  return { kind: kindOf(report), affected, undecided };
}

/** @param {Report} report @returns {Kind} */
function kindOf({ summary }) {
  if (summary.affected > 0) return 'action';
  if (summary.packages - summary.local === 0) return summary.unread > 0 ? 'unread' : 'nothing';
  if (summary.undecided > 0) return 'undecided';
  return summary.unread > 0 ? 'unread' : 'clear';
}

/**
 * The status to show beside a package: the highest severity, or that it is undecided.
 *
 * @param {PackageResult} result
 */
export function statusOf({ verdict, severity }) {
  return verdict === 'affected' ? (severity ?? 'unknown') : 'undecided';
}

/**
 * Marks for the lines of the text, the most urgent one where several meet.
 *
 * @param {Report} report
 * @param {Strings} strings
 * @returns {Map<number, Mark>}
 */
export function marksOf(report, strings) {
  /** @type {Map<number, Mark>} */
  const marks = new Map();
  const add = (/** @type {number} */ line, /** @type {Mark} */ mark) => marks.has(line) || marks.set(line, mark);
  const { affected, undecided } = outcomeOf(report);
  for (const result of [...affected, ...undecided]) {
    const { location, name } = result.package;
    add(location.line, { kind: statusOf(result), label: strings.goToFinding(location.line, name) });
  }
  for (const { severity, location, title } of report.results.flatMap(({ rules }) => rules)) {
    add(location.line, { kind: severity, label: strings.goToFinding(location.line, title) });
  }
  for (const { level, location, message } of report.notes) {
    if (location) add(location.line, { kind: level, label: strings.goToFinding(location.line, message) });
  }
  return marks;
}
