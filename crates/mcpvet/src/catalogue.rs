//! What is known about packages beside advisories: who publishes them, which are archived, which
//! release lines are still supported, and up to which protocol revision a line goes.
//!
//! The facts stand in `mcpvet-data/catalogue/*.toml` with their sources; `mcpvet-admin compile`
//! turns them into the lines of text that a pack carries:
//!
//! ```text
//! package ⇥ ecosystem ⇥ name ⇥ status ⇥ since ⇥ successor ⇥ labels
//! line    ⇥ ecosystem ⇥ name ⇥ requirement ⇥ support ⇥ latest ⇥ until ⇥ protocol
//! ```
//!
//! An empty field is one that nobody knows. A reader skips kinds of lines that it does not know.

use serde::{Deserialize, Serialize};

use crate::hash::Filter;
use crate::package::{Ecosystem, Package};
use crate::sort;
use crate::version::Key;

/// How a package is looked after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Well known; nothing more is said.
    Known,
    /// Kept up by the MCP project as an example, not for production.
    Reference,
    /// No longer maintained; no security fixes.
    Archived,
    /// Replaced; its publisher says not to use it.
    Deprecated,
}

impl Status {
    const WORDS: [(&'static str, Self); 4] = [
        ("known", Self::Known),
        ("reference", Self::Reference),
        ("archived", Self::Archived),
        ("deprecated", Self::Deprecated),
    ];

    /// Finds a status by its word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|row| row.0 == word).map(|row| row.1)
    }
}

/// What is said about a package as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// How it is looked after.
    pub status: Status,
    /// Since which day, as `YYYY-MM-DD`; empty when that is not known.
    pub since: &'a str,
    /// What to use in its place; empty when nothing is named.
    pub successor: &'a str,
    /// What its tools can do: `private-data`, `untrusted-content`, `sink`; words with spaces.
    pub labels: &'a str,
}

/// How a release line is looked after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// All fixes.
    Full,
    /// Security fixes alone.
    Security,
    /// None.
    Ended,
}

impl Support {
    const WORDS: [(&'static str, Self); 3] =
        [("full", Self::Full), ("security", Self::Security), ("ended", Self::Ended)];

    /// Finds a support by its word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|row| row.0 == word).map(|row| row.1)
    }

    /// Its word: `security`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}

/// A release line of a package.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Which versions are of the line, in the language of the ecosystem.
    pub requirement: &'a str,
    /// How it is looked after.
    pub support: Support,
    /// Its newest release; empty when that is not known.
    pub latest: &'a str,
    /// The day on which its support ends at the earliest, as `YYYY-MM-DD`; or empty.
    pub until: &'a str,
    /// The newest protocol revision that it speaks; or empty.
    pub protocol: &'a str,
}

/// The catalogue of a pack, in order by package.
#[derive(Clone, Debug, Default)]
pub struct Catalogue<'a> {
    packages: Vec<(Ecosystem, &'a str, Entry<'a>)>,
    lines: Vec<(Ecosystem, &'a str, Line<'a>)>,
    /// The names of both.
    names: Filter,
}

impl<'a> Catalogue<'a> {
    /// Reads the lines of a pack. What cannot be read says nothing.
    #[must_use]
    pub fn read(text: &'a str) -> Self {
        Self::of([text, ""])
    }

