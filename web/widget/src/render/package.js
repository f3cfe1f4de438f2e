/**
 * One package: what to do about it, why, and where it stands.
 *
 * @import { PackageInfo, PackageResult } from '../../../mcpvet/index.d.ts'
 * @import { Strings } from '../strings.js'
 * @import { Location } from './place.js'
 */
import { statusOf } from '../outcome.js';
import { h, inPortions } from './dom.js';
import { finding } from './finding.js';
import { lineButton } from './place.js';
import { shape } from './shapes.js';
import { capital, packageName, sentence, version, visible } from './text.js';

const FINDINGS_AT_ONCE = 4;

/**
 * @param {PackageResult} result
 * @param {Strings} strings
 * @param {(location: Location) => void} onPlace
 */
export function packageResult(result, strings, onPlace) {
  const { package: info, remedy, reason } = result;
  const kind = statusOf(result);
  const word = kind === 'undecided' ? strings.undecided : strings.severity[kind];
  return h(
    'article',
    { class: 'package', part: 'package', 'data-line': info.location.line, tabindex: -1 },
    h(
      'div',
      { class: 'head' },
      h('p', { class: `status ${kind}`, part: 'severity' }, shape(kind), word),
      h('p', { class: 'context' }, context(info, strings)),
      lineButton(info.location, strings, onPlace),
    ),
    h('h4', { class: 'identity' }, packageName(info.name || info.launch?.server || strings.unnamed), ' ', versionOf(info, strings)),
    chain(info.paths, strings),
    remedy && h('p', { class: 'remedy', part: 'remedy' }, sentence(remedy.text)),
    reason && h('p', { class: 'reason' }, sentence(capital(reason.text))),
    findings(result, strings),
  );
}

/** @param {PackageInfo} info @param {Strings} strings */
function versionOf({ version: exact, requirement }, strings) {
  const text = exact ?? requirement;
  return text ? version(text) : h('span', { class: 'version none' }, strings.noVersion);
}

/** Where it comes from and what uses it, in a few words. @param {PackageInfo} info @param {Strings} strings */
function context({ ecosystem, alias, launch, source, groups }, strings) {
  const words = [ecosystem, ...groups.filter((group) => group !== 'prod')];
  if (alias) words.push(strings.alias(alias));
  if (launch) words.push(source === 'remote' ? strings.remote(launch.server) : strings.startedBy(launch.server, launch.runner));
  return words.filter((word) => word !== undefined).map(visible).join(' · ');
}

/** One chain of packages that leads to it, and how many others are as short. @param {PackageInfo['paths']} paths @param {Strings} strings */
function chain([first, ...others] = [], strings) {
  return first && h('p', { class: 'path', part: 'path' }, strings.via(first.map(visible).join(' → '), others.length));
}

/** @param {PackageResult} result @param {Strings} strings */
function findings({ findings: all, verdict }, strings) {
  if (all.length === 0) return undefined;
  const list = h('ul', { class: 'findings' });
  const portions = inPortions(list, all, FINDINGS_AT_ONCE, (one) => finding(one, strings), strings.more);
  if (verdict === 'undecided') portions.prepend(h('p', { class: 'could' }, `${strings.couldApply}:`));
  portions.className = 'advisories';
  return portions;
}
