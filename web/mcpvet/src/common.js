/**
 * Everything that the package does; the entries beside this file only choose where the bytes come from.
 *
 * @import { CheckOptions, FormatInfo, Input, Options, OutputInfo, RuleOptions, Shell, Subject } from '../index.d.ts'
 * @import { Advisory, Explanation, InventoryReport, Report } from '../report.d.ts'
 * @typedef {() => Promise<Uint8Array>} Read
 * @typedef {{ module: () => Promise<WebAssembly.Module>, index: Read, texts: Read }} Files
 */
import { initSync, Parts as CoreParts, Vet as Core } from '../wasm/mcpvet_wasm.js';

/** The version of this package, and of the core inside it. */
export const version = '0.1.0';

/** One dataset, ready to answer at once. */
export class Vet {
  #core;

  /** @param {Core} core */
  constructor(core) {
    this.#core = core;
  }

  /** @param {Uint8Array} texts the bytes behind the index */
  addTexts(texts) {
    return run(() => this.#core.addTexts(texts));
  }

  /** @param {RuleOptions} [options] */
  parts({ rules } = {}) {
    return new Parts(this.#core, toSettings(rules));
  }

  /** @returns {OutputInfo[]} */
  outputs() {
    return run(() => this.#core.outputs());
  }

  /**
   * @param {string | Uint8Array | readonly Input[]} input
   * @param {string} output
   * @param {CheckOptions} [options]
   * @returns {string}
   */
  render(input, output, options = {}) {
    return this.#together(input, options, (parts) => parts.render(output));
  }

  /**
   * @template T
   * @param {string | Uint8Array | readonly Input[]} input
   * @param {CheckOptions} options
   * @param {(parts: Parts) => T} answer
   */
  #together(input, { rules, ...about }, answer) {
    const parts = this.parts({ rules });
    try {
      toInputs(input, about).forEach((one, at) => parts.set(String(at), one));
      return answer(parts);
    } finally {
      parts.free();
    }
  }

  /**
   * @param {string | Uint8Array | readonly Input[]} input
   * @param {CheckOptions} [options]
   * @returns {Report}
   */
  check(input, options = {}) {
    return this.#together(input, options, (parts) => parts.report());
  }

  /**
   * @param {string | Uint8Array | readonly Input[]} input
   * @param {Options} [options]
   * @returns {InventoryReport}
   */
  inventory(input, options) {
    return run(() => this.#core.inventory(toInputs(input, options)));
  }

  /**
   * @param {string} purl
   * @returns {Explanation}
   */
  explain(purl) {
    return run(() => this.#core.explain(purl));
  }

  /**
   * @param {string} id
   * @returns {Advisory | undefined}
   */
  show(id) {
    return run(() => this.#core.show(id));
  }

  /**
   * @param {string} ecosystem
   * @param {string} a
   * @param {string} b
   * @returns {number | undefined}
   */
  compare(ecosystem, a, b) {
    return run(() => this.#core.compare(ecosystem, a, b));
  }

  /** @returns {FormatInfo[]} */
  formats() {
    return run(() => this.#core.formats());
  }

  /**
   * @param {string | readonly string[]} command
   * @param {{ readonly shell?: Shell | undefined }} [options]
   * @returns {Subject[]}
   */
  resolve(command, { shell = 'posix' } = {}) {
    if (typeof command === 'string') return run(() => this.#core.resolveLine(command, shell));
    if (Array.isArray(command) && command.every((word) => typeof word === 'string')) {
      return run(() => this.#core.resolveArgv(command));
    }
    throw new TypeError('expected a line or an array of words');
  }
}

/** Texts that are checked one by one, under keys, for a report on all of them whenever it is asked for. */
class Parts {
  #core;
  #rules;
  #parts = new CoreParts();
  /** The number of each text, in the order of the keys. @type {Map<string, number>} */
  #numbers = new Map();
  /** @type {number[]} */
  #unused = [];

  /** @param {Core} core @param {string[]} rules */
  constructor(core, rules) {
    this.#core = core;
    this.#rules = rules;
  }

  /** @param {string} key @param {Input} input */
  set(key, input) {
    const number = this.#numbers.get(key) ?? this.#unused.pop() ?? this.#numbers.size;
    this.#numbers.set(key, number);
    run(() => this.#core.checkPart(this.#parts, number, toInput(input), this.#rules));
  }

  /** @param {string} key */
  delete(key) {
    const number = this.#numbers.get(key);
    if (number === undefined) return;
    this.#numbers.delete(key);
    this.#unused.push(number);
    this.#parts.remove(number);
  }

  /** @param {readonly string[]} [keys] @returns {Report} */
  report(keys) {
    return run(() => this.#core.report(this.#parts, this.#numbersOf(keys), this.#rules));
  }

  /** @param {string} output @param {readonly string[]} [keys] @returns {string} */
  render(output, keys) {
    if (output === 'json') return `${JSON.stringify(this.report(keys), null, 2)}\n`;
    return run(() => this.#core.render(this.#parts, this.#numbersOf(keys), this.#rules, output));
  }

  free() {
    this.#parts.free();
  }

  /** @param {readonly string[]} keys */
  #numbersOf(keys = [...this.#numbers.keys()]) {
    const numbers = keys.map((key) => this.#numbers.get(key));
    return Uint32Array.from(numbers.filter((number) => number !== undefined));
  }
}

/**
 * The functions of the package over the given files, which are read once, at the first call.
 *
 * @param {Files} files
 */
export function createApi(files) {
  const module = once(async () => void initSync({ module: await files.module() }));
  const bundled = once(async () => {
    const [index, texts] = await Promise.all([files.index(), files.texts(), module()]);
    const pack = new Uint8Array(index.length + texts.length);
    pack.set(index);
    pack.set(texts, index.length);
    return new Vet(new Core(pack));
  });

  /** @param {Uint8Array} [packBytes] */
  async function open(packBytes) {
    if (packBytes === undefined) return bundled();
    await module();
    return new Vet(new Core(bytesOf(packBytes)));
  }

  async function openIndex() {
    const [index] = await Promise.all([files.index(), module()]);
    const vet = new Vet(Core.fromIndex(index));
    const loadTexts = once(async () => vet.addTexts(await files.texts()));
    return Object.assign(vet, { loadTexts });
  }

  /**
   * @template {'check' | 'compare' | 'inventory' | 'explain' | 'show' | 'formats' | 'outputs' | 'render' | 'resolve'} Name
   * @param {Name} name
   * @returns {(...args: Parameters<Vet[Name]>) => Promise<ReturnType<Vet[Name]>>}
   */
  const later = (name) => async (...args) => {
    const vet = await bundled();
    return /** @type {any} */ (vet)[name](...args);
  };

  return {
    open,
    openIndex,
    check: later('check'),
    inventory: later('inventory'),
    explain: later('explain'),
    show: later('show'),
    compare: later('compare'),
    formats: later('formats'),
    outputs: later('outputs'),
    render: later('render'),
    resolve: later('resolve'),
  };
}

/**
 * Runs a call of the module. What stops it there is a bug, and arrives as a bare "unreachable".
 *
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function run(call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    throw new Error('this is a bug in mcpvet, please report it at https://github.com/mcpvet/mcpvet/issues', { cause: error });
  }
}

/**
 * Runs `work` at the first call and keeps its result, but not its failure: a later call tries again.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {() => Promise<T>}
 */
function once(work) {
  /** @type {Promise<T> | undefined} */
  let running;
  return () => {
    running ??= work().catch((error) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}

/**
 * @param {unknown} input
 * @param {Options} [options]
 * @returns {Input[]}
 */
function toInputs(input, options = {}) {
  if (Array.isArray(input)) return input.map(toInput);
  return [toInput({ ...options, text: input })];
}

/**
 * @param {unknown} rules
 * @returns {string[]}
 */
function toSettings(rules = {}) {
  if (typeof rules !== 'object' || rules === null) throw new TypeError('`rules` must be an object');
  return Object.entries(rules).map(([name, value]) => `${name}=${value}`);
}

/**
 * Holds callers without types to the contract, so that a slip is named instead of read as text.
 *
 * @param {any} input
 * @returns {Input}
 */
function toInput(input) {
  const { text, name, format } = input ?? {};
  if (typeof text !== 'string') bytesOf(text);
  for (const [key, value] of Object.entries({ name, format })) {
    if (value !== undefined && typeof value !== 'string') throw new TypeError(`\`${key}\` must be a string`);
  }
  return { text, name, format };
}

/**
 * @param {unknown} value
 * @returns {Uint8Array}
 */
function bytesOf(value) {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('expected a string or a Uint8Array');
}
