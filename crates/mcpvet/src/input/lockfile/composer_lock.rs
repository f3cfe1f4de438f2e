//! `composer.lock`: every package that Composer chose, and `vendor/composer/installed.json`: what of
//! it is installed; and what `composer show --format=json` prints of it.
//!
//! Written by Composer 1 and 2. <https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control>
//!
//! - `packages` is needed to run, `packages-dev` to develop. Which of them the project names
//!   stands in `composer.json` alone.
//! - `require` says who needs whom; what a package `replace`s or `provide`s, it answers for.
//! - Packages of the public registry have the `notification-url` of it, those of a private one
//!   another one, and those of a repository none; `dist` of the type `path` is a local folder.
//! - `dev-main` and `2.x-dev` are branches: the commit is known, a released version is not.
//! - What is installed has one list, which Composer 1 wrote alone; Composer 2 names those of
//!   developers in `dev-package-names`.
//! - `composer show` says which packages are direct.
//! - `platform` (PHP and its extensions) names no packages and is left out.

use super::chosen;
use super::names::Names;
use crate::input::json::{self, Kind, Reader, SyntaxError, Value};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::launch::url::{Url, owner};
use crate::package::{Ecosystem, Groups, Package, RequirementClass, Source, Span};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "composer-lock",
    title: "composer.lock",
    file_names: &["composer.lock", "installed.json"],
    sniff: |head| {
        let own = ["packages-dev", "minimum-stability", "content-hash", "dev-package-names"];
        let is_list = head.text.trim_ascii_start().starts_with('[');
        let has_packages = head.has_key("packages");
        match has_packages && own.iter().any(|key| head.has_key(key))
            || (is_list || has_packages) && head.text.contains("\"version_normalized\":")
            || SHOWN.iter().any(|key| head.has_key(key))
                && head.text.contains("\"direct-dependency\":")
        {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

/// What holds the packages that `composer show` prints.
const SHOWN: [&str; 2] = ["installed", "locked"];

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut names = Names::default();
    let mut developers = Vec::new();
    json::read(text, inventory, |reader, inventory| {
        if reader.peek()? == Kind::Array {
            let start = reader.position();
            return read_list(reader, Span::new(start, start), Groups::NONE, &mut names, inventory);
        }
        reader.object(|reader, key| {
            let groups = match &*key.value {
                "packages" => Groups::PROD,
                "dev-package-names" => {
                    return json::tree(reader, &mut |list| developers.push(list));
                }
                // Composer 1 wrote `null` for a list that was never made.
                "packages-dev" if reader.peek()? == Kind::Scalar => return reader.skip(),
                "packages-dev" => Groups::DEV,
                key if SHOWN.contains(&key) => Groups::NONE,
                _ => return reader.skip(),
            };
            read_list(reader, key.span, groups, &mut names, inventory)
        })
    });
    names.finish(inventory);
    let mut developers: Vec<_> =
        developers.iter().flat_map(Value::elements).filter_map(Value::str).collect();
    sort::by(&mut developers, |a, b| a.cmp(b));
    for package in &mut inventory.packages {
        if developers.binary_search(&&*package.name).is_ok() {
            package.groups = Groups::DEV;
        }
    }
}

fn read_list<'a>(
    reader: &mut Reader<'a>,
    key: Span,
    groups: Groups,
    names: &mut Names<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    json::entries(reader, key, inventory, &mut |reader, inventory| {
        json::tree(reader, &mut |entry| add(&entry, groups, names, inventory))
    })
}

fn add<'a>(
    entry: &Value<'a>,
    groups: Groups,
    names: &mut Names<'a>,
    inventory: &mut Inventory<'a>,
) {
    let Some(name) = entry.member("name").or_else(|| entry.member("package")) else {
        let at = Span { end: entry.span.start + 1, ..entry.span };
        return inventory.error("entry", "this package has no name", at);
    };
    let mut source = source_of(entry);
    let (mut requirement, span) = chosen(None, entry.member("version"), name.span);
    if requirement.class == RequirementClass::None {
        inventory.warning("no-version", "this package has no version", span);
    }
    if is_branch(&requirement.text) && source != Source::Local {
        (source, requirement.class) = (Source::Git, RequirementClass::GitRef);
    }
    let package = Package::new(Ecosystem::Packagist, name.value, requirement, span);
    let own = package.name.clone();
    let direct = entry.get("direct-dependency").map(|it| it.is_scalar("true"));
    names.push(own, Package { groups, source, direct, ..package }, inventory);
    let other = |name: &Text<'a>| name.value.to_ascii_lowercase().into();
    for stands_for in ["replace", "provide"] {
        let members = entry.get(stands_for).map_or(&[][..], Value::members);
        members.iter().for_each(|(name, _)| names.answer(other(name)));
    }
    let needs = entry.get("require").map_or(&[][..], Value::members);
    needs.iter().for_each(|(name, _)| names.need(other(name)));
}

/// Whether a version is the newest commit of a branch.
pub(crate) fn is_branch(version: &str) -> bool {
    version.starts_with("dev-") || version.ends_with("-dev")
}

fn source_of(entry: &Value<'_>) -> Source {
    let kind = |member: &str| entry.get(member).and_then(|it| it.get("type")).and_then(Value::str);
    let notified = entry.get("notification-url").and_then(Value::str);
    match (kind("dist"), notified.and_then(Url::read)) {
        (Some("path"), _) => Source::Local,
        // Those of a company are at the same owner, below a folder of their own.
        (_, Some(url)) if owner(url.host) == "packagist" && url.path == "/downloads/" => {
            Source::Registry
        }
        (None, None) if kind("source").is_none() => Source::Registry,
        (_, None) if kind("source").is_some() => Source::Git,
        _ => Source::Url,
    }
}
