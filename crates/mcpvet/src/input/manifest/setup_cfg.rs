//! `setup.cfg`: what a Python project of setuptools asks for.
//!
//! <https://setuptools.pypa.io/en/latest/userguide/declarative_config.html>
//!
//! - Read: `install_requires`, `setup_requires` and `tests_require` of `[options]`, and each extra
//!   of `[options.extras_require]`. A list has a requirement a line, or several with `;` between on
//!   the line of its key. Behind a `\` the rest of a marker stands on the next line.
//! - `file:` names another file, which has a note. All other sections are left.

use crate::input::json::is_conflict_marker;
use crate::input::lines::CONFLICT;
use crate::input::python;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Groups, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "setup-cfg",
    title: "setup.cfg",
    file_names: &["setup.cfg"],
    sniff,
    parse,
    paths: Paths::None,
};

const LISTS: &[(&str, Groups)] = &[
    ("install_requires", Groups::PROD),
    ("setup_requires", Groups::BUILD),
    ("tests_require", Groups::TEST),
];

fn sniff(head: &Head<'_>) -> Likeness {
    let has = |section: &str| head.has_line(section);
    if has("[options.extras_require]") || (has("[options]") && has("[metadata]")) {
        Likeness::Certain
    } else if has("[options]") && head.has_start("install_requires") {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let (mut section, mut list, mut goes_on) = ("", None, false);
    for line in text.trim_start_matches('\u{feff}').lines() {
        let content = line.trim_ascii();
        if content.is_empty() || content.starts_with(['#', ';']) {
            continue;
        }
        if is_conflict_marker(line) {
            inventory.error("syntax", CONFLICT, Span::of(line, text));
        } else if line.starts_with([' ', '\t']) {
            if !goes_on {
                add(content, list, text, inventory);
            }
            goes_on = content.ends_with('\\');
        } else if let Some(name) = content.strip_prefix('[') {
            (section, list) = (name.split(']').next().unwrap_or_default(), None);
        } else if let Some((key, value)) = content.split_once(['=', ':']) {
            list = groups(section, key.trim_ascii());
            value.split(';').for_each(|part| add(part.trim_ascii(), list, text, inventory));
        } else if section.is_empty() || section.starts_with("options") {
            let message = "expected `key = value`; what stands here was not read";
            inventory.error("line", message, Span::of(content, text));
        }
    }
}

/// The groups of what a key lists, if it lists requirements.
fn groups(section: &str, key: &str) -> Option<Groups> {
    match section {
        "options" => LISTS.iter().find(|(name, _)| *name == key).map(|(_, groups)| *groups),
        "options.extras_require" => Some(Groups::OPTIONAL),
        _ => None,
    }
}

fn add<'a>(part: &'a str, list: Option<Groups>, text: &'a str, inventory: &mut Inventory<'a>) {
    let Some(groups) = list.filter(|_| !part.is_empty()) else { return };
    let part = Text::of(part.split(" #").next().unwrap_or(part).trim_ascii(), text);
    if part.value.starts_with("file:") {
        return inventory.error("include", python::INCLUDE, part.span);
    }
    python::add_requirement(&part, groups, inventory);
}
