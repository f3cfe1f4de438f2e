//! `package-lock.json`: every package that npm chose.
//!
//! Written by npm, also as `npm-shrinkwrap.json` and, inside `node_modules`, as
//! `.package-lock.json`. <https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/package-lock-json.md>
//!
//! - Version 1 nests `dependencies`; version 3 has flat `packages` by path; version 2 has both,
//!   and `packages` counts.
//! - The name of a package is what follows the last `node_modules/`, unless a member `name` says
//!   that this is an alias.
//! - A workspace has two entries, its folder and a link to it. It is counted once.
//! - A part of the file that people paste, `"node_modules/zod": { … }, …`, is read from its first whole
//!   entry on.
//! - Registry packages are told by the shape of `resolved`, because every mirror has its own host;
//!   `omit-lockfile-registry-resolved` leaves it out.

use std::borrow::Cow;

use memchr::memrchr;

use super::node::{self, is_registry, starts_with_digit};
use super::package_lock_needs;
use crate::input::json::{self, Duplicates, Kind, Reader, SyntaxError};
use crate::input::needs::Traces;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{
    Ecosystem, Groups, Package, Place, Pointer, Requirement, RequirementClass, Source, Span,
};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "package-lock",
    title: "package-lock.json",
    file_names: &["package-lock.json", "npm-shrinkwrap.json", ".package-lock.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

const VERSION: Place = Place { entries: "/packages", member: "version" };
const RESOLVED: Place = Place { entries: "/packages", member: "resolved" };
const ENTRY: Place = Place { entries: "/packages", member: "" };

fn sniff(head: &Head<'_>) -> Likeness {
    if head.has_key("lockfileVersion") && !head.has_key("workspaces") {
        return Likeness::Certain;
    }
    let is_part = head.json_keys.iter().any(|key| behind_modules(key).is_some());
    if is_part || start_of_part(head.text).is_some() { Likeness::Likely } else { Likeness::No }
}

/// Where the first whole entry stands in a text that begins inside of another one, and so closes a
/// brace that it does not open.
fn start_of_part(text: &str) -> Option<usize> {
    text.trim_ascii_start().strip_prefix(['"', '}', ']', ','])?;
    let key = |line: &&str| line.trim_ascii_start().starts_with("\"node_modules/");
    let start = Span::of(text.split('\n').find(key)?, text).start as usize;
    let count = |brace| memchr::memchr_iter(brace, &text.as_bytes()[..start]).count();
    (count(b'}') > count(b'{')).then_some(start)
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    // An entry has some 500 bytes; growing step by step copies every package several times.
    inventory.packages.reserve(text.len() / 512);
    json::read(text, inventory, |reader, inventory| {
        let mut lock = Lock {
            inventory,
            roots: None,
            links: Vec::new(),
            folders: Vec::new(),
            named: Vec::new(),
            traces: Traces::default(),
        };
        if let Some(start) = start_of_part(text) {
            lock.begin_part(&text[..start], reader);
        }
        let mut keys = Duplicates::default();
        let outcome = lock.read(reader, &mut keys);
        lock.finish();
        let named = core::mem::take(&mut lock.named);
        lock.mark_direct(text, named);
        let traces = lock.traces;
        keys.note(text, inventory);
        inventory.need_later(package_lock_needs::of, traces);
        outcome
    });
}

struct Lock<'i, 'a> {
    inventory: &'i mut Inventory<'a>,
    /// What the project itself names, sorted; known once the root entry has been read.
    roots: Option<Vec<Cow<'a, str>>>,
    /// Links by the folder that they point to.
    links: Vec<(Cow<'a, str>, Package<'a>)>,
    folders: Vec<Cow<'a, str>>,
    /// What the members of the project name themselves: the folder of a member, and a name.
    named: Vec<(&'a str, Cow<'a, str>)>,
    /// The places that say who needs whom.
    traces: Traces,
}

/// The members of the file that were found so far.
#[derive(Default, PartialEq, Eq)]
struct Seen {
    version: bool,
    packages: bool,
    dependencies: bool,
}

/// The members of an entry that matter; all others are skipped.
#[derive(Default)]
struct Entry<'a> {
    name: Option<Text<'a>>,
    version: Option<Text<'a>>,
    resolved: Option<Text<'a>>,
    groups: Groups,
    link: bool,
    named: Vec<Cow<'a, str>>,
    /// Where the names stand that it needs, as far as the members go that npm writes; 0 is nowhere.
    asks: [u32; 4],
    /// A member that stands there a second time, which counts, as it does for npm.
    twice: Option<Span>,
}

