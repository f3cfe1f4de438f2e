/** `custom-elements.json` is what the element's own comments say, and those say what the element does. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';

import { TESTS } from './cases.mjs';

const WIDGET = join(TESTS, '../web/widget');
const manifest = readFileSync(join(WIDGET, 'custom-elements.json'), 'utf8');
const element = JSON.parse(manifest).modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'mcp-vet');

const sources = readdirSync(join(WIDGET, 'src'), { recursive: true })
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(join(WIDGET, 'src', name), 'utf8'))
  .join('\n');
const namesIn = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
const names = (all) => all.map(({ name }) => name).sort();

test('it is up to date', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcpvet-manifest-'));
  try {
    execFileSync(join(TESTS, 'node_modules/.bin/cem'), ['analyze', '--quiet', '--outdir', relative(WIDGET, folder)], { cwd: WIDGET });
    const made = readFileSync(join(folder, 'custom-elements.json'), 'utf8');
    assert.equal(manifest, made, 'run `npm exec --prefix tests -- cem analyze` in web/widget');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the package says where it is', () => {
  const { customElements } = JSON.parse(readFileSync(join(WIDGET, 'package.json'), 'utf8'));
  assert.equal(customElements, './custom-elements.json');
});

test('it names every part', () => {
  assert.deepEqual(names(element.cssParts), namesIn(sources, /\bpart: '([a-z]+)'/g));
});

test('it names every custom property', () => {
  const tokens = readFileSync(join(WIDGET, 'src/tokens.css'), 'utf8');
  assert.deepEqual(names(element.cssProperties), namesIn(tokens, /^ {2}(--mcp-vet-[a-z]+):/gm));
});

test('it names every event and every slot', () => {
  assert.deepEqual(names(element.events), namesIn(sources, /super\('(mcp-vet-[a-z]+)'/g));
  assert.deepEqual(names(element.slots), ['', ...namesIn(sources, /h\('slot', \{ name: '([a-z]+)' \}/g)]);
});

test('it names every attribute', () => {
  const watched = namesIn(/ATTRIBUTES = [^;]*/.exec(sources)[0], /'([a-z-]+)'/g);
  assert.deepEqual(names(element.attributes), [...watched, 'theme'].sort());
});

test('it names what can be called and set', () => {
  const declared = readFileSync(join(WIDGET, 'index.d.ts'), 'utf8').split('declare class McpVetElement')[1].split('\n}')[0];
  const members = namesIn(declared, /^ {2}(?:static |readonly |get |set )*([a-z]+)[(?:]/gm);
  assert.deepEqual([...new Set(names(element.members))], members);
});
