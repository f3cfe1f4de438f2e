//! `Podfile.lock`: every pod that CocoaPods chose.
//!
//! Written by CocoaPods, as YAML. <https://guides.cocoapods.org/using/using-cocoapods.html>
//!
//! - OSV has no ecosystem for pods: they are listed, and no advisory is looked up.
//! - `Firebase/Core (8.0)` is a part of the pod `Firebase`; parts of one pod are one package, and
//!   others can stand between them: `Firebase-Extra` is sorted before `Firebase/Core`.
//! - `DEPENDENCIES` is what the project names itself; `EXTERNAL SOURCES` says which pods come from
//!   a path, a repository or a URL, and `CHECKOUT OPTIONS` of which commit.

use std::borrow::Cow;

use super::names::Names;
use crate::input::json::{Data, Value};
use crate::input::text::{Text, past};
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::launch::url::Url;
use crate::named::Named;
use crate::package::{Package, Requirement, RequirementClass, Source, Span};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "podfile-lock",
    title: "Podfile.lock",
    file_names: &["podfile.lock"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.begins(start);
        // Without any pod, checksums and the version of CocoaPods are all that stands there.
        let pods = has("PODS:") && (has("DEPENDENCIES:") || has("  - "));
        match pods || has("COCOAPODS: ") && has("PODFILE CHECKSUM:") {
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
        let mut pods = Vec::new();
        reader.mapping(&mut |reader, key| match &*key.text.value {
            "PODS" => {
                let is_list = reader.sequence(&mut |reader| pods.push(reader.value_tree()));
                // `[]` is what stands there without any pod.
                if !is_list {
                    inventory.error("section", "expected a sequence of pods", key.text.span);
                }
            }
            "DEPENDENCIES" => {
                lock.names.lists_direct = true;
                for pod in reader.value_tree().elements() {
                    lock.names.need_of_project(name_of(pod).value);
                }
            }
            "EXTERNAL SOURCES" | "CHECKOUT OPTIONS" => {
                if let Data::Object(members) = reader.value_tree().data {
                    lock.places.extend(members);
                }
            }
            _ => {}
        });
        sort::by(&mut lock.places, |a, b| a.0.value.cmp(&b.0.value));
        pods.iter().for_each(|pod| lock.add(pod, inventory));
        lock.names.finish(inventory);
    });
}

#[derive(Default)]
struct Lock<'a> {
    /// Where pods come from, sorted by their names; a pod of a repository stands here twice.
    places: Vec<(Text<'a>, Value<'a>)>,
    /// Pods answer by their names with parts, such as `Firebase/Core`.
    names: Names<'a>,
    /// The version of each pod without its parts, and its number.
    seen: Named<'a, (Cow<'a, str>, u32)>,
}

impl<'a> Lock<'a> {
    /// `- Name (1.2.3)`, or with what it depends on behind it as a mapping.
    fn add(&mut self, pod: &Value<'a>, inventory: &mut Inventory<'a>) {
        let (text, needs) = match pod.members() {
            [(key, needs), ..] => (key.clone(), needs.elements()),
            [] => (pod.written().unwrap_or_default(), &[][..]),
        };
        let name = name_of(&text.clone().into());
        if name.value.is_empty() {
            return inventory.error("entry", "expected a pod such as `Name (1.2.3)`", pod.span);
        }
        let root = name.slice(name.value.split('/').next().unwrap_or_default()).value;
        let version = text.value.split_once('(').map_or("", |(_, rest)| rest);
        // The newest commit, as the oldest files have it: `HEAD based on 1.2.3`.
        let version = text.slice(past(version, "HEAD based on ").trim_end_matches(')'));
        let seen = self.seen.get(&root).filter(|(seen, _)| *seen == version.value);
        if let Some((_, number)) = seen {
            self.names.go_back_to(*number);
            self.names.answer(name.value);
        } else {
            let mut package = self.locate(&root);
            if package.requirement.text.is_empty() && !version.value.is_empty() {
                package.requirement = Requirement::exact(version.value.clone());
                package.span = version.span;
            }
            if package.requirement.text.is_empty() {
                package.span = text.span;
            }
            package = package.stating(Some(&version.value));
            let is_part = name.value != root;
            self.names.push(name.value, package, inventory);
            if is_part {
                self.names.answer(root.clone());
            }
            self.seen.insert(root, (version.value, self.names.last()));
        }
        needs.iter().for_each(|need| self.names.need(name_of(need).value));
    }

    /// A pod that comes from where the file says, at the commit that it names there.
    fn locate(&self, name: &str) -> Package<'a> {
        let full_name = ["cocoapods/", name].concat();
        let mut package = Package::unnamed(full_name.into(), Requirement::none(), Span::default());
        package.source = Source::Other;
        let at = self.places.partition_point(|(pod, _)| *pod.value < *name);
        for (_, place) in self.places[at..].iter().take(2).filter(|(pod, _)| pod.value == name) {
            package.source = source_of(place);
            if let Some(commit) = place.member(":commit").filter(|_| package.source == Source::Git)
            {
                package.requirement = Requirement::new(RequirementClass::GitCommit, commit.value);
                package.span = commit.span;
            }
        }
        package
    }
}

/// `Firebase/Core` of `Firebase/Core (8.0)`.
fn name_of<'a>(pod: &Value<'a>) -> Text<'a> {
    let text = pod.written().unwrap_or_default();
    text.slice(text.value.split(' ').next().unwrap_or_default())
}

fn source_of(value: &Value<'_>) -> Source {
    let has = |key| value.get(key).is_some();
    let is_far = |spec: Text<'_>| Url::read(&spec.value).is_some();
    if has(":path") || value.member(":podspec").is_some_and(|spec| !is_far(spec)) {
        Source::Local
    } else if has(":git") {
        Source::Git
    } else {
        Source::Url
    }
}
