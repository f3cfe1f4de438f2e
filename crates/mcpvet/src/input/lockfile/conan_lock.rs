//! `conan.lock`: every recipe that Conan chose, of Conan 1 and of Conan 2; and `conanfile.txt`,
//! which asks for recipes.
//!
//! <https://docs.conan.io/2/tutorial/versioning/lockfiles.html>,
//! <https://docs.conan.io/2/reference/conanfile_txt.html>
//!
//! - Conan 2 lists references under `requires`, `build_requires`, `python_requires` and
//!   `config_requires`; Conan 1 has a graph whose nodes have a `ref`, or before version 1.22 a
//!   `pref`, and say whom they need.
//! - `name/1.2.3@user/channel#revision%time` is of ConanCenter only without user and channel.
//! - `conanfile.txt` has references too, one a line below `[requires]` and its kin. Other sections
//!   hold options and generators.
//! - `conaninfo.txt`, which lies beside a built package, has the same sections; its `[full_requires]` says
//!   more than its `[requires]`.
//! - The node of Conan 1 without a reference, or with a `path`, is the project itself.

use super::names::Names;
use crate::input::json::{self, Kind, Value};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths, lines};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};
use crate::words::Words;

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

/// `conanfile.txt`.
pub(crate) const TEXT: Format = Format {
    id: "conanfile",
    title: "conanfile.txt",
    file_names: &["conanfile.txt", "conaninfo.txt"],
    sniff: |head| {
        let asks = |line: &str| SECTIONS.iter().any(|(section, _)| *section == line);
        // A `Pipfile` has a table of that name too.
        match head.any_line(&asks) && !head.has_line("[packages]") {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse: parse_text,
    paths: Paths::None,
};

/// The sections of `conanfile.txt` with references.
const SECTIONS: &[(&str, Groups)] = &[
    ("[requires]", Groups::PROD),
    ("[build_requires]", Groups::BUILD),
    ("[tool_requires]", Groups::BUILD),
    ("[test_requires]", Groups::TEST),
    (FULL, Groups::PROD),
];

/// What `conaninfo.txt` of Conan 1 has beside `[requires]`, in which versions are cut short.
const FULL: &str = "[full_requires]";

fn parse_text<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected a section or a reference such as `name/1.2.3`";
    let (mut names, mut groups) = (Names::default(), None);
    let first = inventory.packages.len();
    let is_full = text.contains(FULL);
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| {
        let (line, _) = lines::split_comment(line, "#");
        if line.starts_with('[') {
            let section = SECTIONS.iter().find(|(section, _)| *section == line);
            groups = section.filter(|_| !is_full || line == FULL).map(|(_, groups)| *groups);
        } else if let Some(groups) = groups.filter(|_| !line.is_empty()) {
            reference(&Text::of(line, text), groups, Source::Registry, &mut names, inventory);
        }
        true
    });
    inventory.packages[first..].iter_mut().for_each(|package| package.direct = Some(true));
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut names = Names::default();
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| {
            let groups = match &*key.value {
                "requires" => Groups::PROD,
                "build_requires" | "python_requires" | "config_requires" => Groups::BUILD,
                "graph_lock" if reader.peek()? == Kind::Object => {
                    return reader.object(|reader, key| match &*key.value {
                        "nodes" => json::members(
                            reader,
                            key.span,
                            inventory,
                            &mut |reader, id, inventory| {
                                json::tree(reader, &mut |it| node(&id, &it, &mut names, inventory))
                            },
                        ),
                        _ => reader.skip(),
                    });
                }
                _ => return reader.skip(),
            };
            if reader.peek()? != Kind::Array {
                inventory.error("section", "expected an array of references", key.span);
                return reader.skip();
            }
            reader.array(|reader| {
                if let Some(text) = reader.string_or_skip()? {
                    reference(&text, groups, Source::Registry, &mut names, inventory);
                }
                Ok(())
            })
        })
    });
    names.finish(inventory);
}

/// Reads a node of Conan 1, which asks for others by their ids.
fn node<'a>(id: &Text<'a>, node: &Value<'a>, names: &mut Names<'a>, inventory: &mut Inventory<'a>) {
    let stated = node.any(&["ref", "pref"]).and_then(Value::text);
    let stated = stated.filter(|text| !text.value.is_empty());
    let is_path = node.get("path").is_some_and(|path| path.str().is_some());
    let needs = node.get("requires");
    if stated.is_none() && !is_path && needs.is_none() {
        return inventory.error("entry", "this node has no reference", id.span);
    }
    let is_project = is_path || stated.is_none();
    let is_build = node.get("context").and_then(Value::str) == Some("build");
    let groups = if is_build { Groups::BUILD } else { Groups::NONE };
    let lists = |key| node.get(key).map_or(&[][..], Value::elements).iter().filter_map(Value::text);
    for text in lists("python_requires") {
        reference(&text, Groups::BUILD, Source::Registry, names, inventory);
    }
    if let Some(text) = &stated {
        let source = if is_path { Source::Local } else { Source::Registry };
        reference(text, groups, source, names, inventory);
        names.answer(id.value.clone());
    }
    for need in lists("requires").chain(lists("build_requires")) {
        if is_project {
            names.need_of_project(need.value.clone());
        }
        if stated.is_some() {
            names.need(need.value);
        }
    }
}

/// Adds the recipe `name/version@user/channel#revision:package%time`.
fn reference<'a>(
    text: &Text<'a>,
    groups: Groups,
    source: Source,
    names: &mut Names<'a>,
    inventory: &mut Inventory<'a>,
) {
    let recipe = text.value.split(['#', '%', ':']).next().unwrap_or_default();
    let (recipe, owner) = recipe.split_once('@').unwrap_or((recipe, ""));
    let named = recipe.split_once('/').filter(|(name, it)| !name.is_empty() && !it.is_empty());
    let Some((name, version)) = named else {
        return inventory.error("entry", "expected a reference such as `name/1.2.3`", text.span);
    };
    let (name, version) = (text.slice(name), text.slice(version));
    // What a package says it was built with stands for all versions that are as good: `1.2.Z`.
    let is_range = version.value.starts_with('[') || Words(".Y .Z").any_ends(&version.value);
    let class = if is_range { RequirementClass::Range } else { RequirementClass::Exact };
    let requirement = Requirement::new(class, version.value);
    let mut package = Package::new(Ecosystem::ConanCenter, name.value, requirement, version.span);
    let is_public = matches!(owner, "" | "_/_");
    package.source = if is_public || source == Source::Local { source } else { Source::Url };
    package.groups = groups;
    names.push(text.value.clone(), package, inventory);
}
