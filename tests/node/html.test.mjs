/** Every kind of page of the built site is valid HTML, by html-validate's rules for documents. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const DIST = fileURLToPath(new URL('../../www/dist/', import.meta.url));
const CONFIG = { root: true, extends: ['html-validate:standard'], rules: { 'no-inline-style': 'error' } };

/** The pages of a folder, with as many below it as asked for. */
function pages(folder, depth) {
  const own = join(DIST, folder, 'index.html');
  const found = existsSync(own) ? [own] : [];
  if (depth === 0) return found;
  const below = readdirSync(join(DIST, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...found, ...below.slice(0, 12).flatMap(({ name }) => pages(join(folder, name), depth - 1))];
}

const KINDS = {
  home: ['', 0],
  advisories: ['advisories', 1],
  archive: ['advisories/severity', 1],
  packages: ['packages', 2],
  sdks: ['sdks', 1],
  rules: ['rules', 1],
  process: ['process', 1],
  docs: ['docs', 1],
  check: ['check', 0],
  search: ['search', 0],
  data: ['data', 0],
  formats: ['formats', 0],
  embed: ['embed', 0],
};

for (const [kind, [folder, depth]] of Object.entries(KINDS)) {
  test(`${kind}: the HTML is valid`, async () => {
    const validate = new HtmlValidate(new FileSystemConfigLoader(CONFIG));
    const files = pages(folder, depth);
    assert.ok(files.length > 0);
    const { results } = await validate.validateMultipleFiles(files);
    const problems = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId, message }) => `${filePath.slice(DIST.length)}:${line} ${ruleId} ${message}`),
    );
    assert.deepEqual([...new Set(problems)].slice(0, 10), []);
  });
}
