//! `renv.lock`: every R package that renv recorded.
//!
//! <https://rstudio.github.io/renv/articles/lockfile.html>
//!
//! - `Source` says where a package is from: `Repository` is CRAN or a mirror of it unless
//!   `Repository` names Bioconductor, `Bioconductor` that, `Local` a path, and a host of
//!   repositories that repository.
//! - `Requirements` are names alone and are left out; `R` is the language itself.

use crate::input::json::{self, Value};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "renv-lock",
    title: "renv.lock",
    file_names: &["renv.lock"],
    sniff: |head| match head.has_key("R") && head.has_key("Packages") {
        true => Likeness::Certain,
        false => Likeness::No,
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "Packages" => {
                json::members(reader, key.span, inventory, &mut |reader, key, inventory| {
                    json::tree(reader, &mut |entry| add(&key, &entry, inventory))
                })
            }
            _ => reader.skip(),
        })
    });
}

fn add<'a>(key: &Text<'a>, entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let name = entry.member("Package").unwrap_or_else(|| key.clone());
    let is = |member: &str, word: &str| {
        entry.get(member).and_then(Value::str).is_some_and(|it| it.contains(word))
    };
    let source = match entry.get("Source").and_then(Value::str) {
        None | Some("Repository" | "CRAN" | "Bioconductor") => Source::Registry,
        Some("Local" | "unknown") => Source::Local,
        Some("URL") => Source::Url,
        Some(_) => Source::Git,
    };
    let commit = entry.member("RemoteSha").filter(|_| source == Source::Git);
    let (requirement, span) = match (commit, entry.member("Version")) {
        (Some(commit), _) => {
            (Requirement::new(RequirementClass::GitCommit, commit.value), commit.span)
        }
        (None, Some(version)) => (Requirement::exact(version.value), version.span),
        (None, None) => {
            inventory.warning("no-version", "this package has no version", key.span);
            (Requirement::none(), key.span)
        }
    };
    let ecosystem = match is("Source", "Bioconductor") || is("Repository", "BioC") {
        true => Ecosystem::Bioconductor,
        false => Ecosystem::Cran,
    };
    let package = Package::new(ecosystem, name.value, requirement, span);
    inventory.push(Package { source, ..package });
}
