/** The functions of the package and what they promise. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { check, compare, explain, formats, inventory, open, openIndex, outputs, render, show, version } from '../../web/mcpvet/src/node.js';

const LIST = 'mcp-remote@0.1.15\n';

const packBytes = () => readFile(new URL('../../crates/mcpvet-data/advisories.pack', import.meta.url));

test('a string and its bytes give the same report', async () => {
  assert.deepEqual(await check(LIST), await check(new TextEncoder().encode(LIST)));
});

test('a report says which advisory applies and what to do', async () => {
  const { results } = await check(LIST, { name: 'list.txt' });
  const [{ package: found, verdict, findings, remedy }] = results[0].packages;
  assert.equal(results[0].source.name, 'list.txt');
  assert.deepEqual([found.name, verdict, remedy.version], ['mcp-remote', 'affected', '0.1.16']);
  assert.ok(findings.some(({ aliases }) => aliases.includes('CVE-2025-6514')));
});

test('no input gives a report that tells the data', async () => {
  const { data, summary, results } = await check([]);
  assert.match(data.built, /^\d{4}-\d\d-\d\d$/);
  assert.match(data.digest, /^sha256:[0-9a-f]{64}$/);
  assert.ok(data.advisories > 500);
  assert.deepEqual([summary.packages, results.length], [0, 0]);
});

test('a report is a plain object that survives JSON', async () => {
  const report = await check(LIST);
  assert.equal(Object.getPrototypeOf(report.results[0]), Object.prototype);
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
});

test('the version is the one of the core', async () => {
  assert.equal((await check('')).tool.version, version);
});

test('inventory lists every package without asking', async () => {
  const { results } = await inventory('zod@3.25.76\nmcp-remote@0.1.15\n');
  assert.deepEqual(results[0].packages.map(({ name }) => name), ['zod', 'mcp-remote']);
});

test('explain tells one package, and names what it cannot read', async () => {
  const { result, others } = await explain('pkg:npm/mcp-remote@0.1.15');
  assert.equal(result.verdict, 'affected');
  assert.ok(Array.isArray(others));
  await assert.rejects(explain(''), /names no package/);
});

test('rules look at configurations, and callers set them', async () => {
  const config = '{"mcpServers":{"docs":{"command":"npx","args":["-y","some-server"]}}}';
  const fired = async (options) =>
    (await check(config, options)).results[0].rules.map(({ rule, severity }) => `${rule} ${severity}`);
  assert.deepEqual(await fired(), ['SUP-001 medium']);
  assert.deepEqual(await fired({ rules: { 'SUP-001': 'critical' } }), ['SUP-001 critical']);
  assert.deepEqual(await fired({ rules: { all: 'off' } }), []);
  await assert.rejects(fired({ rules: { 'SUP-999': 'off' } }), /no rule or group/);
});

test('show finds an advisory by any of its ids', async () => {
  const advisory = await show('cve-2025-6514');
  assert.deepEqual(advisory, await show('GHSA-6xpm-ggf7-wc3p'));
  assert.equal(await show('CVE-0000-0000'), undefined);
});

test('compare follows the rules of each ecosystem', async () => {
  assert.equal(await compare('npm', '1.10.0', '1.9.0'), 1);
  assert.equal(await compare('PyPI', '1.0rc1', '1.0'), -1);
  assert.equal(await compare('Maven', '1.0', '1'), 0);
  assert.equal(await compare('npn', '1.0.0', '1.0.0'), undefined);
  await assert.rejects(compare('npm', 'one.two', '1.0.0'), /three numbers/);
});

test('formats have ids that can be forced', async () => {
  const all = await formats();
  assert.ok(all.some(({ id, title }) => id === 'package-lock' && title === 'package-lock.json'));
  for (const { id } of all) {
    const { results } = await check('x', { format: id });
    assert.equal(results[0].source.format, id);
  }
});

test('a format that does not exist is an error note that lists those that do', async () => {
  const { notes, summary } = await check(LIST, { format: 'no-such' });
  assert.equal(summary.unread, 1);
  assert.match(notes[0].message, /no-such.*package-lock/);
});

test('open answers without promises, also over data of its own', async () => {
  const expected = await check(LIST);
  for (const vet of [await open(), await open(await packBytes())]) {
    assert.deepEqual(vet.check(LIST), expected);
    assert.equal(vet.inventory(LIST).results.length, 1);
    assert.equal(vet.show('CVE-0000-0000'), undefined);
    assert.deepEqual(vet.formats(), await formats());
  }
});

test('bytes that are no pack are refused with the reason', async () => {
  const pack = await packBytes();
  const altered = Uint8Array.from(pack);
  altered[altered.length - 1] ^= 1;
  for (const bytes of [new Uint8Array(), new TextEncoder().encode('{}'), pack.subarray(0, pack.length - 1), altered]) {
    await assert.rejects(open(bytes), (error) => error instanceof Error && error.message.length > 10);
  }
  await assert.rejects(open('pack'), TypeError);
});

test('what is no text is a TypeError', async () => {
  for (const input of [undefined, null, 1, {}, [1], [{ text: 1 }], [undefined]]) {
    await assert.rejects(check(input), TypeError, JSON.stringify(input));
  }
  await assert.rejects(check(LIST, { name: 1 }), TypeError);
  await assert.rejects(check(LIST, { format: {} }), TypeError);
});

test('texts that are checked one by one give the report that they give together', async () => {
  const vet = await open();
  const inputs = [{ text: LIST, name: 'a.txt' }, { text: 'zod@3.25.76\n', name: 'b.txt' }];
  const parts = vet.parts();
  inputs.forEach((input) => parts.set(input.name, input));
  assert.deepEqual(parts.report(), vet.check(inputs));
  assert.deepEqual(parts.report(['b.txt']), vet.check([inputs[1]]));
  parts.set('a.txt', { text: 'mcp-remote@0.1.16\n', name: 'a.txt' });
  assert.equal(parts.report().summary.affected, 0);
  assert.equal(parts.report().results[0].source.name, 'a.txt');
  parts.delete('a.txt');
  parts.delete('nothing');
  parts.set('c.txt', { text: LIST });
  assert.deepEqual(parts.report().results.map(({ source }) => source.name), ['b.txt', 'input']);
  assert.equal(parts.render('json'), `${JSON.stringify(parts.report(), null, 2)}\n`);
  assert.throws(() => parts.set('d', { text: 1 }), TypeError);
  parts.free();
});

test('a report comes in every form', async () => {
  const forms = await outputs();
  assert.deepEqual(forms.slice(0, 3).map(({ id }) => id), ['json', 'markdown', 'csv']);
  for (const { id } of forms) assert.match(await render(LIST, id), /mcp-remote/);
  assert.equal(await render(LIST, 'json'), `${JSON.stringify(await check(LIST), null, 2)}\n`);
  await assert.rejects(render(LIST, 'pdf'), /no such form/);
});

test('the index alone checks, and shows once the texts are there', async () => {
  const vet = await openIndex();
  assert.deepEqual(vet.check(LIST), await check(LIST));
  assert.throws(() => vet.show('CVE-2025-6514'), /not loaded yet/);
  await vet.loadTexts();
  assert.deepEqual(vet.show('CVE-2025-6514'), await show('CVE-2025-6514'));
  assert.deepEqual(vet.check(LIST), await check(LIST));
});
