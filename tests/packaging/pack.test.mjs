/** The packages as they are published: packed, installed into an empty project without a network, and used from there. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { TESTS } from '../node/cases.mjs';

const PACKAGES = ['web/mcpvet', 'web/widget'];
const TSC = join(TESTS, 'node_modules/.bin/tsc');

const project = mkdtempSync(join(tmpdir(), 'mcpvet-packaging-'));
const packed = [];

const run = (command, ...args) => {
  try {
    return execFileSync(command, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    assert.fail(`${command} ${args.join(' ')}\n${error.stdout}${error.stderr}`);
  }
};

const write = (name, text) => writeFileSync(join(project, name), text);

before(() => {
  write('package.json', '{ "name": "consumer", "private": true }\n');
  for (const folder of PACKAGES) {
    const [info] = JSON.parse(run('npm', 'pack', '--json', '--ignore-scripts', join(TESTS, '..', folder)));
    packed.push(info);
  }
  const tarballs = packed.map(({ filename }) => `./${filename}`);
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', ...tarballs);
});

after(() => rmSync(project, { recursive: true, force: true }));

test('mcpvet holds what it needs and nothing else', () => {
  assert.deepEqual(packed[0].files.map(({ path }) => path).sort(), [
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'index.d.ts',
    'package.json',
    'report.d.ts',
    'src/common.js',
    'src/node.js',
    'src/web.js',
    'wasm/advisories.index',
    'wasm/advisories.text',
    'wasm/mcpvet_wasm.d.ts',
    'wasm/mcpvet_wasm.js',
    'wasm/mcpvet_wasm_bg.wasm',
  ]);
});

test('the widget holds its sources and nothing else', () => {
  const other = packed[1].files.map(({ path }) => path).filter((path) => !/^src\/[a-z/-]+\.(js|css)$/.test(path));
  assert.deepEqual(other.sort(), ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'custom-elements.json', 'index.d.ts', 'package.json']);
});

test('both bear the version of the workspace and run nothing on install', () => {
  const workspace = /^version = "(.*)"$/m.exec(readFileSync(join(TESTS, '../Cargo.toml'), 'utf8'))[1];
  for (const name of ['mcpvet', 'mcpvet-widget']) {
    const manifest = JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'));
    assert.equal(manifest.version, workspace);
    assert.equal(manifest.scripts, undefined);
    assert.deepEqual(manifest.dependencies, name === 'mcpvet' ? undefined : { mcpvet: workspace });
  }
});

const USE = `
  const { results } = await check('mcp-remote@0.1.15\\n');
  console.log(results[0].packages[0].verdict, version);
`;

test('an ES module imports it', () => {
  write('esm.mjs', `import { check, version } from 'mcpvet';${USE}`);
  assert.equal(run(process.execPath, 'esm.mjs'), 'affected 0.1.0\n');
});

test('a CommonJS module imports it too', () => {
  write('cjs.cjs', `(async () => { const { check, version } = await import('mcpvet');${USE} })();`);
  assert.equal(run(process.execPath, 'cjs.cjs'), 'affected 0.1.0\n');
});

test('the example of the README runs', () => {
  write('package-lock.json.txt', 'mcp-remote@0.1.15\n');
  const readme = readFileSync(join(TESTS, '../web/mcpvet/README.md'), 'utf8');
  const [, example] = /```js\n(.*?)```/s.exec(readme);
  write('readme.mjs', example.replaceAll("'package-lock.json'", "'package-lock.json.txt'"));
  assert.match(run(process.execPath, 'readme.mjs'), /^mcp-remote affected Upgrade/);
});

test('the types compile, and refuse what is wrong', () => {
  write(
    'use.mts',
    `import { check, open, type Report, type Verdict } from 'mcpvet';
import { McpVetElement } from 'mcpvet-widget';
const report: Report = await check('x', { name: 'list.txt' });
const verdicts: Verdict[] = report.results.flatMap((result) => result.packages.map((one) => one.verdict));
const line: number | undefined = report.notes[0]?.location?.line;
const same: Report = (await open(new Uint8Array())).check([{ text: 'x' }]);
const element: McpVetElement | null = document.querySelector('mcp-vet');
element?.addEventListener('mcp-vet-report', ({ detail }) => detail.summary.affected);
// @ts-expect-error a number is no text
await check(1);
// @ts-expect-error a report is not to be changed
report.summary.affected = 0;
export { line, same, verdicts };
`,
  );
  for (const [module, resolution] of [['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
    const options = ['--strict', '--noEmit', '--target', 'es2024', '--lib', 'es2024,dom', '--types', ''];
    run(TSC, ...options, '--module', module, '--moduleResolution', resolution, 'use.mts');
  }
});
