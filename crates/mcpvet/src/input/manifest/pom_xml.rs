//! `pom.xml`: what a project of Maven needs.
//!
//! Written by people. <https://maven.apache.org/pom.html>
//!
//! - `dependency` and its kin can stand alone, as documentation shows them.
//! - `${name}` is filled in from the file: its properties, those of its profiles, and what it says
//!   about itself and its parent. What stays open makes a version unknown.
//! - A dependency without a version has that of `dependencyManagement`. Managed versions that
//!   nothing here uses count for what dependencies bring along, so they are read as well, not as
//!   direct.
//! - A parent and an imported list of versions (`scope` `import`) are other files; a note says so.
//!   So are `modules`. The list is an artifact itself and is read as one.
//! - Plugins, their dependencies, extensions and processors of annotations are for building.
//! - `scope` `provided` counts as peer, `system` is a file on the machine. `exclusions`,
//!   `classifier` and `type` name no other package.

use std::borrow::Cow;

use crate::input::pinned;
use crate::input::text::Text;
use crate::input::variables::{Holds, Variables};
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
        // A part of one, as documentation shows it.
        false if says("<dependency>") && says("<artifactId>") => Likeness::Likely,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = read_tree(text, inventory);
    let part = || tree.children.iter().any(|it| it.name.value.starts_with("dependenc"));
    let Some(project) = tree.child("project").or_else(|| part().then_some(&tree)) else {
        inventory.error("no-packages", "expected an element `project`", Default::default());
        return;
    };
    let mut pom = Pom { variables: variables(project), managed: Vec::new(), inventory };
    let mut parts = vec![project];
    project.each(&["profiles", "profile"], &mut |profile| parts.push(profile));
    for part in &parts {
        part.each(&["dependencyManagement", "dependencies", "dependency"], &mut |dependency| {
            pom.read_managed(dependency);
        });
        part.each(&["build", "pluginManagement", "plugins", "plugin"], &mut |plugin| {
            pom.read_plugin(plugin, true);
        });
    }
    sort::by(&mut pom.managed, |a, b| a.package.name.cmp(&b.package.name));
    for part in &parts {
        for path in [DEPENDENCY, &DEPENDENCY[1..]] {
            part.each(path, &mut |dependency| pom.read_dependency(dependency, None));
        }
        for outer in ["build", "reporting"] {
            part.each(&[outer, "plugins", "plugin"], &mut |plugin| pom.read_plugin(plugin, false));
        }
        part.each(&["build", "extensions", "extension"], &mut |extension| {
            pom.read_for_build(extension);
        });
    }
    pom.note_other_files(project);
    pom.finish();
}

const DEPENDENCY: &[&str] = &["dependencies", "dependency"];

/// What can be filled in.
fn variables<'a>(project: &Element<'a>) -> Variables<'a> {
    let mut variables = Variables::new(("${", "}"), false);
    let parent = project.child("parent");
    for field in ["groupId", "artifactId", "version"] {
        let of_parent = parent.and_then(|parent| parent.text_of(field));
        let own = project.text_of(field).or(of_parent);
        for (prefix, value) in [
            ("project.parent.", of_parent),
            ("parent.", of_parent),
            ("project.", own),
            ("pom.", own),
            ("", own),
        ] {
            if let Some(value) = value {
                variables.set(&[prefix, field].concat(), value.value.clone());
            }
        }
    }
    // The properties of a profile hold only where it is active; those of the project count first.
    project.each(&["profiles", "profile", "properties"], &mut |properties| {
        for property in &properties.children {
            variables.set_if(&property.name.value, property.text.value.clone(), Holds::Maybe);
        }
    });
    project.each(&["properties"], &mut |properties| {
        for property in &properties.children {
            variables.set(&property.name.value, property.text.value.clone());
        }
    });
    variables
}

/// A version for dependencies or plugins that give none.
struct Managed<'a> {
    package: Package<'a>,
    /// Whether an entry has taken it, so that it needs none of its own.
    is_told: bool,
}

struct Pom<'i, 'a> {
    variables: Variables<'a>,
    /// By name.
    managed: Vec<Managed<'a>>,
    inventory: &'i mut Inventory<'a>,
}

