//! `deno.lock`: every package and module that Deno chose.
//!
//! Written by Deno, with `version` 2 to 5.
//! <https://docs.deno.com/runtime/fundamentals/modules/#integrity-checking-and-lock-files>
//!
//! - Keys of `npm` and `jsr` are `name@1.2.3`, of npm with `_` and the peers behind it. Up to
//!   version 3 they stand in `packages`, of version 2 in `npm.packages`.
//! - `specifiers` say which version answers each request; those of the project stand in
//!   `workspace`. Without it, nothing says what is direct.
//! - `remote` holds modules by their URL, which are packages of no registry. Those of one release
//!   on one host, such as `https://host/std@1.0.0/…`, count once if they stand together.
//! - `redirects` and all other members are skipped.

use std::borrow::Cow;

use super::graph::Graph;
use super::node;
use crate::input::json::{self, Duplicates, Kind, Reader, SyntaxError};
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
            wanted: Vec::new(),
            release: "",
        };
        let outcome = reader.object(|reader, key| lock.read_member(reader, &key));
        lock.finish();
        outcome
    });
}

struct Lock<'i, 'a> {
    inventory: &'i mut Inventory<'a>,
    graph: Graph<'a>,
    /// Requests and the versions that answer them.
    specifiers: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The requests of the project.
    wanted: Vec<Cow<'a, str>>,
    /// The release that the last remote module belongs to.
    release: &'a str,
}

type Outcome = Result<(), SyntaxError>;
type Member<'m, 'i, 'a> =
    &'m mut dyn FnMut(&mut Lock<'i, 'a>, &mut Reader<'a>, Text<'a>) -> Outcome;

impl<'i, 'a> Lock<'i, 'a> {
    fn read_member(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) -> Outcome {
        match &*key.value {
            "packages" => {
                self.section(reader, key, &mut |lock, reader, key| lock.read_packages(reader, &key))
            }
            "remote" => self.section(reader, key, &mut |lock, reader, url| {
                lock.add_module(&url);
                reader.skip()
            }),
            "workspace" => self.read_workspace(reader, key),
            _ => self.read_packages(reader, key),
        }
    }

    /// Reads an object, or notes that something else stands there.
    fn section(
        &mut self,
        reader: &mut Reader<'a>,
        key: &Text<'a>,
        member: Member<'_, 'i, 'a>,
    ) -> Outcome {
        if reader.peek()? != Kind::Object {
            self.inventory.error("section", "expected an object here", key.span);
            return reader.skip();
        }
        let mut keys = Duplicates::default();
        let outcome = reader.object(|reader, key| {
            keys.push(&key);
            member(self, reader, key)
        });
        keys.note(reader.text(), self.inventory);
        outcome
    }

    fn read_packages(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) -> Outcome {
        let ecosystem = match &*key.value {
            "npm" => Ecosystem::Npm,
            "jsr" => Ecosystem::Jsr,
            "specifiers" => {
                return self.section(reader, key, &mut |lock, reader, specifier| {
                    let version = reader.string_or_skip()?.unwrap_or_default();
                    lock.specifiers.push((specifier.value, version.value));
                    Ok(())
                });
            }
            _ => return reader.skip(),
        };
        self.section(reader, key, &mut |lock, reader, key| match &*key.value {
            // Version 2.
            "packages" => lock.section(reader, &key, &mut |lock, reader, key| {
                lock.add(ecosystem, &key);
                reader.skip()
            }),
            "specifiers" => lock.read_packages(reader, &key),
            _ => {
                lock.add(ecosystem, &key);
                reader.skip()
            }
        })
    }

    fn add(&mut self, ecosystem: Ecosystem, key: &Text<'a>) {
        let Some((name, version)) = node::split_name(key) else {
            self.inventory.error("entry", "expected `name@version`", key.span);
            return;
        };
        let peers = version.value.find('_').unwrap_or(version.value.len());
        let package = node::package(&name, &version.part(0..peers));
        self.graph.add(Package { ecosystem: Some(ecosystem), ..package });
        self.graph.answer_to((ecosystem.purl_type().into(), key.value.clone()));
    }

    fn add_module(&mut self, url: &Text<'a>) {
        match &url.value {
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

    /// Reads what the project and its members name, on whatever level.
    fn read_workspace(&mut self, reader: &mut Reader<'a>, key: &Text<'a>) -> Outcome {
        self.section(reader, key, &mut |lock, reader, key| match (&*key.value, reader.peek()?) {
            ("dependencies", Kind::Array) => reader.array(|reader| {
                lock.wanted.extend(reader.string_or_skip()?.map(|text| text.value));
                Ok(())
            }),
            ("packageJson", Kind::Object) => lock.read_workspace(reader, &key),
            ("members", Kind::Object) => lock
                .section(reader, &key, &mut |lock, reader, key| lock.read_workspace(reader, &key)),
            _ => reader.skip(),
        })
    }

    fn finish(mut self) {
        sort::by(&mut self.specifiers, |a, b| a.0.cmp(&b.0));
        for request in core::mem::take(&mut self.wanted) {
            let at = self.specifiers.binary_search_by(|(own, _)| own.cmp(&request));
            let version = at.map_or("", |at| &*self.specifiers[at].1);
            if let Some(id) = answer(&request, version) {
                self.graph.need(id, Groups::NONE, None);
            }
        }
        self.graph.finish(self.inventory);
    }
}

/// The key of the package that answers a request: `npm` and `a@1.2.3` for `npm:a@^1` and `1.2.3`,
/// or `npm:a@1.2.3` before version 4.
fn answer<'a>(request: &str, version: &str) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
    let (kind, rest) = request.split_once(':').unwrap_or(("npm", request));
    let kind = ["npm", "jsr"].into_iter().find(|known| *known == kind)?;
    let key = match version.split_once(':') {
        Some((_, whole)) => whole.to_owned(),
        None if node::starts_with_digit(version) => {
            let scope = usize::from(rest.starts_with('@'));
            let name = &rest[..rest[scope..].find('@').map_or(rest.len(), |at| at + scope)];
            [name, "@", version].concat()
        }
        None => version.to_owned(),
    };
    Some((kind.into(), key.into()))
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
