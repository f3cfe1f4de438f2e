//! What counts as gone, and everything that must not.

use super::{Before, Evidence, InputDigest, State, Verification, verify};
use crate::check::{Input, check, inventory};
use crate::pack::Pack;
use crate::report::to_json;

fn input<'a>(name: &'a str, text: &'a str) -> Input<'a> {
    Input { bytes: text.as_bytes(), name: Some(name), ..Input::default() }
}

fn verification(before: &[Input<'_>], after: &[Input<'_>]) -> Verification {
    let pack = Pack::bundled();
    let report = check(&pack, before).to_json();
    let claims = Before::read(report.as_bytes()).unwrap().claims();
    verify(&pack, &claims, &check(&pack, after), &inventory(after))
}

/// The state of the only finding, and why.
#[track_caller]
fn state(before: &str, after: &str) -> (State, String) {
    let result = verification(&[input("list", before)], &[input("list", after)]);
    let [one] = &result.findings[..] else { panic!("{result:?}") };
    (one.state, one.why.clone())
}

const OLD: &str = "mcp-remote@0.1.15\n";

#[test]
fn gone_is_what_was_looked_at() {
    let (fixed, why) = state(OLD, "mcp-remote@0.1.16\n");
    assert_eq!((fixed, &*why), (State::Fixed, "0.1.16 is not below the fix 0.1.16"));
    assert_eq!(state(OLD, "left-pad@1.0.0\n").0, State::Removed);
    assert_eq!(state(OLD, "mcp-remote@0.1.14\n").0, State::StillAffected);
}

#[test]
fn a_second_copy_counts() {
    assert_eq!(state(OLD, "mcp-remote@0.1.16\nmcp-remote@0.1.15\n").0, State::StillAffected);
    assert_eq!(state(OLD, "mcp-remote@0.1.16\nmcp-remote@^0.1.0\n").0, State::NotCheckable);
}

#[test]
fn what_cannot_be_told_is_never_fixed() {
    for after in ["mcp-remote\n", "mcp-remote@latest\n", "mcp-remote@what-is-this\n"] {
        assert_eq!(state(OLD, after).0, State::NotCheckable, "{after}");
    }
    let missing = verification(&[input("list", OLD)], &[input("other", "mcp-remote@0.1.16\n")]);
    assert_eq!(missing.findings[0].why, "list was not given");
    assert_eq!(missing.findings[0].state, State::NotCheckable);
    let lock = |rest: &str| format!(r#"{{ "lockfileVersion": 3, "packages": {{ {rest}"#);
    let old = lock(r#""node_modules/mcp-remote": { "version": "0.1.15" } } }"#);
    let broken = lock(r#""node_modules/left-pad": { "version": "1.0.0" }, "#);
    let [old, broken] = [&old, &broken].map(|text| [input("package-lock.json", text)]);
    let result = verification(&old, &broken);
    assert_eq!(result.findings[0].state, State::NotCheckable, "{result:?}");
    assert!(result.is_open() && !result.is_affected());
    let git = "{ \"mcpServers\": { \"a\": { \"command\": \"npx\", \"args\": [\"-y\", \"github:a/mcp-remote\"] } } }";
    let result = verification(&[input("list", OLD)], &[input("list", git)]);
    assert!(!result.findings[0].state.is_closed() || result.findings[0].state == State::Removed);
}

#[test]
fn the_projects_own_code_is_not_a_repair() {
    let manifest =
        |version: &str| format!(r#"{{ "dependencies": {{ "mcp-remote": "{version}" }} }}"#);
    let (old, new) = (manifest("0.1.15"), manifest("file:../mcp-remote"));
    let [old, new] = [&old, &new].map(|text| [input("package.json", text)]);
    assert_eq!(verification(&old, &new).findings[0].state, State::NotCheckable);
}

#[test]
fn what_an_upgrade_opens_is_said() {
    let result = verification(
        &[input("list", OLD)],
        &[input("list", "mcp-remote@0.1.16\npostmark-mcp@1.0.16\n")],
    );
    assert_eq!(result.new[0].package, "postmark-mcp");
    assert!(result.is_affected());
    assert_eq!(result.sentence(), "1 of 1 finding gone; new: 1");
}

#[test]
fn an_advisory_that_is_not_there_decides_nothing() {
    let report = check(&Pack::bundled(), &[input("list", OLD)]).to_json();
    let report = report.replace("GHSA-6xpm-ggf7-wc3p", "GHSA-aaaa-bbbb-cccc");
    let claims = Before::read(report.as_bytes()).unwrap().claims();
    let after = [input("list", "mcp-remote@0.1.16\n")];
    let pack = Pack::bundled();
    let result = verify(&pack, &claims, &check(&pack, &after), &inventory(&after));
    assert_eq!(result.findings[0].state, State::NotCheckable);
}

#[test]
fn a_record_comes_back_as_it_was_and_tells_changes() {
    let pack = Pack::bundled();
    let before = check(&pack, &[input("list", OLD)]).to_json();
    let read = Before::read(before.as_bytes()).unwrap();
    let after = [input("list", "mcp-remote@0.1.16\n")];
    let report = check(&pack, &after);
    let result = verify(&pack, &read.claims(), &report, &inventory(&after));
    let inputs = vec![InputDigest::of("list", after[0].bytes)];
    let made = "2026-11-28".parse().unwrap();
    let evidence = Evidence::new(made, (&read, before.as_bytes()), &report, inputs, result);
    let text = to_json(&evidence);
    let back = Evidence::read(text.as_bytes()).unwrap();
    assert!(back.is_sealed() && back == evidence);
    assert_eq!(back.claims(), read.claims());
    let altered = text.replace("\"fixed\"", "\"withdrawn\"");
    assert!(!Evidence::read(altered.as_bytes()).unwrap().is_sealed());
}

#[test]
fn other_texts_are_refused_and_nothing_panics() {
    for text in ["", "{}", "[]", "null", "{\"schema_version\":\"1.0\"}", "\u{0}", "{\"a\":"] {
        assert!(Before::read(text.as_bytes()).is_err(), "{text}");
        assert!(Evidence::read(text.as_bytes()).is_err(), "{text}");
    }
    let nested = "[".repeat(1 << 16);
    assert!(Before::read(nested.as_bytes()).is_err());
    let other = check(&Pack::bundled(), &[]).to_json().replace("\"1.0\"", "\"2.0\"");
    assert!(Before::read(other.as_bytes()).unwrap_err().contains("a report of version 2.0"));
}
