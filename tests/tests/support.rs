//! Policies in every dialect of supported versions, and the property that fuzzing holds them to.

#[path = "../../crates/mcpvet/fuzz/src/escape.rs"]
#[allow(dead_code)]
mod escape;
#[allow(unreachable_pub, dead_code, clippy::cast_possible_truncation, clippy::suspicious_map)]
#[path = "../../crates/mcpvet/fuzz/src/lib.rs"]
mod properties;

use std::fs;

use conformance::root;
use mcpvet::support::Policy;

#[test]
fn every_dialect_is_read() {
    for (name, expected) in [
        ("emoji.md", "full security ended ended"),
        ("short-codes.md", "full ended"),
        ("words.md", "full security ended full security"),
        ("tags.html", "full ended"),
    ] {
        let text = fs::read(root().join("support").join(name)).unwrap();
        properties::target("support", &text);
        let policy = Policy::read(std::str::from_utf8(&text).unwrap());
        let words: Vec<_> =
            policy.rows().map(|row| row.support.map_or("?", |support| support.label())).collect();
        assert_eq!(words.join(" "), expected, "{name}");
    }
}

#[test]
fn damaged_policies_hold_the_property() {
    for name in ["emoji.md", "short-codes.md", "words.md", "tags.html"] {
        let text = fs::read(root().join("support").join(name)).unwrap();
        for end in 0..text.len() {
            properties::target("support", &text[..end]);
            let cut = [&text[..end], &text[(end + 7).min(text.len())..]].concat();
            properties::target("support", &cut);
        }
    }
}
