//! Project files of .NET: `*.csproj` and its kin, `Directory.Packages.props`, `packages.config`.
//!
//! Written by people, the command dotnet and Visual Studio.
//! <https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files>,
//! <https://learn.microsoft.com/nuget/consume-packages/central-package-management>,
//! <https://learn.microsoft.com/nuget/reference/packages-config>
//!
//! - `PackageReference` and its kin have a name and a version, each as an attribute or an element;
//!   `VersionOverride` counts before `Version`. Conditions are not evaluated: what can be taken is
//!   read. Several names can stand in one `Include`.
//! - `PackageVersion` sets a version for projects that reference the package; what nothing in this
//!   file references is read as well, not as direct. A reference without a version takes it, from
//!   this file or, as a note says, from another.
//! - `$(Name)` is filled in from the properties of the file; what stays open makes a version
//!   unknown.
//! - `PrivateAssets="all"` marks what only the build needs. `Remove` takes away, and is left out.
//! - `ProjectReference` is another project on the machine, `Reference` a file of it, or
//!   without a hint a part of the framework.
//! - `packages.config` lists every package, the direct ones and those that they bring along.

use std::collections::BTreeMap;

use crate::input::text::Text;
use crate::input::variables::Variables;
use crate::input::xml::{Element, read_tree};
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, pinned};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};
use crate::sort;

/// `*.csproj` and its kin.
pub(crate) const PROJECT: Format = Format {
    id: "msbuild",
    title: "project file of .NET",
    file_names: &["*.csproj", "*.fsproj", "*.vbproj", "*.props", "*.targets"],
    sniff: sniff_project,
    parse: parse_project,
    paths: Paths::None,
};

/// `packages.config`.
pub(crate) const CONFIG: Format = Format {
    id: "nuget-config",
    title: "packages.config",
    file_names: &["packages.config", "packages.*.config"],
    sniff: |head| {
        let says = |word: &str| head.text.contains(word);
        let is_it = says("<packages") && (says("<package ") || says("<packages/>"));
        if is_it && !says("<project") { Likeness::Likely } else { Likeness::No }
    },
    parse: parse_config,
    paths: Paths::None,
};

/// Elements that name a package, and for what it is used.
const REFERENCES: &[(&str, Groups)] = &[
    ("PackageReference", Groups::PROD),
    ("GlobalPackageReference", Groups::BUILD),
    ("PackageDownload", Groups::BUILD),
    ("DotNetCliToolReference", Groups::BUILD),
];

fn sniff_project(head: &Head<'_>) -> Likeness {
    let says = |word: &str| head.text.contains(word);
    let own = ["Sdk=\"", "<PackageReference", "<PackageVersion", "schemas.microsoft.com/developer"];
    match says("<Project") {
        true if own.iter().any(|word| says(word)) => Likeness::Certain,
        true if says("<PropertyGroup") || says("<ItemGroup") => Likeness::Likely,
        _ => Likeness::No,
    }
}

fn parse_project<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = read_tree(text, inventory);
    let Some(project) = tree.child("Project") else {
        inventory.error("no-packages", "expected an element `Project`", Default::default());
        return;
    };
    let mut groups = Vec::new();
    collect(project, &mut groups);
    let mut variables = Variables::new(("$(", ")"), true);
    for property in groups.iter().filter(|g| g.name.value == "PropertyGroup") {
        for property in &property.children {
            variables.set(&property.name.value, property.text.value.clone());
        }
    }
    let mut file = Project { variables, central: BTreeMap::new(), lacks: None, inventory };
    let items = || groups.iter().filter(|g| g.name.value == "ItemGroup").flat_map(|g| &g.children);
    for item in items().filter(|item| item.name.value == "PackageVersion") {
        for package in file.packages(item) {
            file.central.insert(package.name.to_string(), (package, false));
        }
    }
    items().for_each(|item| file.read_item(item));
    file.finish();
}

/// The groups of a project, those inside `Choose` and `Target` included.
fn collect<'e, 'a>(element: &'e Element<'a>, into: &mut Vec<&'e Element<'a>>) {
    for child in &element.children {
        match &*child.name.value {
            "ItemGroup" | "PropertyGroup" => into.push(child),
            "Choose" | "When" | "Otherwise" | "Target" => collect(child, into),
            _ => {}
        }
    }
}

/// Names of one item.
const MAX_NAMES: usize = 1_000;

