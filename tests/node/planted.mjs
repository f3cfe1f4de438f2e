/** The texts of `tests/redaction/planted.txt` with secrets in them, as `tests/src/redaction.rs` makes them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TESTS } from './cases.mjs';

const SECRETS = ['sk-live-4fQ9xT2mWb7LkP0z', 'hunter2horse', 'quietharbor', 'tiger/7@lynx#puma?wolf'];
const PIECES = /4fq9xt2m|wb7lkp0z|hunter2|quietharbor|tiger|lynx|puma|wolf|7731904482/gi;

/** Every text with each secret that belongs into it. */
export function planted() {
  const [, ...sections] = readFileSync(join(TESTS, 'redaction/planted.txt'), 'utf8').split('\n=== ');
  return sections.flatMap((section) => {
    const end = section.indexOf('\n');
    const [title, name] = section.slice(0, end).split(' | ');
    const text = section.slice(end + 1).trimEnd();
    const secrets = text.includes('<<any>>') ? SECRETS : SECRETS.slice(0, 1);
    return secrets.map((secret) => ({
      title: `${title} (${secret})`,
      name,
      text: text.replaceAll('<<any>>', secret).replaceAll('<<key>>', SECRETS[0]),
    }));
  });
}

/** The pieces of secrets that a text holds. */
export const leaked = (text) => text.match(PIECES) ?? [];
