//! `yarn.lock` of Yarn 1: every package that it chose.
//!
//! Written by Yarn 1, and by `bun install --yarn`. <https://classic.yarnpkg.com/lang/en/docs/yarn-lock/>
//!
//! - It looks like YAML but is none: an entry begins with the patterns that it answers, with commas
//!   between them, and its members are words with a value in quotes behind them.
//! - `alias@npm:name@^1` names the package behind `npm:`.
//! - Nothing says what the project itself names, nor for what. Workspaces have no entries.

use super::node;
use crate::input::json::is_conflict_marker;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Requirement, Source, Span};

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
    let has_line = |start: &str| head.text.lines().any(|line| line.starts_with(start));
    if has_line("# yarn lockfile v1") {
        Likeness::Certain
    } else if has_line("  version \"") && (has_line("  resolved ") || has_line("  integrity ")) {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut lock = Lock { text, inventory, entry: None, lost: false };
    for line in text.split('\n') {
        lock.read_line(line.trim_start_matches('\u{feff}').trim_end());
    }
    lock.finish_entry();
}

struct Lock<'i, 'a> {
    text: &'a str,
    inventory: &'i mut Inventory<'a>,
    entry: Option<Entry<'a>>,
    /// Whether the line before could not be read: a run of such lines has one note.
    lost: bool,
}

struct Entry<'a> {
    /// The first of the patterns: all of them are answered by one package.
    pattern: Text<'a>,
    name: Option<Text<'a>>,
    version: Option<Text<'a>>,
    resolved: Option<Text<'a>>,
}

impl<'a> Lock<'_, 'a> {
    fn read_line(&mut self, line: &'a str) {
        let content = line.trim_start();
        let read = match line.len() - content.len() {
            _ if content.is_empty() || content.starts_with('#') => true,
            _ if is_conflict_marker(line) => false,
            0 => self.start_entry(line),
            2 => self.entry.as_mut().is_some_and(|entry| entry.read_member(content, self.text)),
            // What the package needs has its own entry.
            _ => self.entry.is_some(),
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
        let mut first = None;
        while !rest.is_empty() {
            let (pattern, behind) = match rest.strip_prefix('"') {
                Some(inner) => inner.split_once('"').unwrap_or((inner, "")),
                None => rest.split_at(rest.find(", ").unwrap_or(rest.len())),
            };
            first = first.or((!pattern.is_empty()).then_some(pattern));
            rest = behind.trim_start_matches([',', ' ']);
        }
        let Some(pattern) = first.map(|pattern| Text::of(pattern, self.text)) else { return false };
        self.entry = Some(Entry { pattern, name: None, version: None, resolved: None });
        true
    }

    fn finish_entry(&mut self) {
        let Some(entry) = self.entry.take() else { return };
        let named = node::split_name(&entry.pattern);
        let named = named.filter(|(name, _)| npm_spec::is_name(&name.value));
        let mut package = match &named {
            Some((used_as, specifier)) => npm_spec::of_dependency(used_as, specifier),
            // `yarn add https://…` has no name in front of the URL.
            None => npm_spec::of_argument(&entry.pattern),
        };
        let used_as = named.map_or(Text::default(), |(name, _)| name);
        if let Some(name) = &entry.name {
            let other = name.value != used_as.value && !used_as.value.is_empty();
            package.alias = other.then(|| used_as.value.clone());
            package.name = name.value.clone();
        }
        if package.source == Source::Registry {
            match &entry.version {
                Some(version) => {
                    package.requirement = Requirement::exact(version.value.clone());
                    package.span = version.span;
                }
                None => {
                    package.requirement = Requirement::none();
                    let message = "this entry has no version";
                    self.inventory.warning("no-version", message, package.span);
                }
            }
        }
        if let Some(resolved) = &entry.resolved {
            node::resolve(&mut package, &used_as, resolved);
        }
        self.inventory.push(package);
    }
}

impl<'a> Entry<'a> {
    /// Reads `version "1.2.3"` or `dependencies:`; `false` when the line is something else.
    fn read_member(&mut self, line: &'a str, text: &'a str) -> bool {
        let Some((key, value)) = line.split_once(' ') else { return line.ends_with(':') };
        let quoted = value.strip_prefix('"');
        let Some(value) = quoted.map_or(Some(value), |value| value.strip_suffix('"')) else {
            return false;
        };
        let value = Some(Text::of(value, text));
        match key.trim_matches('"') {
            "name" => self.name = value,
            "version" => self.version = value,
            "resolved" => self.resolved = value,
            _ => {}
        }
        true
    }
}
