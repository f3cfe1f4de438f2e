//! Damaged texts: every fixture, cut off at many places and with a merge conflict in it. What can
//! still be read is read, and a note says that something is wrong.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use conformance::{cases, root};
use mcpvet::input::{Format, Paths};
use mcpvet::report::{InventoryReport, PackageInfo};
use mcpvet::{Input, inventory};

/// Larger texts take too long to be read a few dozen times.
const MAX_BYTES: usize = 64 << 10;

/// Places at which each text is cut off.
const CUTS: usize = 16;

struct Fixture {
    path: PathBuf,
    text: String,
    name: Option<String>,
    format: &'static str,
    found: InventoryReport,
}

#[test]
fn what_stands_in_front_of_a_cut_is_read() {
    each_fixture(|fixture| {
        let places = places(fixture);
        for step in 1..CUTS {
            let cut = fixture.text.floor_char_boundary(fixture.text.len() * step / CUTS);
            let text = &fixture.text[..cut];
            let left = read(text, fixture.name.as_deref(), Some(fixture.format));
            let found: BTreeSet<String> = packages(&left).map(shown).collect();
            // The last place in front of the cut may go on behind it.
            let last = places.iter().map(|(at, _)| *at).take_while(|at| *at < cut).last();
            for (_, package) in places.iter().filter(|(at, _)| Some(*at) < last) {
                let is_there = found.contains(package) || MOVES.contains(&fixture.format);
                assert!(is_there, "{} cut at {cut}: no {package}", fixture.path.display());
            }
            let rest = fixture.text[cut..].trim();
            if is_closed(fixture) && !text.trim().is_empty() && !rest.is_empty() {
                assert!(!left.notes.is_empty(), "{} cut at {cut}", fixture.path.display());
            }
        }
    });
}

/// Formats in which what stands below says more about what stands above: that a version is used at
/// all (catalogs, anchors), whose it is, at which of its places a package counts, or that what looks
/// like a configuration is one.
const MOVES: &[&str] = &[
    "compose",
    "gradle-version-catalog",
    "mcp-config",
    "mcp-link",
    "npm-ls",
    "pom-xml",
    "pyproject",
    "setup-py",
    "smithery-yaml",
];

/// Formats in which blank lines in place of marks say something of their own.
const BLANKS: &[&str] = &["python-script", "smithery-yaml"];

/// Whether a text is one JSON value or XML element, so that a part of it never is.
fn is_closed(fixture: &Fixture) -> bool {
    let format = Format::by_id(fixture.format).map(|format| format.paths);
    let text = fixture.text.trim();
    let json = format == Some(Paths::JsonPointer) && text.ends_with(['}', ']']);
    json && text.starts_with(['{', '[']) || text.starts_with('<') && text.ends_with('>')
}

#[test]
fn both_sides_of_a_conflict_are_read() {
    each_fixture(|fixture| {
        let lines: Vec<&str> = fixture.text.split_inclusive('\n').collect();
        for step in 1..4 {
            let from = lines.len() * step / 4;
            let to = (from + 1 + lines.len() / 8).min(lines.len());
            // A command that goes on behind a mark is one no more.
            let goes_on = |line: &&&str| line.trim_end().ends_with(['\\', '`', '^']);
            let torn = lines[from.saturating_sub(1)..to].iter().any(|line| goes_on(&line));
            let is_empty = packages(&fixture.found).next().is_none();
            let odd = torn || is_empty || BLANKS.contains(&fixture.format);
            if odd || from >= to || !lines[to - 1].ends_with('\n') {
                continue;
            }
            let side = lines[from..to].concat();
            let text = [
                &lines[..from].concat(),
                "<<<<<<< HEAD\n",
                &side,
                "=======\n",
                &side,
                ">>>>>>> other\n",
                &lines[to..].concat(),
            ];
            let found = read(&text.concat(), fixture.name.as_deref(), None);
            let place = format!("{} with a conflict in line {}", fixture.path.display(), from + 1);
            assert_eq!(found.results[0].source.format, fixture.format, "{place}");
            let says_so = |note: &&mcpvet::report::ReportNote| {
                note.message.contains("merge conflict")
                    && note.location.as_ref().is_some_and(|it| it.line as usize == from + 1)
            };
            assert_eq!(found.notes.iter().filter(says_so).count(), 1, "{place}");
            let all: BTreeSet<String> = packages(&found).map(shown).collect();
            for package in packages(&fixture.found) {
                let line = package.location.line as usize - 1;
                let height = to - from;
                let moved = match line {
                    _ if line < from => vec![0],
                    _ if line < to => vec![1, 2 + height],
                    _ => vec![3 + height],
                };
                for by in moved {
                    let mut package = package.clone();
                    package.location.line += by as u32;
                    let shown = shown(&package);
                    assert!(all.contains(&shown), "{place}: no {shown}");
                }
            }
        }
    });
}

