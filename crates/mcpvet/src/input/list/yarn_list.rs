//! What `yarn list` of Yarn 1 prints, as a tree or, with `--json`, as a JSON value a line.
//!
//! <https://classic.yarnpkg.com/lang/en/docs/cli/list/>
//!
//! - On the first level stands what is installed there, whoever needs it; deeper down, what is
//!   installed below a package and, as ranges, what that package asks for. A range is answered by
//!   another line and is left out; in JSON it is a `shadow`.
//! - An alias stands there under its own name alone, and nothing says where code comes from.
//! - Lines for people (`info …`, `Done in …`) are passed over.

use super::line;
use super::once::push_once;
use crate::input::json::{self, Kind, Reader, SyntaxError};
use crate::input::lockfile::node;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Package, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "yarn-list",
    title: "yarn list",
    file_names: &["yarn-list.txt", "yarn-list.json"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let first = head.lines().find(|line| !line.starts_with("$ ")).unwrap_or_default();
    let is_json = head.text.contains("\"type\":\"tree\"") && head.text.contains("\"trees\":");
    if first.starts_with("yarn list v") || (first.starts_with('{') && is_json) {
        Likeness::Certain
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut packages = Vec::new();
    if text.trim_start_matches(['\u{feff}', ' ', '\n', '\r']).starts_with('{') {
        json::read(text, inventory, |reader, inventory| {
            while reader.end().is_err() {
                read_value(reader, &mut packages, inventory)?;
            }
            Ok(())
        });
    } else {
        for line in text.split('\n') {
            read_line(line.trim(), text, &mut packages, inventory);
        }
    }
    push_once(packages, &[], inventory);
}

/// Reads `│  ├─ name@1.2.3`.
fn read_line<'a>(
    content: &'a str,
    text: &'a str,
    packages: &mut Vec<Option<Package<'a>>>,
    inventory: &mut Inventory<'a>,
) {
    let words = ["yarn list v", "info ", "warning ", "Done in ", "$ ", "✨", "\u{feff}yarn list v"];
    if content.is_empty() || words.iter().any(|word| content.starts_with(word)) {
        return;
    }
    let entry = line::strip(&Text::of(content, text));
    if !add(&entry, packages) {
        let message = "expected an entry such as `├─ name@1.2.3`; this line was not read";
        inventory.error("line", message, Span::of(content, text));
    }
}

/// Adds `name@1.2.3`, and passes over `name@^1`; `false` for anything else.
fn add<'a>(entry: &Text<'a>, packages: &mut Vec<Option<Package<'a>>>) -> bool {
    let Some((name, version)) = node::split_name(entry) else { return false };
    if npm_spec::exact(&version.value) == Some(&*version.value) {
        packages.push(Some(node::package(&name, &version)));
    }
    npm_spec::is_name(&name.value)
}

fn read_value<'a>(
    reader: &mut Reader<'a>,
    packages: &mut Vec<Option<Package<'a>>>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    reader.object(|reader, key| match (&*key.value, reader.peek()?) {
        ("data", Kind::Object) => read_value(reader, packages, inventory),
        ("trees" | "children", Kind::Array) => {
            reader.array(|reader| read_tree(reader, packages, inventory))
        }
        _ => reader.skip(),
    })
}

/// Reads `{ "name": "name@1.2.3", "children": […] }`.
fn read_tree<'a>(
    reader: &mut Reader<'a>,
    packages: &mut Vec<Option<Package<'a>>>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    if reader.peek()? != Kind::Object {
        return reader.skip();
    }
    let (mut name, mut shadow, place) = (None, false, packages.len());
    let outcome = reader.object(|reader, key| match (&*key.value, reader.peek()?) {
        ("name", Kind::String) => reader.string().map(|text| name = Some(text)),
        ("shadow", Kind::Scalar) => reader.scalar().map(|word| shadow = word == "true"),
        ("children", Kind::Array) => reader.array(|reader| read_tree(reader, packages, inventory)),
        _ => reader.skip(),
    });
    let children = packages.len();
    match name {
        Some(name) if !shadow && !add(&name, packages) => {
            inventory.error("entry", "expected `name@version`", name.span);
        }
        _ => {}
    }
    // The parent stands in front of its children.
    if packages.len() > children {
        packages[place..].rotate_right(1);
    }
    outcome
}
