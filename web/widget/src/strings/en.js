/** Every word that the element says itself, in English. A translation is another object of this shape. */

/** @param {number} n @param {string} one @param {string} [many] */
const count = (n, one, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
/** @param {number} n */
const number = (n) => n.toLocaleString('en');

export const strings = {
  language: 'en',
  element: 'Security advisories for MCP packages',

  input: 'What you have',
  inputs: 'Texts at work',
  placeholder: 'Paste a lockfile, a dependency list or an MCP configuration. Or drop files or a folder here.',
  choose: 'Choose files',
  add: 'Add a text',
  clear: 'Clear',
  /** @param {string} name */
  remove: (name) => `Remove ${name}`,
  /** @param {number} n */
  unnamed: (n) => `Text ${number(n)}`,
  drop: 'Drop files or a folder here. They are read in this tab and sent nowhere.',
  large: 'A large text is shown read-only. Paste another one to replace it.',
  largeLabel: 'Your text, read-only because it is large',
  /** @param {number} rest */
  moreLines: (rest) => `${count(rest, 'more line')} not shown here; all of them are checked`,
  /** @param {string[]} names */
  unreadable: (names) => `Could not be read: ${names.join(', ')}. Permissions may have changed; choose again.`,
  /** @param {number} taken @param {number} seen */
  folder: (taken, seen) => `${number(taken)} of ${count(seen, 'file')} are lists or configurations by their names.`,
  /** @param {number} n */
  tooMany: (n) => `Only the first ${count(n, 'file')} were taken.`,
  /** @param {number} n */
  notMeant: (n) => `${count(n, 'file')} without packages left out.`,
  shared: 'Loaded from the link that you opened.',
  sharedBroken: 'The link could not be read: it may have been cut off on its way.',
  /** @param {string} message */
  srcFailed: (message) => `The text could not be loaded: ${message}`,

  format: 'Read as',
  /** @param {string} title */
  detected: (title) => `${title} (recognised)`,
  detect: 'Recognise by itself',
  formatUnknown: 'Not recognised: choose a format',
  /** @param {number} n */
  packages: (n) => count(n, 'package'),

  empty: {
    title: 'See which advisories apply to what you have',
    text: 'The answer comes as you type: for each package what to do, and why. What cannot be decided is said as plainly.',
    try: 'Try an example',
    lockfile: 'Exact versions: every package can be decided.',
    config: 'Servers started with npx and uvx; one is not pinned.',
    requirements: 'A range that allows versions with and without an advisory.',
  },
  loading: 'Loading the advisories…',
  checking: 'Checking…',
  /** @param {number} done @param {number} total */
  progress: (done, total) => `Checking: ${number(done)} of ${count(total, 'text')} done`,

  failed: {
    unloaded: 'The advisories could not be loaded. Check the connection, then try again.',
    offline: 'You are offline, and the advisories are not loaded yet. They load by themselves once you are online.',
    failed: 'The check stopped before it had an answer. This is a bug in mcpvet.',
    retry: 'Try again',
  },
  offline: 'You are offline; the check works as before.',
  /** @param {string} built @param {number} days */
  stale: (built, days) => `These advisories are of ${built}, ${count(days, 'day')} ago: newer ones are not part of this answer.`,

  summary: {
    /** @param {number} affected @param {number} packages */
    action: (affected, packages) => {
      const verb = affected === 1 ? 'needs' : 'need';
      return packages === 1 ? `1 package ${verb} action` : `${number(affected)} of ${count(packages, 'package')} ${verb} action`;
    },
    /** @param {{ packages: number, advisories: number, built: string, undecided: number }} numbers */
    clear: ({ packages, advisories, built, undecided }) => {
      const dataset = `${count(advisories, 'advisory', 'advisories')} of ${built}`;
      const none = undecided > 0 ? 'none is known to apply' : 'none apply';
      return `${count(packages, 'package')} checked against ${dataset}: ${none}`;
    },
    /** @param {number} n */
    undecided: (n) => `${number(n)} could not be decided`,
    /** @param {number} n */
    unread: (n) => `${count(n, 'part')} could not be read`,
    /** @param {number} n @param {string} worst */
    rules: (n, worst) => `${count(n, 'rule finding')}, the worst is ${worst.toLowerCase()}`,
    nothingRead: 'No package was read, so nothing was checked',
    noPackages: 'No package is named in this text, so nothing was checked.',
    onlyLocal: 'Only the project’s own code is named here, and no advisory is about that.',
    /** @param {string[]} parts */
    sentence: (parts) => `${parts.join('; ')}.`,
    /** @param {number} advisories @param {string} built */
    data: (advisories, built) => `Checked against ${count(advisories, 'advisory', 'advisories')} of ${built}.`,
    first: 'First',
  },

  badge: {
    /** @param {number} n */
    affected: (n) => `${count(n, 'advisory applies', 'advisories apply')}`,
    undecided: 'cannot be decided',
    clear: 'no advisory applies',
    unread: 'could not be read',
    details: 'What was found',
  },

  sections: {
    now: 'Act at once',
    soon: 'Act soon',
    plan: 'Plan it',
    later: 'When convenient',
    undecided: 'Could not be decided',
    rules: 'What the rules found',
    notes: 'Not read, or odd',
  },
  filters: {
    label: 'Show only some findings',
    search: 'Search in findings',
    severity: 'Severity',
    show: 'Kind',
    group: 'Used for',
    any: 'Any severity',
    /** @param {string} severity */
    atLeast: (severity) => `${severity} or higher`,
    all: 'Everything',
    affected: 'Needs action',
    undecided: 'Undecided',
    rules: 'Rule findings',
    notes: 'Notes',
    anyGroup: 'Any use',
    prod: 'Production',
    dev: 'Development only',
    /** @param {number} n */
    hidden: (n) => `${count(n, 'finding is', 'findings are')} hidden by filters.`,
    reset: 'Show all',
  },
  /** @param {number} n */
  more: (n) => `Show ${number(n)} more`,

  severity: {
    malware: 'Malware',
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    none: 'None',
    unknown: 'Severity unknown',
  },
  ruleSeverity: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', info: 'Note' },
  undecided: 'Undecided',
  levels: { error: 'Not checked', warning: 'Odd', info: 'Note' },

  /** @param {number} line */
  line: (line) => `line ${number(line)}`,
  /** @param {number} line */
  goToLine: (line) => `Show line ${number(line)} in your text`,
  /** @param {number} line @param {string} what */
  goToFinding: (line, what) => `Line ${number(line)}: ${what}`,
  /** @param {string} server @param {string} runner */
  startedBy: (server, runner) => `server “${server}”, started with ${runner}`,
  /** @param {string} server */
  remote: (server) => `server “${server}”, reached over the network`,
  /** @param {string} server */
  ofServer: (server) => `server “${server}”`,
  /** @param {string} alias */
  alias: (alias) => `used as ${alias}`,
  /** @param {string} chain @param {number} more */
  via: (chain, more) => `via ${chain}${more > 0 ? ` (and ${number(more)} more)` : ''}`,
  noVersion: 'no version',
  noName: 'a package without a name',
  couldApply: 'Could apply, depending on the version',
  /** @param {string} date */
  published: (date) => `published ${date}`,
  newTab: 'opens in a new tab',
  whatToDo: 'What to do',
  copy: 'Copy',
  /** @param {string} text */
  copyThis: (text) => `Copy “${text}”`,
  copied: 'Copied',
  copyFailed: 'The browser did not allow to copy. Select the text and copy it yourself.',

  details: {
    show: 'Details',
    /** @param {string} id */
    label: (id) => `Details of ${id}`,
    loading: 'Loading the texts of the advisories…',
    failed: 'The texts of the advisories could not be loaded. Check the connection, then open this again.',
    missing: 'This dataset holds no text of this advisory.',
    impact: 'What can happen',
    remediation: 'What to do',
    affected: 'Affected versions',
    timeline: 'Timeline',
    references: 'Read on',
    facts: 'Facts',
    category: 'Kind of problem',
    component: 'Part',
    cwe: 'Weakness',
    cvss: 'CVSS vector',
    note: 'About the ranges',
    withdrawn: 'Withdrawn on',
  },

  exporting: {
    open: 'Export',
    label: 'Take the answer with you',
    save: 'Save',
    /** @param {string} title */
    saveAs: (title) => `Save as ${title}`,
    /** @param {string} title */
    copyAs: (title) => `Copy as ${title}`,
    print: 'Print',
    share: 'Share as a link…',
    warning:
      'The link holds your whole input. Whoever gets it can read it, and it stays in the history of browsers and chats. Look for names and secrets first.',
    make: 'Make the link',
    cancel: 'Cancel',
    link: 'Link with your input',
    /** @param {number} n */
    long: (n) => `It has ${number(n)} characters; some programs cut off links that long.`,
    tooLarge: 'The input is too large for a link. Save the report instead.',
    failed: 'The report could not be written.',
  },

  privacy: 'Nothing you put here leaves this tab.',
  verify: 'How to verify that',
  verifySteps: [
    'Open the developer tools of your browser (F12) and there the network panel, then paste: no request appears.',
    'Or disconnect from the network once this page has loaded: the check works as before.',
    'Only the files of this page are loaded later, when you open details, export or change the language; none depends on what you put in.',
  ],
  /** @param {number} advisories @param {string} built */
  data: (advisories, built) => `${count(advisories, 'advisory', 'advisories')}, compiled ${built}`,
  coverage: 'What they cover',
  coverageColumns: ['Ecosystem', 'Packages', 'Advisories'],
  /** @param {string} digest */
  digest: (digest) => `Pack ${digest}`,
};

/** @typedef {typeof strings} Strings */
