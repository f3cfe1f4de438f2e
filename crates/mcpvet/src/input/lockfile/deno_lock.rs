//! `deno.lock`: every package and module that Deno chose.
//!
//! Written by Deno, with `version` 2 to 5; before those it held nothing but modules and their hashes.
//! <https://docs.deno.com/runtime/fundamentals/modules/#integrity-checking-and-lock-files>
//!
//! - Keys of `npm` and `jsr` are `name@1.2.3`, of npm with `_` and the peers behind it. Up to
//!   version 3 they stand in `packages`, of version 2 in `npm.packages`.
//! - `specifiers` say which version answers each request; those of the project stand in
//!   `workspace`. Without it, nothing says what is direct.
//! - What a package needs is `name@1.2.3` with its peers, a name alone where there is one package of
//!   that name, or a request that `specifiers` answer. Another name in use stands in front of `@npm:`.
//! - `remote` holds modules by their URL, which are packages of no registry, or those of npm that
//!   another host hands on. Those of one release on one host, such as `https://host/std@1.0.0/…`,
//!   count once if they stand together.
//! - `redirects` and all other members are skipped.

use std::borrow::Cow;

use super::graph::{Graph, Id};
use super::node;
use crate::input::json::{self, Duplicates, Kind, Reader, SyntaxError, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::{npm_spec, remote};
use crate::package::{Ecosystem, Groups, Package};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "deno-lock",
    title: "deno.lock",
    file_names: &["deno.lock"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let sections = ["specifiers", "npm", "jsr", "remote", "workspace", "packages", "redirects"];
    let is_foreign = head.has_key("name") || head.has_key("lockfileVersion");
    if is_foreign || !head.has_key("version") || !sections.iter().any(|key| head.has_key(key)) {
        Likeness::No
    } else if head.has_key("specifiers") || head.has_key("remote") {
        Likeness::Certain
    } else {
        Likeness::Likely
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        let mut lock = Lock {
            inventory,
            graph: Graph::default(),
            specifiers: Vec::new(),
            requests: Vec::new(),
            release: "",
        };
        let outcome = reader.object(|reader, key| lock.read(reader, Part::File, &key));
        lock.finish();
        outcome
    });
}

struct Lock<'i, 'a> {
    inventory: &'i mut Inventory<'a>,
    graph: Graph<'a>,
    /// Requests and the versions that answer them.
    specifiers: Vec<(Cow<'a, str>, Text<'a>)>,
    /// Who asks, which is nobody for the project, and for what.
    requests: Vec<(Option<Id<'a>>, Text<'a>)>,
    /// The release that the last remote module belongs to.
    release: &'a str,
}

/// The objects whose members are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The whole file, and `packages` in it.
    File,
    Npm,
    Jsr,
    Specifiers,
    Remote,
}

type Outcome = Result<(), SyntaxError>;

impl<'a> Lock<'_, 'a> {
    /// Reads one member of a part.
    fn read(&mut self, reader: &mut Reader<'a>, part: Part, key: &Text<'a>) -> Outcome {
        match (part, &*key.value) {
            (Part::File, "packages") => self.section(reader, Part::File, key),
            (Part::File | Part::Npm, "specifiers") => self.section(reader, Part::Specifiers, key),
            // Version 2 has `packages` in `npm`.
            (Part::File, "npm") | (Part::Npm, "packages") => self.section(reader, Part::Npm, key),
            (Part::File, "jsr") => self.section(reader, Part::Jsr, key),
            (Part::File, "remote") => self.section(reader, Part::Remote, key),
            (Part::File, "workspace") => {
                json::tree(reader, &mut |workspace| self.add_workspace(key, &workspace))
            }
            // Of version 1 this is all there is.
            (Part::File, url) if !url.starts_with("http") => reader.skip(),
            (Part::Npm | Part::Jsr, _) => {
                json::tree(reader, &mut |entry| self.add(part, key, &entry))
            }
            (Part::Specifiers, _) => {
                let version = reader.string_or_skip()?.unwrap_or_default();
                self.specifiers.push((key.value.clone(), version));
                Ok(())
            }
            (Part::File | Part::Remote, _) => {
                self.add_module(key);
                reader.skip()
            }
        }
    }

    /// Reads an object, or notes that something else stands there.
    fn section(&mut self, reader: &mut Reader<'a>, part: Part, key: &Text<'a>) -> Outcome {
        if reader.peek()? != Kind::Object {
            self.inventory.error("section", "expected an object here", key.span);
            return reader.skip();
        }
        let mut keys = Duplicates::default();
        let outcome = reader.object(|reader, key| {
            keys.push(&key);
            self.read(reader, part, &key)
        });
        keys.note(reader.text(), self.inventory);
        outcome
    }

    fn add(&mut self, part: Part, key: &Text<'a>, entry: &Value<'a>) {
        let Some((name, version)) = node::split_name(key) else {
            self.inventory.error("entry", "expected `name@version`", key.span);
            return;
        };
        let is_jsr = part == Part::Jsr;
        let ecosystem = if is_jsr { Ecosystem::Jsr } else { Ecosystem::Npm };
        let peers = version.value.find('_').unwrap_or(version.value.len());
        let package = node::package(&name, &version.part(0..peers));
        self.graph.add(Package { ecosystem: Some(ecosystem), ..package });
        // What stands in the other section under the same name is another package.
        let name = if is_jsr { ["jsr:", &name.value].concat().into() } else { name.value };
        let id = (name, version.value);
        for section in ["dependencies", "optionalDependencies"] {
            let Some(section) = entry.get(section) else { continue };
            // A list from version 4 on, before that an object of the names that are used.
            for need in section.elements().iter().chain(section.members().iter().map(|it| &it.1)) {
                self.requests.extend(need.text().map(|need| (Some(id.clone()), need)));
            }
        }
        self.graph.answer_to(id);
    }

    fn add_module(&mut self, url: &Text<'a>) {
        match url.value {
            Cow::Borrowed(text) if self.release.is_empty() || !text.starts_with(self.release) => {
                self.release = release(text);
            }
            Cow::Borrowed(_) => return,
            Cow::Owned(_) => {}
        }
        self.push_module(url);
    }

    fn push_module(&mut self, url: &Text<'a>) {
        match remote::of_code(url) {
            Some(module) => self.graph.add(module),
            None => self.inventory.error("entry", "expected a URL of a module", url.span),
        }
    }

    /// Takes what the project and its members name, on whatever level.
    fn add_workspace(&mut self, key: &Text<'a>, project: &Value<'a>) {
        if project.is_no_object() {
            self.inventory.error("section", "expected an object here", key.span);
        }
        for (key, value) in project.members() {
            match &*key.value {
                "dependencies" => {
                    let texts = value.elements().iter().filter_map(Value::text);
                    self.requests.extend(texts.map(|request| (None, request)));
                }
                "packageJson" => self.add_workspace(key, value),
                "members" => {
                    value.members().iter().for_each(|(key, it)| self.add_workspace(key, it));
                }
                _ => {}
            }
        }
    }

    fn finish(mut self) {
        sort::by(&mut self.specifiers, |a, b| a.0.cmp(&b.0));
        for (asker, request) in core::mem::take(&mut self.requests) {
            let at = self.specifiers.binary_search_by(|(own, _)| own.cmp(&request.value));
            let wanted = answer(&request, at.ok().map(|at| &self.specifiers[at].1));
            match asker {
                Some(asker) => {
                    self.graph.ask_for(asker);
                    self.graph.need_of_asker(wanted, Groups::NONE);
                }
                None => self.graph.need(wanted, Groups::NONE, None),
            }
        }
        // A name alone is that of the only package of this name.
        self.graph.replaces_ranges();
        self.graph.finish(self.inventory);
    }
}

