//! Images by their tags, held against a pack with OSV records about them.

use mcpvet::advisory::{Date, osv};
use mcpvet::pack::{Pack, write};
use mcpvet::report::{Report, Verdict};
use mcpvet::{Input, check};
use serde_json::json;

/// Two lines of affected versions and a tag that a record lists as it is.
fn bytes() -> Vec<u8> {
    let affected = |range: serde_json::Value, versions: serde_json::Value| {
        json!({
            "package": { "ecosystem": "OCI", "name": "ghcr.io/owner/server" },
            "ranges": range, "versions": versions,
        })
    };
    let events = json!([
        { "introduced": "1.0.0" }, { "fixed": "1.2.4" }, { "introduced": "2.0.0" }, { "fixed": "2.1.0" }
    ]);
    let ranges = json!([{ "type": "SEMVER", "events": events }]);
    let record = json!({ "id": "X-1", "affected": [affected(ranges, json!(["3.0.0-perl"]))] });
    let record = osv::read_value(&record).expect("a record");
    write(&[record], "", Date::new(2026, 11, 20).expect("a day")).expect("compiles")
}

fn report(image: &str) -> Report {
    let bytes = bytes();
    let pack = Pack::open(&bytes).expect("opens");
    let line = format!("docker run --rm {image}\n");
    check(&pack, &[Input { format: Some("list"), bytes: line.as_bytes(), ..Input::default() }])
}

#[track_caller]
fn decided(tag: &str) -> (Verdict, String) {
    let report = report(&format!("ghcr.io/owner/server{tag}"));
    let summary = &report.summary;
    assert_eq!(summary.packages, 1, "{tag}");
    let Some(package) = report.results.iter().flat_map(|result| &result.packages).next() else {
        return (Verdict::Unaffected, String::new());
    };
    let words = package.findings.first().map_or("", |finding| finding.explanation.as_str());
    (package.verdict, words.to_owned())
}

#[test]
fn a_tag_is_the_version_or_the_line_that_it_names() {
    use Verdict::{Affected, Unaffected, Undecided};
    for (tag, verdict) in [
        (":1.2.3", Affected),
        (":v1.2.3", Affected),
        (":1.2.3-alpine3.20", Affected),
        (":1.2.4", Unaffected),
        (":1.2.4-alpine", Unaffected),
        (":v2.1.0-slim", Unaffected),
        (":2.1.0-rc.1", Affected),
        (":1.2.4-perl", Undecided),
        (":1.2.9-perl", Unaffected),
        (":3.0.0-perl", Affected),
        (":3.0.0", Unaffected),
        (":1.1", Affected),
        (":1.2", Undecided),
        (":1.3-alpine", Unaffected),
        (":1", Undecided),
        (":3", Undecided),
        (":4", Unaffected),
        (":latest", Undecided),
        ("", Undecided),
        (":main", Undecided),
        (":20260101", Undecided),
        (
            ":1.2.4@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            Undecided,
        ),
    ] {
        assert_eq!(decided(tag).0, verdict, "{tag}");
    }
}

#[test]
fn the_words_name_the_version_and_no_range_of_tags() {
    assert_eq!(
        decided(":1.2.3-alpine").1,
        "1.2.3 is below the fix 1.2.4 and not below the introduction 1.0.0"
    );
    let report = report("ghcr.io/owner/server:1.2.3-alpine");
    let remedy = report.results[0].packages[0].remedy.as_ref().expect("a remedy");
    assert_eq!((remedy.version.as_deref(), remedy.requirement.as_deref()), (Some("1.2.4"), None));
}
