//! `server.json`, with which a server presents itself to the MCP registry, and the registry's
//! answers, which wrap it.
//!
//! <https://github.com/modelcontextprotocol/registry/tree/main/docs/reference/server-json>
//!
//! - The schemas of 2025-07 write `registry_type`, those since 2025-09 `registryType`; the first one
//!   of all had `registry_name` and `name`. All keys are read side by side.
//! - A package is one server that the rules see, with the command line that a client would build
//!   of `runtimeHint`, the arguments and the identifier. A remote is one too.
//! - The server itself is local: no advisory is about its name in the registry.
//! - `{name}` is filled in by the client and stays open here.

use std::borrow::Cow;

use super::ManifestKind;
use super::server::{self, Server};
use crate::input::json::{self, Data, Kind, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::launch::url::{Url, owner};
use crate::launch::{Tokens, docker, is_dynamic, npm_spec, npx, pep508, redact};
use crate::package::{Ecosystem, Launch, Package, Requirement, RequirementClass, Source, Span};
use crate::words::Words;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "mcp-server-json",
    title: "server.json",
    file_names: &["server.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

/// Which registry a package is in; each key as all generations write it.
pub(crate) const TYPE: &[&str] = &["registryType", "registry_type", "registry_name"];
/// Its name there.
pub(crate) const IDENTIFIER: &[&str] = &["identifier", "name"];
/// The address of a registry.
pub(crate) const BASE_URL: &[&str] = &["registryBaseUrl", "registry_base_url"];
/// The hash of a bundle.
pub(crate) const HASH: &[&str] = &["fileSha256", "file_sha256"];
/// What the server is given.
pub(crate) const ENVIRONMENT: &[&str] = &["environmentVariables", "environment_variables"];
const HINT: &[&str] = &["runtimeHint", "runtime_hint"];
const RUNTIME: &[&str] = &["runtimeArguments", "runtime_arguments"];
const ARGUMENTS: &[&str] = &["packageArguments", "package_arguments"];
/// What an input says about itself; the first that is there.
const VALUE: &[&str] = &["value", "default"];

fn sniff(head: &Head<'_>) -> Likeness {
    let says = |word: &str| head.text.contains(word);
    let written = || {
        let marks = ["\"registryType\"", "\"registry_type\"", "\"registry_name\""];
        says("modelcontextprotocol.registry/") || marks.iter().any(|mark| says(mark))
    };
    let schema = head.has_key("$schema") && says("/server.schema.json");
    let shape = ["packages", "remotes", "server", "servers"].iter().any(|key| head.has_key(key));
    let remote = head.has_key("name") && head.has_key("remotes") && says("\"url\"");
    match schema || (shape && written()) {
        true => Likeness::Certain,
        false if remote => Likeness::Likely,
        false => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        let mut element = |reader: &mut json::Reader<'a>| {
            let mut value = Value::default();
            let outcome = value.read(reader);
            add(value, inventory);
            outcome
        };
        if reader.peek()? == Kind::Array {
            return reader.array(element);
        }
        let (mut members, mut paged) = (Vec::new(), false);
        let start = reader.position();
        let outcome = reader.object(|reader, key| {
            if key.value == "servers" && reader.peek()? == Kind::Array {
                paged = true;
                return reader.array(&mut element);
            }
            let mut value = Value::default();
            let outcome = value.read(reader);
            members.push((key, value));
            outcome
        });
        let span = Span::new(start, reader.position());
        let root = Value::object(members, span);
        // The rest of a page of answers counts its servers.
        if !paged {
            add(root, inventory);
        }
        outcome
    });
}

/// Adds one server: itself, its packages and its remotes.
fn add<'a>(root: Value<'a>, inventory: &mut Inventory<'a>) {
    let about = root.get("server").unwrap_or(&root);
    let name = about.get("name").and_then(Value::text);
    if about.any(&["$schema", "packages", "remotes", "description"]).is_none() {
        let message = "nothing here is a server of the MCP registry";
        return inventory.note(Level::Info, "server", message, Some(about.span));
    }
    if let Some(name) = &name {
        let old = about.get("version_detail");
        let version = about.get("version").or_else(|| old?.get("version"));
        inventory.push(itself(name, version.and_then(Value::text)));
    } else {
        inventory.error("server", "this server has no name", about.span);
    }
    for package in elements(about, "packages", inventory) {
        add_package(name.as_ref(), &package, inventory);
    }
    for remote in elements(about, "remotes", inventory) {
        add_remote(name.as_ref(), &remote, inventory);
    }
    inventory.push_manifest(ManifestKind::Registry, root);
}

