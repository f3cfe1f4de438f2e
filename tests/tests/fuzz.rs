//! Every input that fuzzing found worth keeping, run once through the property of its target.

#[path = "../../crates/mcpvet/fuzz/src/escape.rs"]
mod escape;
// Written for a workspace with its own lints.
#[allow(unreachable_pub, clippy::cast_possible_truncation, clippy::suspicious_map)]
#[path = "../../crates/mcpvet/fuzz/src/lib.rs"]
mod properties;

use std::fs;
use std::path::Path;

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
