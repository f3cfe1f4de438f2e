//! The cases that every surface of mcpvet must reproduce, run on the native library.
//!
//! A case is a folder: one `input.*` file, `expected.json`, and `case.json` where the input has a
//! name or a forced format. The Node and browser runners walk the same folders.

pub mod lockfile;
pub mod redaction;

use std::fs;
use std::path::{Path, PathBuf};

use mcpvet::Input;
use mcpvet::advisory::{Advisory, osv};
use serde::Deserialize;

/// One folder of cases.
#[derive(Debug)]
pub struct Case {
    /// The folder.
    pub folder: PathBuf,
    /// The bytes of its input file.
    pub bytes: Vec<u8>,
    /// How the input is handed over.
    pub options: CaseOptions,
}

/// The optional file `case.json` of a case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseOptions {
    /// The name of the input; without it, the name of the file.
    pub name: Option<String>,
    /// The format to force.
    pub format: Option<String>,
}

impl Case {
    /// Reads the case in a folder.
    ///
    /// # Panics
    ///
    /// When the folder holds no or several files `input.*`, or an unreadable `case.json`.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        let inputs: Vec<_> = entries(folder).into_iter().filter(|path| is_input(path)).collect();
        let [input] = inputs.as_slice() else {
            panic!("expected one input.* in {}, found {inputs:?}", folder.display());
        };
        let file_name = input.file_name().map(|name| name.to_string_lossy().into_owned());
        let mut options = match fs::read(folder.join("case.json")) {
            Ok(json) => serde_json::from_slice(&json).expect("case.json has name and format"),
            Err(_) => CaseOptions::default(),
        };
        options.name = options.name.or(file_name);
        Self {
            folder: folder.to_owned(),
            bytes: fs::read(input).expect("the input can be read"),
            options,
        }
    }

    /// The input as the library takes it.
    #[must_use]
    pub fn input(&self) -> Input<'_> {
        Input {
            name: self.options.name.as_deref(),
            format: self.options.format.as_deref(),
            bytes: &self.bytes,
            ..Input::default()
        }
    }

    /// Holds an answer against `expected.json`, or rewrites that file when `MCPVET_BLESS` is set.
    ///
    /// # Panics
    ///
    /// When the answer is another one.
    pub fn expect(&self, answer: &str) {
        expect(&self.folder.join("expected.json"), &format!("{answer}\n"));
    }
}

/// Holds an answer against a file, or rewrites the file when `MCPVET_BLESS` is set.
///
/// # Panics
///
/// When the answer is another one.
pub fn expect(path: &Path, answer: &str) {
    if std::env::var_os("MCPVET_BLESS").is_some() {
        return fs::write(path, answer).expect("the expected file can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let differs = expected.lines().zip(answer.lines()).position(|(a, b)| a != b);
    assert!(
        expected == answer,
        "{} differs at line {:?}; look at it, then set MCPVET_BLESS=1 to accept",
        path.display(),
        differs.map(|line| line + 1),
    );
}

fn is_input(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("input."))
}

/// The folder `tests/` of the checkout.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every folder below that holds a case, sorted.
#[must_use]
pub fn cases(folder: &Path) -> Vec<Case> {
    let mut found = Vec::new();
    for path in entries(folder).into_iter().filter(|path| path.is_dir()) {
        match entries(&path).iter().any(|path| is_input(path)) {
            true => found.push(Case::read(&path)),
            false => found.extend(cases(&path)),
        }
    }
    found
}

/// The format of a file that a real tool wrote, and the name of the file where it goes by that, both
/// from what stands beside it: `format tool-versions named .tool-versions`.
///
/// # Panics
///
/// When its first line names no format.
#[must_use]
pub fn real_format(golden: &str) -> (&str, Option<&str>) {
    let first = golden.lines().next().unwrap_or_default();
    let said = first.strip_prefix("format ").expect("the first line names the format");
    said.split_once(" named ").map_or((said, None), |(id, name)| (id, Some(name)))
}

/// Every file below whose name ends so, sorted.
#[must_use]
pub fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        match path.is_dir() {
            true => found.extend(files_below(&path, ending)),
            false if path.to_string_lossy().ends_with(ending) => found.push(path),
            false => {}
        }
    }
    found
}

/// The OSV records of all `*.jsonl` in the folder that `MCPVET_OSV_CORPUS` names, if it does.
///
/// # Panics
///
/// When the folder cannot be read or holds what is no OSV record.
#[must_use]
pub fn osv_corpus() -> Option<Vec<Advisory>> {
    let folder = PathBuf::from(std::env::var_os("MCPVET_OSV_CORPUS")?);
    let is_records = |path: &PathBuf| path.extension().is_some_and(|it| it == "jsonl");
    let texts = entries(&folder).into_iter().filter(is_records).map(fs::read_to_string);
    let read = |line: &str| osv::read(line).unwrap_or_else(|error| panic!("{error}"));
    let records =
        texts.flat_map(|text| text.expect("a text").lines().map(read).collect::<Vec<_>>());
    Some(records.collect())
}

/// The folders in a folder, sorted.
#[must_use]
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> =
        entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    paths
}
