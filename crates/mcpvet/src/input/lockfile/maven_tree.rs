//! What `mvn dependency:tree` and `mvn dependency:list` print.
//!
//! <https://maven.apache.org/plugins/maven-dependency-plugin/tree-mojo.html>
//!
//! - An entry is `group:artifact:type[:classifier]:version:scope` behind a tree and, on a terminal,
//!   `[INFO]`. The first one of a tree is the project itself and has no scope.
//! - Its depth says who needs it; a list says nothing about that. Modules of one build are told by
//!   their name and version.
//! - With `-Dverbose`, an entry in parentheses stands for one that stands elsewhere, or for another
//!   version that was chosen: `(… - omitted for conflict with 1.2.3)`.
//! - With `-DoutputType=dot` each line is an edge, `"a" -> "b" ;`, in one graph a module. Of those only
//!   the edges of the module itself are followed.
//! - With `-DoutputType=json` each entry is an object whose `children` it needs.
//! - Other lines of Maven's log are no entries.

use std::borrow::Cow;

use super::tree::Tree;
use crate::input::json::{self, Data, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines, pinned};
use crate::package::{Ecosystem, Groups, Package, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "maven-tree",
    title: "mvn dependency:tree",
    file_names: &["dependency-tree.txt"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let is_clear = |line: &str| {
        let (marks, entry) = split(line);
        let fields = entry.matches(':').count();
        let scoped = || SCOPES.iter().any(|(scope, _)| entry.contains(&[":", scope].concat()));
        fields >= 4 && !entry.contains('=') && (!marks.is_empty() || fields < 6) && scoped()
    };
    let in_json = ["groupId", "artifactId", "children"].iter().all(|key| head.has_key(key));
    if in_json {
        return Likeness::Certain;
    }
    if head.lines().take(100).any(is_clear) { Likeness::Likely } else { Likeness::No }
}

const SCOPES: &[(&str, Groups)] = &[
    ("compile", Groups::PROD),
    ("runtime", Groups::PROD),
    ("provided", Groups::PEER),
    ("system", Groups::PROD),
    ("test", Groups::TEST),
    ("import", Groups::PROD),
];

const BRANCHES: [char; 4] = ['+', '\\', '├', '└'];

/// Splits a line into what the tree draws and the entry.
fn split(line: &str) -> (&str, &str) {
    // Terminals colour the word, and servers of builds put the time in front of it.
    let logged = line.split_once("INFO").and_then(|(_, rest)| rest.split_once("] "));
    let line = logged.map_or(line, |(_, rest)| rest);
    let at = line.find(|c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | '[' | '_'));
    line.split_at(at.unwrap_or(line.len()))
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected `group:artifact:jar:1.2.3:compile`; it was not read";
    let mut tree = Tree::of_modules();
    if text.trim_start().starts_with(['{', '\u{feff}']) {
        json::read(text, inventory, |reader, inventory| {
            json::tree(reader, &mut |root| add(&root, None, &mut tree, inventory))
        });
        return tree.finish(inventory);
    }
    // What a graph is of, and its place.
    let mut root = None;
    // The entries whose branches go on, and how far in they begin.
    let mut open: Vec<(usize, usize)> = Vec::new();
    lines::read(text, inventory, EXPECTED, &mut |line, _| {
        let (marks, entry) = split(line);
        if let Some((_, label)) = line.split_once("digraph \"") {
            let label = label.split('"').next().unwrap_or_default();
            root = read("", label, text).map(|root| (label, tree.add(root, None, Groups::NONE)));
            return root.is_some();
        }
        if let Some((from, to)) = edge(line) {
            let Some(package) = read("+", to, text) else { return false };
            let asker = root.filter(|(label, _)| *label == from).map(|(_, place)| place);
            let groups = package.groups;
            tree.add(package, asker, groups);
            return true;
        }
        let is_log = !is_tree(marks) && (line.starts_with('[') || entry.contains(' '));
        if entry.is_empty() {
            return true;
        }
        let Some(package) = read(marks, entry, text) else { return is_log };
        let depth = if is_tree(marks) { marks.chars().count() } else { 0 };
        let is_root = marks.is_empty() && package.source == Source::Local;
        while open.pop_if(|(outside, _)| *outside >= depth).is_some() {}
        let asker = open.last().map(|(_, place)| *place);
        let groups = package.groups;
        let place = tree.add(package, asker, groups);
        if depth > 0 || is_root {
            open.push((depth, place));
        }
        true
    });
    tree.finish(inventory);
}

