//! `composer.lock`: every package that Composer chose.
//!
//! Written by Composer 1 and 2. <https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control>
//!
//! - `packages` is needed to run, `packages-dev` to develop. Which of them the project names
//!   stands in `composer.json` alone.
//! - Packages of the public registry have the `notification-url` of it, those of a private one
//!   another one, and those of a repository none; `dist` of the type `path` is a local folder.
//! - `dev-main` and `2.x-dev` are branches: the commit is known, a released version is not.
//! - `platform` (PHP and its extensions) names no packages and is left out.

use crate::input::json::{self, Value};
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::launch::url::{Url, owner};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "composer-lock",
    title: "composer.lock",
    file_names: &["composer.lock"],
    sniff: |head| {
        let own = ["packages-dev", "minimum-stability", "content-hash"];
        match head.has_key("packages") && own.iter().any(|key| head.has_key(key)) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| {
            let groups = match &*key.value {
                "packages" => Groups::PROD,
                "packages-dev" => Groups::DEV,
                _ => return reader.skip(),
            };
            json::entries(reader, key.span, inventory, &mut |reader, inventory| {
                json::tree(reader, &mut |entry| add(&entry, groups, inventory))
            })
        })
    });
}

fn add<'a>(entry: &Value<'a>, groups: Groups, inventory: &mut Inventory<'a>) {
    let Some(name) = entry.member("name") else {
        let at = Span { end: entry.span.start + 1, ..entry.span };
        return inventory.error("entry", "this package has no name", at);
    };
    let (requirement, span) = match entry.member("version") {
        Some(version) => (Requirement::exact(version.value), version.span),
        None => {
            inventory.warning("no-version", "this package has no version", name.span);
            (Requirement::none(), name.span)
        }
    };
    let mut package = Package::new(Ecosystem::Packagist, name.value, requirement, span);
    (package.groups, package.source) = (groups, source_of(entry));
    let version = &package.requirement.text;
    if is_branch(version) && package.source != Source::Local {
        (package.source, package.requirement.class) = (Source::Git, RequirementClass::GitRef);
    }
    inventory.push(package);
}

/// Whether a version is the newest commit of a branch.
pub(crate) fn is_branch(version: &str) -> bool {
    version.starts_with("dev-") || version.ends_with("-dev")
}

fn source_of(entry: &Value<'_>) -> Source {
    let kind = |member: &str| entry.get(member).and_then(|it| it.get("type")).and_then(Value::str);
    let notified = entry.get("notification-url").and_then(Value::str);
    match (kind("dist"), notified) {
        (Some("path"), _) => Source::Local,
        (_, Some(url)) if Url::read(url).is_some_and(|url| owner(url.host) == "packagist") => {
            Source::Registry
        }
        (_, None) if kind("source").is_some() => Source::Git,
        _ => Source::Url,
    }
}
