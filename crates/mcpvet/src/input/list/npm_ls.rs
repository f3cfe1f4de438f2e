//! What `npm ls --json`, `npm query`, `npm outdated --json` and `pnpm list --json` print: the packages
//! that are installed.
//!
//! <https://github.com/npm/cli/blob/latest/docs/lib/content/commands/npm-ls.md>, <https://pnpm.io/cli/list>
//!
//! - npm prints one project as a tree, pnpm a list of them. What stands on the first level is direct.
//! - `npm query` prints a list of packages; `from` says in which folders those are that need one,
//!   and `""` is the project.
//! - `npm outdated` has a member for each package, whose `current` is installed, and writes an alias as
//!   `alias:name@request`.
//! - pnpm has sections for developers' and optional packages; npm says nothing on that.
//! - The real name of an alias is `from` (pnpm), `name` (npm with `--long`), or stands in the URL of
//!   the archive; without these the alias itself is read.
//! - A package that stands in several places is listed once. Where it stands again, npm leaves out
//!   where its code comes from. One that is not installed has no version, and a note.

use std::borrow::Cow;

use super::once::push_once;
use crate::input::json::{self, Data, Kind, Reader, SyntaxError, Value};
use crate::input::lockfile::node;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Package, Source, Span};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "npm-ls",
    title: "npm ls --json",
    file_names: &["npm-ls.json", "npm-list.json", "pnpm-list.json", "pnpm-ls.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

const SECTIONS: &[(&str, Groups)] = &[
    ("dependencies", Groups::PROD),
    ("devDependencies", Groups::DEV),
    ("optionalDependencies", Groups::OPTIONAL),
    ("unsavedDependencies", Groups::NONE),
];

/// A manifest has texts where this has objects.
fn sniff(head: &Head<'_>) -> Likeness {
    let is_list = head.text.trim_start().strip_prefix('[').map(str::trim_start);
    let is_foreign = head.has_key("lockfileVersion") || head.has_key("imports");
    let is_tree = SECTIONS.iter().any(|(section, _)| {
        let mut places = head.text.split(section).skip(1);
        places.next().is_some_and(|behind| holds_objects(behind).unwrap_or(false))
    });
    if is_outdated(head.text) {
        return Likeness::Likely;
    }
    if is_list.is_some() && head.text.contains("\"queryContext\":") {
        return Likeness::Certain;
    }
    let opens = is_list.unwrap_or(head.text.trim_start()).starts_with(['{', '"']);
    if opens && is_tree && !is_foreign { Likeness::Likely } else { Likeness::No }
}

/// Whether `": { "name": {` follows the name of a section.
fn holds_objects(behind: &str) -> Option<bool> {
    let inner = behind.strip_prefix('"')?.trim_start().strip_prefix(':')?.trim_start();
    let (_, rest) = inner.strip_prefix('{')?.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(rest.trim_start().strip_prefix(':')?.trim_start().starts_with('{'))
}

/// What `npm outdated --json` says of each package.
fn is_outdated(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && text.contains("\"wanted\":")
        && text.contains("\"latest\":")
}

/// The package that `alias:name@request` names, and the alias.
pub(super) fn aliased<'a>(key: &Text<'a>) -> (Text<'a>, Option<Cow<'a, str>>) {
    let Some((alias, spec)) = key.value.split_once(':') else { return (key.clone(), None) };
    let spec = key.slice(spec);
    let name = node::split_name(&spec).map_or(spec, |(name, _)| name);
    (name, Some(key.slice(alias).value))
}

