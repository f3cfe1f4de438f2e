/** Node gives the subjects of the native library for every line of tests/launch. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { open, resolve } from '../../web/mcpvet/src/node.js';
import { TESTS } from './cases.mjs';

const FOLDER = join(TESTS, 'launch');
const vet = await open();

for (const name of readdirSync(FOLDER)) {
  test(`launch/${name}`, () => {
    const lines = readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n');
    assert.notEqual(lines.length, 0);
    for (const { argv, line, shell, subjects } of lines.map((text) => JSON.parse(text))) {
      const found = argv ? vet.resolve(argv) : vet.resolve(line, { shell });
      assert.equal(JSON.stringify(found), JSON.stringify(subjects), line ?? argv.join(' '));
    }
  });
}

test('a line is one of a POSIX shell by default', async () => {
  const [subject] = await resolve('cd /srv && npx -y foo@1.2.3');
  assert.deepEqual([subject.ecosystem, subject.name, subject.requirement], ['npm', 'foo', '1.2.3']);
});

test('what is no line is refused', () => {
  for (const command of [undefined, null, 1, {}, [1]]) assert.throws(() => vet.resolve(command), TypeError);
  assert.throws(() => vet.resolve('npx foo', { shell: 'fish' }), /posix, cmd or powershell/);
});