impl<'a> Pom<'_, 'a> {
    fn read_managed(&mut self, dependency: &Element<'a>) {
        let Some(package) = self.package(dependency, None) else { return };
        let scope = dependency.text_of("scope").map(|scope| &*scope.value);
        if scope == Some("import") {
            let message = "versions come from this list too, which was not read";
            self.inventory.note(Level::Info, "bom", message, Some(package.span));
        }
        let groups = scope.map_or(Groups::default(), |scope| groups(Some(scope), None));
        let package = Package { direct: Some(false), groups, ..package };
        self.managed.push(Managed { package, is_told: false });
    }

    fn read_dependency(&mut self, dependency: &Element<'a>, plugin: Option<Groups>) {
        let Some(mut package) = self.package(dependency, None) else { return };
        let field = |name| dependency.text_of(name).map(|text| &*text.value);
        let scope = field("scope");
        package.groups = plugin.unwrap_or_else(|| groups(scope, field("optional")));
        package.direct = Some(plugin.is_none());
        if scope == Some("system") {
            package.source = Source::Local;
        }
        if plugin.is_none() {
            self.take_managed(&mut package, scope.is_some());
        }
        // Of a merge conflict, both versions stand here.
        for version in dependency.named("version").skip(1) {
            let version = self.variables.fill(&version.text);
            let Package { requirement, span, .. } =
                pinned::package(Ecosystem::Maven, Text::default(), Some(version));
            self.inventory.push(Package { requirement, span, ..package.clone() });
        }
        self.inventory.push(package);
    }

    /// Gives a package the version that is managed, and the scope where it has none.
    fn take_managed(&mut self, package: &mut Package<'a>, has_scope: bool) {
        let has_version = !package.requirement.text.is_empty();
        let start = self.managed.partition_point(|managed| managed.package.name < package.name);
        // Entries of one name differ in their classifier or stand in profiles.
        for managed in &mut self.managed[start..] {
            if managed.package.name != package.name {
                return;
            }
            if package.requirement.text.is_empty() {
                package.requirement = managed.package.requirement.clone();
                package.span = managed.package.span;
                if !has_scope && managed.package.groups != Groups::default() {
                    package.groups = managed.package.groups;
                }
            }
            managed.is_told |= has_version || managed.package.requirement == package.requirement;
        }
    }

    fn read_plugin(&mut self, plugin: &Element<'a>, is_managed: bool) {
        if let Some(package) = self.package(plugin, Some("org.apache.maven.plugins".into())) {
            let mut package = Package { groups: Groups::BUILD, direct: Some(true), ..package };
            if is_managed {
                let package = Package { direct: Some(false), ..package };
                self.managed.push(Managed { package, is_told: false });
            } else {
                self.take_managed(&mut package, true);
                self.inventory.push(package);
            }
        }
        plugin.each(DEPENDENCY, &mut |dependency| {
            self.read_dependency(dependency, Some(Groups::BUILD));
        });
        const PROCESSOR: &[&str] = &["configuration", "annotationProcessorPaths", "path"];
        plugin.each(PROCESSOR, &mut |path| self.read_for_build(path));
        plugin.each(&["executions", "execution"], &mut |execution| {
            execution.each(PROCESSOR, &mut |path| self.read_for_build(path));
        });
    }

    fn read_for_build(&mut self, element: &Element<'a>) {
        if let Some(mut package) = self.package(element, None) {
            self.take_managed(&mut package, true);
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
        let modules = project.child("modules").filter(|modules| !modules.children.is_empty());
        if let Some(modules) = modules {
            let message = "each of these modules has a file of its own: give those as well";
            self.inventory.note(Level::Info, "include", message, Some(modules.name.span));
        }
    }

    fn finish(mut self) {
        sort::by(&mut self.managed, |a, b| a.package.span.cmp(&b.package.span));
        for Managed { package, is_told } in self.managed {
            if !is_told {
                self.inventory.push(package);
            }
        }
    }
}

fn groups(scope: Option<&str>, optional: Option<&str>) -> Groups {
    let groups = match scope {
        Some("test") => Groups::TEST,
        Some("provided") => Groups::PEER,
        _ => Groups::PROD,
    };
    if optional == Some("true") { groups.and(Groups::OPTIONAL) } else { groups }
}