/// The server by its own name and version.
pub(super) fn itself<'a>(name: &Text<'a>, version: Option<Text<'a>>) -> Package<'a> {
    let span = version.as_ref().map_or(name.span, |version| version.span);
    let requirement = version.map_or(Requirement::none(), |it| Requirement::exact(it.value));
    let package = Package::unnamed(name.value.clone(), requirement, span);
    Package { source: Source::Local, ..package }
}

fn elements<'a>(about: &Value<'a>, key: &str, inventory: &mut Inventory<'a>) -> Vec<Value<'a>> {
    let Some(list) = about.get(key) else { return Vec::new() };
    let (objects, others): (Vec<_>, Vec<_>) = list
        .elements()
        .iter()
        .cloned()
        .partition(|element| matches!(element.data, Data::Object(_)));
    let odd = others.into_iter().map(|other| other.span);
    let whole = (!matches!(list.data, Data::Array(_))).then_some(list.span);
    for span in odd.chain(whole) {
        inventory.error("entry", "expected a list of objects here", span);
    }
    objects
}

fn add_package<'a>(name: Option<&Text<'a>>, entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let text = |keys: &[&str]| {
        entry.any(keys).and_then(Value::text).filter(|text| !text.value.trim().is_empty())
    };
    let (Some(kind), Some(identifier)) = (text(TYPE), text(IDENTIFIER)) else {
        let message = "expected a registryType and an identifier for this package";
        return inventory.error("entry", message, entry.span);
    };
    let version = text(&["version"]).map(open);
    let runner = text(HINT).or_else(|| runner_of(&kind));
    let shown = runner.as_ref().map_or("", |runner| &*runner.value);
    let shown = if redact::is_command(shown) { shown } else { "" };
    let mut package = package_of(&kind.value, &identifier, version.as_ref(), entry);
    if let Some(package) = &mut package {
        redact::package(package, shown);
    }
    // What could be no name is not shown, and stands as a program.
    let Some(mut package) = package.filter(|it| it.source != Source::Program) else {
        let message = "this identifier names no package of its registryType";
        return inventory.error("entry", message, identifier.span);
    };
    package.launch = name.map(|name| {
        let runner = Cow::Owned(shown.to_owned());
        Box::new(Launch { server: name.value.clone(), runner })
    });
    let command = runner.map(|runner| command(runner, &identifier, version.as_ref(), entry));
    let transport = entry.get("transport");
    let server = Server {
        name: name.cloned(),
        entry: settings(entry, transport.unwrap_or(entry)),
        command: command.unwrap_or_default(),
        url: transport.and_then(|it| it.get("url")).and_then(Value::text).map(open),
        packages: 0..0,
    };
    server::add_known(server, vec![package], inventory);
}

fn add_remote<'a>(name: Option<&Text<'a>>, entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let Some(url) = entry.get("url").and_then(Value::text) else {
        return inventory.error("entry", "expected a URL for this remote", entry.span);
    };
    let (command, url) = (Tokens::new(), Some(open(url)));
    let entry = settings(entry, entry);
    let server = Server { name: name.cloned(), entry, command, url, packages: 0..0 };
    server::add_known(server, Vec::new(), inventory);
}

/// The members that the rules know from configurations: `env`, `headers` and `type`.
fn settings<'a>(entry: &Value<'a>, transport: &Value<'a>) -> Value<'a> {
    let environment = entry.any(ENVIRONMENT).map(|list| ("env", inputs(list, false)));
    let headers = transport.get("headers").map(|list| ("headers", inputs(list, true)));
    let kind = transport.any(&["type", "transport_type"]).map(|kind| ("type", kind.clone()));
    let members = [environment, headers, kind].into_iter().flatten();
    let members = members.map(|(key, value)| (Text::meant(key, value.span), value)).collect();
    Value::object(members, entry.span)
}

