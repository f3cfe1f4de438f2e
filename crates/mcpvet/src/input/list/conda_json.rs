//! What conda has installed, in JSON: a file of `conda-meta/` for each package, and `conda list --json`,
//! which micromamba prints too.
//!
//! <https://docs.conda.io/projects/conda/en/stable/commands/list.html>
//!
//! - No advisories are known for packages of conda: they are `other`. Those whose channel is `pypi` were
//!   installed by pip.
//! - In `conda-meta/`, `requested_spec` says that somebody asked for the package.

use crate::input::json::{self, Kind, Value};
use crate::input::lockfile::conda_lock::of_conda;
use crate::input::{Format, Head, Inventory, Likeness, Paths, python};
use crate::package::{Package, Requirement, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "conda-json",
    title: "conda list --json",
    file_names: &["conda-meta/*.json"],
    sniff: |head: &Head<'_>| {
        let is_list = head.text.trim_ascii_start().starts_with('[');
        let has = |key: &str| head.text.contains(key);
        let in_list = is_list && has("\"dist_name\"") && has("\"build_string\"");
        let in_file = ["name", "version", "build_number", "channel"];
        match in_list || in_file.iter().all(|key| head.has_key(key)) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

/// What of an entry is read; the rest, such as a list of all files, can be long.
const KEYS: &[&str] = &["name", "version", "channel", "requested_spec"];

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        if reader.peek()? != Kind::Array {
            return json::pick(reader, KEYS, &mut |entry| add(&entry, inventory));
        }
        let start = reader.position();
        let place = Span::new(start, start);
        json::entries(reader, place, inventory, &mut |reader, inventory| {
            json::pick(reader, KEYS, &mut |entry| add(&entry, inventory))
        })
    });
}

fn add<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let Some(name) = entry.member("name") else {
        return inventory.error("entry", "this package has no name", entry.span);
    };
    let version = entry.member("version");
    if version.is_none() {
        inventory.warning("no-version", "this package has no version", name.span);
    }
    let version = version.map(|version| (Requirement::exact(version.value), version.span));
    let stated = |key| entry.get(key).and_then(Value::str).filter(|text| !text.is_empty());
    let of_pip = stated("channel").is_some_and(|channel| channel.ends_with("pypi"));
    let package = if of_pip {
        python::package(name, version, None)
    } else {
        let (requirement, span) = version.unwrap_or((Requirement::none(), name.span));
        of_conda(name, requirement, span)
    };
    let direct = stated("requested_spec").filter(|asked| *asked != "None").map(|_| true);
    inventory.push(Package { direct, ..package });
}
