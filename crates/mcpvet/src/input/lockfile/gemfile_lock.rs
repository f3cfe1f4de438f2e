//! `Gemfile.lock`: every gem that Bundler chose; `gems.locked` is the same.
//!
//! Written by Bundler 1 to 4. <https://github.com/rubygems/rubygems/blob/master/bundler/lib/bundler/lockfile_parser.rb>
//!
//! - `GEM`, `GIT`, `PATH` and `PLUGIN SOURCE` hold the gems in `specs`; what each asks for stands
//!   two spaces deeper.
//! - `nokogiri (1.16.0-x86_64-linux)` is 1.16.0 for a platform; the same gem for several platforms
//!   is one package.
//! - `DEPENDENCIES` is what the project names itself.
//! - A `GEM` section whose remotes all belong to others than the public registry is private.
//! - `PLATFORMS`, `CHECKSUMS`, `RUBY VERSION` and `BUNDLED WITH` name no gems.

use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::launch::url::{Url, owner};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

use super::names::Names;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gemfile-lock",
    title: "Gemfile.lock",
    file_names: &["gemfile*.lock", "gems.locked", "*.gemfile.lock"],
    sniff: |head: &Head<'_>| {
        let has = |wanted: &str| head.has_line(wanted);
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
    let expected = "expected a section such as `GEM`, or a gem such as `name (1.2.3)`";
    let mut lock = Lock::default();
    lines::read(text, inventory, expected, &mut |line, inventory| {
        lock.read_line(line, text, inventory)
    });
    lock.names.finish(inventory);
}

#[derive(Default)]
struct Lock<'a> {
    section: &'a str,
    /// Where the gems of the section come from: the first remote, or the public one.
    remote: Option<&'a str>,
    /// Whether that is the public one.
    is_public: bool,
    revision: &'a str,
    in_specs: bool,
    /// Name and version of the last gem.
    last: (&'a str, &'a str),
    names: Names<'a>,
}

impl<'a> Lock<'a> {
    /// Reads a line by its indentation; whether it could be read.
    fn read_line(&mut self, line: &'a str, text: &'a str, inventory: &mut Inventory<'a>) -> bool {
        let content = line.trim_start_matches(' ');
        let name = || content.split([' ', '!']).next().unwrap_or_default().into();
        match line.len() - content.len() {
            0 => {
                self.section = content;
                (self.remote, self.revision, self.in_specs) = (None, "", false);
                self.last = ("", "");
                self.names.lists_direct |= content == "DEPENDENCIES";
                return content.bytes().all(|b| b.is_ascii_uppercase() || b == b' ');
            }
            _ if self.section == "DEPENDENCIES" => self.names.need_of_project(name()),
            2 => self.read_setting(content),
            4 if self.in_specs => return self.read_gem(content, text, inventory),
            6 if self.in_specs => self.names.need(name()),
            _ => return !self.in_specs,
        }
        true
    }

    fn read_setting(&mut self, content: &'a str) {
        let (key, value) = content.split_once(':').unwrap_or((content, ""));
        let value = value.trim_ascii();
        match key {
            "specs" => self.in_specs = true,
            "remote" if self.remote.is_none() || is_public(value) => {
                (self.remote, self.is_public) = (Some(value), is_public(value));
            }
            "revision" => self.revision = value,
            _ => {}
        }
    }

    /// Reads `name (1.2.3-platform)`; whether it has a version.
    fn read_gem(&mut self, line: &'a str, text: &'a str, inventory: &mut Inventory<'a>) -> bool {
        let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
        let stated = rest.trim_end_matches('!').strip_prefix('(');
        let stated = stated.and_then(|it| it.strip_suffix(')')).unwrap_or_default();
        let version = stated.split('-').next().unwrap_or_default();
        if core::mem::replace(&mut self.last, (name, version)) == (name, version) {
            return true;
        }
        let (class, shown) = match (self.revision, version) {
            ("", "") => (RequirementClass::None, ""),
            ("", version) => (RequirementClass::Exact, version),
            (revision, _) => (RequirementClass::GitCommit, revision),
        };
        let place = Text::of(if shown.is_empty() { name } else { shown }, text).span;
        let requirement = Requirement::new(class, shown);
        let mut package = Package::new(Ecosystem::RubyGems, name.into(), requirement, place);
        package.source = match self.section {
            "PATH" => Source::Local,
            "GIT" => Source::Git,
            "GEM" if self.remote.is_none() || self.is_public => Source::Registry,
            _ => Source::Url,
        };
        self.names.push(name.into(), package.stating(Some(version)), inventory);
        !version.is_empty()
    }
}

fn is_public(remote: &str) -> bool {
    Url::read(remote).is_some_and(|url| owner(url.host) == "rubygems")
}
