//! `Podfile.lock`: every pod that CocoaPods chose.
//!
//! Written by CocoaPods, as YAML. <https://guides.cocoapods.org/using/using-cocoapods.html>
//!
//! - OSV has no ecosystem for pods: they are listed, and no advisory is looked up.
//! - `Firebase/Core (8.0)` is a part of the pod `Firebase`; parts of one pod are one package.
//! - `DEPENDENCIES` is what the project names itself; `EXTERNAL SOURCES` says which pods come from
//!   a path, a repository or a URL.

use std::borrow::Cow;

use crate::input::json::{Data, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::package::{Package, Requirement, Source};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "podfile-lock",
    title: "Podfile.lock",
    file_names: &["podfile.lock"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.text.lines().any(|line| line.starts_with(start));
        match has("PODS:") && (has("DEPENDENCIES:") || has("  - ")) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::YamlPath,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        let mut lock = Lock::default();
        reader.mapping(&mut |reader, key| match &*key.text.value {
            "PODS" => {
                let is_list = reader.sequence(&mut |reader| {
                    let pod = reader.value_tree();
                    lock.add(&pod, inventory);
                });
                if !is_list {
                    inventory.error("section", "expected a sequence of pods", key.text.span);
                }
            }
            "DEPENDENCIES" => {
                let named = reader.value_tree();
                let names = named.elements().iter().filter_map(Value::written);
                let names = names.map(|text| root_of(&text).value);
                lock.direct.get_or_insert_default().extend(names);
            }
            "EXTERNAL SOURCES" => {
                let sources = reader.value_tree();
                let members = sources.members().iter();
                lock.external
                    .extend(members.map(|(name, value)| (name.value.clone(), source_of(value))));
            }
            _ => {}
        });
        lock.finish(inventory);
    });
}

#[derive(Default)]
struct Lock<'a> {
    /// The pods of this file among the packages.
    first: Option<usize>,
    direct: Option<Vec<Cow<'a, str>>>,
    external: Vec<(Cow<'a, str>, Source)>,
}

impl<'a> Lock<'a> {
    /// `- Name (1.2.3)`, or with what it depends on behind it as a mapping.
    fn add(&mut self, pod: &Value<'a>, inventory: &mut Inventory<'a>) {
        self.first.get_or_insert(inventory.packages.len());
        let text = match &pod.data {
            Data::Object(members) => members.first().map(|(key, _)| key.clone()),
            _ => pod.written(),
        };
        let Some(text) = text else {
            return inventory.error("entry", "expected a pod such as `Name (1.2.3)`", pod.span);
        };
        let version = text.value.split_once('(').map(|(_, rest)| rest.trim_end_matches(')'));
        let version = version.filter(|version| !version.is_empty());
        let name = root_of(&text);
        let (requirement, span) = match version {
            Some(version) => {
                let version = text.slice(version);
                (Requirement::exact(version.value), version.span)
            }
            None => (Requirement::none(), text.span),
        };
        let package = Package::unnamed(name.value, requirement, span);
        let is_again = |last: &Package<'_>| {
            last.name == package.name && last.requirement == package.requirement
        };
        if !inventory.packages.last().is_some_and(is_again) {
            inventory.push(Package { source: Source::Other, ..package });
        }
    }

    /// Says what is direct and where it is from, and gives the pods the name of package URLs.
    fn finish(mut self, inventory: &mut Inventory<'a>) {
        let lists = self.direct.is_some();
        let mut direct = self.direct.unwrap_or_default();
        sort::by(&mut direct, Cow::cmp);
        sort::by(&mut self.external, |a, b| a.0.cmp(&b.0));
        let first = self.first.unwrap_or(inventory.packages.len());
        for package in &mut inventory.packages[first..] {
            let name = &package.name;
            package.direct = lists.then(|| direct.binary_search(name).is_ok());
            if let Ok(at) = self.external.binary_search_by(|(external, _)| external.cmp(name)) {
                package.source = self.external[at].1;
            }
            package.name = ["cocoapods/", name].concat().into();
        }
    }
}

/// `Firebase` of `Firebase/Core (8.0)`.
fn root_of<'a>(text: &Text<'a>) -> Text<'a> {
    text.slice(text.value.split(['/', ' ']).next().unwrap_or_default())
}

fn source_of(value: &Value<'_>) -> Source {
    let has = |key| value.get(key).is_some();
    if has(":path") || has(":podspec") {
        Source::Local
    } else if has(":git") {
        Source::Git
    } else {
        Source::Url
    }
}
