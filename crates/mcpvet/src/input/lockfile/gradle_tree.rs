//! What `gradle dependencies` and `gradle buildEnvironment` print: for each configuration a tree of
//! modules.
//!
//! <https://docs.gradle.org/current/userguide/viewing_debugging_dependencies.html>
//!
//! - A configuration is `name - description` or, as that of build scripts, `classpath` alone; an entry `group:name:1.2.3` behind branches of five
//!   signs. Behind `->` stands what was chosen in its place: a version, a module or a project.
//! - `(*)` stands where what it needs stands elsewhere, `FAILED` where nothing was found.
//! - `(c)` is a rule for versions, and `(n)` belongs to a configuration that was not resolved; what
//!   they name stands in others, so they are left out.

use super::tree::Tree;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, gradle, lines, pinned};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gradle-dependencies",
    title: "gradle dependencies",
    file_names: &["gradle-dependencies.txt"],
    sniff,
    parse,
    paths: Paths::None,
};

const BRANCHES: [&str; 2] = ["+--- ", "\\--- "];

fn sniff(head: &Head<'_>) -> Likeness {
    let is_entry = |line: &str| BRANCHES.iter().any(|b| line.starts_with(b)) && line.contains(':');
    if head.any_line(&is_entry) { Likeness::Likely } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected `group:name:1.2.3`; it was not read";
    let (mut tree, mut open, mut groups) = (Tree::default(), Vec::new(), Groups::NONE);
    lines::read(text, inventory, EXPECTED, &mut |line, _| {
        let entry = line.trim_start_matches(['|', ' ']);
        let Some(entry) = BRANCHES.iter().find_map(|branch| entry.strip_prefix(branch)) else {
            // Whatever else stands there is a heading or a word on the side.
            let name = line.split(" - ").next().unwrap_or_default();
            if !name.is_empty() && !name.contains(' ') {
                groups = gradle::group_of(name);
            }
            return true;
        };
        if entry.ends_with("(c)") || entry.ends_with("(n)") {
            return true;
        }
        let depth = (line.len() - entry.len()) / 5 - 1;
        let Some(package) = read(entry, text) else { return false };
        open.truncate(depth);
        let asker = open.last().copied();
        let of_request = if asker.is_none() { groups } else { Groups::NONE };
        let direct = (depth == 0 && package.source != Source::Local).then_some(true);
        open.push(tree.add(Package { direct, groups: of_request, ..package }, asker, of_request));
        true
    });
    tree.finish(inventory);
}

/// The module of `group:name:1.2.3 -> 1.2.4 (*)`.
fn read<'a>(entry: &'a str, text: &str) -> Option<Package<'a>> {
    let entry = entry.strip_suffix(" (*)").unwrap_or(entry);
    let entry = entry.strip_suffix(" FAILED").unwrap_or(entry);
    let (wanted, chosen) = entry.split_once(" -> ").unwrap_or((entry, ""));
    let whole = if chosen.contains(':') { chosen } else { wanted };
    if let Some(path) = whole.strip_prefix("project ") {
        let path = Text::of(path, text);
        let requirement = Requirement::new(RequirementClass::Path, "");
        let package = Package::new(Ecosystem::Maven, path.value, requirement, path.span);
        return Some(Package { source: Source::Local, ..package });
    }
    if chosen.is_empty() || chosen.contains(':') {
        return gradle::module(&Text::of(whole, text));
    }
    let colon = wanted.find(':')? + 1;
    let end = wanted[colon..].find(':').map_or(wanted.len(), |end| colon + end);
    let name = Text::of(&wanted[..end], text);
    Some(pinned::package(Ecosystem::Maven, name, Some(Text::of(chosen, text))))
}
