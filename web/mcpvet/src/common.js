/**
 * Everything that the package does; the entries beside this file only choose where the bytes come from.
 *
 * @import { CheckOptions, FormatInfo, Input, Options, Shell, Subject } from '../index.d.ts'
 * @import { Advisory, Explanation, InventoryReport, Report } from '../report.d.ts'
 * @typedef {{ module: () => Promise<WebAssembly.Module>, pack: () => Promise<Uint8Array> }} Files
 */
import { initSync, Vet as Core } from '../wasm/mcpvet_wasm.js';

/** The version of this package, and of the core inside it. */
export const version = '0.1.0';

/** One dataset, ready to answer at once. */
export class Vet {
  #core;

  /** @param {Uint8Array} packBytes the bytes of an advisory pack; {@link initSync} has run before */
  constructor(packBytes) {
    this.#core = new Core(packBytes);
  }

  /**
   * @param {string | Uint8Array | readonly Input[]} input
   * @param {CheckOptions} [options]
   * @returns {Report}
   */
  check(input, options = {}) {
    const { rules, ...about } = options;
    return run(() => this.#core.check(toInputs(input, about), toSettings(rules)));
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

/**
 * The functions of the package over the given files, which are read once, at the first call.
 *
 * @param {Files} files
 */
export function createApi(files) {
  const module = once(async () => void initSync({ module: await files.module() }));
  const bundled = once(async () => {
    const [pack] = await Promise.all([files.pack(), module()]);
    return new Vet(pack);
  });

  /** @param {Uint8Array} [packBytes] */
  async function open(packBytes) {
    if (packBytes === undefined) return bundled();
    await module();
    return new Vet(bytesOf(packBytes));
  }

  /**
   * @template {'check' | 'inventory' | 'explain' | 'show' | 'formats' | 'resolve'} Name
   * @param {Name} name
   * @returns {(...args: Parameters<Vet[Name]>) => Promise<ReturnType<Vet[Name]>>}
   */
  const later = (name) => async (...args) => {
    const vet = await bundled();
    return /** @type {any} */ (vet)[name](...args);
  };

  return {
    open,
    check: later('check'),
    inventory: later('inventory'),
    explain: later('explain'),
    show: later('show'),
    formats: later('formats'),
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
