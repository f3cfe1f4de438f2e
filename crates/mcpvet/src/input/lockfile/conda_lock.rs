//! `conda-lock.yml`: what conda-lock chose for each platform, and `environment.yml`: what people
//! ask conda for.
//!
//! <https://conda.github.io/conda-lock/>,
//! <https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html>
//!
//! - What pip installs is of PyPI: `manager: pip` in the lock, the list under `pip:` in the
//!   environment. No advisories are known for what conda itself installs: it is listed as `other`.
//! - A lock has an entry for each platform, and each is read; who needs whom goes by platform. Its
//!   `category` is the group.
//! - `@EXPLICIT` above a list of URLs, as `conda list --explicit` and conda-lock write it, names each
//!   package by its file. Those of pip stand there in comments.
//! - `conda list` prints a package a line, with its version, build and channel: `pypi` is that of pip.
//! - `conda list --export` prints `name=version=build`, and `pypi` begins the build of what is of pip.
//! - `-r` under `pip:` names another file, which has a note.

use std::borrow::Cow;

use crate::input::python;
use crate::input::python_needs::{Direct, Needs};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines, yaml};
use crate::launch::pep508;
use crate::package::{Groups, Package, Requirement, RequirementClass, Source, Span};
use crate::words::Words;

/// What conda-lock writes.
pub(crate) const LOCK: Format = Format {
    id: "conda-lock",
    title: "conda-lock.yml",
    file_names: &["conda-lock.yml", "conda-lock.yaml", "*.conda-lock.yml"],
    sniff: |head| sniff(head, "package:", &["manager: conda", "manager: pip"]),
    parse: |text, inventory| {
        let mut needs = Needs::new(inventory);
        each(text, inventory, "package", &mut |entry, inventory| {
            add_locked(entry, &mut needs, inventory);
        });
        needs.finish(Direct::Implied, inventory);
    },
    paths: Paths::YamlPath,
};

/// What people write.
pub(crate) const ENVIRONMENT: Format = Format {
    id: "conda-environment",
    title: "environment.yml",
    file_names: &["environment.yml", "environment.yaml", "environment*.yml", "environment*.yaml"],
    sniff: |head| {
        let own = ["channels:", "- pip:", "- python=", "- python>"];
        let is_conda = own.iter().any(|start| head.has_start(start));
        if is_conda { sniff(head, "dependencies:", &["- "]) } else { Likeness::No }
    },
    parse: |text, inventory| each(text, inventory, "dependencies", &mut add_asked),
    paths: Paths::YamlPath,
};

/// What conda and conda-lock write as one package a line.
pub(crate) const EXPLICIT: Format = Format {
    id: "conda-explicit",
    title: "conda list",
    file_names: &["conda-*.lock", "explicit.txt", "spec-file.txt"],
    sniff: |head| {
        let own = ["@EXPLICIT", "# packages in env", "# $ conda create --name"];
        let is_one = own.iter().any(|start| head.has_start(start));
        if is_one { Likeness::Certain } else { Likeness::No }
    },
    parse: |text, inventory| {
        let expected = "expected the URL of a package of conda; what stands here was not read";
        lines::read(text, inventory, expected, &mut |line, inventory| {
            add_explicit(&Text::of(line.trim_ascii(), text), inventory)
        });
    },
    paths: Paths::None,
};

/// Whether a line at the margin and one inside tell the format.
fn sniff(head: &Head<'_>, margin: &str, inside: &[&str]) -> Likeness {
    let has = |start: &&str| head.has_start(start);
    if head.begins(margin) && inside.iter().any(has) { Likeness::Likely } else { Likeness::No }
}

/// Calls `add` with each element of the list at `key`, one tree after the other.
pub(super) fn each<'a>(
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

fn add_locked<'a>(entry: &Value<'a>, needs: &mut Needs<'a>, inventory: &mut Inventory<'a>) {
    let Some(name) = entry.get("name").and_then(Value::text) else {
        return inventory.error("entry", "this package has no name", entry.span);
    };
    let version = entry.member("version");
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
    // Conda writes a category a line, and several in a list in its next version.
    let groups = match entry.any(&["category", "categories"]) {
        Some(list) if !list.elements().is_empty() => python::groups(Some(list)),
        category => category.and_then(Value::str).map_or(Groups::NONE, python::group),
    };
    let is_optional = entry.get("optional").is_some_and(|it| it.is_scalar("true"));
    let groups = if is_optional { groups.and(Groups::OPTIONAL) } else { groups };
    let platform = entry.get("platform").and_then(Value::str).unwrap_or_default();
    let key = |name: &str| Cow::Owned([platform, "/", name].concat());
    needs.add(key(&package.name), Package { groups, ..package }, inventory);
    for (name, _) in entry.get("dependencies").map_or(&[][..], Value::members) {
        needs.ask(key(&name.value), Requirement::none(), Groups::NONE, false);
    }
}

