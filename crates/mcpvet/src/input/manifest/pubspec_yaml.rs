//! `pubspec.yaml`: what a Dart or Flutter project asks for.
//!
//! Written by people. <https://dart.dev/tools/pub/pubspec>
//!
//! A dependency is a constraint, or a mapping that says where the code is: `git`, `path`, `sdk` or
//! `hosted`. One without any value takes every version. `dependency_overrides` put other versions
//! in place; both are read.

use crate::input::json::{Data, Value};
use crate::input::lockfile::pubspec_lock::is_public;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "pubspec-yaml",
    title: "pubspec.yaml",
    file_names: &["pubspec.yaml", "pubspec.yml", "pubspec_overrides.yaml"],
    sniff,
    parse,
    paths: Paths::YamlPath,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let has = |start: &str| head.begins(start);
    let dart = has("environment:") || has("flutter:") || has("dev_dependencies:");
    // A part of one, as documentation shows it.
    let part = || has("dependencies:") && !head.has_start("- ") && head.text.contains(": ^");
    match dart && has("name:") && (has("dependencies:") || has("dev_dependencies:")) || part() {
        true => Likeness::Likely,
        false => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        reader.mapping(&mut |reader, key| {
            let groups = match &*key.text.value {
                "dependencies" => Groups::PROD,
                "dev_dependencies" => Groups::DEV,
                "dependency_overrides" => Groups::NONE,
                _ => return,
            };
            let section = reader.value_tree();
            for (name, value) in section.members() {
                let package = read(name, value);
                inventory.push(Package { groups, direct: Some(true), ..package });
            }
        });
    });
}

fn read<'a>(name: &Text<'a>, value: &Value<'a>) -> Package<'a> {
    let (source, stated) = match &value.data {
        Data::Object(_) => (source_of(value), value.member("version")),
        _ => (Source::Registry, value.written()),
    };
    let stated = stated.filter(|text| !text.value.trim().is_empty());
    let span = stated.as_ref().map_or(name.span, |text| text.span);
    let requirement = match (stated, source) {
        (Some(text), Source::Registry | Source::Url) => {
            let class = match text.value.trim() {
                "any" => RequirementClass::Wildcard,
                version
                    if version.starts_with(|c: char| c.is_ascii_digit())
                        && !version.contains(' ') =>
                {
                    RequirementClass::Exact
                }
                _ => RequirementClass::Range,
            };
            Requirement::new(class, text.value)
        }
        (_, Source::Git) => Requirement::new(RequirementClass::GitRef, ""),
        (_, Source::Local) => Requirement::new(RequirementClass::Path, ""),
        _ => Requirement::new(RequirementClass::Wildcard, ""),
    };
    let package = Package::new(Ecosystem::Pub, name.value.clone(), requirement, span);
    Package { source, ..package }
}

fn source_of(value: &Value<'_>) -> Source {
    // `hosted: https://…` and the older `hosted: {name: …, url: https://…}`
    let hosted = value.get("hosted");
    let url = hosted.and_then(|it| it.member("url").or_else(|| it.written()));
    if value.get("git").is_some() {
        Source::Git
    } else if value.get("path").is_some() || value.get("sdk").is_some() {
        Source::Local
    } else if url.is_some_and(|url| !is_public(&url.value)) {
        Source::Url
    } else {
        Source::Registry
    }
}
