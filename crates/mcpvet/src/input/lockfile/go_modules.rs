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

use crate::input::golang::{Module, arrow, is_version};
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::launch::named;
use crate::package::{Ecosystem, Package, Source};

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
    let (mut lines, mut modules) = (0, 0);
    for line in head.lines().take(40) {
        lines += 1;
        modules += usize::from(is_module(line));
    }
    if modules > 0 && modules + 1 >= lines { Likeness::Certain } else { Likeness::No }
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