/// Reads the URL of `name-version-build.conda`, or `# pip name @ URL`; `false` for anything else.
fn add_explicit<'a>(line: &Text<'a>, inventory: &mut Inventory<'a>) -> bool {
    let text = &*line.value;
    if let Some(asked) = text.strip_prefix("# pip ") {
        return add_of_pip(&line.slice(asked), inventory);
    }
    if text.starts_with('#') || text == "@EXPLICIT" {
        return true;
    }
    let mut columns = text.split_ascii_whitespace();
    if let (Some(name), Some(version)) = (columns.next(), columns.next()) {
        if !version.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let of_pip = columns.last() == Some("pypi");
        add_built(line.slice(name), line.slice(version), of_pip, inventory);
        return true;
    }
    if let [name, version, build] = text.splitn(3, '=').collect::<Vec<_>>()[..]
        && !name.contains('/')
    {
        add_built(line.slice(name), line.slice(version), build.starts_with("pypi"), inventory);
        return true;
    }
    let Some((name, version)) = of_file(text) else { return false };
    add_built(line.slice(name), line.slice(version), false, inventory);
    true
}

/// The name and the version in the URL of `name-version-build.conda`.
pub(super) fn of_file(url: &str) -> Option<(&str, &str)> {
    let file = url.split(['#', '?']).next().unwrap_or(url);
    let file = file.rsplit('/').next().unwrap_or(file);
    let stem = file.strip_suffix(".conda").or_else(|| file.strip_suffix(".tar.bz2"))?;
    stem.rsplit_once('-')?.0.rsplit_once('-')
}

fn add_built<'a>(name: Text<'a>, version: Text<'a>, of_pip: bool, inventory: &mut Inventory<'a>) {
    let (exact, span) = (Requirement::exact(version.value), version.span);
    inventory.push(match of_pip {
        true => python::package(name, Some((exact, span)), None),
        false => of_conda(name, exact, span),
    });
}

/// `name @ URL` or `name==version`; a wheel says its version in its own name.
fn add_of_pip<'a>(asked: &Text<'a>, inventory: &mut Inventory<'a>) -> bool {
    let asked = asked.slice(asked.value.split(" --hash").next().unwrap_or_default());
    let Some(mut package) = pep508::of_requirement(&asked) else { return false };
    let file = asked.value.rsplit('/').next().unwrap_or_default();
    let is_public = asked
        .value
        .split_once('@')
        .is_some_and(|(_, url)| pep508::is_public_index(url.trim_ascii()));
    let version = file.split('-').nth(1).filter(|_| is_public && file.contains(".whl"));
    if let Some(version) = version {
        let version = asked.slice(version);
        package.source = Source::Registry;
        (package.requirement, package.span) = (Requirement::exact(version.value), version.span);
    }
    inventory.push(package);
    true
}

fn add_asked<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    if let Some(asked) = entry.text() {
        return add_conda(&asked, inventory);
    }
    let Some(list) = entry.get("pip") else {
        let message = "expected `name=version` or a list under `pip:`";
        return inventory.error("entry", message, entry.span);
    };
    if list.is_no_list() {
        inventory.error("section", "expected a list of requirements", list.span);
    }
    for element in list.elements() {
        match element.text() {
            Some(text) if text.value.starts_with("-r") || text.value.starts_with("-c") => {
                inventory.error("include", python::INCLUDE, text.span);
            }
            // Other options say how pip works, not what it installs.
            Some(text) if text.value.starts_with('-') && !EDITABLE.any_starts(&text.value) => {}
            // conda-lock puts checksums behind them.
            Some(text) => {
                let asked = text.slice(text.value.split(" --").next().unwrap_or_default());
                python::add_requirement(&asked, Groups::PROD, inventory);
            }
            None => {
                let message = "expected a requirement such as `name==1.2.3`";
                inventory.error("entry", message, element.span);
            }
        }
    }
}

/// How a folder or a repository begins in which code is changed and used.
const EDITABLE: Words = Words("-e --editable");

/// Reads `channel::name=1.2=build`, `name==1.2`, `name=1.2`, which is any 1.2.x, and `name>=1.2`.
fn add_conda<'a>(asked: &Text<'a>, inventory: &mut Inventory<'a>) {
    let text = asked.value.trim();
    let text = text.split("::").last().unwrap_or(text);
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
    let is_exact = build.is_some() && !version.contains(['*', ',', '<', '>', '|', '!', '~', '[']);
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
pub(in crate::input) fn of_conda<'a>(
    name: Text<'a>,
    requirement: Requirement<'a>,
    span: Span,
) -> Package<'a> {
    Package { source: Source::Other, ..Package::unnamed(name.value, requirement, span) }
}
