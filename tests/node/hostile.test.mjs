/** Whatever a text holds: a clear note with its line, never an exception, and the next check works as before. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { check, inventory } from '../../web/mcpvet/src/node.js';
import { HOSTILE, LOCK } from './hostile-cases.mjs';

const NAME = { name: 'package-lock.json' };

const affected = ({ results }) => results.flatMap(({ packages }) => packages.map((one) => one.package.name));

/** The error notes of a check, as `line: message`. */
async function complaints(text, options = NAME) {
  const { notes } = await check(text, options);
  return notes.filter(({ level }) => level === 'error').map(({ location, message }) => `${location?.line}: ${message}`);
}

async function complainsFirst(text, line, words, options = NAME) {
  const [first = ''] = await complaints(text, options);
  assert.match(first, new RegExp(`^${line}: .*${words.source}`));
}

after(async () => assert.deepEqual(affected(await check(LOCK, NAME)), ['mcp-remote']));

for (const { title, text, line, words, found } of HOSTILE) {
  test(title, async () => {
    const [first] = await complaints(text(LOCK));
    if (words) assert.match(first ?? 'nothing', new RegExp(`^${line}: .*${words.source}`));
    else assert.equal(first, undefined);
    assert.deepEqual(affected(await check(text(LOCK), NAME)), found ? ['mcp-remote'] : []);
  });
}

test('NUL bytes', async () => {
  for (const [text, line] of [[LOCK.replace('0.1.15', '0.1\0.15'), 7], [`${LOCK.slice(0, 30)}\0${LOCK.slice(30)}`, 3]]) {
    const { notes } = await check(text, NAME);
    assert.deepEqual(notes.map(({ code, location }) => [code, location.line]), [['control-character', line]]);
  }
  assert.notEqual((await complaints('\0\0\0\0', {})).length, 0);
});

test('half a surrogate pair in a list', async () => {
  await complainsFirst('mcp-remote@0.1.15\nzod@3.0.0 \udc00\n', 2, /UTF-16/, {});
});

test('a line of 10 MB', async () => {
  const text = LOCK.replace('"app"', `"${'a'.repeat(10 << 20)}"`);
  assert.deepEqual(affected(await check(text, NAME)), ['mcp-remote']);
  assert.equal((await check(text, NAME)).results[0].packages[0].package.location.line, 7);
  await check('a'.repeat(10 << 20));
});

test('CRLF and a byte order mark change nothing', async () => {
  const places = async (text) => (await check(text, NAME)).results[0].packages[0].package.location;
  const expected = await places(LOCK);
  for (const text of [LOCK.replaceAll('\n', '\r\n'), `\ufeff${LOCK}`, `\ufeff${LOCK.replaceAll('\n', '\r\n')}`]) {
    assert.deepEqual(await places(text), expected);
    assert.deepEqual(await complaints(text), []);
  }
});

test('UTF-16 with its byte order mark is read', async () => {
  const bytes = Uint8Array.from(Buffer.from(`\ufeff${LOCK}`, 'utf16le'));
  assert.deepEqual(affected(await check(bytes, NAME)), ['mcp-remote']);
});

test('duplicate keys are said, and each package is checked', async () => {
  const twice = '"node_modules/mcp-remote": { "version": "0.1.16" },\n    "node_modules/mcp-remote"';
  const { notes, summary } = await check(LOCK.replace('"node_modules/mcp-remote"', twice), NAME);
  assert.deepEqual(notes.map(({ code, location }) => [code, location.line]), [['duplicate-key', 7]]);
  assert.deepEqual([summary.packages, summary.affected], [2, 1]);
});

test('a version of 5,000 digits is undecided, not clean', async () => {
  const { summary, results } = await check(LOCK.replace('0.1.15', '9'.repeat(5000)), NAME);
  assert.equal(summary.undecided, 1);
  assert.equal(results[0].packages[0].verdict, 'undecided');
});

test('more than 64 MiB are refused with the limit', async () => {
  const large = ' '.repeat((64 << 20) + 1);
  for (const text of [large, new Uint8Array(large.length), `\ud800${large}`]) {
    assert.match((await complaints(text, {}))[0], /64 MiB/);
  }
});

test('markup and line breaks in a name stay a name', async () => {
  const name = '<img src=x onerror=alert(1)>\n::error::x';
  const text = JSON.stringify({ lockfileVersion: 3, packages: { [`node_modules/${name}`]: { version: '1.0.0' } } });
  const { results } = await inventory(text, NAME);
  assert.ok(results[0].packages.length <= 1);
});
