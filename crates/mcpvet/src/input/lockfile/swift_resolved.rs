//! `Package.resolved`: every repository that the Swift package manager chose.
//!
//! Versions 1 to 3. <https://docs.swift.org/swiftpm/documentation/packagemanagerdocs/resolvingpackageversions>
//!
//! - A package is the URL of its repository without scheme, user and `.git`.
//! - `state` has a version, or a branch and a revision: then no release is known.
//! - Packages of a registry (`kind: registry`) have an identity and no URL.

use crate::input::json::{self, Kind, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::url::Url;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};

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
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "object" if reader.peek()? == Kind::Object => {
                reader.object(|reader, key| match &*key.value {
                    "pins" => read_pins(reader, key.span, inventory),
                    _ => reader.skip(),
                })
            }
            "pins" => read_pins(reader, key.span, inventory),
            _ => reader.skip(),
        })
    });
}

fn read_pins<'a>(
    reader: &mut json::Reader<'a>,
    key: Span,
    inventory: &mut Inventory<'a>,
) -> Result<(), json::SyntaxError> {
    json::entries(reader, key, inventory, &mut |reader, inventory| {
        json::tree(reader, &mut |pin| add(&pin, inventory))
    })
}

fn add<'a>(pin: &Value<'a>, inventory: &mut Inventory<'a>) {
    let place = pin.member("location").or_else(|| pin.member("repositoryURL"));
    let place = place.filter(|place| !place.value.is_empty());
    let identity = pin.member("identity").or_else(|| pin.member("package"));
    let Some(at) = place.as_ref().or(identity.as_ref()).map(|text| text.span) else {
        let at = Span { end: pin.span.start + 1, ..pin.span };
        return inventory.error("entry", "this pin has neither a location nor an identity", at);
    };
    let repository = place.as_ref().and_then(repository);
    let source = match pin.get("kind").and_then(Value::str) {
        Some("registry") => Source::Url,
        Some("fileSystem" | "localSourceControl") => Source::Local,
        _ if repository.is_none() => Source::Local,
        _ => Source::Registry,
    };
    let state = |key| pin.get("state").and_then(|state| state.member(key));
    let (requirement, span) = match (state("version"), state("revision")) {
        (Some(version), _) => (Requirement::exact(version.value), version.span),
        (None, Some(commit)) => {
            (Requirement::new(RequirementClass::GitCommit, commit.value), commit.span)
        }
        (None, None) => (Requirement::none(), at),
    };
    let is_commit = requirement.class == RequirementClass::GitCommit;
    let name = repository.or(identity.map(|identity| identity.value.into_owned()));
    let name = name.unwrap_or_default();
    let mut package = Package::new(Ecosystem::SwiftUrl, name.into(), requirement, span);
    package.source = if is_commit && source == Source::Registry { Source::Git } else { source };
    inventory.push(package);
}

/// `github.com/apple/swift-nio` of `https://github.com/apple/swift-nio.git` and of
/// `git@github.com:apple/swift-nio.git`; `None` for a path.
fn repository(location: &Text<'_>) -> Option<String> {
    let place = match Url::read(&location.value) {
        Some(url) if url.scheme != "file" => url.place(),
        Some(_) => return None,
        None => {
            let (user, path) = location.value.split_once('@')?;
            if user.contains('/') {
                return None;
            }
            Url::read(&["ssh://", &path.replacen(':', "/", 1)].concat())?.place()
        }
    };
    Some(place.strip_suffix(".git").unwrap_or(&place).to_owned())
}
