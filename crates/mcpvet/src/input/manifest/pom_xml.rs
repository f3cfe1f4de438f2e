//! `pom.xml`: what a project of Maven needs.
//!
//! Written by people. <https://maven.apache.org/pom.html>
//!
//! - `${name}` is filled in from the file: its properties, those of its profiles, and what it says
//!   about itself and its parent. What stays open makes a version unknown.
//! - A dependency without a version has that of `dependencyManagement`. Managed versions that
//!   nothing here uses count for what dependencies bring along, so they are read as well, not as
//!   direct.
//! - A parent and an imported list of versions (`scope` `import`) are other files; a note says so.
//!   So are `modules`.
//! - Plugins, their dependencies, extensions and processors of annotations are for building.
//! - `scope` `provided` counts as peer, `system` is a file on the machine. `exclusions`,
//!   `classifier` and `type` name no other package.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::input::pinned;
use crate::input::text::Text;
use crate::input::variables::Variables;
use crate::input::xml::{Element, read_tree};
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::package::{Ecosystem, Groups, Package, Source};
use crate::sort;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "pom-xml",
    title: "pom.xml",
    file_names: &["pom.xml", "*.pom"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let says = |word: &str| head.text.contains(word);
    match says("<project") {
        true if says("maven.apache.org/POM") => Likeness::Certain,
        true if says("<modelVersion>") || says("<artifactId>") => Likeness::Likely,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = read_tree(text, inventory);
    let Some(project) = tree.child("project") else {
        inventory.error("no-packages", "expected an element `project`", Default::default());
        return;
    };
    let mut pom = Pom { variables: variables(project), managed: BTreeMap::new(), inventory };
    let profiles = || project.named("profiles").flat_map(|p| p.named("profile"));
    for part in core::iter::once(project).chain(profiles()) {
        pom.read_managed(part);
    }
    for part in core::iter::once(project).chain(profiles()) {
        pom.read_part(part);
    }
    pom.note_other_files(project);
    pom.finish();
}

/// What can be filled in.
fn variables<'a>(project: &Element<'a>) -> Variables<'a> {
    let mut variables = Variables::new(("${", "}"), false);
    let parent = project.child("parent");
    for field in ["groupId", "artifactId", "version"] {
        let of_parent = parent.and_then(|parent| parent.text_of(field));
        if let Some(value) = of_parent {
            variables.set(&["project.parent.", field].concat(), value.value.clone());
            variables.set(&["parent.", field].concat(), value.value.clone());
        }
        if let Some(value) = project.text_of(field).or(of_parent) {
            for prefix in ["project.", "pom.", ""] {
                variables.set(&[prefix, field].concat(), value.value.clone());
            }
        }
    }
    // The properties of a profile hold only where it is active; those of the project count first.
    let profiles = project.named("profiles").flat_map(|profiles| profiles.named("profile"));
    for part in profiles.chain([project]) {
        for property in part.named("properties").flat_map(|properties| &properties.children) {
            variables.set(&property.name.value, property.text.value.clone());
        }
    }
    variables
}

struct Pom<'i, 'a> {
    variables: Variables<'a>,
    /// Managed versions by name, and whether a dependency has taken them.
    managed: BTreeMap<Cow<'a, str>, (Package<'a>, bool)>,
    inventory: &'i mut Inventory<'a>,
}

