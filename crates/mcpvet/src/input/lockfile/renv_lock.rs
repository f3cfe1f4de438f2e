//! `renv.lock`: every R package that renv recorded.
//!
//! <https://rstudio.github.io/renv/articles/lockfile.html>
//!
//! - `Source` says where a package is from: `Repository` is CRAN or a mirror of it unless
//!   `Repository` names Bioconductor or somebody else, `Bioconductor` that, `Local` a path, and a
//!   host of repositories that repository. What is `unknown` may be from anywhere.
//! - `Requirements`, and from renv 1.1 on `Depends`, `Imports` and `LinkingTo`, say who needs whom;
//!   `R` is the language itself.

use super::chosen;
use super::names::Names;
use crate::input::json::{self, Value};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, RequirementClass, Source};

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
    let mut names = Names::default();
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "Packages" => {
                json::members(reader, key.span, inventory, &mut |reader, key, inventory| {
                    json::tree(reader, &mut |entry| add(&key, &entry, &mut names, inventory))
                })
            }
            _ => reader.skip(),
        })
    });
    names.finish(inventory);
}

fn add<'a>(
    key: &Text<'a>,
    entry: &Value<'a>,
    names: &mut Names<'a>,
    inventory: &mut Inventory<'a>,
) {
    let stated = |member| entry.get(member).and_then(Value::str).unwrap_or_default();
    let (kind, repository) = (stated("Source"), stated("Repository"));
    let source = match kind {
        "" | "Repository" if !is_public(repository) => Source::Url,
        "" | "Repository" | "CRAN" | "Bioconductor" => Source::Registry,
        "Local" => Source::Local,
        "URL" | "unknown" => Source::Url,
        _ => Source::Git,
    };
    let commit = entry.member("RemoteSha").filter(|_| source == Source::Git);
    let (requirement, span) = chosen(commit, entry.member("Version"), key.span);
    if requirement.class == RequirementClass::None {
        inventory.warning("no-version", "this package has no version", span);
    }
    let ecosystem = match kind == "Bioconductor" || contains(repository, "bioc") {
        true => Ecosystem::Bioconductor,
        false => Ecosystem::Cran,
    };
    let name = entry.member("Package").unwrap_or_else(|| key.clone()).value;
    let package = Package::new(ecosystem, name.clone(), requirement, span);
    names.push(
        name,
        Package { source, ..package }.stating(entry.get("Version").and_then(Value::str)),
        inventory,
    );
    for list in ["Requirements", "Depends", "Imports", "LinkingTo"] {
        let needs = entry.get(list).map_or(&[][..], Value::elements);
        for need in needs.iter().filter_map(Value::text) {
            let end = need.value.find([' ', '(']).unwrap_or(need.value.len());
            names.need(need.part(0..end).value);
        }
    }
}

/// Whether a repository serves the packages of CRAN or Bioconductor; without a name it does.
pub(in crate::input) fn is_public(repository: &str) -> bool {
    let known = ["cran", "bioc", "rspm", "ppm", "p3m", "r-project", "posit", "rstudio"];
    repository.is_empty() || known.iter().any(|word| contains(repository, word))
}

/// Whether a text has a word, which is in lower case, in any case.
fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