/// `[{"name": "KEY", "default": "x"}]` as a map. A header that the user fills in is sent as well.
fn inputs<'a>(list: &Value<'a>, all: bool) -> Value<'a> {
    let member = |input: &Value<'a>| {
        let name = input.get("name")?.text()?;
        let value = match input.any(VALUE) {
            Some(value) => value.text().map_or_else(|| value.clone(), |text| open(text).into()),
            None if all => Text::meant("${value}", name.span).into(),
            None => return None,
        };
        Some((name, value))
    };
    Value::object(list.elements().iter().filter_map(member).collect(), list.span)
}

/// `{name}` as launch lines write what is filled in later: `${name}`.
fn open(text: Text<'_>) -> Text<'_> {
    if text.value.contains("${") || !text.value.contains('{') {
        return text;
    }
    Text { value: text.value.replace('{', "${").into(), span: text.span }
}

fn runner_of<'a>(kind: &Text<'a>) -> Option<Text<'a>> {
    const RUNNERS: &[(&str, &str)] = &[
        ("npm", "npx"),
        ("pypi", "uvx"),
        ("oci", "docker"),
        ("docker", "docker"),
        ("nuget", "dnx"),
    ];
    let row = RUNNERS.iter().find(|row| kind.value.eq_ignore_ascii_case(row.0))?;
    Some(Text::meant(row.1, kind.span))
}

/// The command line that a client builds.
fn command<'a>(
    runner: Text<'a>,
    identifier: &Text<'a>,
    version: Option<&Text<'a>>,
    entry: &Value<'a>,
) -> Tokens<'a> {
    let runtime = arguments(entry.any(RUNTIME));
    let runs = runner.value == "docker" && runtime.first().is_none_or(|word| word.value != "run");
    let run = runs.then(|| Text::meant("run", runner.span));
    let named = match version {
        Some(version) if runner.value != "docker" => {
            let value = format!("{}@{}", identifier.value, version.value);
            Text { value: value.into(), span: identifier.span }
        }
        _ => identifier.clone(),
    };
    let mut words = vec![runner];
    words.extend(run.into_iter().chain(runtime).chain([named]));
    words.extend(arguments(entry.any(ARGUMENTS)));
    words
}

/// The words of `[{"type": "named", "name": "--x", "value": "y"}]`.
fn arguments<'a>(list: Option<&Value<'a>>) -> Tokens<'a> {
    let mut words = Tokens::new();
    for argument in list.map(Value::elements).unwrap_or_default() {
        let named = argument.get("type").and_then(Value::str) == Some("named");
        let name = argument.get("name").filter(|_| named).and_then(Value::text);
        let value = argument.any(VALUE).and_then(Value::text).map(open);
        words.extend(name.into_iter().chain(value));
    }
    words
}

/// The package behind an identifier; `None` when it is none of this registry.
fn package_of<'a>(
    kind: &str,
    identifier: &Text<'a>,
    version: Option<&Text<'a>>,
    entry: &Value<'a>,
) -> Option<Package<'a>> {
    let base = entry.any(BASE_URL).and_then(Value::str).filter(|base| !base.is_empty());
    let mut package = match Ecosystem::from_name(kind) {
        Some(Ecosystem::Npm) => match version {
            Some(version) => npm_spec::of_dependency(identifier, version),
            None => npm_spec::of_argument(identifier),
        },
        Some(Ecosystem::Oci) => image(identifier, version, base)?,
        Some(ecosystem) => plain(Some(ecosystem), identifier.value.clone(), identifier, version)?,
        None if kind.eq_ignore_ascii_case("docker") => image(identifier, version, base)?,
        None if kind.eq_ignore_ascii_case("mcpb") => bundle(identifier, entry)?,
        None => {
            let name = format!("{}/{}", kind.to_ascii_lowercase(), identifier.value);
            let package = plain(None, name.into(), identifier, version)?;
            Package { source: Source::Other, ..package }
        }
    };
    let ecosystem = package.ecosystem.filter(|_| package.source == Source::Registry);
    if ecosystem.zip(base).is_some_and(|(ecosystem, base)| !is_public(ecosystem, base)) {
        package.source = Source::Url;
    }
    Some(package)
}

