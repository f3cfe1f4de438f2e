//! `conda-lock.yml`: what conda-lock chose for each platform, and `environment.yml`: what people
//! ask conda for.
//!
//! <https://conda.github.io/conda-lock/>,
//! <https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html>
//!
//! - What pip installs is of PyPI: `manager: pip` in the lock, the list under `pip:` in the
//!   environment. No advisories are known for what conda itself installs: it is listed as `other`.
//! - A lock has an entry for each platform, and each is read. Its `category` is the group.
//! - `-r` under `pip:` names another file, which has a note.

use crate::input::python;
use crate::input::text::Text;
use crate::input::value::{Data, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::package::{Groups, Package, Requirement, RequirementClass, Source, Span};

/// What conda-lock writes.
pub(crate) const LOCK: Format = Format {
    id: "conda-lock",
    title: "conda-lock.yml",
    file_names: &["conda-lock.yml", "conda-lock.yaml", "*.conda-lock.yml"],
    sniff: |head| sniff(head, "package:", &["manager: conda", "manager: pip"]),
    parse: |text, inventory| each(text, inventory, "package", &mut add_locked),
    paths: Paths::YamlPath,
};

/// What people write.
pub(crate) const ENVIRONMENT: Format = Format {
    id: "conda-environment",
    title: "environment.yml",
    file_names: &["environment.yml", "environment.yaml", "environment*.yml", "environment*.yaml"],
    sniff: |head| {
        let is_conda = head.text.lines().any(|line| line.starts_with("channels:"));
        if is_conda { sniff(head, "dependencies:", &["- "]) } else { Likeness::No }
    },
    parse: |text, inventory| each(text, inventory, "dependencies", &mut add_asked),
    paths: Paths::YamlPath,
};

/// Whether a line at the margin and one inside tell the format.
fn sniff(head: &Head<'_>, margin: &str, inside: &[&str]) -> Likeness {
    let has = |start: &&str| head.lines().any(|line| line.starts_with(start));
    if head.text.lines().any(|line| line.starts_with(margin)) && inside.iter().any(has) {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

/// Calls `add` with each element of the list at `key`, one tree after the other.
fn each<'a>(
    text: &'a str,
    inventory: &mut Inventory<'a>,
    key: &str,
    add: &mut dyn FnMut(&Value<'a>, &mut Inventory<'a>),
) {
    yaml::read(text, inventory, &mut |reader, inventory| {
        reader.mapping(&mut |reader, name| {
            if name.text.value != key {
                return reader.skip();
            }
            let is_list = reader.sequence(&mut |reader| add(&reader.value_tree(), inventory));
            if !is_list {
                inventory.error("section", "expected a list of packages", name.text.span);
            }
        });
    });
}

fn add_locked<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let Some(name) = entry.get("name").and_then(Value::text) else {
        return inventory.error("entry", "this package has no name", entry.span);
    };
    let version = entry.get("version").and_then(version_of);
    if version.is_none() {
        inventory.warning("no-version", "this package has no version", name.span);
    }
    let version = version.map(|version| (Requirement::exact(version.value), version.span));
    let package = match entry.get("manager").and_then(Value::str) {
        Some("pip") => {
            let url = entry.get("url").and_then(Value::text);
            let git = url.filter(|url| url.value.starts_with("git+"));
            let origin = git.and_then(|url| python::origin_at("git", &url, entry));
            python::package(name, version, origin)
        }
        _ => {
            let (requirement, span) = version.unwrap_or((Requirement::none(), name.span));
            of_conda(name, requirement, span)
        }
    };
    let groups =
        entry.get("category").and_then(Value::str).map_or(Groups::default(), python::group);
    let is_optional = entry.get("optional").is_some_and(|it| it.is_scalar("true"));
    let groups = if is_optional { groups.and(Groups::OPTIONAL) } else { groups };
    inventory.push(Package { groups, ..package });
}

/// A version as text, which YAML may take for a number.
fn version_of<'a>(value: &Value<'a>) -> Option<Text<'a>> {
    match &value.data {
        Data::Scalar(written) => Some(Text { value: (*written).into(), span: value.span }),
        _ => value.text(),
    }
}

fn add_asked<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    if let Some(asked) = entry.text() {
        return add_conda(&asked, inventory);
    }
    let Some(list) = entry.get("pip") else {
        let message = "expected `name=version` or a list under `pip:`";
        return inventory.error("entry", message, entry.span);
    };
    if !matches!(list.data, Data::Array(_) | Data::Nothing) {
        inventory.error("section", "expected a list of requirements", list.span);
    }
    for element in list.elements() {
        match element.text() {
            Some(text) if text.value.starts_with("-r") || text.value.starts_with("-c") => {
                let message = "what this other file names was not checked: give that file as well";
                inventory.error("include", message, text.span);
            }
            // Other options say how pip works, not what it installs.
            Some(text) if text.value.starts_with("--") => {}
            Some(text) => python::add_requirement(&text, Groups::PROD, inventory),
            None => {
                let message = "expected a requirement such as `name==1.2.3`";
                inventory.error("entry", message, element.span);
            }
        }
    }
}

/// Reads `channel::name=1.2=build`, `name==1.2`, `name=1.2`, which is any 1.2.x, and `name>=1.2`.
fn add_conda<'a>(asked: &Text<'a>, inventory: &mut Inventory<'a>) {
    let text = asked.value.trim();
    let text = text.rsplit_once("::").map_or(text, |(_, text)| text);
    let end = text.find(['=', '<', '>', '!', '~', ' ', '[']).unwrap_or(text.len());
    let name = asked.slice(&text[..end]);
    let written = text[end..].trim();
    let (version, build) = match written.strip_prefix("==") {
        Some(version) => (version, Some("")),
        None => {
            let version = written.strip_prefix('=').unwrap_or(written);
            version
                .split_once('=')
                .map_or((version, None), |(version, build)| (version, Some(build)))
        }
    };
    let is_exact = build.is_some() && !version.contains(['*', ',', '<', '>', '|', '!', '~']);
    let version = asked.slice(if is_exact { version.trim() } else { written });
    let (requirement, span) = match (written, is_exact) {
        ("", _) => (Requirement::none(), name.span),
        (_, true) => (Requirement::exact(version.value), version.span),
        _ => (Requirement::new(RequirementClass::Range, version.value), version.span),
    };
    let package = of_conda(name, requirement, span);
    inventory.push(Package { groups: Groups::PROD, direct: Some(true), ..package });
}

/// A package of conda, for which there is no ecosystem.
fn of_conda<'a>(name: Text<'a>, requirement: Requirement<'a>, span: Span) -> Package<'a> {
    Package { source: Source::Other, ..Package::unnamed(name.value, requirement, span) }
}
