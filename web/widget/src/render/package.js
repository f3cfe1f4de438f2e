/**
 * One package: what to do about it, why, and where it stands.
 *
 * @import { PackageInfo, PackageResult, Remedy } from '../../../mcpvet/index.d.ts'
 * @import { Found } from '../outcome.js'
 * @import { Strings } from '../strings/en.js'
 * @import { Context } from './context.js'
 */
import { english } from './context.js';
import { copyButton } from './copy.js';
import { h, inPortions } from './dom.js';
import { finding } from './finding.js';
import { place } from './place.js';
import { shape } from './shapes.js';
import { capital, packageName, sentence, version, visible } from './text.js';

const FINDINGS_AT_ONCE = 4;

/** @param {Found} found @param {PackageResult} result @param {Context} context */
export function packageResult(found, result, context) {
  const { package: info, remedy: step, reason } = result;
  const { strings } = context;
  const { status } = found;
  const word = status === 'undecided' ? strings.undecided : strings.severity[/** @type {keyof Strings['severity']} */ (status)];
  return h(
    'article',
    { class: 'package', part: 'package', tabindex: -1, 'data-line': found.location?.line },
    h(
      'div',
      { class: 'head' },
      h('p', { class: `status ${status}`, part: 'severity' }, shape(status), word),
      h('p', { class: 'context' }, surroundings(info, strings)),
      place(found, context),
    ),
    h('h4', { class: 'identity' }, packageName(info.name || info.launch?.server || strings.noName), ' ', versionOf(info, strings)),
    chain(info.paths, strings),
    step && remedy(step, context),
    reason && h('p', { class: 'reason', lang: english(context) }, sentence(capital(reason.text))),
    findings(result, context),
  );
}

/** What to do, and the line to write when there is one. @param {Remedy} remedy @param {Context} context */
function remedy({ text, edit }, context) {
  const line = edit?.line ?? edit?.token;
  const copied = line ?? sentence(text);
  const button = copyButton(copied, context, context.strings.copyThis(visible(copied)));
  const words = h('p', { class: 'remedy', part: 'remedy', lang: english(context) }, sentence(text));
  const code = line !== undefined && h('code', { class: 'edit' }, h('bdi', {}, visible(line)));
  return h('div', { class: 'step' }, words, h('div', { class: 'take' }, code, button));
}

/** @param {PackageInfo} info @param {Strings} strings */
function versionOf({ version: exact, requirement }, strings) {
  const text = exact ?? requirement;
  return text ? version(text) : h('span', { class: 'version none' }, strings.noVersion);
}

/** Where it comes from and what uses it, in a few words. @param {PackageInfo} info @param {Strings} strings */
function surroundings({ ecosystem, alias, launch, source, groups }, strings) {
  const words = [ecosystem, ...groups.filter((group) => group !== 'prod')];
  if (alias) words.push(strings.alias(alias));
  if (launch) words.push(source === 'remote' ? strings.remote(launch.server) : strings.startedBy(launch.server, launch.runner));
  return words.filter((word) => word !== undefined).map(visible).join(' · ');
}

/** One chain of packages that leads to it, and how many others are as short. @param {PackageInfo['paths']} paths @param {Strings} strings */
function chain([first, ...others] = [], strings) {
  return first && h('p', { class: 'path', part: 'path' }, strings.via(first.map(visible).join(' → '), others.length));
}

/** @param {PackageResult} result @param {Context} context */
function findings({ findings: all, verdict }, context) {
  if (all.length === 0) return undefined;
  const { strings } = context;
  const list = h('ul', { class: 'findings' });
  const portions = inPortions(list, all, FINDINGS_AT_ONCE, (one) => finding(one, context), strings.more);
  if (verdict === 'undecided') portions.prepend(h('p', { class: 'could' }, `${strings.couldApply}:`));
  portions.className = 'advisories';
  return portions;
}
