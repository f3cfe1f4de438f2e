/** The declared types are those of the core, and the code keeps to them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

import { TESTS } from './cases.mjs';

const run = (command, ...args) => {
  try {
    return execFileSync(command, args, { cwd: join(TESTS, '..'), encoding: 'utf8' });
  } catch (error) {
    assert.fail(`${error.stdout}${error.stderr}`);
  }
};

test('report.d.ts is what the schema says', () => {
  run(process.execPath, 'web/mcpvet/scripts/report-types.mjs', '--check');
});

test('the packages pass the type checker', () => {
  run(join(TESTS, 'node_modules/.bin/tsc'), '--project', 'web/tsconfig.json');
});