impl<'a> Lock<'_, 'a> {
    fn read(&mut self, reader: &mut Reader<'a>, keys: &mut Duplicates) -> Result<(), SyntaxError> {
        let mut seen = Seen::default();
        reader.object(|reader, key| match &*key.value {
            "lockfileVersion" => {
                seen.version = true;
                reader.skip()
            }
            "packages" | "dependencies" if reader.peek()? != Kind::Object => {
                self.note_section(reader, key.span)
            }
            "packages" => {
                // Version 2 repeats in `dependencies` what stands here.
                if !self.note_again(&mut seen.packages, key.span) {
                    self.inventory.packages.clear();
                    self.traces = Traces::default();
                }
                reader.object(|reader, path| {
                    keys.push(&path);
                    self.read_path(reader, path)
                })
            }
            "dependencies" if !seen.packages => {
                self.note_again(&mut seen.dependencies, key.span);
                self.read_nested(reader)
            }
            path if behind_modules(path).is_some() => {
                seen.packages = true;
                self.read_alone(reader, key)
            }
            _ => reader.skip(),
        })?;
        if seen == Seen::default() {
            let message = "no `lockfileVersion` and no `packages`: this is no lockfile of npm";
            self.inventory.error("no-packages", message, Default::default());
        }
        Ok(())
    }

    /// Passes over what stands in front of the first entry.
    fn begin_part(&mut self, before: &str, reader: &mut Reader<'a>) {
        let lost = before.trim_matches(|c: char| c.is_ascii_whitespace() || "}],".contains(c));
        if !lost.is_empty() {
            let message =
                "the name of the package that this belongs to is missing: it was not read";
            self.inventory.error("entry", message, Span::of(lost, before));
        }
        reader.pass(before.len());
    }

    /// Reads an entry that stands outside of `packages`, as in a part of the file.
    fn read_alone(&mut self, reader: &mut Reader<'a>, path: Text<'a>) -> Result<(), SyntaxError> {
        let first = self.inventory.packages.len();
        let outcome = self.read_path(reader, path);
        // Pointers would lead through `packages`.
        self.inventory.packages[first..].iter_mut().for_each(|package| package.pointer = None);
        outcome
    }

    /// Notes a section that is none, and passes over what stands there.
    fn note_section(&mut self, reader: &mut Reader<'a>, key: Span) -> Result<(), SyntaxError> {
        self.inventory.error("section", "expected an object of packages", key);
        reader.skip()
    }

    /// Notes a section that stands there a second time; both are read.
    fn note_again(&mut self, seen: &mut bool, key: Span) -> bool {
        let again = core::mem::replace(seen, true);
        if again {
            let message = "this section stands in the file twice; both were read";
            self.inventory.warning("duplicate-key", message, key);
        }
        again
    }

    /// Reads an entry of `packages`, whose key is a path.
    fn read_path(&mut self, reader: &mut Reader<'a>, path: Text<'a>) -> Result<(), SyntaxError> {
        if reader.peek()? != Kind::Object {
            self.inventory.error("entry", "expected an object for this package", path.span);
            return reader.skip();
        }
        let mut entry = Entry::default();
        let is_root = path.value.is_empty();
        let outcome = entry.read(reader, behind_modules(&path.value).is_none());
        if is_root {
            sort::by(&mut entry.named, Cow::cmp);
            self.roots = Some(entry.named);
        } else {
            let number = self.inventory.packages.len();
            let asks = entry.asks;
            self.add_path(path, entry);
            if self.inventory.packages.len() > number {
                let asks = asks.into_iter().take_while(|place| *place > 0);
                self.traces.asking.extend(asks.map(|place| (number as u32, place)));
            }
        }
        outcome
    }

    fn note_twice(&mut self, entry: &Entry<'a>) {
        if let Some(span) = entry.twice {
            let message = "this member stands in its entry twice; the last one counts";
            self.inventory.warning("duplicate-key", message, span);
        }
    }

    fn add_path(&mut self, path: Text<'a>, mut entry: Entry<'a>) {
        self.note_twice(&entry);
        let Some(at) = behind_modules(&path.value) else {
            if let Cow::Borrowed(folder) = path.value {
                self.named.extend(entry.named.drain(..).map(|name| (folder, name)));
            }
            return self.add_folder(path, &entry);
        };
        let in_path = path.part(at..path.value.len());
        let origin = entry.origin(&in_path);
        let (name, alias) = match &entry.name {
            Some(name) if name.value != in_path.value => (name.value.clone(), Some(in_path.value)),
            _ => (in_path.value, None),
        };
        let direct = self.roots.as_ref().map(|roots| {
            let used_as = alias.as_ref().unwrap_or(&name);
            at == "node_modules/".len() && roots.binary_search(used_as).is_ok()
        });
        let (ecosystem, name) = node::ecosystem(name);
        let mut package = Package::new(ecosystem, name, origin.requirement, origin.span);
        package.alias = alias.filter(|alias| *alias != package.name);
        package.direct = direct;
        (package.source, package.groups) = (origin.source, entry.groups());
        package = package.stating(entry.version.as_ref().map(|version| &*version.value));
        package.pointer = Some(Pointer { key: path.span, place: origin.place });
        match entry.resolved {
            Some(folder) if entry.link => {
                package.source = Source::Local;
                self.traces.links.push((path.span, folder.span));
                self.links.push((folder.value, package));
            }
            _ => self.add(package),
        }
    }

    /// Adds the folder of a workspace or of a `file:` dependency.
    fn add_folder(&mut self, path: Text<'a>, entry: &Entry<'a>) {
        let base = path.value.rfind('/').map_or(0, |at| at + 1);
        let name = entry.name.clone().unwrap_or_else(|| path.part(base..path.value.len()));
        let requirement = match &entry.version {
            Some(version) => Requirement::exact(version.value.clone()),
            None => Requirement::new(RequirementClass::Path, path.value.clone()),
        };
        let version = entry.version.as_ref().map(|version| (version.span, &VERSION));
        let (span, place) = version.unwrap_or((path.span, &ENTRY));
        let mut package = Package::new(Ecosystem::Npm, name.value, requirement, span);
        (package.source, package.groups) = (Source::Local, entry.groups());
        package.pointer = Some(Pointer { key: path.span, place });
        self.folders.push(path.value);
        self.inventory.push(package);
    }

    fn add(&mut self, package: Package<'a>) {
        if package.requirement.class == RequirementClass::None && package.source != Source::Local {
            self.inventory.warning("no-version", "this entry has no version", package.span);
        }
        self.inventory.push(package);
    }

    /// Reads `dependencies` of version 1, in which each entry can have its own.
    fn read_nested(&mut self, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        reader.object(|reader, key| {
            if reader.peek()? != Kind::Object {
                self.inventory.error("entry", "expected an object for this package", key.span);
                return reader.skip();
            }
            let mut entry = Entry::default();
            // The parent stands in front of what it nests, and its version is known by then only
            // if npm wrote the file; so it takes its place afterwards.
            let place = self.inventory.packages.len();
            let outcome = reader.object(|reader, member| match &*member.value {
                "dependencies" if reader.peek()? == Kind::Object => self.read_nested(reader),
                "dependencies" => self.note_section(reader, member.span),
                _ => entry.read_member(reader, &member, false),
            });
            self.add_nested(key, &entry);
            if let added @ [_, ..] = &mut self.inventory.packages[place..] {
                added.rotate_right(1);
            }
            outcome
        })
    }

    fn add_nested(&mut self, key: Text<'a>, entry: &Entry<'a>) {
        self.note_twice(entry);
        let package = match &entry.version {
            // What version 1 calls a version can be any specifier: `npm:real@1.0.0`, a URL.
            Some(version) if !starts_with_digit(&version.value) => {
                npm_spec::of_dependency(&key, version)
            }
            _ => {
                let Origin { source, requirement, span, .. } = entry.origin(&key);
                let package = Package::new(Ecosystem::Npm, key.value, requirement, span);
                let stated = entry.version.as_ref().map(|version| &*version.value);
                Package { source, ..package }.stating(stated)
            }
        };
        self.add(Package { groups: entry.groups(), ..package });
    }

    /// Marks what members name: a package in the member's own folder, else one in the project's.
    fn mark_direct(&mut self, text: &str, mut named: Vec<(&'a str, Cow<'a, str>)>) {
        if named.is_empty() {
            return;
        }
        sort::by(&mut named, |a, b| a.cmp(b));
        let mut is_own = vec![false; named.len()];
        let packages = &mut self.inventory.packages;
        for package in packages.iter_mut() {
            let Some((folder, name)) = place_of(text, package) else { continue };
            let own = named.binary_search_by(|(of, called)| (*of, &**called).cmp(&(folder, name)));
            if let Ok(at) = own {
                (is_own[at], package.direct) = (true, package.direct.map(|_| true));
            }
        }
        let mut others: Vec<_> = named.iter().zip(is_own).filter(|(_, is_own)| !is_own).collect();
        sort::by(&mut others, |a, b| a.0.1.cmp(&b.0.1));
        for package in packages.iter_mut() {
            let Some(("", name)) = place_of(text, package) else { continue };
            if others.binary_search_by(|other| (*other.0.1).cmp(name)).is_ok() {
                package.direct = package.direct.map(|_| true);
            }
        }
    }

    /// Adds the links whose folders have no entry of their own.
    fn finish(&mut self) {
        sort::by(&mut self.folders, Cow::cmp);
        for (folder, package) in self.links.drain(..) {
            if self.folders.binary_search(&folder).is_err() {
                self.inventory.push(package);
            }
        }
    }
}

