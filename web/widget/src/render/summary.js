/**
 * The first thing to read: what to do, then the numbers, then what they rest on.
 *
 * @import { Report } from '../../../mcpvet/index.d.ts'
 * @import { Outcome } from '../outcome.js'
 * @import { Strings } from '../strings.js'
 */
import { statusOf } from '../outcome.js';
import { h } from './dom.js';
import { shape } from './shapes.js';
import { sentence } from './text.js';

/**
 * @param {Report} report
 * @param {Outcome} outcome
 * @param {Strings} strings
 * @returns {Node[]}
 */
export function summary(report, outcome, strings) {
  const [headline, ...rest] = lines(report, outcome, strings);
  return [
    shape(shapeOf(outcome)),
    h('div', {}, h('p', { class: 'headline', part: 'headline' }, headline), ...rest.map((line) => h('p', {}, line))),
  ];
}

/** @param {Report} report @param {Outcome} outcome @param {Strings} strings */
function lines(report, { kind, affected, undecided }, strings) {
  const { summary: words } = strings;
  if (kind === 'nothing') return [report.summary.local > 0 ? words.onlyLocal : words.noPackages];
  const first = [...affected, ...undecided].find(({ remedy }) => remedy)?.remedy;
  const data = affected.length > 0 ? [words.data(report.data.advisories, report.data.built)] : [];
  const numbers = [`${sentenceOf(report, strings)}.`, ...data];
  return first ? [sentence(first.text), ...numbers] : numbers;
}

/** The numbers in one sentence, in the words that the command line uses. @param {Report} report @param {Strings} strings */
function sentenceOf({ summary: { packages, affected, undecided, unread, rules }, data }, { summary: words }) {
  const { advisories, built } = data;
  const parts = [packages === 0 ? words.nothingRead : words.clear({ packages, advisories, built, undecided })];
  if (affected > 0) parts[0] = words.action(affected, packages);
  if (undecided > 0) parts.push(words.undecided(undecided));
  if (unread > 0) parts.push(words.unread(unread));
  const counts = [rules.critical, rules.high, rules.medium, rules.low];
  const worst = ['critical', 'high', 'medium', 'low'].find((_, at) => counts[at] > 0);
  if (worst) parts.push(words.rules(counts.reduce((all, n) => all + n), worst));
  return parts.join('; ');
}

/** @param {Outcome} outcome */
function shapeOf({ kind, affected }) {
  const shapes = { undecided: 'undecided', unread: 'error', nothing: 'info', clear: 'clear' };
  return kind === 'action' ? statusOf(affected[0]) : shapes[kind];
}
