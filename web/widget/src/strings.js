/** Every word that the element says, in English. A translation is another object of this shape. */

/** @param {number} n @param {string} one @param {string} [many] */
const count = (n, one, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const en = {
  language: 'en',
  element: 'Security advisories for MCP packages',

  input: 'What you have',
  placeholder: 'Paste a lockfile, a dependency list or an MCP configuration. Or drop a file here.',
  choose: 'Choose a file',
  clear: 'Clear',
  drop: 'Drop it here. It is read in this tab and sent nowhere.',
  large: 'A large text is shown read-only. Paste or drop another one to replace it.',
  largeLabel: 'Your text, read-only because it is large',
  /** @param {number} rest */
  moreLines: (rest) => `${count(rest, 'more line')} not shown here; all of them are checked`,
  /** @param {string} name */
  oneFile: (name) => `One file at a time: only ${name} was read.`,
  unreadableFile: 'This file could not be read. Its folder or its permissions may have changed; choose it again.',
  /** @param {string} title */
  format: (title) => `Read as ${title}`,
  formatUnknown: 'Format not recognised',
  /** @param {string} title @param {number} packages */
  formatPackages: (title, packages) => `Read as ${title}: ${count(packages, 'package')}`,

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

  failed: {
    unloaded: 'The advisories could not be loaded. Check the connection, then try again.',
    failed: 'The check stopped before it had an answer. This is a bug in mcpvet.',
    retry: 'Try again',
  },

  summary: {
    /** @param {number} affected @param {number} packages */
    action: (affected, packages) => {
      const verb = affected === 1 ? 'needs' : 'need';
      return packages === 1 ? `1 package ${verb} action` : `${affected} of ${count(packages, 'package')} ${verb} action`;
    },
    /** @param {{ packages: number, advisories: number, built: string, undecided: number }} numbers */
    clear: ({ packages, advisories, built, undecided }) => {
      const dataset = `${count(advisories, 'advisory', 'advisories')} of ${built}`;
      const none = undecided > 0 ? 'none is known to apply' : 'none apply';
      return `${count(packages, 'package')} checked against ${dataset}: ${none}`;
    },
    /** @param {number} n */
    undecided: (n) => `${n.toLocaleString('en')} could not be decided`,
    /** @param {number} n */
    unread: (n) => `${count(n, 'part')} could not be read`,
    /** @param {number} n @param {string} worst */
    rules: (n, worst) => `${count(n, 'rule finding')}, the worst is ${worst}`,
    nothingRead: 'No package was read, so nothing was checked',
    noPackages: 'No package is named in this text, so nothing was checked.',
    onlyLocal: 'Only the project’s own code is named here, and no advisory is about that.',
    /** @param {number} advisories @param {string} built */
    data: (advisories, built) => `Checked against ${count(advisories, 'advisory', 'advisories')} of ${built}.`,
  },

  sections: {
    affected: 'Needs action',
    undecided: 'Could not be decided',
    rules: 'What the rules found',
    notes: 'Not read, or odd',
  },
  /** @param {number} n */
  more: (n) => `Show ${n.toLocaleString('en')} more`,

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
  line: (line) => `line ${line.toLocaleString('en')}`,
  /** @param {number} line */
  goToLine: (line) => `Show line ${line.toLocaleString('en')} in your text`,
  /** @param {number} line @param {string} what */
  goToFinding: (line, what) => `Line ${line.toLocaleString('en')}: ${what}`,
  /** @param {string} server @param {string} runner */
  startedBy: (server, runner) => `server “${server}”, started with ${runner}`,
  /** @param {string} server */
  remote: (server) => `server “${server}”, reached over the network`,
  /** @param {string} server */
  ofServer: (server) => `server “${server}”`,
  /** @param {string} alias */
  alias: (alias) => `used as ${alias}`,
  /** @param {string} chain @param {number} more */
  via: (chain, more) => `via ${chain}${more > 0 ? ` (and ${more.toLocaleString('en')} more)` : ''}`,
  noVersion: 'no version',
  unnamed: 'a package without a name',
  couldApply: 'Could apply, depending on the version',
  /** @param {string} date */
  published: (date) => `published ${date}`,
  newTab: 'opens in a new tab',

  privacy: 'Nothing you put here leaves this tab.',
  /** @param {number} advisories @param {string} built */
  data: (advisories, built) => `${count(advisories, 'advisory', 'advisories')}, compiled ${built}`,
  coverage: 'What they cover',
  coverageColumns: ['Ecosystem', 'Packages', 'Advisories'],
  /** @param {string} digest */
  digest: (digest) => `Pack ${digest}`,
};

/** @typedef {typeof en} Strings */
