//! What a Python package says of itself: `METADATA` of a wheel, `PKG-INFO` of a source archive, and the
//! blocks that `pip show` prints.
//!
//! <https://packaging.python.org/en/latest/specifications/core-metadata/>
//!
//! - `Name` and `Version` are the package, `Requires-Dist` what it asks for. What only an extra needs
//!   is optional.
//! - In a file of metadata a description stands behind the first blank line. `pip show` prints none, and
//!   `---` between packages; of what these need it tells names alone, which are packages of their own.
//! - A package with `Editable project location` is a folder of the machine.

use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, python};
use crate::package::{Ecosystem, Groups, Package, Requirement, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "python-metadata",
    title: "METADATA of a Python package",
    file_names: &["metadata", "pkg-info"],
    sniff,
    parse,
    paths: Paths::None,
};

/// How every file of metadata begins.
const FIRST: &str = "Metadata-Version:";

fn sniff(head: &Head<'_>) -> Likeness {
    let has = |fields: &[&str]| fields.iter().all(|field| head.begins(field));
    if has(&["Name: "]) && (has(&[FIRST]) || has(&["Version: ", "Location: ", "Requires:"])) {
        Likeness::Certain
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let is_file = text.lines().any(|line| line.starts_with(FIRST));
    let mut open = None;
    for line in text.trim_start_matches('\u{feff}').lines() {
        // Not trimmed: a line of spaces stands where the other side of a conflict was.
        match (is_file, line) {
            (true, "") if !inventory.packages.is_empty() => break,
            (false, "---") => close(open.take(), inventory),
            _ => read(line, text, &mut open, inventory),
        }
    }
    close(open, inventory);
}

/// Reads a line; `open` is the name whose version has not come yet.
fn read<'a>(
    line: &'a str,
    text: &'a str,
    open: &mut Option<Text<'a>>,
    inventory: &mut Inventory<'a>,
) {
    let Some((field, value)) = line.split_once(':') else { return };
    let value = Text::of(value.trim_ascii(), text);
    match field {
        "Name" => close(open.replace(value), inventory),
        "Version" => match open.take() {
            Some(name) if !name.value.is_empty() && !value.value.is_empty() => {
                let exact = Requirement::exact(value.value);
                inventory.push(Package::new(Ecosystem::PyPI, name.value, exact, value.span));
            }
            _ => inventory.error("entry", EXPECTED, value.span),
        },
        "Requires-Dist" => {
            let of_extra = value.value.split_once(';').is_some_and(|it| it.1.contains("extra"));
            let groups = if of_extra { Groups::OPTIONAL } else { Groups::NONE };
            python::add_requirement(&value, groups, inventory);
        }
        "Editable project location" => {
            inventory.packages.last_mut().into_iter().for_each(|it| it.source = Source::Local);
        }
        _ => {}
    }
}

const EXPECTED: &str = "expected `Name` and `Version` of a package; it was not read";

/// Notes a name that has no version.
fn close(open: Option<Text<'_>>, inventory: &mut Inventory<'_>) {
    open.into_iter().for_each(|name| inventory.error("entry", EXPECTED, name.span));
}