/// The folder in whose `node_modules` a package stands, and its name there.
fn place_of<'t>(text: &'t str, package: &Package<'_>) -> Option<(&'t str, &'t str)> {
    let key = package.pointer?.key;
    let path = &text[key.start as usize..key.end as usize];
    let at = behind_modules(path)?;
    Some((&path[..at.saturating_sub("/node_modules/".len())], &path[at..]))
}

/// Where the name starts behind the last `node_modules/` of a path. The name has one slash at
/// most, so looking from the end finds it at once.
pub(super) fn behind_modules(path: &str) -> Option<usize> {
    let mut end = path.len();
    while let Some(slash) = memrchr(b'/', &path.as_bytes()[..end]) {
        if path[..slash].ends_with("node_modules") {
            return Some(slash + 1);
        }
        end = slash;
    }
    None
}

impl<'a> Entry<'a> {
    fn read(&mut self, reader: &mut Reader<'a>, is_member: bool) -> Result<(), SyntaxError> {
        reader.object(|reader, key| self.read_member(reader, &key, is_member))
    }

    fn read_member(
        &mut self,
        reader: &mut Reader<'a>,
        key: &Text<'a>,
        is_member: bool,
    ) -> Result<(), SyntaxError> {
        // Bytes are told apart by their number and one after the other, without a call for each name.
        match key.value.as_bytes() {
            b"version" => self.replace(|entry| &mut entry.version, reader, key)?,
            b"resolved" => self.replace(|entry| &mut entry.resolved, reader, key)?,
            b"name" => self.replace(|entry| &mut entry.name, reader, key)?,
            b"link" => self.link = is_true(reader)?,
            b"dev" => self.flag(reader, Groups::DEV)?,
            b"optional" => self.flag(reader, Groups::OPTIONAL)?,
            b"devOptional" => self.flag(reader, Groups::DEV.and(Groups::OPTIONAL))?,
            b"peer" => self.flag(reader, Groups::PEER)?,
            b"dependencies"
            | b"devDependencies"
            | b"optionalDependencies"
            | b"peerDependencies" => {
                if let Some(free) = self.asks.iter_mut().find(|place| **place == 0) {
                    *free = reader.position() as u32;
                }
                if !is_member || reader.peek()? != Kind::Object {
                    return reader.skip();
                }
                reader.object(|reader, name| {
                    self.named.push(name.value);
                    reader.skip()
                })?;
            }
            _ => reader.skip()?,
        }
        Ok(())
    }

