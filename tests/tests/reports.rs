//! Golden reports: the same cases run in Node and in Chromium.

use conformance::{cases, root};
use mcpvet::check;
use mcpvet::pack::Pack;

#[test]
fn every_case_gives_its_report() {
    let cases = cases(&root().join("reports"));
    assert!(cases.len() >= 10, "found only {} cases", cases.len());
    for case in cases {
        case.expect(&check(&Pack::bundled(), &[case.input()]).to_json());
    }
}

#[test]
fn every_report_follows_the_schema() {
    let path = root().join("../crates/mcpvet/report.schema.json");
    let schema = serde_json::from_slice(&std::fs::read(path).expect("the schema is committed"))
        .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a JSON Schema");
    let pack = Pack::bundled();
    let explanation = mcpvet::explain(&pack, "pkg:npm/mcp-remote@0.1.15").expect("a package");
    let advisory =
        pack.document(pack.find_advisory("CVE-2025-6514").expect("known")).expect("text");
    for case in cases(&root().join("reports")) {
        let documents = serde_json::json!({
            "report": check(&pack, &[case.input()]),
            "inventory": mcpvet::inventory(&[case.input()]),
            "explanation": explanation,
            "advisory": serde_json::from_str::<serde_json::Value>(advisory).expect("JSON"),
        });
        let errors: Vec<_> =
            validator.iter_errors(&documents).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", case.folder.display());
    }
}
