//! `Package.resolved`: every repository that the Swift package manager chose.
//!
//! Versions 1 to 3. <https://docs.swift.org/swiftpm/documentation/packagemanagerdocs/resolvingpackageversions>
//!
//! - A package is the URL of its repository without scheme, user and `.git`.
//! - `state` has a version, or a branch and a revision: then no release is known.
//! - Packages of a registry (`kind: registry`) have an identity and no URL.

use std::borrow::Cow;

use super::chosen;
use crate::input::json::{self, Kind, Reader, SyntaxError, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::url::Url;
use crate::package::{Ecosystem, Package, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "package-resolved",
    title: "Package.resolved",
    file_names: &["package.resolved", ".package.resolved"],
    sniff: |head: &Head<'_>| {
        let nested = head.has_key("object") && head.text.contains("\"pins\"");
        match nested || (head.has_key("pins") && head.has_key("version")) {
            true => Likeness::Certain,
            false if head.has_key("pins") => Likeness::Likely,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| pins(reader, inventory));
}

/// Reads the pins of an object, in which version 1 has them in another object.
fn pins<'a>(reader: &mut Reader<'a>, inventory: &mut Inventory<'a>) -> Result<(), SyntaxError> {
    reader.object(|reader, key| match &*key.value {
        "object" if reader.peek()? == Kind::Object => pins(reader, inventory),
        "pins" => json::entries(reader, key.span, inventory, &mut |reader, inventory| {
            json::tree(reader, &mut |pin| add(&pin, inventory))
        }),
        _ => reader.skip(),
    })
}

fn add<'a>(pin: &Value<'a>, inventory: &mut Inventory<'a>) {
    let word = |key| pin.member(key).filter(|text| !text.value.is_empty());
    let place = word("location").or_else(|| word("repositoryURL"));
    let identity = word("identity").or_else(|| word("package"));
    let Some(named) = place.clone().or_else(|| identity.clone()) else {
        let at = Span { end: pin.span.start + 1, ..pin.span };
        return inventory.error("entry", "this pin has neither a location nor an identity", at);
    };
    let is_placed = place.is_some();
    let repository = place.and_then(|place| repository(&place.value));
    let state = pin.get("state");
    let state = |key| state.and_then(|state| state.member(key));
    let version = state("version");
    let commit = state("revision").filter(|_| version.is_none());
    let (requirement, span) = chosen(commit, version, named.span);
    let source = match pin.get("kind").and_then(Value::str) {
        // An identity alone is no name that advisories know.
        _ if !is_placed => Source::Url,
        Some("fileSystem" | "localSourceControl") => Source::Local,
        _ if repository.is_none() => Source::Local,
        _ if requirement.class == RequirementClass::GitCommit => Source::Git,
        _ => Source::Registry,
    };
    let name = repository.map(Cow::Owned).or(identity.map(|it| it.value)).unwrap_or(named.value);
    let package = Package::new(Ecosystem::SwiftUrl, name, requirement, span);
    inventory.push(Package { source, ..package });
}

/// `github.com/apple/swift-nio` of `https://github.com/apple/swift-nio.git` and of
/// `git@github.com:apple/swift-nio.git`; `None` for a path.
fn repository(location: &str) -> Option<String> {
    let of_shell = || ["ssh://", &location.replacen(':', "/", 1)].concat();
    let mut place = match Url::read(location) {
        Some(url) if url.scheme == "file" => return None,
        Some(url) => url.place(),
        None if location.split('@').next()?.contains('/') => return None,
        None => Url::read(&of_shell()).filter(|_| location.contains('@'))?.place(),
    };
    if place.ends_with(".git") {
        place.truncate(place.len() - 4);
    }
    Some(place)
}
