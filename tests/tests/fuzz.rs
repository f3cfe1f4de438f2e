//! Every input that fuzzing found worth keeping, run once through the property of its target.

#[path = "../../crates/mcpvet/fuzz/src/escape.rs"]
mod escape;
// Written for a workspace with its own lints.
#[allow(unreachable_pub, clippy::cast_possible_truncation, clippy::suspicious_map)]
#[path = "../../crates/mcpvet/fuzz/src/lib.rs"]
mod properties;

use std::fs;
use std::path::Path;

use conformance::{cases, files_below, root};

#[test]
fn the_kept_inputs_hold_their_property() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut tried = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let target = path.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let input = escape::unescape(line).expect(line);
            properties::target(target, &input);
            tried += 1;
        }
    }
    assert!(tried > 1_000, "only {tried} inputs");
}

/// Each file of a real tool and each case, as the format that it is.
#[test]
fn every_known_text_holds_the_property_of_its_format() {
    let goldens = files_below(&root().join("real"), ".packages");
    let real = goldens.iter().map(|golden| {
        let first = fs::read_to_string(golden).unwrap();
        let (id, _) = conformance::real_format(&first);
        (id.to_owned(), golden.with_extension(""))
    });
    let cases = cases(&root().join("formats")).into_iter().map(|case| {
        let id = case.folder.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        (id, case.folder)
    });
    let mut failed = Vec::new();
    for (id, path) in real.chain(cases) {
        let input = match path.is_dir() {
            true => conformance::Case::read(&path).bytes,
            false => fs::read(&path).unwrap(),
        };
        let outcome = std::panic::catch_unwind(|| properties::format(&id, &input));
        failed.extend(outcome.err().map(|_| path.display().to_string()));
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_format_has_a_target() {
    let folder = root().join("../crates/mcpvet/fuzz/fuzz_targets");
    for format in mcpvet::input::FORMATS {
        let file = format!("format_{}.rs", format.id.replace('-', "_"));
        assert!(folder.join(&file).is_file(), "{file} is missing");
    }
}
