/** Every limit at its edge, asked of the module as `tests/tests/limits.rs` asks the native library. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { check } from '../../web/mcpvet/src/node.js';

const lock = (entries = '') =>
  `{ "lockfileVersion": 3, "packages": { ${entries}\n"node_modules/mcp-remote": { "version": "0.1.15" } } }`;

const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);

const LOCK = 'package-lock.json';

/** What just fits is read without such a note, one more has it. */
const EDGES = [
  { title: '64 MiB', name: LOCK, limit: 64 << 20, text: (n) => lock().padEnd(n), code: 'too-large' },
  {
    title: '128 levels of JSON',
    name: LOCK,
    limit: 128,
    text: (n) => `${lock().slice(0, -1)}, "x": ${nested(n - 1)} }`,
    code: 'syntax',
  },
  {
    title: '128 levels of TOML',
    name: 'pyproject.toml',
    limit: 128,
    text: (n) => `[project]\ndependencies = ["a==1"]\n[x]\nx = ${nested(n - 2)}\n`,
    code: 'syntax',
  },
  {
    title: '128 levels of XML',
    name: 'pom.xml',
    limit: 128,
    text: (n) =>
      `<project><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>1</version></dependency></dependencies>${'<x>'.repeat(n - 1)}${'</x>'.repeat(n - 1)}</project>`,
    code: 'syntax',
  },
  {
    title: '128 levels of YAML',
    name: 'compose.yaml',
    limit: 128,
    text: (n) => `services:\n  a:\n    image: mcp/x:1.0.0\nx-deep:\n  ${'- '.repeat(n - 1)}x\n`,
    code: 'syntax',
  },
  {
    title: 'a name of 1024 bytes',
    name: LOCK,
    limit: 1024,
    text: (n) => lock(`"node_modules/${'a'.repeat(n)}": { "version": "1.0.0" },`),
    code: 'name-too-long',
  },
  { title: '500,000 packages', name: 'requirements.txt', limit: 500_000, text: (n) => 'a==1\n'.repeat(n), code: 'too-many-packages' },
  {
    title: '1,000 notes',
    name: LOCK,
    limit: 1_000,
    text: (n) => lock(Array.from({ length: n }, (_, at) => `"node_modules/a${at}": 5,\n`).join('')),
    code: 'too-many-notes',
  },
  { title: '10,000 listed packages', name: 'list', limit: 10_000, text: (n) => 'mcp-remote@0.1.15\n'.repeat(n), code: 'not-listed' },
  {
    title: '10,000 servers',
    name: 'mcp.json',
    limit: 10_000,
    text: (n) =>
      `{ "mcpServers": { ${Array.from({ length: n }, (_, at) => `"s${at}": { "command": "npx", "args": ["a@1.0.0"] }`).join(',\n')} } }`,
    code: 'too-many-servers',
  },
];

for (const { title, name, limit, text, code } of EDGES) {
  test(title, async () => {
    const fits = await check(text(limit), { name });
    assert.ok(fits.summary.packages > 0);
    assert.deepEqual(fits.notes.filter((note) => note.code === code), []);
    const over = await check(text(limit + 1), { name });
    assert.equal(over.notes.filter((note) => note.code === code).length, 1);
  });
}

test('a path of 4,096 bytes', async () => {
  const place = async (bytes) => {
    const folder = 'p'.repeat(bytes - '/packages/~1node_modules~1mcp-remote/version'.length);
    const report = await check(lock().replace('node_modules/', `${folder}/node_modules/`), { name: LOCK });
    return report.results[0].packages[0].package.location;
  };
  const fits = await place(4_096);
  assert.equal(fits.path.length, 4_096);
  assert.deepEqual(await place(4_097), { line: fits.line, column: fits.column + 1 });
});
