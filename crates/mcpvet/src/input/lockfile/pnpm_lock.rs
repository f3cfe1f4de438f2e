//! `pnpm-lock.yaml`: every package that pnpm chose.
//!
//! Written by pnpm, also as `node_modules/.pnpm/lock.yaml`, and by its first versions as
//! `shrinkwrap.yaml`. <https://github.com/pnpm/spec/blob/master/lockfile/9.0.md>
//!
//! - Keys of `packages` name package and version: `/name/1.2.3_peers` up to version 5,
//!   `/name@1.2.3(peers)` in 6, `name@1.2.3` in 9. One without a slash in front, up to version 6,
//!   begins with a host or a path and has members `name` and `version`.
//! - What stands in no registry has a key of its own kind, in which a folder looks like a name; its
//!   members `name` and `version` say more.
//! - `importers` say what each project of a workspace names; a single project has its sections on
//!   the outermost level. A link to another project is kept as local.
//! - Up to version 6 each package says what it needs and whether it is there for developers alone.
//!   From 9 on `snapshots`, one for each choice of peers, hold what a package needs; for whom it is
//!   there follows from that.
//! - `catalogs`, `overrides` and `patchedDependencies` choose what stands in `packages` anyway;
//!   they and all other members are skipped.

use std::borrow::Cow;

use super::graph::{Graph, Id};
use super::node;
use crate::input::text::Text;
use crate::input::yaml::{self, Reader};
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{
    Ecosystem, Groups, Package, Place, Pointer, Requirement, RequirementClass, Source, Span,
};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "pnpm-lock",
    title: "pnpm-lock.yaml",
    file_names: &["pnpm-lock.yaml", "shrinkwrap.yaml", "lock.yaml"],
    sniff,
    parse,
    paths: Paths::YamlPath,
};

const PLACE: Place = Place { entries: "/packages", member: "" };

/// What a project names, by section.
const SECTIONS: &[(&str, Groups)] = &[
    ("dependencies", Groups::PROD),
    ("devDependencies", Groups::DEV),
    ("optionalDependencies", Groups::OPTIONAL),
    ("configDependencies", Groups::BUILD),
    ("packageManagerDependencies", Groups::BUILD),
];

fn sniff(head: &Head<'_>) -> Likeness {
    let has_line = |start: &str| head.begins(start);
    if has_line("lockfileVersion:") || has_line("shrinkwrapVersion:") {
        Likeness::Certain
    } else if has_line("importers:") && has_line("packages:") {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        let mut lock = Lock { inventory, graph: Graph::default(), seen: false, flags: true };
        if !reader.mapping(&mut |reader, key| lock.read_member(reader, &key.text)) || !lock.seen {
            let message = "no `lockfileVersion` and no `packages`: this is no lockfile of pnpm";
            lock.inventory.error("no-packages", message, Span::default());
        }
        lock.graph.finish(lock.inventory);
    });
}

struct Lock<'i, 'a> {
    inventory: &'i mut Inventory<'a>,
    graph: Graph<'a>,
    /// Whether a member says that this is a lockfile.
    seen: bool,
    /// Whether packages have members that say for what they are.
    flags: bool,
}

/// The members of a package that matter.
#[derive(Default)]
struct Entry<'a> {
    name: Option<Text<'a>>,
    version: Option<Text<'a>>,
    /// The archive, repository or folder.
    place: Option<Text<'a>>,
    commit: Option<Text<'a>>,
    dev: Option<bool>,
    optional: bool,
    needs: Vec<(Id<'a>, Groups)>,
}

