//! `Gemfile.lock`: every gem that Bundler chose; `gems.locked` is the same.
//!
//! Written by Bundler 1 to 4. <https://github.com/rubygems/rubygems/blob/master/bundler/lib/bundler/lockfile_parser.rb>
//!
//! - `GEM`, `GIT`, `PATH` and `PLUGIN SOURCE` hold the gems in `specs`; what those ask for stands
//!   deeper and is left out.
//! - `nokogiri (1.16.0-x86_64-linux)` is 1.16.0 for a platform; the same gem for several platforms
//!   is one package.
//! - `DEPENDENCIES` is what the project names itself.
//! - A `GEM` section whose remotes all belong to others than the public registry is private.

use crate::input::json::is_conflict_marker;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::url::{Url, owner};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gemfile-lock",
    title: "Gemfile.lock",
    file_names: &["gemfile.lock", "gems.locked", "*.gemfile.lock"],
    sniff: |head: &Head<'_>| {
        let has = |wanted: &str| head.lines().any(|line| line == wanted);
        let section = has("GEM") || has("PATH") || has("GIT") || has("PLUGIN SOURCE");
        match section && has("specs:") {
            true => Likeness::Certain,
            false if has("GEM") && has("DEPENDENCIES") => Likeness::Likely,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let first = inventory.packages.len();
    let mut lock = Lock::default();
    for line in text.split('\n') {
        let line = line.trim_end();
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        if !line.is_empty() {
            lock.read_line(line, text, inventory);
        }
    }
    lock.mark_direct(&mut inventory.packages[first..]);
}

#[derive(Default)]
struct Lock<'a> {
    section: &'a str,
    /// Where the gems of the section come from: the first remote, or the public one.
    remote: Option<&'a str>,
    revision: Option<Text<'a>>,
    in_specs: bool,
    /// Whether the file has a list of what the project names.
    lists: bool,
    direct: Vec<&'a str>,
}

impl<'a> Lock<'a> {
    fn read_line(&mut self, line: &'a str, text: &'a str, inventory: &mut Inventory<'a>) {
        let content = line.trim_start();
        match line.len() - content.len() {
            _ if is_conflict_marker(line) => {
                let message =
                    "a merge conflict marker: settle the conflict first; both sides were read";
                inventory.error("syntax", message, Span::of(line, text));
            }
            0 => {
                *self = Self {
                    direct: core::mem::take(&mut self.direct),
                    lists: self.lists,
                    ..Self::default()
                };
                self.section = content;
                self.lists |= content == "DEPENDENCIES";
            }
            _ if self.section == "DEPENDENCIES" => {
                let name = content.split([' ', '!']).next().unwrap_or_default();
                self.direct.push(name);
            }
            2 => self.read_setting(content, text),
            4 if self.in_specs => self.read_gem(&Text::of(content, text), inventory),
            // What a gem asks for, checksums, platforms, versions of Ruby and Bundler.
            _ => {}
        }
    }

    fn read_setting(&mut self, content: &'a str, text: &'a str) {
        let (key, value) = content.split_once(':').unwrap_or((content, ""));
        let value = value.trim();
        match key {
            "specs" => self.in_specs = true,
            "remote" if self.remote.is_none() || is_public(value) => self.remote = Some(value),
            "revision" => self.revision = Some(Text::of(value, text)),
            _ => {}
        }
    }

    /// `name (1.2.3-platform)`
    fn read_gem(&self, line: &Text<'a>, inventory: &mut Inventory<'a>) {
        let (name, rest) = line.value.split_once(' ').unwrap_or((&line.value, ""));
        let stated =
            rest.trim_end_matches('!').strip_prefix('(').and_then(|it| it.strip_suffix(')'));
        let name = line.slice(name);
        let version = stated.map(|it| line.slice(it.split('-').next().unwrap_or_default()));
        let (requirement, span) = match version.filter(|version| !version.value.is_empty()) {
            Some(version) => (Requirement::exact(version.value), version.span),
            None => {
                let message = "expected `name (1.2.3)`; the version was not read";
                inventory.error("line", message, line.span);
                (Requirement::none(), name.span)
            }
        };
        let mut package = Package::new(Ecosystem::RubyGems, name.value, requirement, span);
        self.place(&mut package);
        let is_again = |last: &Package<'_>| {
            last.name == package.name && last.requirement == package.requirement
        };
        if !inventory.packages.last().is_some_and(is_again) {
            inventory.push(package);
        }
    }

    fn place(&self, package: &mut Package<'a>) {
        package.source = match self.section {
            "PATH" => Source::Local,
            "GIT" => Source::Git,
            "GEM" if self.remote.is_none_or(is_public) => Source::Registry,
            _ => Source::Url,
        };
        if let Some(revision) = self.revision.as_ref().filter(|_| package.source == Source::Git) {
            package.requirement =
                Requirement::new(RequirementClass::GitCommit, revision.value.clone());
            package.span = revision.span;
        }
    }

    fn mark_direct(mut self, packages: &mut [Package<'a>]) {
        sort::by(&mut self.direct, |a, b| a.cmp(b));
        for package in packages.iter_mut().filter(|_| self.lists) {
            package.direct = Some(self.direct.binary_search(&&*package.name).is_ok());
        }
    }
}

fn is_public(remote: &str) -> bool {
    Url::read(remote).is_some_and(|url| owner(url.host) == "rubygems")
}
