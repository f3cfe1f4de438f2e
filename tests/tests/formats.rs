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

/// Each file of `real/` beside its packages, of which the first line names the format, and the file where
/// a format goes by that: `format tool-versions named .tool-versions`.
#[test]
fn real_files_give_their_packages() {
    let goldens = conformance::files_below(&root().join("real"), ".packages");
    assert!(goldens.len() >= 350, "found only {} files", goldens.len());
    for golden in goldens {
        check_real(&golden);
    }
}

fn check_real(golden: &Path) {
    let expected = fs::read_to_string(golden).expect("the file is committed");
    // Without a name the content alone must say which format it is.
    let (format, name) = conformance::real_format(&expected);
    let case = Case {
        folder: golden.to_owned(),
        bytes: fs::read(golden.with_extension("")).expect("the file is committed"),
        options: CaseOptions { name: name.map(str::to_owned), ..CaseOptions::default() },
    };
    let found = inventory(&[case.input()]);
    assert_eq!(found.results[0].source.format, format, "{}", golden.display());
    let first = expected.lines().next().unwrap_or_default();
    let mut answer = format!("{first}\n");
    for note in &found.notes {
        let _ = writeln!(answer, "note {}: {}", note.code, note.message);
    }
    for package in &found.results[0].packages {
        answer.push_str(&line(package));
    }
    if std::env::var_os("MCPVET_BLESS").is_some() {
        return fs::write(golden, answer).expect("the file can be written");
    }
    assert_eq!(answer, expected, "{}", golden.display());
}

/// `12:18 npm zod 3.23.8 registry prod direct`; of the chains that lead to it the first one, and how
/// many more there are.
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
    if let [first, more @ ..] = package.paths.as_slice() {
        words.push(format!("via={}", first.join(">")));
        words.extend((!more.is_empty()).then(|| format!("+{}", more.len())));
    }
    words.join(" ") + "\n"
}
