//! Syft's own JSON: what it found in a folder or an image.
//!
//! Written by `syft -o json`. <https://github.com/anchore/syft/tree/main/schema/json>
//!
//! - Each of `artifacts` has a package URL or at least a name, a version and a `type`.
//! - An action (`github-action`) has the URL of its repository, which names no ecosystem; its name and
//!   type do.
//! - Of `artifactRelationships`, `dependency-of` says who needs whom. What is direct nobody says.

use super::layout::{self, Layout, Part};
use super::{Bill, Identity, beginning};
use crate::input::table::ecosystem;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Groups};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "syft-json",
    title: "Syft JSON",
    file_names: &["syft.json", "*.syft.json"],
    sniff: |head| {
        let beside = ["artifactRelationships", "descriptor", "distro"];
        let says_so =
            beside.iter().any(|key| head.has_key(key)) || head.text.contains("\"foundBy\"");
        match head.has_key("artifacts") && says_so {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse: |text, inventory| layout::read_json(&LAYOUT, text, inventory),
    paths: Paths::JsonPointer,
};

const LAYOUT: Layout = Layout {
    whole: Part::Inside,
    parts: &[
        ("artifacts", Part::Many(add_artifact)),
        ("artifactRelationships", Part::Many(add_relationship)),
    ],
    keys: &["id", "name", "version", "type", "purl", "parent", "child"],
};

fn add_artifact<'a>(
    bill: &mut Bill<'a>,
    _: Text<'a>,
    entry: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    let kind = entry.member("type").unwrap_or_default();
    let ecosystem = ecosystem(&kind.value);
    let purl = entry.member("purl").filter(|_| ecosystem != Some(Ecosystem::GitHubActions));
    let identity = Identity {
        purls: Vec::from_iter(purl),
        ecosystem,
        group: None,
        name: entry.member("name"),
        version: entry.member("version"),
    };
    bill.push(identity.packages(beginning(entry), inventory), entry.member("id"), inventory);
}

fn add_relationship<'a>(
    bill: &mut Bill<'a>,
    _: Text<'a>,
    entry: &Value<'a>,
    _: &mut Inventory<'a>,
) {
    let kind = entry.get("type").and_then(Value::str);
    let ends = (entry.member("child"), entry.member("parent"));
    if let (Some("dependency-of"), (Some(from), Some(to))) = (kind, ends) {
        bill.graph.edge(from.value, to.value, true, Groups::NONE);
    }
}