/// The packages with the offsets of their places, in the order of the text.
fn places(fixture: &Fixture) -> Vec<(usize, String)> {
    let starts: Vec<usize> =
        [0].into_iter().chain(fixture.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let offset = |package: &PackageInfo| {
        let start = starts[package.location.line as usize - 1];
        let mut column = 1;
        let line = fixture.text[start..].char_indices();
        let found = line.into_iter().find(|(_, char)| {
            let found = column >= package.location.column as usize;
            column += char.len_utf16();
            found
        });
        found.map_or(fixture.text.len(), |(at, _)| start + at)
    };
    let mut places: Vec<_> =
        packages(&fixture.found).map(|package| (offset(package), shown(package))).collect();
    places.sort();
    places
}

fn packages(report: &InventoryReport) -> impl Iterator<Item = &PackageInfo> {
    report.results.iter().flat_map(|result| &result.packages)
}

fn shown(package: &PackageInfo) -> String {
    let version = package.version.as_ref().or(package.requirement.as_ref());
    let place = &package.location;
    format!("{}:{} {} {version:?}", place.line, place.column, package.name)
}

fn read(text: &str, name: Option<&str>, format: Option<&str>) -> InventoryReport {
    inventory(&[Input { name, format, bytes: text.as_bytes(), ..Input::default() }])
}

fn each_fixture(check: impl Fn(&Fixture) + Sync) {
    let fixtures = fixtures();
    assert!(fixtures.len() > 200, "found only {} texts", fixtures.len());
    let (next, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(fixture) = fixtures.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Each says what is wrong with it, not only the first.
                    let outcome = catch_unwind(AssertUnwindSafe(|| check(fixture)));
                    failed.fetch_add(usize::from(outcome.is_err()), Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(failed.into_inner(), 0, "texts that failed");
}

/// All texts of `real/` and `formats/` that are not damaged already.
fn fixtures() -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    for case in cases(&root().join("formats")) {
        let bytes = case.bytes.clone();
        fixtures.extend(fixture(case.folder, bytes, case.options.name, case.options.format));
    }
    for path in files(&root().join("real")) {
        let golden = PathBuf::from(format!("{}.packages", path.display()));
        if golden.exists() {
            let bytes = fs::read(&path).expect("the file is committed");
            fixtures.extend(fixture(path, bytes, None, None));
        }
    }
    fixtures
}

fn fixture(
    path: PathBuf,
    bytes: Vec<u8>,
    name: Option<String>,
    format: Option<String>,
) -> Option<Fixture> {
    let text = String::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_BYTES)?;
    let found = read(&text, name.as_deref(), format.as_deref());
    let is_whole = found.notes.iter().all(|note| note.code != "syntax");
    let format = Format::by_id(found.results[0].source.format)?;
    let detected = read(&text, name.as_deref(), None).results[0].source.format == format.id;
    (is_whole && detected).then_some(Fixture { path, text, name, format: format.id, found })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}