/// Whether a registry is the public one of an ecosystem, told by the owner of its domain.
pub(crate) fn is_public(ecosystem: Ecosystem, base: &str) -> bool {
    let host = Url::read(base).map_or(base, |url| url.host);
    match ecosystem {
        Ecosystem::Npm => npx::is_public(base),
        Ecosystem::PyPI => pep508::is_public_index(base),
        Ecosystem::NuGet => owner(host) == "nuget",
        Ecosystem::CratesIo => owner(host) == "crates",
        // The name of an image says where it is.
        _ => true,
    }
}

/// A package by name and version, where the version says all about itself.
fn plain<'a>(
    ecosystem: Option<Ecosystem>,
    name: Cow<'a, str>,
    identifier: &Text<'a>,
    version: Option<&Text<'a>>,
) -> Option<Package<'a>> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_./:@+".contains(&b);
    let secret = name.split('/').any(redact::is_secret) && !name.contains('.');
    if name.is_empty() || !name.bytes().all(fits) || name.contains("://") || secret {
        return None;
    }
    let (requirement, span) = match version {
        Some(version) => (requirement(version), version.span),
        None => (Requirement::none(), identifier.span),
    };
    Some(match ecosystem {
        Some(ecosystem) => Package::new(ecosystem, name, requirement, span),
        None => Package::unnamed(name, requirement, span),
    })
}

fn requirement<'a>(version: &Text<'a>) -> Requirement<'a> {
    let class = match version.value.trim() {
        "latest" => RequirementClass::DistTagLatest,
        "*" => RequirementClass::Wildcard,
        text if is_dynamic(text) => RequirementClass::Dynamic,
        text if is_range(text) => RequirementClass::Range,
        _ => RequirementClass::Exact,
    };
    Requirement::new(class, version.value.clone())
}

/// Whether a version reads like a set of versions, which the registry refuses: `^1`, `1.x`,
/// `>=1 <2`, `1.0 - 2.0`, `[1,2)`.
pub(crate) fn is_range(version: &str) -> bool {
    let wild = |part: &str| Words("x X *").contains(part);
    version.contains(['^', '~', '<', '>', '=', '|', ',', '*', '[', '('])
        || version.contains(" - ")
        || version.split('.').any(wild)
}

/// An image. Until 2025-10 its tag stood in `version` and its registry in `registryBaseUrl`.
fn image<'a>(
    identifier: &Text<'a>,
    version: Option<&Text<'a>>,
    base: Option<&str>,
) -> Option<Package<'a>> {
    let name = identifier.value.rsplit('/').next().unwrap_or_default();
    let host = base.and_then(Url::read).map_or("", |url| url.host);
    let mut text = String::new();
    let first = identifier.value.split_once('/').map_or("", |(first, _)| first);
    if !first.contains(['.', ':']) && !host.is_empty() && owner(host) != "docker" {
        text = format!("{host}/");
    }
    text += &identifier.value;
    if let Some(version) = version.filter(|_| !name.contains([':', '@'])) {
        text.push(if version.value.contains(':') { '@' } else { ':' });
        text += &version.value;
    }
    match text == identifier.value {
        true => docker::of_image(identifier),
        false => docker::of_image(&Text { value: text.into(), span: identifier.span }),
    }
}

/// A bundle at a URL; with its hash it is one content for ever.
fn bundle<'a>(identifier: &Text<'a>, entry: &Value<'a>) -> Option<Package<'a>> {
    let url = Url::read(&identifier.value).filter(|url| url.is_web())?;
    let mut shown = Url { fragment: "", ..url }.shown();
    let hash = entry.any(HASH).and_then(Value::str);
    if let Some(hash) = hash.filter(|hash| is_hash(hash)) {
        shown += "#sha256:";
        shown += hash;
    }
    let requirement = Requirement::new(RequirementClass::UrlTarball, shown);
    let package = Package::unnamed(url.place().into(), requirement, identifier.span);
    Some(Package { source: Source::Url, ..package })
}

/// Whether it is a SHA-256 as the registry wants it: 64 hexadecimal digits.
pub(crate) fn is_hash(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit())
}
