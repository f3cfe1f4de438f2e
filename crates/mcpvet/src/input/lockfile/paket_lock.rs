//! `paket.lock`: what Paket chose for a project of .NET.
//!
//! Written by Paket. <https://fsprojects.github.io/Paket/lock-file.html>
//!
//! - `NUGET` lists packages as `Name (1.2.3)`, two levels deep; one level deeper stands what they
//!   need, with ranges that are not read. `GROUP` begins a group with sections of its own.
//! - What the project names itself stands in `paket.dependencies`; what nothing needs must stand there.
//! - `GITHUB`, `GIST`, `GIT` and `HTTP` list files of others; each is code from a repository or URL. Below
//!   `GIT`, a whole repository has no name, and its commit alone stands there. Several files of one
//!   commit count once.
//! - A `remote` of `NUGET` that is no web address is a folder on the machine, and its packages are
//!   those of another registry.

use std::borrow::Cow;

use super::graph::{Graph, Id};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::launch::url::Url;
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "paket-lock",
    title: "paket.lock",
    file_names: &["paket.lock"],
    sniff,
    parse,
    paths: Paths::None,
};

const SECTIONS: &[&str] = &["NUGET", "GITHUB", "GIST", "GIT", "HTTP"];

fn sniff(head: &Head<'_>) -> Likeness {
    let section = SECTIONS.iter().any(|section| head.has_line(section));
    let remote = head.has_start("remote: ");
    if section && remote { Likeness::Likely } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected an entry such as `Name (1.2.3)`; it was not read";
    let mut graph = Graph::default();
    let mut lock = Lock::new(text);
    lines::read(text, inventory, EXPECTED, &mut |line, _| {
        let entry = line.trim_start();
        match line.len() - entry.len() {
            0 => lock.header(entry),
            // Older files have `specs:` there too.
            2 => {
                lock.remote = entry.strip_prefix("remote: ").unwrap_or(lock.remote).trim();
                true
            }
            indent if indent == 4 || entry.starts_with('(') => {
                lock.entry(entry).map(|package| lock.add(package, &mut graph)).is_some()
            }
            _ => {
                let name = entry.split(' ').next().unwrap_or_default();
                graph.need_of_asker(lock.id(Ecosystem::NuGet.normalize(name)), Groups::NONE);
                true
            }
        }
    });
    graph.name_unneeded();
    graph.finish(inventory);
}

struct Lock<'a> {
    text: &'a str,
    section: &'a str,
    remote: &'a str,
    group: &'a str,
    groups: Groups,
    /// The place of the last repository and the commit of it.
    last: (Cow<'a, str>, Cow<'a, str>),
}

impl<'a> Lock<'a> {
    fn new(text: &'a str) -> Self {
        let last = Default::default();
        Self { text, section: "", remote: "", group: "", groups: Groups::PROD, last }
    }

    /// A package is asked for by its name inside its group.
    fn id(&self, name: Cow<'a, str>) -> Id<'a> {
        (self.group.into(), name)
    }

    fn add(&mut self, package: Package<'a>, graph: &mut Graph<'a>) {
        let id = self.id(package.name.clone());
        graph.ask_for(id.clone());
        let code = (package.name.clone(), package.requirement.text.clone());
        if package.ecosystem.is_none() && code == self.last {
            return;
        }
        self.last = code;
        graph.add(package);
        graph.answer_to(id);
    }

    fn header(&mut self, line: &'a str) -> bool {
        if let Some(group) = line.strip_prefix("GROUP ") {
            (self.group, self.section) = (group, "");
            let has =
                |words: &[&str]| words.iter().any(|word| group.to_ascii_lowercase().contains(word));
            self.last = Default::default();
            self.groups = if has(&["test"]) {
                Groups::TEST
            } else if has(&["build", "analyzer"]) {
                Groups::BUILD
            } else {
                Groups::PROD
            };
            return true;
        }
        // What stands between groups are settings: `RESTRICTION: == net8.0`.
        self.section = SECTIONS.iter().find(|section| **section == line).copied().unwrap_or("");
        !self.section.is_empty() || line.contains(':')
    }

    fn entry(&self, entry: &'a str) -> Option<Package<'a>> {
        let (name, rest) = entry.split_once('(')?;
        let (version, _) = rest.split_once(')')?;
        let (name, version) = (Text::of(name.trim_end(), self.text), Text::of(version, self.text));
        // A whole repository stands there without a name: `     (0123abc…)`.
        if version.value.is_empty() || (name.value.is_empty() && self.section == "NUGET") {
            return None;
        }
        let package = match self.section {
            "NUGET" => {
                let requirement = Requirement::exact(version.value);
                let package = Package::new(Ecosystem::NuGet, name.value, requirement, version.span);
                let is_folder = Url::read(self.remote).is_none() && !self.remote.is_empty();
                let source = if is_folder { Source::Url } else { Source::Registry };
                Package { source, ..package }
            }
            "" => return None,
            section => {
                let source = if section == "HTTP" { Source::Url } else { Source::Git };
                let class = RequirementClass::GitCommit;
                let requirement = Requirement::new(class, version.value);
                let place =
                    Url::read(self.remote).map_or_else(|| self.remote.to_owned(), Url::place);
                Package { source, ..Package::unnamed(place.into(), requirement, version.span) }
            }
        };
        Some(Package { groups: self.groups, ..package })
    }
}
