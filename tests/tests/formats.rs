//! Golden inventories: what each format reads from texts that were made for one claim each, and
//! from files that real tools wrote.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use conformance::{Case, CaseOptions, cases, root};
use mcpvet::pack::Pack;
use mcpvet::report::{PackageInfo, to_json};
use mcpvet::{check, inventory};

#[test]
fn every_case_gives_its_inventory() {
    let cases = cases(&root().join("formats"));
    assert!(cases.len() >= 90, "found only {} cases", cases.len());
    for case in cases {
        case.expect(&to_json(&inventory(&[case.input()])));
    }
}

/// The folder of a case is its format; only what is made to be no such text is named `not-…`.
#[test]
fn every_case_is_detected() {
    for case in cases(&root().join("formats")) {
        let name = |path: Option<&Path>| {
            path.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
        };
        let (format, claim) = (name(case.folder.parent()), name(Some(&case.folder)));
        let found = inventory(&[case.input()]).results[0].source.format;
        let foreign = claim.starts_with("not-") && case.options.format.is_none();
        assert_eq!(found == format, !foreign, "{} is {found}", case.folder.display());
    }
}

/// Values of variables, headers, flags, queries and passwords say `not-shown` in the cases.
#[test]
fn no_secret_of_a_case_is_shown() {
    let pack = Pack::bundled();
    for case in cases(&root().join("formats")) {
        let input = [case.input()];
        for shown in [check(&pack, &input).to_json(), to_json(&inventory(&input))] {
            assert!(!shown.contains("not-shown"), "{}", case.folder.display());
        }
    }
}

/// The formats of `real/`: each file beside its packages, one a line.
#[test]
fn real_files_give_their_packages() {
    for (file, format) in [
        ("mcp-app/package-lock.json", "package-lock"),
        ("mcp-app/package.json", "package-json"),
        ("old-remote/package-lock.json", "package-lock"),
        ("lock-v1/package-lock.json", "package-lock"),
        ("lock-v2/package-lock.json", "package-lock"),
        ("shrinkwrap/npm-shrinkwrap.json", "package-lock"),
        ("kinds/package-lock.json", "package-lock"),
        ("kinds/package.json", "package-json"),
        ("npm-ls/hidden-package-lock.json", "package-lock"),
        ("npm-ls/npm-ls.txt", "list"),
        ("npm-ls/npm-ls-all.txt", "list"),
        ("pnpm/v5.4.yaml", "pnpm-lock"),
        ("pnpm/v6.yaml", "pnpm-lock"),
        ("pnpm/v9.yaml", "pnpm-lock"),
        ("yarn/v1.lock", "yarn-lock-v1"),
        ("yarn/berry-6.lock", "yarn-lock"),
        ("yarn/berry-8.lock", "yarn-lock"),
        ("bun/bun.lock", "bun-lock"),
        ("deno/deno.lock", "deno-lock"),
        ("deno/deno.json", "deno-json"),
        ("lists/npm-ls.json", "npm-ls"),
        ("lists/npm-ls-all.json", "npm-ls"),
        ("lists/pnpm-list.json", "npm-ls"),
        ("lists/pnpm-list-depth.json", "npm-ls"),
        ("lists/yarn-list.txt", "yarn-list"),
        ("lists/yarn-list.json", "yarn-list"),
        ("python/pip-freeze.txt", "requirements-txt"),
        ("python/pip-list.txt", "list"),
        ("python/requirements-uv.txt", "requirements-txt"),
        ("python/requirements-pip-compile.txt", "requirements-txt"),
        ("python/uv/uv.lock", "uv-lock"),
        ("python/uv/pyproject.toml", "pyproject"),
        ("python/uv/pylock.toml", "pylock"),
        ("python/pip/pylock.toml", "pylock"),
        ("python/poetry-1/poetry.lock", "poetry-lock"),
        ("python/poetry-2/poetry.lock", "poetry-lock"),
        ("python/poetry-2/pyproject.toml", "pyproject"),
        ("python/pipenv/Pipfile", "pipfile"),
        ("python/pip/pip-inspect.json", "pip-inspect"),
        ("python/pip/pip-list.json", "pip-list"),
        ("python/uv/uv-pip-list.json", "pip-list"),
        ("python/pipenv/Pipfile.lock", "pipfile-lock"),
        ("cargo/v3.lock", "cargo-lock"),
        ("cargo/v4.lock", "cargo-lock"),
        ("cargo/cargo-tree.txt", "list"),
        ("cargo-project/Cargo.toml", "cargo-toml"),
        ("cargo-project/cargo-metadata.json", "cargo-metadata"),
        ("go/go.mod", "go-mod"),
        ("go/go.sum", "go-sum"),
        ("go/go.work", "go-work"),
        ("go/modules.txt", "go-modules-txt"),
        ("go/go-list.txt", "go-list"),
        ("sbom/npm-cyclonedx.json", "cyclonedx-json"),
        ("sbom/npm-spdx.json", "spdx-json"),
        ("sbom/cyclonedx-py.json", "cyclonedx-json"),
        ("composer/composer.lock", "composer-lock"),
        ("conan/conan.lock", "conan-lock"),
        ("mcp/claude_desktop_config.json", "mcp-config"),
        ("mcp/vscode-mcp.json", "mcp-config"),
    ] {
        check_real(&root().join("real").join(file), format);
    }
}

fn check_real(path: &Path, format: &str) {
    // Without a name: the content alone must say which format it is.
    let case = Case {
        folder: path.to_owned(),
        bytes: fs::read(path).expect("the file is committed"),
        options: CaseOptions::default(),
    };
    let found = inventory(&[case.input()]);
    assert_eq!(found.results[0].source.format, format, "{}", path.display());
    let mut answer = String::new();
    for note in &found.notes {
        let _ = writeln!(answer, "note {}: {}", note.code, note.message);
    }
    for package in &found.results[0].packages {
        answer.push_str(&line(package));
    }
    let expected = format!("{}.packages", path.display());
    if std::env::var_os("MCPVET_BLESS").is_some() {
        return fs::write(expected, answer).expect("the file can be written");
    }
    let expected = fs::read_to_string(expected).unwrap_or_default();
    assert_eq!(answer, expected, "{}", path.display());
}

/// `12:18 npm zod 3.23.8 registry prod direct`.
fn line(package: &PackageInfo) -> String {
    let place = &package.location;
    let version = package.version.as_ref().or(package.requirement.as_ref());
    let mut words = vec![
        format!("{}:{}", place.line, place.column),
        package.ecosystem.unwrap_or("-").to_owned(),
        package.name.clone(),
        version.map_or("-", String::as_str).to_owned(),
    ];
    words.push(serde_json::to_string(&package.source).expect("a word").replace('"', ""));
    words.extend(package.groups.iter().map(|group| (*group).to_owned()));
    words.extend(package.direct.filter(|direct| *direct).map(|_| "direct".to_owned()));
    words.extend(package.alias.iter().map(|alias| format!("alias={alias}")));
    words
        .extend(package.launch.iter().map(|launch| format!("{}/{}", launch.server, launch.runner)));
    words.join(" ") + "\n"
}
