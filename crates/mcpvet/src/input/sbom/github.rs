//! Snapshots for GitHub's dependency submission API.
//!
//! <https://docs.github.com/rest/dependency-graph/dependency-submission>
//!
//! - `manifests` holds one entry a file, and each has its packages under `resolved`, with their
//!   package URL, `relationship` and `scope`. A package without URL is named by its key.
//! - `dependencies` of a package are the keys of others, or their package URLs; both are tried.

use super::layout::{self, Layout, Part};
use super::{Bill, Identity};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::Groups;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "github-snapshot",
    title: "GitHub dependency snapshot",
    file_names: &[],
    sniff: |head| {
        let beside = ["detector", "job", "scanned"];
        match head.has_key("manifests") && beside.iter().any(|key| head.has_key(key)) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse: |text, inventory| layout::read_json(&LAYOUT, text, inventory),
    paths: Paths::JsonPointer,
};

const LAYOUT: Layout = Layout {
    whole: Part::Inside,
    parts: &[("manifests", Part::Maps), ("resolved", Part::Many(add_package))],
    keys: &["package_url", "relationship", "scope", "dependencies"],
};

fn add_package<'a>(
    bill: &mut Bill<'a>,
    key: Text<'a>,
    entry: &Value<'a>,
    inventory: &mut Inventory<'a>,
) {
    let purl = entry.member("package_url");
    let at = key.span;
    let purls = Vec::from_iter(purl.clone());
    let identity = Identity { purls, name: Some(key.clone()), ..Identity::default() };
    let Some(mut package) = identity.packages(at, inventory).pop() else { return };
    let word = |name: &str| entry.get(name).and_then(Value::str).unwrap_or_default();
    package.direct = match word("relationship") {
        "direct" => Some(true),
        "indirect" => Some(false),
        _ => None,
    };
    package.groups = match word("scope") {
        "runtime" => Groups::PROD,
        "development" => Groups::DEV,
        _ => Groups::NONE,
    };
    for to in entry.get("dependencies").map_or(&[][..], Value::elements) {
        if let Some(to) = to.text() {
            bill.graph.edge(key.value.clone(), to.value, true, Groups::NONE);
        }
    }
    if let Some(purl) = purl.filter(|purl| purl.value != key.value) {
        bill.graph.name(purl.value, (package.span.start, package.span.start));
    }
    bill.push(vec![package], Some(key), inventory);
}
