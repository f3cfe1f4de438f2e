//! What is installed, as pip says it in JSON: `pip inspect` and `pip list --format json`.
//!
//! <https://pip.pypa.io/en/stable/reference/inspect-report/>. `uv pip list --format json` has the
//! shape of pip's list.
//!
//! - `direct_url` of `pip inspect` says that a package comes from elsewhere than an index,
//!   `editable_project_location` of the list that it is a folder of the machine.
//! - `requested` tells what was asked for from what came along; the list does not say.

use crate::input::json::{self, Kind, Reader, SyntaxError};
use crate::input::python::{self, Origin};
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::pep508;
use crate::package::{Package, Requirement, Source};

/// `pip inspect`.
pub(crate) const INSPECT: Format = Format {
    id: "pip-inspect",
    title: "pip inspect",
    file_names: &[],
    sniff: |head| {
        let is_one = head.has_key("pip_version") && head.has_key("installed");
        if is_one { Likeness::Certain } else { Likeness::No }
    },
    parse: parse_report,
    paths: Paths::JsonPointer,
};

/// `pip list --format json`.
pub(crate) const LIST: Format = Format {
    id: "pip-list",
    title: "pip list --format json",
    file_names: &[],
    sniff: sniff_list,
    parse: |text, inventory| json::read(text, inventory, read_list),
    paths: Paths::JsonPointer,
};

/// The keys of an element of the list.
const KEYS: &[&str] = &[
    "name",
    "version",
    "latest_version",
    "latest_filetype",
    "editable_project_location",
    "location",
    "installer",
];

fn sniff_list(head: &Head<'_>) -> Likeness {
    let mut reader = Reader::new(head.text);
    let (mut known, mut all, mut named) = (0, 0, 0);
    // The end of the head is no error: the first elements say enough.
    let _ = reader.array(|reader| {
        reader.object(|reader, key| {
            all += 1;
            known += usize::from(KEYS.contains(&&*key.value));
            named += usize::from(key.value == "version");
            reader.skip()
        })
    });
    if named > 0 && all == known { Likeness::Likely } else { Likeness::No }
}

fn parse_report<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "installed" => read_list(reader, inventory),
            _ => reader.skip(),
        })
    });
}

fn read_list<'a>(
    reader: &mut Reader<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    if reader.peek()? != Kind::Array {
        return Err(reader.error("expected a list of packages"));
    }
    reader.array(|reader| {
        let mut entry = Value::default();
        let outcome = entry.read(reader);
        add(&entry, inventory);
        outcome
    })
}

fn add<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let metadata = entry.get("metadata").unwrap_or(entry);
    let Some(name) = metadata.get("name").and_then(Value::text) else {
        return inventory.error("entry", "this package has no name", entry.span);
    };
    let version = metadata.get("version").and_then(Value::text);
    if version.is_none() {
        inventory.warning("no-version", "this package has no version", name.span);
    }
    let version = version.map(|version| (Requirement::exact(version.value), version.span));
    let direct = entry.get("requested").map(|it| it.is_scalar("true"));
    inventory.push(Package { direct, ..python::package(name, version, origin(entry)) });
}

fn origin<'a>(entry: &Value<'a>) -> Option<Origin<'a>> {
    let folder = entry.get("editable_project_location").filter(|it| it.str() != Some(""));
    if let Some(folder) = folder.and_then(Value::text) {
        return Some(Origin { source: Source::Local, requirement: None, span: folder.span });
    }
    let place = entry.get("direct_url")?;
    let url = place.get("url")?.text()?;
    match place.get("vcs_info") {
        Some(vcs) => {
            let commit = vcs.get("commit_id").and_then(Value::str).unwrap_or_default();
            let requirement = pep508::of_git(&url.value, commit);
            Some(Origin { source: Source::Git, requirement: Some(requirement), span: url.span })
        }
        None if url.value.starts_with("file:") => {
            Some(Origin { source: Source::Local, requirement: None, span: url.span })
        }
        None => python::origin_at("url", &url, place),
    }
}
