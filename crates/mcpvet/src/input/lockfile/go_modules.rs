//! The modules of a build of Go: `vendor/modules.txt`, and what `go list -m all` prints.
//!
//! Written by the go command. <https://go.dev/ref/mod#go-mod-vendor>,
//! <https://go.dev/ref/mod#go-list-m>
//!
//! - Both name a module as `path version`, and behind `=>` what stands in its place; in
//!   `modules.txt` behind `#`, with the packages that are copied below.
//! - The copies are those of the public module in that version, and are read as such.
//! - `## explicit` marks what `go.mod` names; what it does not name is not direct.
//! - At its end `modules.txt` repeats replacements without a version; those are left out.
//! - A module without a version is the project itself.
//! - `go list -m -json all` says more: which modules are direct. `go list -json -deps` prints
//!   packages, each with its module.

use super::tree::Tree;
use crate::input::golang::{Module, arrow, is_version};
use crate::input::json;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::launch::named;
use crate::package::{Ecosystem, Groups, Package, Source};

/// `vendor/modules.txt`.
pub(crate) const VENDOR: Format = Format {
    id: "go-modules-txt",
    title: "modules.txt",
    file_names: &["modules.txt"],
    sniff: sniff_vendor,
    parse: parse_vendor,
    paths: Paths::None,
};

/// What `go list -m all` prints.
pub(crate) const LIST: Format = Format {
    id: "go-list",
    title: "go list -m all",
    file_names: &[],
    sniff: sniff_list,
    parse: parse_list,
    paths: Paths::None,
};

fn sniff_vendor(head: &Head<'_>) -> Likeness {
    let mut lines = head.lines().take(50);
    let first = lines.next().unwrap_or_default();
    let module = first.strip_prefix("# ").is_some_and(is_module);
    let mut marked = || lines.any(|line| line.starts_with("## "));
    match first.starts_with("## workspace") || module {
        true if marked() => Likeness::Certain,
        true => Likeness::Likely,
        false => Likeness::No,
    }
}

fn sniff_list(head: &Head<'_>) -> Likeness {
    let has = |key: &str| head.has_key(key);
    if has("ImportPath") || has("Path") && (has("GoMod") || has("Main") || has("Version")) {
        return Likeness::Certain;
    }
    let (mut modules, mut all) = (0, true);
    for line in head.lines().take(40) {
        let is_module = is_module(line);
        modules += usize::from(is_module);
        // The modules of the project stand in front, without a version and under any name.
        all &= is_module || modules == 0 && !line.contains(' ');
    }
    if modules > 0 && all { Likeness::Certain } else { Likeness::No }
}

/// Whether a line begins with a module and its version.
fn is_module(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let path = words.next().is_some_and(|path| named::is_name(Ecosystem::Go, path));
    path && words.next().is_some_and(is_version) && words.next().is_none_or(|w| !w.contains(':'))
}

fn parse_vendor<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected `# example.com/module v1.2.3` or a package; it was not read";
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| {
        if let Some(marks) = line.strip_prefix("## ") {
            let explicit = marks.split(';').any(|mark| mark.trim() == "explicit");
            if let Some(last) = inventory.packages.last_mut().filter(|_| explicit) {
                last.direct = None;
            }
            return true;
        }
        match line.strip_prefix("# ") {
            Some(module) => match read(module, text) {
                Some((_, None)) => true,
                Some((_, Some(package))) => {
                    inventory.push(Package { direct: Some(false), ..package });
                    true
                }
                None => false,
            },
            None => !line.contains(' '),
        }
    });
}

fn parse_list<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    if text.trim_ascii_start().trim_start_matches('\u{feff}').starts_with('{') {
        return parse_json(text, inventory);
    }
    const EXPECTED: &str = "expected `example.com/module v1.2.3`; it was not read";
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| match read(line, text) {
        Some((_, Some(package))) => {
            inventory.push(package);
            true
        }
        Some((main, None)) => {
            inventory.push(Package { source: Source::Local, ..main.package() });
            true
        }
        None => false,
    });
}

/// The module of a line, and the package that it is in this build if it has a version.
fn read<'a>(line: &'a str, text: &str) -> Option<(Module<'a>, Option<Package<'a>>)> {
    // `-u` adds newer versions in brackets, and `(deprecated)` and the like can follow.
    let words: Vec<&str> =
        line.split_whitespace().take_while(|word| !word.starts_with(['[', '('])).take(8).collect();
    let (module, new) = arrow(&words, text)?;
    let version = module.version.as_ref().map(|version| is_version(&version.value));
    let package = match (version, new) {
        (Some(false), _) => return None,
        (None, _) => None,
        (Some(true), Some(new)) => Some(module.clone().replaced(new)),
        (Some(true), None) => Some(module.clone().package()),
    };
    Some((module, package))
}

/// Reads what `go list -m -json` prints, one object behind the other, or with `-deps` one a package.
fn parse_json<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tree = Tree::default();
    json::read(text, inventory, |reader, inventory| {
        while reader.position() < text.trim_ascii_end().len() {
            json::pick(reader, MEMBERS, &mut |entry| {
                if entry.get("Standard").is_some() {
                    return;
                }
                match of_entry(entry.get("Module").unwrap_or(&entry)) {
                    Some(package) => _ = tree.add(package, None, Groups::NONE),
                    None => {
                        inventory.error("entry", "expected `Path`; it was not read", entry.span)
                    }
                }
            })?;
        }
        Ok(())
    });
    tree.finish(inventory);
}

const MEMBERS: &[&str] =
    &["Path", "Version", "Main", "Indirect", "Replace", "Module", "Standard", "GoVersion"];

fn of_entry<'a>(entry: &Value<'a>) -> Option<Package<'a>> {
    let module = |entry: &Value<'a>| {
        Some(Module { path: entry.member("Path")?, version: entry.member("Version") })
    };
    let own = module(entry)?;
    let is = |key: &str| entry.get(key).is_some_and(|value| value.is_scalar("true"));
    if is("Main") {
        return Some(Package { source: Source::Local, ..own.package() });
    }
    let package = match entry.get("Replace").and_then(module) {
        Some(new) => own.replaced(new),
        None => own.package(),
    };
    Some(Package { direct: Some(!is("Indirect")), ..package })
}
