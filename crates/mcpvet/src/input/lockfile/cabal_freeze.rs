//! `cabal.project.freeze`: every Haskell package that `cabal freeze` wrote down.
//!
//! <https://cabal.readthedocs.io/en/stable/cabal-commands.html#cabal-freeze>
//!
//! - `constraints:` holds `any.name ==1.2.3`, and the flags of packages (`name +flag`), which name
//!   no version and are left out.
//! - `any.name installed` is what comes with the compiler; its version is not said.

use crate::input::json::is_conflict_marker;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cabal-freeze",
    title: "cabal.project.freeze",
    file_names: &["cabal.project.freeze", "*.project.freeze"],
    sniff: |head: &Head<'_>| {
        let constraints = head.text.lines().any(|line| line.starts_with("constraints:"));
        match constraints && head.text.contains("any.") {
            true => Likeness::Certain,
            false if constraints => Likeness::Possible,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut in_constraints = false;
    for line in text.split('\n') {
        let content = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if content.is_empty() || content.starts_with("--") {
            continue;
        }
        if is_conflict_marker(content) {
            let message =
                "a merge conflict marker: settle the conflict first; both sides were read";
            inventory.error("syntax", message, Span::of(content, text));
            continue;
        }
        // A field begins at the margin, and what is indented belongs to it.
        let is_field = !line.starts_with([' ', '\t']);
        let entries = match content.strip_prefix("constraints:").filter(|_| is_field) {
            Some(rest) => {
                in_constraints = true;
                rest
            }
            None => {
                in_constraints &= !is_field;
                content
            }
        };
        for entry in entries.split(',').map(str::trim).filter(|_| in_constraints) {
            if !entry.is_empty() {
                read(&Text::of(entry, text), inventory);
            }
        }
    }
}

fn read<'a>(entry: &Text<'a>, inventory: &mut Inventory<'a>) {
    let end = entry.value.find([' ', '=', '<', '>', '^']).unwrap_or(entry.value.len());
    let (name, rest) = (&entry.value[..end], entry.value[end..].trim());
    // `any.` is every package of this name, `setup.` what builds it; `name:setup.other` too.
    let name = name.rsplit([':', '.']).next().unwrap_or_default();
    let is_flag = rest.split_whitespace().all(|flag| flag.starts_with(['+', '-']));
    if is_flag && !rest.is_empty() {
        return;
    }
    if name.is_empty() || rest.is_empty() {
        let message = "expected a constraint such as `any.name ==1.2.3`; this one was not read";
        return inventory.error("line", message, entry.span);
    }
    let name = entry.slice(name);
    let version = entry.slice(rest.strip_prefix("==").unwrap_or(rest).trim());
    let one = rest.starts_with("==") && !version.value.contains(['*', '|', '&', '{']);
    let (requirement, span) = match rest {
        "installed" => (Requirement::none(), name.span),
        _ if one => (Requirement::exact(version.value), version.span),
        _ => {
            let range = entry.slice(rest);
            (Requirement::new(RequirementClass::Range, range.value), range.span)
        }
    };
    inventory.push(Package::new(Ecosystem::Hackage, name.value, requirement, span));
}
