/**
 * Texts that a reader has to survive, made where they are read: Node and the browser run the same functions.
 * Each first error note must name the line and say the words; a case without words must be read in full.
 */
export const LOCK = `{
  "name": "app",
  "lockfileVersion": 3,
  "packages": {
    "": { "name": "app" },
    "node_modules/mcp-remote": {
      "version": "0.1.15"
    }
  }
}
`;

/** @typedef {{ title: string, text: (lock: string) => string | Uint8Array, line?: number, words?: RegExp, found?: boolean }} Hostile */

/** @type {Hostile[]} */
export const HOSTILE = [
  {
    title: 'truncated JSON: what came before is checked, the end is named',
    text: (lock) => lock.slice(0, lock.indexOf('  }\n}')),
    line: 9,
    words: /ends too early/,
    found: true,
  },
  {
    title: '200 levels of nesting',
    text: () => `{"lockfileVersion": 3,\n"other": ${'['.repeat(200)}${']'.repeat(200)}}`,
    line: 2,
    words: /128 levels of nesting/,
  },
  { title: '50 MB of [', text: () => `{"lockfileVersion": 3,\n${'['.repeat(50 << 20)}`, line: 2, words: /expected a key/ },
  {
    title: 'half a surrogate pair is named, not replaced in silence',
    text: (lock) => lock.replace('"app"', '"\ud800"'),
    line: 2,
    words: /UTF-16/,
    found: true,
  },
  {
    title: 'bytes that are no UTF-8 are named',
    text: (lock) => {
      const bytes = new TextEncoder().encode(lock.replace('"app"', '"?"'));
      bytes[bytes.indexOf('?'.charCodeAt(0))] = 0xff;
      return bytes;
    },
    line: 2,
    words: /UTF-8/,
    found: true,
  },
  { title: 'a line of 10 MB', text: (lock) => lock.replace('"app"', `"${'a'.repeat(10 << 20)}"`), found: true },
  { title: 'CRLF', text: (lock) => lock.replaceAll('\n', '\r\n'), found: true },
  { title: 'a byte order mark', text: (lock) => `\ufeff${lock}`, found: true },
  {
    title: 'NUL bytes in a name',
    text: (lock) => lock.replace('"app"', '"a\0p"'),
    found: true,
  },
  {
    title: 'more than 64 MiB are refused with the limit',
    text: () => ' '.repeat((64 << 20) + 1),
    words: /64 MiB/,
  },
];