/// The package that answers a request: `a` and `1.2.3` for `npm:a@^1` and `1.2.3`, or `npm:a@1.2.3`
/// before version 4. Without a version from the specifiers, the request is the answer.
fn answer<'a>(request: &Text<'a>, version: Option<&Text<'a>>) -> Id<'a> {
    let Some(version) = version else { return id(request) };
    if node::starts_with_digit(&version.value) {
        return (id(request).0, version.value.clone());
    }
    id(version)
}

/// Splits `npm:a@1.2.3`, `jsr:@a/b@1.2.3`, `a@1.2.3`, `a`, and `alias@npm:a@1.2.3`.
fn id<'a>(text: &Text<'a>) -> Id<'a> {
    let whole = &*text.value;
    let plain = match whole.find("npm:") {
        Some(at) if at == 0 || whole[..at].ends_with('@') => &whole[at + 4..],
        _ => whole,
    };
    // The `@` in front of a scope is not the one in front of a version.
    let start = if plain.starts_with("jsr:") { 5 } else { 1 };
    let at = plain.get(start..).and_then(|rest| rest.find('@'));
    let end = at.map_or(plain.len(), |at| start + at);
    let version = plain.get(end + 1..).unwrap_or_default();
    (text.slice(&plain[..end]).value, text.slice(version).value)
}

/// `https://host/std@1.0.0/` of a module of that release; empty where the URL names none.
fn release(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find('/').map_or(url.len(), |at| host + at);
    let at = url[path..].find('@').and_then(|at| url[path + at..].find('/').map(|end| at + end));
    at.map_or("", |end| &url[..=path + end])
}

/// What Deno takes for a package: `npm:name@^1/file`, `jsr:@scope/name@1`, the URL of a module;
/// `None` for a file.
pub(crate) fn of_specifier<'a>(alias: &Text<'a>, specifier: &Text<'a>) -> Option<Package<'a>> {
    let text = &*specifier.value;
    if !text.starts_with("npm:") && !text.starts_with("jsr:") {
        return remote::of_code(specifier);
    }
    let start = if text[4..].starts_with('/') { 5 } else { 4 };
    let scope = if text[start..].starts_with('@') {
        text[start..].find('/').map_or(text.len(), |slash| start + slash + 1)
    } else {
        start
    };
    let end = text[scope..].find('/').map_or(text.len(), |slash| scope + slash);
    let target = specifier.part(start..end);
    let (name, version) = node::split_name(&target).unwrap_or_else(|| {
        let end = target.value.len();
        (target.clone(), target.part(end..end))
    });
    if !npm_spec::is_name(&name.value) {
        return None;
    }
    let mut package = npm_spec::of_dependency(&name, &version);
    let ecosystem = if text.starts_with("npm:") { Ecosystem::Npm } else { Ecosystem::Jsr };
    package.ecosystem = Some(ecosystem);
    package.alias = (alias.value != package.name).then(|| alias.value.clone());
    Some(package)
}
