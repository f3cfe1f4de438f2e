/**
 * The first thing to read: one sentence, then the first step, then what it rests on.
 *
 * @import { Report } from '../../../mcpvet/index.d.ts'
 * @import { Found } from '../outcome.js'
 * @import { Strings } from '../strings/en.js'
 * @import { Context } from './context.js'
 */
import { kindOf, statusOf } from '../outcome.js';
import { english } from './context.js';
import { h } from './dom.js';
import { shape } from './shapes.js';
import { sentence } from './text.js';

/** @param {Report} report @param {readonly Found[]} found @param {Context} context @returns {Node[]} */
export function summary(report, found, context) {
  const { strings } = context;
  const headline = h('p', { class: 'headline', part: 'headline' }, headlineOf(report, strings));
  return [shape(statusOf(report, found)), h('div', {}, headline, ...below(report, found, context))];
}

/** The report in one sentence, in the words that the command line uses. @param {Report} report @param {Strings} strings */
export function headlineOf(report, strings) {
  const { summary: words } = strings;
  if (kindOf(report) === 'nothing') return report.summary.local > 0 ? words.onlyLocal : words.noPackages;
  const { packages, affected, undecided, unread, rules } = report.summary;
  const { advisories, built } = report.data;
  const parts = [packages === 0 ? words.nothingRead : words.clear({ packages, advisories, built, undecided })];
  if (affected > 0) parts[0] = words.action(affected, packages);
  if (undecided > 0) parts.push(words.undecided(undecided));
  if (unread > 0) parts.push(words.unread(unread));
  const severities = /** @type {const} */ (['critical', 'high', 'medium', 'low']);
  const worst = severities.find((severity) => rules[severity] > 0);
  const all = severities.reduce((sum, severity) => sum + rules[severity], 0);
  if (worst) parts.push(words.rules(all, strings.ruleSeverity[worst]));
  return words.sentence(parts);
}

/** @param {Report} report @param {readonly Found[]} found @param {Context} context */
function below({ summary: { affected }, data }, found, context) {
  const { summary: words } = context.strings;
  const step = found.find((one) => one.package?.remedy)?.package?.remedy;
  const first = step && h('p', { class: 'first' }, h('b', {}, `${words.first}: `), h('span', { lang: english(context) }, sentence(step.text)));
  const rest = affected > 0 && h('p', { class: 'rest' }, words.data(data.advisories, data.built));
  return [first, rest].filter((line) => line instanceof Node);
}