/// Adds an entry in JSON and what stands below it. The reader bounds how deep that is.
fn add<'a>(
    entry: &Value<'a>,
    asker: Option<usize>,
    tree: &mut Tree<'a>,
    inventory: &mut Inventory<'a>,
) {
    let stated = |key| entry.get(key).and_then(Value::text).filter(|text| !text.value.is_empty());
    let (Some(group), Some(artifact)) = (stated("groupId"), stated("artifactId")) else {
        let message = "expected an entry with its `groupId` and `artifactId`";
        return inventory.error("entry", message, entry.span);
    };
    let value = Cow::Owned([&*group.value, ":", &artifact.value].concat());
    let name = Text { value, span: artifact.span };
    let package = pinned::package(Ecosystem::Maven, name, stated("version"));
    let scope = entry.get("scope").and_then(Value::str);
    let groups = SCOPES.iter().find(|(known, _)| Some(*known) == scope);
    let groups = groups.map_or(Groups::NONE, |(_, groups)| *groups);
    let is_optional = entry.get("optional").and_then(Value::str) == Some("true");
    let groups = if is_optional { groups.and(Groups::OPTIONAL) } else { groups };
    let is_own = asker.is_none() || scope == Some("system");
    let source = if is_own { Source::Local } else { Source::Registry };
    let place = tree.add(Package { groups, source, ..package }, asker, groups);
    let Some(children) = entry.get("children") else { return };
    if children.is_no_list() && !matches!(children.data, Data::Nothing) {
        inventory.error("section", "expected an array of entries", children.span);
    }
    children.elements().iter().for_each(|child| add(child, Some(place), tree, inventory));
}

/// Both ends of `"a" -> "b" ;`.
fn edge(line: &str) -> Option<(&str, &str)> {
    let (from, to) = line.trim_ascii_start().strip_prefix('"')?.split_once("\" -> \"")?;
    Some((from, to.split('"').next()?))
}

/// Whether these marks are branches.
fn is_tree(marks: &str) -> bool {
    marks.contains(BRANCHES)
}

fn read<'a>(marks: &str, entry: &'a str, text: &str) -> Option<Package<'a>> {
    let (module, note) = entry.split_once(' ').unwrap_or((entry, ""));
    let module = module.trim_start_matches('(');
    let fields: Vec<&str> = module.split(':').take(8).collect();
    let (group, artifact) = (*fields.first()?, *fields.get(1)?);
    let scope = fields.last().and_then(|last| SCOPES.iter().find(|(scope, _)| scope == last));
    let version = match (fields.len(), scope) {
        (5 | 6, Some(_)) => fields[fields.len() - 2],
        (4 | 5, None) if marks.is_empty() => fields[fields.len() - 1],
        _ => return None,
    };
    let chosen = note.split_once("conflict with ").map(|(_, chosen)| chosen);
    let version = chosen.and_then(|chosen| chosen.split([')', ';', ' ']).next()).unwrap_or(version);
    if group.is_empty() || artifact.is_empty() || version.is_empty() {
        return None;
    }
    let name = Text::of(&module[..group.len() + 1 + artifact.len()], text);
    let package = pinned::package(Ecosystem::Maven, name, Some(Text::of(version, text)));
    let Some((scope, groups)) = scope else {
        return Some(Package { source: Source::Local, ..package });
    };
    let groups = if note.contains("(optional") { groups.and(Groups::OPTIONAL) } else { *groups };
    let source = if *scope == "system" { Source::Local } else { Source::Registry };
    Some(Package { groups, source, ..package })
}
