//! Interpreters: `node path`, `python -m module`. They fetch nothing, but a path or a module can
//! tell which package is meant; that is a hint, never more.

use super::options::{Item, Options, Table};
use super::{Call, npx, project};
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package, Requirement, RequirementClass, Source};
use crate::words::Words;

/// The names of this family of runners; `python3.12` is one too.
pub(super) const RUNNERS: Words =
    Words("node tsx ts-node ts-node-esm nodemon python pypy py ruby php");

const PYTHON: Table = Table::new(
    Words("-m -X -W -c --check-hash-based-pycs"),
    Words("-u -I -s -S -E -B -O -OO -q -v -b -d -i -P -x -R -V -h"),
);

const NODE: Table = Table::new(
    Words(
        "-r --require --import --loader --experimental-loader --env-file \
        --env-file-if-exists -C --conditions -e --eval -p --print -pe --tsconfig --title \
        --icu-data-dir -P --project -O --compilerOptions --run",
    ),
    Words(
        "--inspect --inspect-brk --enable-source-maps --watch --test --trace-warnings \
        --trace-deprecation --trace-uncaught --throw-deprecation --experimental-strip-types \
        --experimental-transform-types --experimental-specifier-resolution \
        --experimental-vm-modules --experimental-modules --experimental-fetch \
        --experimental-sqlite --experimental-wasm-modules --expose-gc --preserve-symlinks \
        --use-system-ca --use-openssl-ca --use-bundled-ca --unhandled-rejections --harmony \
        --permission --esm --transpile-only -T --swc -i -c --check",
    ),
);

/// Ruby and PHP.
const OTHERS: Table = Table::new(Words("-e -r -I -d -C -S"), Words("-w -W -n -q"));

/// Whether a program, by its base name, is one of this family.
pub(super) fn is_interpreter(name: &str) -> bool {
    RUNNERS.iter().any(|runner| {
        let version = name.strip_prefix(runner).unwrap_or("-");
        version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let is_python = call.runner.starts_with("py");
    let table = match call.runner {
        "ruby" | "php" => OTHERS,
        _ if is_python => PYTHON,
        _ => NODE,
    };
    let mut options = Options::new(call.args, table);
    let package = loop {
        match options.next()? {
            Item::Value("-m", module) if is_python => break of_module(&module)?,
            // A program on the command line; what follows are its arguments.
            Item::Value("-c" | "-e" | "--eval" | "-p" | "-pe" | "--print", _) => return None,
            Item::Value("--run", script) => break project::of_folder(call, None, script.span),
            // `tsx watch x.ts`
            Item::Word(word) if call.runner == "tsx" && word.value == "watch" => {}
            // The value of an unknown option, unless it is a script by its ending.
            Item::Doubt(word) if !is_script(&word.value) => {}
            Item::Word(script) | Item::Doubt(script) => {
                if let Some(runner) = npm_in(&script.value) {
                    let call = Call { runner, args: options.rest(), depth: call.depth };
                    return npx::read(&call);
                }
                return of_file(call, script);
            }
            Item::Value(..) | Item::Flag => {}
        }
    };
    Some(vec![package])
}

/// Whether a word is a script by its ending.
pub(super) fn is_script(word: &str) -> bool {
    const ENDS: Words = Words(".js .mjs .cjs .jsx .ts .mts .cts .tsx .py .rb");
    ENDS.any_ends(word)
}

/// A file that is started: the package that it is installed with, or the file itself.
pub(super) fn of_file<'a>(call: &Call<'_, 'a>, file: &Text<'a>) -> Option<Vec<Package<'a>>> {
    Some(vec![of_installed(file).unwrap_or_else(|| of_script(call, file))])
}

/// npm itself as a script: `node …/npm/bin/npx-cli.js -y foo`.
fn npm_in(script: &str) -> Option<&'static str> {
    match script.rsplit(['/', '\\']).next()? {
        "npx-cli.js" => Some("npx"),
        "npm-cli.js" => Some("npm"),
        _ => None,
    }
}

/// Modules that are parts of Python and can be started: `python -m venv`, `python -m http.server`.
const OF_PYTHON: Words = Words(
    "http venv ensurepip compileall py_compile unittest doctest json zipfile zipapp tarfile gzip base64 timeit pdb \
    cProfile profile pstats trace site sysconfig platform pydoc ast dis tokenize tabnanny calendar \
    webbrowser idlelib turtledemo lib2to3 asyncio sqlite3 this",
);

/// `mcp-server-git` of `mcp_server_git`: most modules are named after their package, not all.
pub(super) fn of_module<'a>(module: &Text<'a>) -> Option<Package<'a>> {
    let top = module.slice(module.value.split('.').next().unwrap_or_default());
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if top.value.is_empty() || !top.value.bytes().all(plain) || OF_PYTHON.contains(&top.value) {
        return None;
    }
    let package = Package::new(Ecosystem::PyPI, top.value, Requirement::none(), top.span);
    Some(Package { confidence: Confidence::Low, ..package })
}

/// Folders that packages are installed in, each in one of its own.
const FOLDERS: [(&str, Ecosystem); 4] = [
    ("node_modules/", Ecosystem::Npm),
    ("site-packages/", Ecosystem::PyPI),
    ("/gems/", Ecosystem::RubyGems),
    ("vendor/", Ecosystem::Packagist),
];

/// Where a text stands last. A path is short, and the search engine that the standard library
/// brings along for this is not.
fn rfind(path: &str, folder: &str) -> Option<usize> {
    path.as_bytes().windows(folder.len()).rposition(|part| part == folder.as_bytes())
}

/// The package of `…/node_modules/@scope/name/dist/index.js` and the like.
pub(super) fn of_installed<'a>(file: &Text<'a>) -> Option<Package<'a>> {
    // A backslash and a slash are one byte each, so places in both paths agree.
    let path = file.value.replace('\\', "/");
    let (start, ecosystem) = FOLDERS
        .iter()
        .find_map(|(folder, ecosystem)| Some((rfind(&path, folder)? + folder.len(), *ecosystem)))?;
    let rest = &path[start..];
    let scoped = ecosystem == Ecosystem::Packagist || rest.starts_with('@');
    let (end, _) = rest.match_indices('/').nth(usize::from(scoped))?;
    let (name, version) = match ecosystem {
        Ecosystem::RubyGems => rest[..end].rsplit_once('-')?,
        _ => (&rest[..end], ""),
    };
    if name.starts_with(['.', '_']) || name.starts_with("bin/") {
        return None;
    }
    let (name, version) = (start..start + name.len(), start + end - version.len()..start + end);
    let requirement = match version.is_empty() {
        true => Requirement::none(),
        false => Requirement::exact(path[version.clone()].to_owned()),
    };
    let span = file.inner_span(if version.is_empty() { name.clone() } else { version });
    let package = Package::new(ecosystem, path[name].to_owned().into(), requirement, span);
    Some(Package { confidence: Confidence::Low, ..package })
}

fn of_script<'a>(call: &Call<'_, 'a>, script: &Text<'a>) -> Package<'a> {
    let requirement = Requirement::new(RequirementClass::Path, script.value.clone());
    let package = Package::unnamed(call.runner.to_owned().into(), requirement, script.span);
    Package { source: Source::Program, ..package }
}
