//! How often rules are wrong on configurations as people publish them.
//!
//! `tests/real/mcp-public/` has the shapes that the documentation of servers and hosts shows, with
//! names and values of our own; `expected.json` says for each file what the input is called and,
//! judged by a person, which rules are right to fire, with the name of the server. A hit is right
//! when what it says is so in the file; a placeholder, a word or a path that is taken for a secret
//! makes it wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use conformance::root;
use mcpvet::pack::Pack;
use mcpvet::{Input, check};
use serde::Deserialize;

/// What a person says about a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    name: String,
    hits: Vec<String>,
}

/// `SUP-001 docs` for each time that a rule fires; the rules about a whole input name no server.
fn hits(file: &Path, name: &str) -> Vec<String> {
    let bytes = fs::read(file).expect("the file can be read");
    let input = Input { name: Some(name), bytes: &bytes, ..Input::default() };
    let report = check(&Pack::bundled(), &[input]);
    assert!(report.notes.is_empty(), "{}: {:?}", file.display(), report.notes);
    let found = report.results.iter().flat_map(|result| &result.rules);
    found
        .map(|hit| [hit.rule, hit.server.as_deref().unwrap_or("")].join(" ").trim().to_owned())
        .collect()
}

/// What stands in `a` more often than in `b`.
fn more(a: &[String], b: &[String]) -> Vec<String> {
    let mut rest = b.to_vec();
    let is_more = |hit: &&String| match rest.iter().position(|other| other == *hit) {
        Some(at) => {
            rest.swap_remove(at);
            false
        }
        None => true,
    };
    a.iter().filter(is_more).cloned().collect()
}

#[test]
fn the_rates_are_as_stated() {
    let folder = root().join("real/mcp-public");
    let text = fs::read_to_string(folder.join("expected.json")).expect("expected.json");
    let judged: BTreeMap<String, Judged> = serde_json::from_str(&text).expect("expected.json");
    let (mut all, mut wrong, mut missing) = (0, Vec::new(), Vec::new());
    for (file, judged) in &judged {
        let found = hits(&folder.join(file), &judged.name);
        all += found.len();
        let label = |hit: String| format!("{file}: {hit}");
        wrong.extend(more(&found, &judged.hits).into_iter().map(label));
        missing.extend(more(&judged.hits, &found).into_iter().map(label));
    }
    // These numbers stand in crates/mcpvet-data/rules/README.md too.
    assert_eq!((judged.len(), all), (152, 208), "wrong: {wrong:#?}\nmissing: {missing:#?}");
    assert_eq!(wrong, [""; 0], "wrong");
    assert_eq!(missing, [""; 0], "missing");
}

/// Every file of the set is judged.
#[test]
fn no_file_is_left_out() {
    let folder = root().join("real/mcp-public");
    let text = fs::read_to_string(folder.join("expected.json")).expect("expected.json");
    let judged: BTreeMap<String, Judged> = serde_json::from_str(&text).expect("expected.json");
    let folders =
        fs::read_dir(&folder).expect("folders").map(|entry| entry.expect("an entry").path());
    let files =
        folders.filter(|path| path.is_dir()).map(|path| fs::read_dir(path).expect("files").count());
    assert_eq!(files.sum::<usize>(), judged.len());
}