/// The note for a package without a version.
pub(super) const NOT_INSTALLED: &str = "this package has no version: it is not installed";

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tree = Tree::default();
    json::read(text, inventory, |reader, inventory| match reader.peek()? {
        Kind::Array => {
            let found = text.contains("\"queryContext\":");
            tree.has_groups = !found;
            json::entries(reader, Span::default(), inventory, &mut |reader, _| match found {
                true => json::pick(reader, FOUND, &mut |entry| tree.add_found(&entry)),
                false => tree.read_project(reader),
            })
        }
        _ if is_outdated(text) => reader.object_of(&mut |reader, key| {
            json::tree(reader, &mut |found| match &found.data {
                // In workspaces, one for each member.
                Data::Array(all) => all.iter().for_each(|found| tree.add_outdated(&key, found)),
                _ => tree.add_outdated(&key, &found),
            })
        }),
        _ => tree.read_project(reader),
    });
    for span in core::mem::take(&mut tree.odd) {
        inventory.error("entry", "expected an object here; it was not read", span);
    }
    tree.repeat_places();
    for span in tree.missing {
        inventory.note(Level::Info, "not-installed", NOT_INSTALLED, Some(span));
    }
    push_once(tree.packages, &tree.needs, inventory);
}

#[derive(Default)]
struct Tree<'a> {
    /// In the order of the text; of one that is not installed nothing is known.
    packages: Vec<Option<Package<'a>>>,
    /// Which of them needs which.
    needs: Vec<(usize, usize)>,
    /// Whether sections tell groups apart.
    has_groups: bool,
    missing: Vec<Span>,
    /// Keys of sections and of packages that are something else than an object.
    odd: Vec<Span>,
    /// Names in use and versions of packages from elsewhere than a registry, with their numbers.
    places: Vec<(Cow<'a, str>, Cow<'a, str>, usize)>,
    /// The same of packages of which nothing says where they come from.
    again: Vec<(Cow<'a, str>, Cow<'a, str>, usize)>,
}

/// The members of a package that matter.
const MEMBERS: &[&str] = &["name", "from", "version", "resolved"];

/// The members of what `npm query` found.
const FOUND: &[&str] =
    &["name", "version", "resolved", "location", "from", "dev", "optional", "peer"];

const VERSION: usize = 2;
const RESOLVED: usize = 3;

type Entry<'a> = [Option<Text<'a>>; MEMBERS.len()];
type Outcome = Result<(), SyntaxError>;

impl<'a> Tree<'a> {
    fn read_project(&mut self, reader: &mut Reader<'a>) -> Outcome {
        self.read_object(reader, None, &mut Entry::default())
    }

    /// Reads a project, or the package with a number and a group, and all that stands below.
    fn read_object(
        &mut self,
        reader: &mut Reader<'a>,
        own: Option<(usize, Groups)>,
        entry: &mut Entry<'a>,
    ) -> Outcome {
        reader.object(|reader, key| {
            if let Some(at) = MEMBERS.iter().position(|member| *member == key.value) {
                entry[at] = reader.string_or_skip()?;
                return Ok(());
            }
            let section = SECTIONS.iter().find(|(section, _)| *section == key.value);
            let Some((_, groups)) = section else { return reader.skip() };
            if reader.peek()? != Kind::Object {
                return self.skip_odd(reader, &key);
            }
            let groups = if self.has_groups { *groups } else { Groups::NONE };
            reader.object(|reader, name| match reader.peek()? {
                Kind::Object => self.read_package(reader, &name, own, groups),
                // With `--long`, npm repeats what manifests ask for.
                Kind::String => reader.skip(),
                _ => self.skip_odd(reader, &name),
            })
        })
    }

    fn skip_odd(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) -> Outcome {
        self.odd.push(key.span);
        reader.skip()
    }

    fn read_package(
        &mut self,
        reader: &mut Reader<'a>,
        key: &Text<'a>,
        parent: Option<(usize, Groups)>,
        groups: Groups,
    ) -> Outcome {
        let groups = parent.map_or(groups, |(_, groups)| groups);
        let number = self.packages.len();
        self.packages.push(None);
        self.needs.extend(parent.map(|(parent, _)| (parent, number)));
        let mut entry = Entry::default();
        let outcome = self.read_object(reader, Some((number, groups)), &mut entry);
        let version = entry[VERSION].clone().unwrap_or_default().value;
        let is_again = entry[RESOLVED].is_none();
        match package(key, entry) {
            Some(package) => {
                let direct = Some(parent.is_none());
                if package.source != Source::Registry {
                    self.places.push((key.value.clone(), version, number));
                } else if is_again {
                    self.again.push((key.value.clone(), version, number));
                }
                self.packages[number] = Some(Package { groups, direct, ..package });
            }
            None if outcome.is_ok() => self.missing.push(key.span),
            None => {}
        }
        outcome
    }
}

