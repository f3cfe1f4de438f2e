//! `conan.lock`: every recipe that Conan chose, of Conan 1 and of Conan 2.
//!
//! <https://docs.conan.io/2/tutorial/versioning/lockfiles.html>
//!
//! - Conan 2 lists references under `requires`, `build_requires`, `python_requires` and
//!   `config_requires`; Conan 1 has a graph whose nodes have a `ref`.
//! - `name/1.2.3@user/channel#revision%time` is of ConanCenter only without user and channel.
//! - The node of Conan 1 without a reference, or with a `path`, is the project itself.

use crate::input::json::{self, Kind, Reader, SyntaxError, Value};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "conan-lock",
    title: "conan.lock",
    file_names: &["conan.lock"],
    sniff: |head| {
        let lists = ["build_requires", "python_requires", "config_requires"];
        let two = head.has_key("requires") && lists.iter().any(|key| head.has_key(key));
        match head.has_key("graph_lock") || two {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| {
            let groups = match &*key.value {
                "requires" => Groups::PROD,
                "build_requires" | "python_requires" | "config_requires" => Groups::BUILD,
                "graph_lock" if reader.peek()? == Kind::Object => {
                    return read_graph(reader, inventory);
                }
                _ => return reader.skip(),
            };
            if reader.peek()? != Kind::Array {
                inventory.error("section", "expected an array of references", key.span);
                return reader.skip();
            }
            reader.array(|reader| {
                let reference = reader.string_or_skip()?;
                let package = reference.and_then(|text| of_reference(&text, inventory));
                package.into_iter().for_each(|it| inventory.push(Package { groups, ..it }));
                Ok(())
            })
        })
    });
}

/// Reads the nodes of Conan 1.
fn read_graph<'a>(
    reader: &mut Reader<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    reader.object(|reader, key| match &*key.value {
        "nodes" => json::members(reader, key.span, inventory, &mut |reader, key, inventory| {
            json::tree(reader, &mut |node| {
                let Some(reference) = node.member("ref").filter(|it| !it.value.is_empty()) else {
                    // The project itself has no reference.
                    if node.get("path").is_none() && node.get("requires").is_none() {
                        inventory.error("entry", "this node has no reference", key.span);
                    }
                    return;
                };
                let Some(mut package) = of_reference(&reference, inventory) else { return };
                if node.get("path").and_then(Value::str).is_some() {
                    package.source = Source::Local;
                }
                if node.get("context").and_then(Value::str) == Some("build") {
                    package.groups = Groups::BUILD;
                }
                inventory.push(package);
            })
        }),
        _ => reader.skip(),
    })
}

/// Reads `name/version@user/channel#revision:package%time`.
fn of_reference<'a>(text: &Text<'a>, inventory: &mut Inventory<'a>) -> Option<Package<'a>> {
    let recipe = text.value.split(['#', '%']).next().unwrap_or_default();
    let (recipe, owner) = recipe.split_once('@').unwrap_or((recipe, ""));
    let Some((name, version)) = recipe.split_once('/') else {
        inventory.error("entry", "expected a reference such as `name/1.2.3`", text.span);
        return None;
    };
    let (name, version) = (text.slice(name), text.slice(version));
    let is_range = version.value.starts_with('[');
    let class = if is_range { RequirementClass::Range } else { RequirementClass::Exact };
    let requirement = Requirement::new(class, version.value);
    let package = Package::new(Ecosystem::ConanCenter, name.value, requirement, version.span);
    let source = if matches!(owner, "" | "_/_") { Source::Registry } else { Source::Url };
    Some(Package { source, ..package })
}
