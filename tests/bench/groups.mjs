// What each part of the source takes up in the wasm module: functions of a build that kept their
// names, summed up by the module path in the name. A generic function of the standard library
// belongs to the first path of mcpvet in its name, which is who asked for it.
import { brotliCompressSync, constants } from 'node:zlib';

/** Rows of the table and the beginnings of their paths; the longest that fits counts. */
const GROUPS = {
  'JavaScript': [
    'lockfile::bun_', 'lockfile::deno_', 'lockfile::node', 'lockfile::package_lock', 'lockfile::pnpm_',
    'lockfile::yarn_', 'manifest::package_json', 'manifest::deno_json', 'list::npm_ls', 'list::yarn_', 'list::pnpm_',
  ],
  'Python': [
    'lockfile::conda_', 'lockfile::pdm_', 'lockfile::poetry_', 'lockfile::pylock', 'lockfile::uv_',
    'lockfile::toml_packages', 'lockfile::pipfile', 'manifest::pipfile', 'manifest::pyproject', 'manifest::requirements_',
    'manifest::script_header', 'manifest::setup_cfg', 'manifest::conda', 'list::pip_', 'python',
  ],
  'Rust': ['lockfile::cargo_', 'manifest::cargo_', 'list::cargo_', 'cargo'],
  'Go': ['lockfile::go_', 'manifest::go_', 'list::go_', 'golang'],
  'Java': [
    'lockfile::gradle_', 'lockfile::maven_', 'lockfile::verification_', 'manifest::gradle_', 'manifest::pom_',
    'manifest::version_catalog', 'gradle', 'variables',
  ],
  '.NET': ['lockfile::nuget_', 'lockfile::paket_', 'manifest::msbuild', 'manifest::nuget_', 'manifest::packages_config'],
  'Ruby, PHP, Dart, Elixir, Swift, Haskell, C++, R': [
    'lockfile::composer_', 'lockfile::gemfile_', 'lockfile::podfile_', 'lockfile::swift_', 'lockfile::mix_',
    'lockfile::conan_', 'lockfile::renv_', 'lockfile::stack_', 'lockfile::cabal_', 'lockfile::pubspec_',
    'manifest::composer_', 'manifest::pubspec_', 'manifest::gem',
  ],
  'other formats of lockfiles and manifests': ['lockfile', 'manifest'],
  'bills of materials': ['sbom'],
  'containers, workflows, tools': ['build'],
  'lists and pasted text': ['list', 'table'],
  'MCP configurations': ['mcp'],
  'readers of JSON, YAML, TOML and XML': ['json', 'yaml', 'toml', 'xml', 'value'],
  'what formats share': [''],
};
const OTHERS = {
  'command lines (launch)': ['launch'],
  'rules': ['rules'],
  'versions and requirements': ['version', 'requirement'],
  'package URLs': ['purl'],
  'matching, remedies, report': [''],
};
const PATHS = [
  ...Object.entries(GROUPS).flatMap(([row, starts]) => starts.map((start) => [`input::${start}`, row])),
  ...Object.entries(OTHERS).flatMap(([row, starts]) => starts.map((start) => [start, row])),
].sort(([a], [b]) => b.length - a.length);
const BORDER = 'the border to JavaScript';
const LIBRARIES = 'the standard library and crates';
const DATA = 'texts and tables (data)';

/** @param {string} name */
function rowOf(name) {
  const plain = name.replace(/\[[0-9a-f]{8,}\]/g, '');
  const path = /\bmcpvet::([\w:]*)/.exec(plain);
  if (path) return PATHS.find(([start]) => path[1].startsWith(start))[1];
  return /^_{0,2}wb|wasm_bindgen|js_sys|mcpvet_wasm|^vet_/.test(plain) ? BORDER : LIBRARIES;
}

/** The functions of a module and its data: `[name or undefined, bytes]`. */
function* partsOf(bytes) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return bytes.toString('utf8', at - length, at);
  };
  let imports = 0;
  const names = new Map();
  const bodies = [];
  while (at < bytes.length) {
    const id = bytes[at++];
    const end = number() + at;
    if (id === 2) {
      // Functions alone are imported.
      for (imports = number(); at < end;) {
        text();
        text();
        at += 1;
        number();
      }
    } else if (id === 10) {
      for (let left = number(); left > 0; left--) {
        const length = number();
        bodies.push(bytes.subarray(at, at + length));
        at += length;
      }
    } else if (id === 11) {
      yield [undefined, bytes.subarray(at, end)];
    } else if (id === 0 && text() === 'name') {
      while (at < end) {
        const kind = bytes[at++];
        const next = number() + at;
        if (kind === 1) for (let left = number(); left > 0; left--) names.set(number(), text());
        at = next;
      }
    }
    at = end;
  }
  for (const [index, body] of bodies.entries()) yield [names.get(index + imports) ?? '', body];
}

const brotli = (part) => brotliCompressSync(part, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: part.length },
}).length;

/**
 * Rows `[name, raw bytes, share of the compressed module in bytes]`, the largest first. A share is
 * what the bytes of the row compress to alone, scaled so that all shares make up the module.
 *
 * @param {Buffer} named the module with names
 * @param {number} compressed the size of the module without them, compressed
 */
export function groupsOf(named, compressed) {
  const rows = new Map();
  for (const [name, bytes] of partsOf(named)) {
    const row = name === undefined ? DATA : rowOf(name);
    rows.set(row, [...(rows.get(row) ?? []), bytes]);
  }
  const sizes = [...rows].map(([row, parts]) => [row, Buffer.concat(parts)]).map(([row, all]) => [row, all.length, brotli(all)]);
  const sum = sizes.reduce((total, [, , size]) => total + size, 0);
  return sizes.map(([row, raw, size]) => [row, raw, (size * compressed) / sum]).sort((a, b) => b[2] - a[2]);
}