    fn replace(
        &mut self,
        member: fn(&mut Self) -> &mut Option<Text<'a>>,
        reader: &mut Reader<'a>,
        key: &Text<'a>,
    ) -> Result<(), SyntaxError> {
        if member(self).is_some() {
            self.twice = Some(key.span);
        }
        *member(self) = reader.string_or_skip()?;
        Ok(())
    }

    fn flag(&mut self, reader: &mut Reader<'a>, group: Groups) -> Result<(), SyntaxError> {
        if is_true(reader)? {
            self.groups = self.groups.and(group);
        }
        Ok(())
    }

    fn groups(&self) -> Groups {
        if self.groups == Groups::default() { Groups::PROD } else { self.groups }
    }

    fn origin(&self, key: &Text<'a>) -> Origin<'a> {
        let (requirement, span, place) = match &self.version {
            Some(version) => (Requirement::exact(version.value.clone()), version.span, &VERSION),
            None => (Requirement::none(), key.span, &ENTRY),
        };
        // Old ones have a URL in the place of the version, which can hold a password.
        let is_version = self.version.as_ref().is_some_and(|it| starts_with_digit(&it.value));
        let stated = Origin { source: Source::Registry, requirement, span, place };
        let Some(resolved) = self.resolved.as_ref().filter(|url| !is_registry(&url.value)) else {
            return stated;
        };
        let Package { source, requirement, span, .. } = npm_spec::of_dependency(key, resolved);
        match source {
            Source::Git => Origin { source, requirement, span, place: &RESOLVED },
            Source::Url if !is_version => Origin { source, requirement, span, place: &RESOLVED },
            // A version that stands beside an archive says more than where that is.
            _ => Origin { source, ..stated },
        }
    }
}

/// Where the code comes from, what is known about its version, and where that stands.
struct Origin<'a> {
    source: Source,
    requirement: Requirement<'a>,
    span: Span,
    /// Where in the entry the span lies.
    place: &'static Place,
}

fn is_true(reader: &mut Reader<'_>) -> Result<bool, SyntaxError> {
    if reader.peek()? == Kind::Scalar {
        return Ok(reader.scalar()? == "true");
    }
    reader.skip().map(|()| false)
}
