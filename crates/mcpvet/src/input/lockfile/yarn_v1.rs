//! `yarn.lock` of Yarn 1: every package that it chose.
//!
//! Written by Yarn 1, and by `bun install --yarn`. <https://classic.yarnpkg.com/lang/en/docs/yarn-lock/>
//!
//! - It looks like YAML but is none: an entry begins with the patterns that it answers, with commas
//!   between them, and its members are words with a value in quotes behind them.
//! - `alias@npm:name@^1` names the package behind `npm:`.
//! - Nothing says what the project itself names, nor for what. Workspaces have no entries.
//! - A folder that is linked has the version 0.0.0, which is none.

use super::graph::{Graph, Id};
use super::node;
use crate::input::json::is_conflict_marker;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Package, RequirementClass, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "yarn-lock-v1",
    title: "yarn.lock",
    file_names: &["yarn.lock"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let has_line = |start: &str| head.begins(start);
    if has_line("# yarn lockfile v1") {
        Likeness::Certain
    } else if has_line("  version \"") && (has_line("  resolved ") || has_line("  integrity ")) {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut lock =
        Lock { text, inventory, graph: Graph::default(), entry: Entry::default(), lost: false };
    for line in text.split('\n') {
        lock.read_line(line.trim_start_matches('\u{feff}').trim_ascii_end());
    }
    lock.finish_entry();
    lock.graph.replaces_ranges();
    lock.graph.finish(lock.inventory);
}

struct Lock<'i, 'a> {
    text: &'a str,
    inventory: &'i mut Inventory<'a>,
    graph: Graph<'a>,
    entry: Entry<'a>,
    /// Whether the line before could not be read: a run of such lines has one note.
    lost: bool,
}

/// One entry; without patterns there is none.
#[derive(Default)]
struct Entry<'a> {
    /// All of them are answered by one package.
    patterns: Vec<Text<'a>>,
    name: Option<Text<'a>>,
    version: Option<Text<'a>>,
    resolved: Option<Text<'a>>,
    /// The section that the lines below belong to.
    section: &'a str,
    needs: Vec<(Id<'a>, Groups)>,
}

impl<'a> Lock<'_, 'a> {
    fn read_line(&mut self, line: &'a str) {
        let content = line.trim_ascii_start();
        let has_entry = !self.entry.patterns.is_empty();
        let read = match line.len() - content.len() {
            _ if content.is_empty() || content.starts_with('#') => true,
            _ if is_conflict_marker(line) => false,
            0 => self.start_entry(line),
            2 => has_entry && self.entry.read_member(content, self.text),
            _ => has_entry && self.entry.read_need(content, self.text),
        };
        if !read && (!self.lost || is_conflict_marker(line)) {
            let (code, message) = if is_conflict_marker(line) {
                (
                    "syntax",
                    "a merge conflict marker: settle the conflict first; both sides were read",
                )
            } else {
                ("line", "expected `name@range:` or a member below it; this was not read")
            };
            self.inventory.error(code, message, Span::of(line, self.text));
        }
        self.lost = !read;
    }

    /// Reads `a@^1, "b@>=1 <2":`; `false` when the line is something else.
    fn start_entry(&mut self, line: &'a str) -> bool {
        self.finish_entry();
        let Some(mut rest) = line.strip_suffix(':') else { return false };
        while !rest.is_empty() {
            let (pattern, behind) = match rest.strip_prefix('"') {
                Some(inner) => inner.split_once('"').unwrap_or((inner, "")),
                None => rest.split_at(rest.find(", ").unwrap_or(rest.len())),
            };
            if !pattern.is_empty() {
                self.entry.patterns.push(Text::of(pattern, self.text));
            }
            rest = behind.trim_start_matches([',', ' ']);
        }
        !self.entry.patterns.is_empty()
    }

    fn finish_entry(&mut self) {
        let entry = core::mem::take(&mut self.entry);
        let Some(first) = entry.patterns.first() else { return };
        let package = entry.package(first);
        if package.requirement.class == RequirementClass::None {
            self.inventory.warning("no-version", "this entry has no version", package.span);
        }
        self.graph.add(package);
        for pattern in &entry.patterns {
            self.graph.answer_to(id(pattern));
        }
        self.graph.ask_for(id(first));
        for (wanted, groups) in entry.needs {
            self.graph.need_of_asker(wanted, groups);
        }
    }
}

impl<'a> Entry<'a> {
    fn package(&self, pattern: &Text<'a>) -> Package<'a> {
        let named = node::split_name(pattern);
        let named = named.filter(|(name, _)| npm_spec::is_name(&name.value));
        let (used_as, mut package) = match named {
            Some((used_as, specifier)) => {
                let package = npm_spec::of_dependency(&used_as, &specifier);
                (used_as, package)
            }
            // `yarn add https://…` has no name in front of the URL.
            None => (Text::default(), npm_spec::of_argument(pattern)),
        };
        if let Some(name) = &self.name {
            let other = name.value != used_as.value && !used_as.value.is_empty();
            package.alias = other.then(|| used_as.value.clone());
            package.name = name.value.clone();
        }
        node::state(&mut package, self.version.as_ref());
        if let Some(resolved) = &self.resolved {
            node::resolve(&mut package, &used_as, resolved);
        }
        package
    }

    /// Reads `version "1.2.3"` or `dependencies:`; `false` when the line is something else.
    fn read_member(&mut self, line: &'a str, text: &'a str) -> bool {
        self.section = "";
        let Some((key, value)) = member(line, text) else {
            self.section = line;
            return line.ends_with(':');
        };
        match &*key.value {
            "name" => self.name = Some(value),
            "version" => self.version = Some(value),
            "resolved" => self.resolved = Some(value),
            _ => {}
        }
        true
    }

    /// Reads `ms "^2.0.0"` below `dependencies:`; `false` when the line is something else there.
    fn read_need(&mut self, line: &'a str, text: &'a str) -> bool {
        let groups = match self.section {
            "dependencies:" => Groups::NONE,
            "optionalDependencies:" => Groups::OPTIONAL,
            _ => return true,
        };
        let Some((name, range)) = member(line, text) else { return false };
        self.needs.push(((name.value, range.value), groups));
        true
    }
}

/// Splits `key "value"`, in which either can stand in quotes.
fn member<'a>(line: &'a str, text: &'a str) -> Option<(Text<'a>, Text<'a>)> {
    let (key, value) = line.split_once(' ')?;
    let value = match value.strip_prefix('"') {
        Some(value) => value.strip_suffix('"')?,
        None => value,
    };
    Some((Text::of(key.trim_matches('"'), text), Text::of(value, text)))
}

fn id<'a>(pattern: &Text<'a>) -> Id<'a> {
    node::split_name(pattern).map_or_else(
        || (pattern.value.clone(), "".into()),
        |(name, range)| (name.value, range.value),
    )
}
