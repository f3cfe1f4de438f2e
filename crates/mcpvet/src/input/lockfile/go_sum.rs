//! `go.sum`: checksums of every module that a build of Go has ever fetched.
//!
//! Written by the go command. <https://go.dev/ref/mod#go-sum-files>
//!
//! - A line `path version h1:…` is about the code of a module, one with `version/go.mod` only about
//!   its list of requirements. Code that was never fetched is not built, so only the first kind
//!   is read; a note counts the modules that have none but the second.
//! - Lines stay after an upgrade until `go mod tidy`; so each module has low confidence. What is
//!   built, `go.mod` says.

use crate::input::golang::{Module, is_version};
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, lines};
use crate::package::{Confidence, Package};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "go-sum",
    title: "go.sum",
    file_names: &["go.sum", "go.work.sum"],
    sniff,
    parse,
    paths: Paths::None,
};

const EXPECTED: &str = "expected a line such as `example.com/module v1.2.3 h1:…`; it was not read";

fn sniff(head: &Head<'_>) -> Likeness {
    let fits = |line: &str| line.contains(" h1:") && line.contains(" v");
    let first = head.lines().take(5).any(fits);
    if first { Likeness::Certain } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    // The module of the line before, whose two lines stand together, and modules without code.
    let (mut before, mut bare) = (["", ""], 0);
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| {
        let words: Vec<&str> = line.split_whitespace().take(4).collect();
        let &[path, version, hash] = words.as_slice() else { return false };
        let listed = version.strip_suffix("/go.mod");
        if !is_version(listed.unwrap_or(version)) || !hash.contains(':') {
            return false;
        }
        let module = [path, listed.unwrap_or(version)];
        bare += usize::from(listed.is_some() && before != module);
        before = module;
        if listed.is_none()
            && let Some(module) = Module::read(&[path, version], text)
        {
            inventory.push(Package { confidence: Confidence::Low, ..module.package() });
        }
        true
    });
    if bare > 0 {
        let message = format!(
            "of {bare} versions of modules only `go.mod` is listed: none of their code is built"
        );
        inventory.note(Level::Info, "not-built", message, None);
    }
}