struct Project<'i, 'a> {
    variables: Variables<'a>,
    /// Versions for references, and whether one has taken them.
    central: BTreeMap<String, (Package<'a>, bool)>,
    /// A reference whose version stands elsewhere.
    lacks: Option<Text<'a>>,
    inventory: &'i mut Inventory<'a>,
}

impl<'a> Project<'_, 'a> {
    fn read_item(&mut self, item: &Element<'a>) {
        let kind = &*item.name.value;
        if kind == "ProjectReference" || kind == "Reference" {
            return self.read_local(item, kind == "Reference");
        }
        let Some((_, group)) = REFERENCES.iter().find(|(name, _)| *name == kind) else { return };
        if item.attribute("Remove").is_some() {
            return;
        }
        let private = field(item, "PrivateAssets")
            .is_some_and(|assets| assets.value.eq_ignore_ascii_case("all"));
        let groups = if private { Groups::BUILD } else { *group };
        for mut package in self.packages(item) {
            if package.requirement.class == RequirementClass::None {
                match self.central.get_mut(&*package.name) {
                    Some((central, taken)) => {
                        *taken = true;
                        package.requirement = central.requirement.clone();
                        package.span = central.span;
                    }
                    None => self.lacks = self.lacks.take().or_else(|| name_of(item).cloned()),
                }
            }
            self.inventory.push(Package { groups, direct: Some(true), ..package });
        }
    }

    /// Reads another project, or a file that a hint names.
    fn read_local(&mut self, item: &Element<'a>, by_hint: bool) {
        let place = if by_hint { item.text_of("HintPath") } else { item.attribute("Include") };
        let (Some(name), Some(place)) = (item.attribute("Include"), place) else { return };
        let name = name.slice(name.value.split(',').next().unwrap_or_default());
        let requirement = Requirement::new(RequirementClass::Path, place.value.clone());
        let package = Package::new(Ecosystem::NuGet, name.value, requirement, place.span);
        self.inventory.push(Package { source: Source::Local, direct: Some(true), ..package });
    }

    /// The packages of an item; without a name, a note.
    fn packages(&mut self, item: &Element<'a>) -> Vec<Package<'a>> {
        let Some(names) = name_of(item) else {
            if item.attribute("Remove").is_none() {
                let message = "expected `Include`; this reference was not read";
                self.inventory.error("entry", message, item.name.span);
            }
            return Vec::new();
        };
        let version = field(item, "VersionOverride").or_else(|| field(item, "Version"));
        let version = version.map(|version| self.variables.fill(version));
        let names = names.value.split(';').map(str::trim).filter(|name| !name.is_empty());
        let whole = name_of(item).unwrap_or(&item.name);
        let package = |name| {
            let name = self.variables.fill(&whole.slice(name));
            pinned::package(Ecosystem::NuGet, name, version.clone())
        };
        let packages: Vec<_> = names.take(MAX_NAMES + 1).map(package).collect();
        if packages.len() > MAX_NAMES {
            let message = "more than 1000 names in one `Include`; the rest was not read";
            self.inventory.error("too-many-packages", message, whole.span);
        }
        packages
    }

    fn finish(self) {
        if let Some(name) = self.lacks {
            let message = "its version stands in another file, such as Directory.Packages.props: \
                           give that as well";
            self.inventory.note(Level::Info, "include", message, Some(name.span));
        }
        let left = self.central.into_values().filter(|(_, taken)| !taken);
        let mut left: Vec<_> = left.map(|(package, _)| package).collect();
        sort::by(&mut left, |a, b| a.span.cmp(&b.span));
        left.into_iter().for_each(|package| self.inventory.push(package));
    }
}

fn name_of<'e, 'a>(item: &'e Element<'a>) -> Option<&'e Text<'a>> {
    item.attribute("Include").or_else(|| item.attribute("Update"))
}

/// What an item says as an attribute or as an element.
fn field<'e, 'a>(item: &'e Element<'a>, name: &str) -> Option<&'e Text<'a>> {
    item.attribute(name).or_else(|| item.text_of(name))
}

fn parse_config<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = read_tree(text, inventory);
    for entry in tree.named("packages").flat_map(|packages| packages.named("package")) {
        let Some(name) = entry.attribute("id") else {
            inventory.error("entry", "expected `id`; this package was not read", entry.name.span);
            continue;
        };
        let package =
            pinned::package(Ecosystem::NuGet, name.clone(), entry.attribute("version").cloned());
        let dev = entry.attribute("developmentDependency");
        let is_dev = dev.is_some_and(|dev| dev.value.eq_ignore_ascii_case("true"));
        let groups = if is_dev { Groups::DEV } else { Groups::PROD };
        inventory.push(Package { groups, ..package });
    }
}