    /// Reads two texts; what the first one says of a release line comes before the second.
    pub(crate) fn of(texts: [&'a str; 2]) -> Self {
        let mut catalogue = Self::default();
        for line in texts.into_iter().flat_map(str::lines) {
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap_or_default();
            let (kind, ecosystem, name) = (next(), next(), next());
            let Some(ecosystem) = Ecosystem::from_name(ecosystem) else { continue };
            let fields = [next(), next(), next(), next(), next()];
            match kind {
                "package" => catalogue.add_package(ecosystem, name, fields),
                "line" => catalogue.add_line(ecosystem, name, fields),
                _ => {}
            }
        }
        sort::by(&mut catalogue.packages, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        // Sorting keeps the order of the lines of one package.
        sort::by(&mut catalogue.lines, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        catalogue.names = Filter::with_room(catalogue.packages.len() + catalogue.lines.len());
        catalogue.packages.iter().for_each(|row| catalogue.names.add(row.1));
        catalogue.lines.iter().for_each(|row| catalogue.names.add(row.1));
        catalogue
    }

    fn add_package(&mut self, ecosystem: Ecosystem, name: &'a str, fields: [&'a str; 5]) {
        let [status, since, successor, labels, _] = fields;
        if let Some(status) = Status::from_word(status) {
            let entry = Entry { status, since, successor, labels };
            self.packages.push((ecosystem, name, entry));
        }
    }

    fn add_line(&mut self, ecosystem: Ecosystem, name: &'a str, fields: [&'a str; 5]) {
        let [requirement, support, latest, until, protocol] = fields;
        if let Some(support) = Support::from_word(support) {
            let line = Line { requirement, support, latest, until, protocol };
            self.lines.push((ecosystem, name, line));
        }
    }

    /// What is said about a package; the name as its ecosystem files it.
    #[must_use]
    pub fn entry(&self, ecosystem: Ecosystem, name: &str) -> Option<Entry<'a>> {
        if !self.names.lets_through(name) {
            return None;
        }
        let found = self.packages.binary_search_by_key(&(ecosystem, name), |row| (row.0, row.1));
        found.ok().map(|at| self.packages[at].2)
    }

    /// The release lines of a package, the newest first.
    pub fn lines<'s>(
        &'s self,
        ecosystem: Ecosystem,
        name: &'s str,
    ) -> impl Iterator<Item = Line<'a>> + use<'s, 'a> {
        let known = if self.names.lets_through(name) { &*self.lines } else { &[] };
        let from = known.partition_point(|row| (row.0, row.1) < (ecosystem, name));
        let same = known[from..].iter();
        same.take_while(move |row| (row.0, row.1) == (ecosystem, name)).map(|row| row.2)
    }

    /// The release line that a version belongs to.
    #[must_use]
    pub fn line_of(&self, ecosystem: Ecosystem, name: &str, version: &str) -> Option<Line<'a>> {
        let scheme = ecosystem.scheme()?;
        let key: Key = scheme.key(version).ok()?;
        self.lines(ecosystem, name).find(|line| {
            let set = crate::requirement::intervals(scheme, line.requirement);
            set.is_ok_and(|set| set.contains(&key))
        })
    }

    /// The newest protocol revision that any line speaks; empty when none is known.
    #[must_use]
    pub fn newest_protocol(&self) -> &'a str {
        self.lines.iter().map(|row| row.2.protocol).max().unwrap_or_default()
    }

    /// Every package of an ecosystem that is listed.
    pub fn names(&self, ecosystem: Ecosystem) -> impl Iterator<Item = &'a str> + use<'_, 'a> {
        self.packages.iter().filter(move |row| row.0 == ecosystem).map(|row| row.1)
    }

    /// Whether anything is said about a package.
    pub(crate) fn knows(&self, package: &Package<'_>) -> bool {
        package.ecosystem.is_some_and(|ecosystem| {
            let name = &*package.name;
            self.names.lets_through(name)
                && (self.entry(ecosystem, name).is_some()
                    || self.lines(ecosystem, name).next().is_some())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Status, Support};
    use crate::package::Ecosystem;

    #[test]
    fn lines_of_text_become_facts() {
        let catalogue = Catalogue::read(
            "package\tnpm\ta\tarchived\t2025-05-29\tb\tsink\n\
             line\tnpm\ta\t>=2\tfull\t2.1.0\t\t2026-07-28\n\
             line\tnpm\ta\t>=1 <2\tsecurity\t1.9.0\t2027-01-28\t\n\
             rumour\tnpm\ta\nline\tnowhere\tx\n",
        );
        let entry = catalogue.entry(Ecosystem::Npm, "a").unwrap();
        assert_eq!((entry.status, entry.successor), (Status::Archived, "b"));
        let line = catalogue.line_of(Ecosystem::Npm, "a", "1.3.0").unwrap();
        assert_eq!((line.support, line.latest), (Support::Security, "1.9.0"));
        assert!(catalogue.line_of(Ecosystem::Npm, "a", "0.9.0").is_none());
        assert_eq!(catalogue.names(Ecosystem::Npm).collect::<Vec<_>>(), ["a"]);
    }
}
