//! The header of a Python script that says what it needs, between `# /// script` and `# ///`.
//!
//! PEP 723. <https://packaging.python.org/en/latest/specifications/inline-script-metadata/>
//!
//! - Inside stands TOML with `dependencies` and the tables of tools, which are read as in
//!   `pyproject.toml`. The code of the script is not looked at.
//! - A second block `script` is not allowed; it has a note and is not read.

use std::borrow::Cow;

use super::pyproject;
use crate::input::{Format, Head, Inventory, Likeness, Paths, toml};
use crate::package::{Package, Requirement, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "python-script",
    title: "Python script",
    file_names: &[],
    sniff,
    parse,
    paths: Paths::None,
};

const OPENS: &str = "# /// script";

fn sniff(head: &Head<'_>) -> Likeness {
    let opens = head.text.lines().any(|line| line.trim_end() == OPENS);
    if opens { Likeness::Certain } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let toml = blank(text, inventory);
    let mut found = Inventory::default();
    pyproject::add(&toml::read_tree(&toml, &mut found), &mut found);
    for package in found.packages.drain(..) {
        inventory.push(own(package));
    }
    inventory.take_notes(found);
}

/// The TOML of the header where it stands in the text, with spaces in place of all else.
fn blank(text: &str, inventory: &mut Inventory<'_>) -> String {
    let mut toml = String::with_capacity(text.len());
    let (mut is_inside, mut blocks) = (false, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let inner = content.strip_prefix('#').filter(|_| is_inside && content != "# ///");
        if content == OPENS && !is_inside {
            (is_inside, blocks) = (blocks == 0, blocks + 1);
            if blocks > 1 {
                let message = "a second header, which no tool takes, was not read";
                inventory.error("duplicate-table", message, Span::of(content, text));
            }
        } else if inner.is_none() {
            if is_inside && content != "# ///" {
                let message = "the header is not closed: expected `# ///`";
                inventory.error("syntax", message, Span::of(line, text));
            }
            is_inside = false;
        }
        let inner = inner.unwrap_or_default();
        toml.extend(core::iter::repeat_n(' ', content.len() - inner.len()));
        toml.push_str(inner);
        toml.push_str(&line[content.len()..]);
    }
    if is_inside {
        let end = Span::new(text.len(), text.len());
        inventory.error("syntax", "the text ends too early: expected `# ///`", end);
    }
    toml
}

/// The package without what it borrows.
fn own<'a>(package: Package<'_>) -> Package<'a> {
    let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    let requirement = Requirement::new(package.requirement.class, owned(package.requirement.text));
    Package {
        ecosystem: package.ecosystem,
        source: package.source,
        groups: package.groups,
        direct: package.direct,
        ..Package::unnamed(owned(package.name), requirement, package.span)
    }
}