impl<'a> Lock<'_, 'a> {
    fn read_member(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) {
        self.seen |= ["lockfileVersion", "shrinkwrapVersion", "packages"].contains(&&*key.value);
        match &*key.value {
            "lockfileVersion" => {
                let version = scalar(reader).unwrap_or_default();
                let major = version.value.split('.').next().and_then(|it| it.parse::<u32>().ok());
                self.flags = major.is_none_or(|major| major < 7);
            }
            "importers" => self.section(reader, key, &mut |lock, reader, project| {
                lock.section(reader, &project, &mut |lock, reader, key| {
                    lock.read_project(reader, &key);
                });
            }),
            "packages" => self.section(reader, key, &mut Self::read_package),
            "snapshots" => self.section(reader, key, &mut Self::read_snapshot),
            _ => self.read_project(reader, key),
        }
    }

    /// Reads a mapping, or notes that something else stands there. Nothing at all is no error.
    fn section(
        &mut self,
        reader: &mut Reader<'a>,
        key: &Text<'a>,
        member: &mut dyn FnMut(&mut Self, &mut Reader<'a>, Text<'a>),
    ) {
        let start = reader.position();
        if !reader.mapping(&mut |reader, key| member(self, reader, key.text)) {
            let read = reader.text().get(start..reader.position()).unwrap_or_default();
            if !read.trim_matches([':', ' ', '\n', '\r', '~']).is_empty() {
                self.inventory.error("section", "expected a mapping of names", key.span);
            }
        }
    }

    /// Reads a section of what a project names; any other member is skipped.
    fn read_project(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) {
        let Some((_, groups)) = SECTIONS.iter().find(|(name, _)| *name == key.value) else {
            return;
        };
        self.section(reader, key, &mut |lock, reader, name| match chosen(reader) {
            Some(version) => lock.add_direct(&name, &version, *groups),
            None => lock.inventory.error("entry", "expected a version here", name.span),
        });
    }

    fn add_direct(&mut self, name: &Text<'a>, version: &Text<'a>, groups: Groups) {
        if version.value.starts_with("link:") {
            let package = npm_spec::of_dependency(name, version);
            self.graph.add(Package { groups, direct: Some(true), ..package });
            return;
        }
        self.graph.need(id_of(name, version), groups, Some(name.value.clone()));
    }

    fn read_package(&mut self, reader: &mut Reader<'a>, key: Text<'a>) {
        let entry = self.read_entry(reader, &key);
        let (id, mut package) = entry.package(&key);
        if matches!(key.value, Cow::Borrowed(_)) {
            package.pointer = Some(Pointer { key: key.span, place: &PLACE });
        }
        if self.flags {
            package.groups = entry.groups();
        }
        if package.requirement.class == RequirementClass::None && package.source == Source::Registry
        {
            self.inventory.warning("no-version", "this entry has no version", package.span);
        }
        self.graph.add(package);
        self.graph.answer_to(id.clone());
        self.add_needs(id, entry);
    }

    fn read_snapshot(&mut self, reader: &mut Reader<'a>, key: Text<'a>) {
        let entry = self.read_entry(reader, &key);
        self.add_needs(id_of(&key, &key), entry);
    }

    fn read_entry(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) -> Entry<'a> {
        let mut entry = Entry::default();
        self.section(reader, key, &mut |_, reader, member| entry.read(reader, &member));
        entry
    }

    fn add_needs(&mut self, asker: Id<'a>, entry: Entry<'a>) {
        if !entry.needs.is_empty() {
            self.graph.ask_for(asker);
        }
        for (wanted, groups) in entry.needs {
            self.graph.need_of_asker(wanted, groups);
        }
    }
}

impl<'a> Entry<'a> {
    fn read(&mut self, reader: &mut Reader<'a>, member: &Text<'a>) {
        match &*member.value {
            "name" => self.name = scalar(reader),
            "version" => self.version = scalar(reader),
            "dev" => self.dev = scalar(reader).map(|dev| dev.value == "true"),
            "optional" => self.optional = scalar(reader).is_some_and(|it| it.value == "true"),
            "dependencies" | "optionalDependencies" => {
                let is_optional = member.value != "dependencies";
                let groups = if is_optional { Groups::OPTIONAL } else { Groups::NONE };
                reader.mapping(&mut |reader, name| {
                    if let Some(version) = scalar(reader) {
                        self.needs.push((id_of(&name.text, &version), groups));
                    }
                });
            }
            "resolution" => {
                reader.mapping(&mut |reader, member| match &*member.text.value {
                    "tarball" | "repo" | "directory" => self.place = scalar(reader),
                    "commit" => self.commit = scalar(reader),
                    _ => {}
                });
            }
            _ => {}
        }
    }

    /// Without `dev` a package is there for both.
    fn groups(&self) -> Groups {
        let groups = match self.dev {
            Some(true) => Groups::DEV,
            Some(false) => Groups::PROD,
            None => Groups::PROD.and(Groups::DEV),
        };
        match (self.optional, self.dev) {
            (true, Some(true)) => groups.and(Groups::OPTIONAL),
            (true, _) => Groups::OPTIONAL,
            _ => groups,
        }
    }

