//! What is installed, as pip says it in JSON: `pip inspect` and `pip list --format json`; and
//! pipdeptree: `--json` and `--json-tree`.
//!
//! <https://pip.pypa.io/en/stable/reference/inspect-report/>. `uv pip list --format json` has the
//! shape of pip's list.
//!
//! - `direct_url` of `pip inspect` says that a package comes from elsewhere than an index,
//!   `editable_project_location` of the list that it is a folder of the machine.
//! - `requested` tells what was asked for from what came along; the list does not say.
//! - `requires_dist` says who needs whom. Of what only an extra or another platform needs, pip does
//!   not say whether it was wanted: such a request counts where nobody else has one.
//! - pipdeptree has what a package needs below it, once more in a list of all (`--json`), or as deep as
//!   it goes. <https://pipdeptree.readthedocs.io/>
//! - The report of `pip install --report` has the same entries, of what would be installed.

use super::entry;
use super::once::push_once;
use crate::input::json::{self, Kind, Reader, SyntaxError};
use crate::input::lockfile::toml_packages;
use crate::input::python::{self, Origin};
use crate::input::python_needs::{Direct, Needs};
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::pep508;
use crate::package::{Groups, Package, Source};

/// `pip inspect`, and the report of `pip install`.
pub(crate) const INSPECT: Format = Format {
    id: "pip-inspect",
    title: "pip inspect",
    file_names: &[],
    sniff: |head| {
        let is_one = head.has_key("pip_version") && INSTALLED.iter().any(|key| head.has_key(key));
        if is_one { Likeness::Certain } else { Likeness::No }
    },
    parse,
    paths: Paths::JsonPointer,
};

/// `pip list --format json`.
pub(crate) const LIST: Format = Format {
    id: "pip-list",
    title: "pip list --format json",
    file_names: &[],
    sniff: sniff_list,
    parse,
    paths: Paths::JsonPointer,
};

/// What has the packages, in either report.
const INSTALLED: [&str; 2] = ["installed", "install"];

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

/// The first element tells the list.
fn sniff_list(head: &Head<'_>) -> Likeness {
    let first = head.text.trim_ascii_start().strip_prefix('[').unwrap_or_default();
    let keys = json::keys_of_head(first);
    let in_tree = ["package", "installed_version"].iter().any(|key| keys.contains(key));
    let is_one = match in_tree {
        true => keys.contains(&"dependencies"),
        false => keys.contains(&"version") && keys.iter().all(|key| KEYS.contains(key)),
    };
    if is_one { Likeness::Likely } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut needs = Needs::new(inventory);
    let mut tree = Tree::default();
    json::read(text, inventory, |reader, inventory| {
        if reader.peek()? == Kind::Array {
            return read_list(reader, &mut needs, &mut tree, inventory);
        }
        reader.object_of(&mut |reader, key| match INSTALLED.contains(&&*key.value) {
            true => read_list(reader, &mut needs, &mut tree, inventory),
            false => reader.skip(),
        })
    });
    needs.finish(Direct::Unknown, inventory);
    push_once(tree.packages, &tree.needs, inventory);
}

fn read_list<'a>(
    reader: &mut Reader<'a>,
    needs: &mut Needs<'a>,
    tree: &mut Tree<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    if reader.peek()? != Kind::Array {
        return Err(reader.error("expected a list of packages"));
    }
    let mut add = |entry: Value<'a>| match entry.get("dependencies") {
        Some(_) => {
            // A list of all does not say what is direct.
            let direct = entry.get("package").is_none().then_some(true);
            tree.add(&entry, (None, direct), inventory);
        }
        None => add(&entry, needs, inventory),
    };
    reader.array(|reader| json::tree(reader, &mut add))
}

/// What pipdeptree says.
#[derive(Default)]
struct Tree<'a> {
    packages: Vec<Option<Package<'a>>>,
    /// Which of them needs which.
    needs: Vec<(usize, usize)>,
}

impl<'a> Tree<'a> {
    /// Adds a package and what stands below it, which the reader's bound on levels ends.
    fn add(
        &mut self,
        entry: &Value<'a>,
        (asker, direct): (Option<usize>, Option<bool>),
        inventory: &mut Inventory<'a>,
    ) {
        let said = entry.get("package").unwrap_or(entry);
        let name = said.any(&["package_name", "key"]).and_then(Value::text);
        let (Some(name), Some(version)) = (name, said.member("installed_version")) else {
            let message = "expected a package with its name and `installed_version`";
            return inventory.error("entry", message, entry.span);
        };
        let wanted = said.get("required_version").and_then(Value::str).unwrap_or_default();
        let package = entry::in_pip_tree(&name, &version, wanted);
        let number = self.packages.len();
        self.packages.push(Some(Package { direct, ..package }));
        self.needs.extend(asker.map(|asker| (asker, number)));
        for below in entry.get("dependencies").map_or(&[][..], Value::elements) {
            self.add(below, (Some(number), direct.map(|_| false)), inventory);
        }
    }
}

fn add<'a>(entry: &Value<'a>, needs: &mut Needs<'a>, inventory: &mut Inventory<'a>) {
    let metadata = entry.get("metadata").unwrap_or(entry);
    let Some(mut package) = toml_packages::package(metadata, origin(entry), inventory) else {
        return;
    };
    package.direct = entry.get("requested").map(|it| it.is_scalar("true"));
    needs.add(package.name.clone(), package, inventory);
    let asked = metadata.get("requires_dist").map_or(&[][..], Value::elements);
    for text in asked.iter().filter_map(Value::text) {
        let is_optional = text.value.contains(';');
        needs.ask_by_text(&text, Groups::NONE, is_optional);
    }
}

fn origin<'a>(entry: &Value<'a>) -> Option<Origin<'a>> {
    let folder = entry.get("editable_project_location").filter(|it| it.str() != Some(""));
    if let Some(folder) = folder.and_then(Value::text) {
        return Some(Origin { source: Source::Local, requirement: None, span: folder.span });
    }
    let is_direct = entry.get("is_direct").is_some_and(|it| it.is_scalar("true"));
    let place = entry.get("direct_url").or_else(|| entry.get("download_info"));
    let place = place.filter(|_| is_direct || entry.get("is_direct").is_none())?;
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
