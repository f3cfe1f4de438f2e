/** The cases that every surface must reproduce: folders with one `input.*`, `expected.json` and sometimes `case.json`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const TESTS = fileURLToPath(new URL('..', import.meta.url));

/** Which function answers the cases of which folder. */
export const SUITES = { check: 'reports', inventory: 'formats' };

/** Every case below a folder, sorted by path. */
export function cases(folder, at = join(TESTS, folder)) {
  if (!existsSync(at)) return [];
  const names = readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const input = names.find((entry) => entry.name.startsWith('input.'));
  if (input) return [readCase(at, input.name)];
  return names.filter((entry) => entry.isDirectory()).flatMap((entry) => cases(folder, join(at, entry.name)));
}

function readCase(folder, input) {
  const options = join(folder, 'case.json');
  return {
    title: relative(TESTS, folder),
    bytes: readFileSync(join(folder, input)),
    options: { name: basename(input), ...(existsSync(options) ? JSON.parse(readFileSync(options, 'utf8')) : {}) },
    expected: readFileSync(join(folder, 'expected.json'), 'utf8'),
  };
}

/** The canonical form of a report. */
export const canonical = (report) => `${JSON.stringify(report, null, 2)}\n`;
