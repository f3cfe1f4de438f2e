/** Files that real tools wrote: Node reads the packages that stand beside each, as the native library does. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';

import { inventory } from '../../web/mcpvet/src/node.js';
import { TESTS } from './cases.mjs';

const ENDING = '.packages';
const goldens = readdirSync(join(TESTS, 'real'), { recursive: true })
  .filter((name) => name.endsWith(ENDING))
  .map((name) => join(TESTS, 'real', name));

test('there are files of real tools', () => assert.ok(goldens.length > 100));

for (const golden of goldens) {
  test(relative(TESTS, golden), async () => {
    const expected = readFileSync(golden, 'utf8');
    // `format tool-versions named .tool-versions`: where a format goes by the name of its file.
    const [, name] = expected.split('\n', 1)[0].split(' named ');
    const { results, notes } = await inventory(readFileSync(golden.slice(0, -ENDING.length)), { name });
    const lines = [
      `format ${results[0].source.format}${name ? ` named ${name}` : ''}`,
      ...notes.map(({ code, message }) => `note ${code}: ${message}`),
      ...results[0].packages.map(line),
    ];
    assert.equal(`${lines.join('\n')}\n`, expected);
  });
}

/** A package as `tests/tests/formats.rs` writes it: `12:18 npm zod 3.23.8 registry prod direct`. */
function line({ location, ecosystem, name, version, requirement, source, groups, direct, alias, launch, paths = [] }) {
  const [first, ...more] = paths;
  const words = [`${location.line}:${location.column}`, ecosystem ?? '-', name, version ?? requirement ?? '-', source, ...groups];
  if (direct) words.push('direct');
  if (alias !== undefined) words.push(`alias=${alias}`);
  if (launch) words.push(`${launch.server}/${launch.runner}`);
  if (first) words.push(`via=${first.join('>')}`);
  if (more.length > 0) words.push(`+${more.length}`);
  return words.join(' ');
}
