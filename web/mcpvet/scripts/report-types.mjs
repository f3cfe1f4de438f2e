/**
 * Writes `report.d.ts` from the JSON Schema of the Rust types: `node scripts/report-types.mjs [--check]`.
 *
 * It knows what schemars writes for plain structs and enums, and stops at anything else. A value that may be absent
 * has no key, so the schema's `null` has no place in the types.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

const SCHEMA = new URL('../../../crates/mcpvet/report.schema.json', import.meta.url);
const TYPES = new URL('../report.d.ts', import.meta.url);
const HEADER = '// Generated from crates/mcpvet/report.schema.json by web/mcpvet/scripts/report-types.mjs.\n';

/** @typedef {Record<string, any>} Schema */

/** One declaration for each definition; the root only gathers them. @param {Schema} schema */
export function typesOf(schema) {
  return HEADER + Object.entries(schema.$defs).map(([name, type]) => `\n${declaration(name, type)}`).join('');
}

/** @param {string} name @param {Schema} schema */
function declaration(name, schema) {
  const head = comment(schema.description, '');
  if (!schema.properties) return `${head}export type ${name} =${alternatives(schema)};\n`;
  const fields = Object.entries(schema.properties).map(([key, type]) => field(key, type, schema.required ?? []));
  return `${head}export interface ${name} {\n${fields.join('')}}\n`;
}

/** @param {string} key @param {Schema} schema @param {string[]} required */
function field(key, schema, required) {
  const mark = required.includes(key) ? '' : '?';
  return `${comment(schema.description, '  ')}  readonly ${key}${mark}: ${type(schema)};\n`;
}

/** The words of an enum stand on lines of their own when they have a meaning to tell. @param {Schema} schema */
function alternatives(schema) {
  const words = schema.oneOf;
  if (!words?.every((/** @type {Schema} */ word) => word.description)) return ` ${type(schema)}`;
  return words.map((/** @type {Schema} */ word) => `\n${comment(word.description, '  ')}  | ${type(word)}`).join('');
}

/** @param {Schema} schema @returns {string} */
function type(schema) {
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (schema.$ref) return schema.$ref.replace('#/$defs/', '');
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return choice.filter((/** @type {Schema} */ s) => s.type !== 'null').map(type).join(' | ');
  const names = [schema.type].flat().filter((name) => name !== 'null');
  return names.map((name) => named(name, schema)).join(' | ');
}

/** @param {string} name @param {Schema} schema */
function named(name, schema) {
  if (name === 'array') return `readonly ${item(type(schema.items))}[]`;
  if (name === 'object') return 'Readonly<Record<string, unknown>>';
  const known = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean' };
  const found = known[/** @type {keyof typeof known} */ (name)];
  if (!found) throw new Error(`the schema has a type that this script does not know: ${JSON.stringify(schema)}`);
  return found;
}

/** @param {string} text */
const item = (text) => (text.includes(' ') ? `(${text})` : text);

/** @param {unknown} value */
const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));

/** @param {string | undefined} text @param {string} indent */
function comment(text, indent) {
  if (!text) return '';
  const lines = text.split('\n');
  if (lines.length === 1) return `${indent}/** ${text} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = typesOf(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  if (!argv.includes('--check')) {
    writeFileSync(TYPES, wanted);
  } else if (readFileSync(TYPES, 'utf8') !== wanted) {
    console.error('report.d.ts is stale: run node web/mcpvet/scripts/report-types.mjs');
    exit(1);
  }
}