impl<'a> Pom<'_, 'a> {
    fn read_managed(&mut self, part: &Element<'a>) {
        let lists = part.named("dependencyManagement").flat_map(|m| m.named("dependencies"));
        for dependency in lists.flat_map(|list| list.named("dependency")) {
            let Some(package) = self.package(dependency, None) else { continue };
            let scope = dependency.text_of("scope").map(|scope| &*scope.value);
            if scope == Some("import") {
                let message = "versions come from this list too, which was not read";
                self.inventory.note(Level::Info, "bom", message, Some(package.span));
            }
            let groups = scope.map_or(Groups::default(), |scope| groups(Some(scope), None));
            let package = Package { direct: Some(false), groups, ..package };
            self.managed.entry(package.name.clone()).or_insert((package, scope == Some("import")));
        }
    }

    /// Reads what the project or a profile uses.
    fn read_part(&mut self, part: &Element<'a>) {
        self.read_dependencies(part, None);
        for build in part.named("build").chain(part.named("reporting")) {
            self.read_plugins(build);
            build.named("pluginManagement").for_each(|managed| self.read_plugins(managed));
            for extension in list(build, "extensions", "extension") {
                self.add_for_build(extension, None);
            }
        }
    }

    fn read_dependencies(&mut self, part: &Element<'a>, plugin: Option<Groups>) {
        for dependency in list(part, "dependencies", "dependency") {
            let Some(mut package) = self.package(dependency, None) else { continue };
            let field = |name| dependency.text_of(name).map(|text| &*text.value);
            package.groups = plugin.unwrap_or_else(|| groups(field("scope"), field("optional")));
            if field("scope") == Some("system") {
                package.source = Source::Local;
            }
            if let Some((managed, taken)) = self.managed.get_mut(&package.name)
                && plugin.is_none()
            {
                *taken = true;
                if package.requirement.text.is_empty() {
                    package.requirement = managed.requirement.clone();
                    package.span = managed.span;
                    if field("scope").is_none() && managed.groups != Groups::default() {
                        package.groups = managed.groups;
                    }
                }
            }
            let package = Package { direct: Some(plugin.is_none()), ..package };
            // Of a merge conflict, both versions stand here.
            for version in dependency.named("version").skip(1) {
                let version = self.variables.fill(&version.text);
                let Package { requirement, span, .. } =
                    pinned::package(Ecosystem::Maven, Text::default(), Some(version));
                self.inventory.push(Package { requirement, span, ..package.clone() });
            }
            self.inventory.push(package);
        }
    }

    fn read_plugins(&mut self, build: &Element<'a>) {
        for plugin in list(build, "plugins", "plugin") {
            self.add_for_build(plugin, Some("org.apache.maven.plugins".into()));
            self.read_dependencies(plugin, Some(Groups::BUILD));
            for configuration in plugin.named("configuration") {
                for path in list(configuration, "annotationProcessorPaths", "path") {
                    self.add_for_build(path, None);
                }
            }
        }
    }

    fn add_for_build(&mut self, element: &Element<'a>, group: Option<Cow<'static, str>>) {
        if let Some(package) = self.package(element, group) {
            self.inventory.push(Package { groups: Groups::BUILD, direct: Some(true), ..package });
        }
    }

    /// The package that an element names; `None`, with a note, when it names none.
    fn package(
        &mut self,
        element: &Element<'a>,
        group: Option<Cow<'static, str>>,
    ) -> Option<Package<'a>> {
        let fill = |text: &Text<'a>| self.variables.fill(text);
        let (Some(artifact), Some(group)) = (
            element.text_of("artifactId").map(fill),
            element.text_of("groupId").map(|group| fill(group).value).or(group),
        ) else {
            let message = "expected `groupId` and `artifactId`; this entry was not read";
            self.inventory.error("entry", message, element.name.span);
            return None;
        };
        let name = [&*group, ":", &*artifact.value].concat();
        let name = Text { value: Cow::Owned(name), span: artifact.span };
        let version = element.text_of("version").map(fill);
        Some(pinned::package(Ecosystem::Maven, name, version))
    }

    fn note_other_files(&mut self, project: &Element<'a>) {
        if let Some(parent) = project.child("parent") {
            let message = "versions and dependencies of this parent hold too; it was not read";
            let place = parent.text_of("artifactId").map_or(parent.name.span, |name| name.span);
            self.inventory.note(Level::Info, "parent", message, Some(place));
        }
        for modules in project.named("modules").filter(|modules| !modules.children.is_empty()) {
            let message = "each of these modules has a file of its own: give those as well";
            self.inventory.note(Level::Info, "include", message, Some(modules.name.span));
        }
    }

    fn finish(self) {
        let left = self.managed.into_values().filter(|(_, taken)| !taken);
        let mut left: Vec<_> = left.map(|(package, _)| package).collect();
        sort::by(&mut left, |a, b| a.span.cmp(&b.span));
        left.into_iter().for_each(|package| self.inventory.push(package));
    }
}

/// The elements of a list, such as `dependencies` of `dependency`.
fn list<'e, 'a>(
    part: &'e Element<'a>,
    outer: &'static str,
    inner: &'static str,
) -> impl Iterator<Item = &'e Element<'a>> {
    part.named(outer).flat_map(move |list| list.named(inner))
}

fn groups(scope: Option<&str>, optional: Option<&str>) -> Groups {
    let groups = match scope {
        Some("test") => Groups::TEST,
        Some("provided") => Groups::PEER,
        _ => Groups::PROD,
    };
    if optional == Some("true") { groups.and(Groups::OPTIONAL) } else { groups }
}