    /// The package of an entry and how others ask for it.
    fn package(&self, key: &Text<'a>) -> (Id<'a>, Package<'a>) {
        if let Some((name, version)) = split(key) {
            if version.value.starts_with("runtime:") {
                let requirement = Requirement::exact(version.slice(&version.value[8..]).value);
                let package = Package::unnamed(name.value.clone(), requirement, version.span);
                return (id_of(&name, &version), Package { source: Source::Other, ..package });
            }
            let mut package = node::package(&name, &version);
            self.resolve(&name, &mut package);
            return (id_of(&name, &version), package);
        }
        let whole = without_peers(key);
        let host = whole.value.find('/').filter(|slash| whole.value[..*slash].contains('.'));
        let in_host = host.and_then(|slash| split(&key.part(slash..key.value.len())));
        let (name, mut package) = match (&self.name, in_host) {
            (None, Some((name, version))) => {
                // Another registry than the one that was set when pnpm wrote the file.
                let package = node::package(&name, &version);
                (name, Package { source: Source::Url, ..package })
            }
            (Some(name), _) if whole.value.starts_with("file:") => {
                (name.clone(), npm_spec::of_dependency(name, &whole))
            }
            (name, _) => {
                let unknown = npm_spec::of_argument(&whole);
                let name = name.clone().unwrap_or(Text { value: unknown.name, span: whole.span });
                let none = Requirement::none();
                let package = Package::new(Ecosystem::Npm, name.value.clone(), none, unknown.span);
                (name, Package { source: Source::Url, ..package })
            }
        };
        self.resolve(&name, &mut package);
        ((Cow::Borrowed(""), whole.value), package)
    }

    /// What the members say about the version and where the code comes from.
    fn resolve(&self, name: &Text<'a>, package: &mut Package<'a>) {
        if let Some(commit) = &self.commit {
            package.source = Source::Git;
            if commit.value.bytes().all(|b| b.is_ascii_hexdigit()) {
                let hash = commit.value.clone();
                package.requirement = Requirement::new(RequirementClass::GitCommit, hash);
                package.span = commit.span;
            }
        } else if let Some(place) = self.place.as_ref().filter(|_| package.source != Source::Local)
        {
            node::resolve(package, name, place);
        }
        if self.version.is_some() {
            node::state(package, self.version.as_ref());
        }
    }
}

/// The version behind a name of a project: itself up to version 5, a member from 6 on.
fn chosen<'a>(reader: &mut Reader<'a>) -> Option<Text<'a>> {
    let event = reader.event();
    match event.kind {
        yaml::Kind::Scalar(scalar) if !scalar.text.value.is_empty() => Some(scalar.text),
        yaml::Kind::Mapping => {
            let mut version = None;
            reader.members(&mut |reader, member| {
                if member.text.value == "version" {
                    version = scalar(reader);
                }
            });
            version
        }
        _ => None,
    }
}

fn scalar<'a>(reader: &mut Reader<'a>) -> Option<Text<'a>> {
    reader.scalar().map(|scalar| scalar.text)
}

/// What a name with what stands for its version means: `1.2.3(peers)`, `/real@1.2.3`. A place, such as
/// a path or a URL, has no name, as it can be used under any.
fn id_of<'a>(name: &Text<'a>, version: &Text<'a>) -> Id<'a> {
    if node::starts_with_digit(&version.value) {
        return (name.value.clone(), without_peers(version).value);
    }
    match split(version) {
        Some((name, version)) if node::starts_with_digit(&version.value) => {
            (name.value, version.value)
        }
        Some((_, place)) => (Cow::Borrowed(""), place.value),
        None => (Cow::Borrowed(""), without_peers(version).value),
    }
}

/// Splits `name@1.2.3`, `/name@1.2.3(peers)` and `/name/1.2.3_peers`. A text that has a slash but
/// none in front begins with a host or a path, as one does that has no version behind a slash.
fn split<'a>(key: &Text<'a>) -> Option<(Text<'a>, Text<'a>)> {
    let text = &*key.value;
    let start = usize::from(text.starts_with('/'));
    let scope = if text[start..].starts_with('@') { text[start..].find('/')? + 1 } else { 0 };
    let at = start + scope + text[start + scope..].find(['@', '/'])?;
    // `git@host+user/repository/commit` is a place.
    let is_place = text.starts_with("git@") && !node::starts_with_digit(&text[at + 1..]);
    let is_name = at > start + scope && !text[start..at].contains(':') && !is_place;
    let behind_slash = text.as_bytes()[at] == b'/';
    if !is_name || (behind_slash && (start == 0 || !node::starts_with_digit(&text[at + 1..]))) {
        return None;
    }
    Some((key.part(start..at), without_peers(&key.part(at + 1..text.len()))))
}

/// Cuts `(react@18.2.0)` off, and of a version `_react@18.2.0` or, in `shrinkwrap.yaml`,
/// `/react@18.2.0`.
fn without_peers<'a>(text: &Text<'a>) -> Text<'a> {
    let value = &*text.value;
    let end =
        if node::starts_with_digit(value) { value.find(['(', '_', '/']) } else { value.find('(') };
    text.part(0..end.unwrap_or(value.len()))
}