impl<'a> Tree<'a> {
    /// Adds what `npm outdated` found.
    fn add_outdated(&mut self, key: &Text<'a>, found: &Value<'a>) {
        if found.is_no_object() {
            return self.odd.push(found.span);
        }
        let Some(version) = found.member("current") else { return self.missing.push(key.span) };
        let (name, alias) = aliased(key);
        self.packages.push(Some(Package { alias, ..node::package(&name, &version) }));
    }

    /// Adds what `npm query` found.
    fn add_found(&mut self, found: &Value<'a>) {
        let location = found.get("location").and_then(Value::str).unwrap_or_default();
        let key = found.member("name").unwrap_or_default();
        let entry = [Some(key.clone()), None, found.member("version"), found.member("resolved")];
        let Some(mut package) = package(&key, entry) else {
            self.missing.push(if key.value.is_empty() { found.span } else { key.span });
            return;
        };
        if !location.contains("node_modules/") {
            package.source = Source::Local;
        }
        let is = |member: &str| found.get(member).is_some_and(|it| it.is_scalar("true"));
        let groups = [("dev", Groups::DEV), ("optional", Groups::OPTIONAL), ("peer", Groups::PEER)];
        let groups = groups.into_iter().filter(|(member, _)| is(member));
        package.groups = groups.fold(Groups::NONE, |all, (_, group)| all.and(group));
        let askers = found.get("from").map_or(&[][..], Value::elements);
        package.direct = Some(askers.iter().any(|asker| asker.str() == Some("")));
        self.packages.push(Some(package));
    }
}

impl Tree<'_> {
    /// Says of packages that stand there again where they come from.
    fn repeat_places(&mut self) {
        sort::by(&mut self.places, |a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        for (name, version, number) in core::mem::take(&mut self.again) {
            let place = self.places.binary_search_by(|it| (&it.0, &it.1).cmp(&(&name, &version)));
            let Ok(place) = place else { continue };
            let [Some(place), Some(again)] =
                [self.places[place].2, number].map(|it| self.packages[it].clone())
            else {
                continue;
            };
            let Package { source, requirement, .. } = place;
            self.packages[number] = Some(Package { source, requirement, ..again });
        }
    }
}

fn package<'a>(key: &Text<'a>, [name, from, version, resolved]: Entry<'a>) -> Option<Package<'a>> {
    let version = version?;
    let in_url = resolved.as_ref().and_then(name_in_url);
    // npm 6 writes the whole request there: `zod@^3.22.0`.
    let from = from.map(|from| node::split_name(&from).map_or(from, |(name, _)| name));
    let is_name = |name: &Text<'_>| npm_spec::is_name(&name.value);
    let name = [name, in_url, from].into_iter().flatten().find(is_name);
    let name = name.unwrap_or_else(|| key.clone());
    let mut package = node::package(&name, &version);
    if let Some(resolved) = &resolved {
        node::resolve(&mut package, &name, resolved);
    }
    package.alias = (name.value != key.value).then(|| key.value.clone());
    Some(package)
}

/// `@scope/name` of `https://host/@scope/name/-/name-1.2.3.tgz`.
fn name_in_url<'a>(url: &Text<'a>) -> Option<Text<'a>> {
    let (path, _) = url.value.split_once("/-/").filter(|_| node::is_registry(&url.value))?;
    let mut starts = path.rmatch_indices('/').map(|(slash, _)| slash + 1);
    let (last, scope) = (starts.next()?, starts.next()?);
    let name = if path[scope..].starts_with('@') { &path[scope..] } else { &path[last..] };
    Some(url.slice(name)).filter(|name| npm_spec::is_name(&name.value))
}
