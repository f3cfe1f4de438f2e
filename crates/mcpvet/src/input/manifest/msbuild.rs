//! Project files of .NET: `*.csproj` and its kin, `Directory.Packages.props`, `packages.config`, `*.nuspec`.
//!
//! Written by people, the command dotnet and Visual Studio.
//! <https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files>,
//! <https://learn.microsoft.com/nuget/consume-packages/central-package-management>,
//! <https://learn.microsoft.com/nuget/reference/packages-config>,
//! <https://learn.microsoft.com/nuget/reference/nuspec>
//!
//! - `PackageReference` and its kin have a name and a version, each as an attribute or an element;
//!   `VersionOverride` counts before `Version`. Conditions are not evaluated: what can be taken is
//!   read. Several names can stand in one `Include`, several versions behind `PackageDownload`.
//! - `PackageVersion` sets a version for projects that reference the package; what nothing in this
//!   file references is read as well, not as direct. A reference without a version takes it, from
//!   this file or, as a note says, from another.
//! - `$(Name)` is filled in from the properties of the file; what stays open makes a version
//!   unknown.
//! - `PrivateAssets="all"` marks what only the build needs. `Remove` takes away, and is left out.
//! - `ItemGroup` and `PackageReference` can stand alone, as documentation shows them.
//! - `ProjectReference` is another project on the machine, `Reference` a file of it, or
//!   without a hint a part of the framework.
//! - `*.nuspec` describes one package, which is the project itself, and what that needs on each framework.
//! - `packages.config` lists every package, the direct ones and those that they bring along.

use crate::input::text::Text;
use crate::input::variables::{Holds, Variables};
use crate::input::xml::{Element, read_tree};
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, pinned};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span};
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

/// `*.nuspec`.
pub(crate) const NUSPEC: Format = Format {
    id: "nuspec",
    title: "nuspec",
    file_names: &["*.nuspec"],
    sniff: |head| {
        let says = |word: &str| head.text.contains(word);
        let is_it = says("<package") && says("<metadata") && says("<id>");
        if is_it && !says("<packages") { Likeness::Certain } else { Likeness::No }
    },
    parse: parse_nuspec,
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
        // A part of one, as documentation shows it.
        false if says("<PackageReference ") => Likeness::Likely,
        _ => Likeness::No,
    }
}

fn parse_project<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = read_tree(text, inventory);
    let part = || tree.child("ItemGroup").or(tree.child("PackageReference")).map(|_| &tree);
    let Some(project) = tree.child("Project").or_else(part) else {
        inventory.error("no-packages", "expected an element `Project`", Default::default());
        return;
    };
    let variables = Variables::new(("$(", ")"), true);
    let mut file = Project { variables, central: Vec::new(), lacks: None, inventory };
    let mut items = Vec::new();
    file.collect(project, false, &mut items);
    for item in &items {
        if item.name.value == "PackageVersion" {
            file.packages(item, &mut |file, package| file.central.push((package, false)));
        }
    }
    sort::by(&mut file.central, |a, b| a.0.name.cmp(&b.0.name));
    items.iter().for_each(|item| file.read_item(item));
    file.finish();
}

/// Names of one item, with each of its versions.
const MAX_NAMES: usize = 1_000;

struct Project<'i, 'a> {
    variables: Variables<'a>,
    /// Versions for references by name, and whether one has taken them.
    central: Vec<(Package<'a>, bool)>,
    /// A reference whose version stands elsewhere.
    lacks: Option<Span>,
    inventory: &'i mut Inventory<'a>,
}

impl<'a> Project<'_, 'a> {
    /// Takes the items and properties of a project, those inside `Choose` and `Target` included.
    fn collect<'e>(
        &mut self,
        element: &'e Element<'a>,
        in_doubt: bool,
        items: &mut Vec<&'e Element<'a>>,
    ) {
        for child in &element.children {
            let in_doubt = in_doubt || child.attribute("Condition").is_some();
            match &*child.name.value {
                "ItemGroup" => items.extend(&child.children),
                "PropertyGroup" => {
                    for property in &child.children {
                        self.set(property, in_doubt);
                    }
                }
                "Choose" | "When" | "Target" => self.collect(child, in_doubt, items),
                "Otherwise" => self.collect(child, true, items),
                "PackageReference" => items.push(child),
                _ => {}
            }
        }
    }

    fn set(&mut self, property: &Element<'a>, in_doubt: bool) {
        let name = &*property.name.value;
        let holds = match property.attribute("Condition") {
            // `'$(Name)' == ''` is how a default is set.
            Some(it)
                if it.value.contains(&["'$(", name, ")'"].concat()) && it.value.ends_with("''") =>
            {
                Holds::UnlessSet
            }
            None if !in_doubt => Holds::Always,
            _ => Holds::Maybe,
        };
        self.variables.set_if(name, property.text.value.clone(), holds);
    }

    fn read_item(&mut self, item: &Element<'a>) {
        let kind = &*item.name.value;
        if kind == "ProjectReference" || kind == "Reference" {
            return self.read_local(item, kind == "Reference");
        }
        let Some((_, group)) = REFERENCES.iter().find(|(name, _)| *name == kind) else { return };
        let private = field(item, "PrivateAssets")
            .is_some_and(|assets| assets.value.eq_ignore_ascii_case("all"));
        let groups = if private { Groups::BUILD } else { *group };
        self.packages(item, &mut |file, mut package| {
            if package.requirement.class == RequirementClass::None {
                file.take_central(&mut package);
            }
            file.inventory.push(Package { groups, direct: Some(true), ..package });
        });
    }

    /// Gives a package the version that is set for all references to it. Where there are several,
    /// which hold under conditions, the first of them.
    fn take_central(&mut self, package: &mut Package<'a>) {
        let mut at = self.central.partition_point(|(central, _)| central.name < package.name);
        let mut found = false;
        while let Some((central, taken)) = self.central.get_mut(at)
            && central.name == package.name
        {
            if !found {
                package.requirement = central.requirement.clone();
                package.span = central.span;
                (*taken, found) = (true, true);
            }
            at += 1;
        }
        if !found && self.lacks.is_none() {
            self.lacks = Some(package.span);
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

    /// Hands out the packages of an item; without a name there is a note.
    fn packages(&mut self, item: &Element<'a>, add: &mut dyn FnMut(&mut Self, Package<'a>)) {
        if item.attribute("Remove").is_some() {
            return;
        }
        let Some(names) = item.attribute("Include").or_else(|| item.attribute("Update")) else {
            let message = "expected `Include`; this reference was not read";
            return self.inventory.error("entry", message, item.name.span);
        };
        let version = field(item, "VersionOverride").or_else(|| field(item, "Version"));
        let version = version.map(|version| self.variables.fill(version));
        let versions: Vec<_> = version.iter().flat_map(parts).map(Some).collect();
        let versions = if versions.is_empty() { vec![version] } else { versions };
        let each = parts(names).flat_map(|name| versions.iter().map(move |it| (name.clone(), it)));
        for (count, (name, version)) in each.enumerate() {
            if count == MAX_NAMES {
                let message = "more than 1000 packages in one `Include`; the rest was not read";
                return self.inventory.error("too-many-packages", message, names.span);
            }
            let name = self.variables.fill(&name);
            add(self, pinned::package(Ecosystem::NuGet, name, version.clone()));
        }
    }

    fn finish(mut self) {
        if let Some(span) = self.lacks {
            let message = "its version stands in another file, such as Directory.Packages.props: \
                           give that as well";
            self.inventory.note(Level::Info, "include", message, Some(span));
        }
        sort::by(&mut self.central, |a, b| a.0.span.cmp(&b.0.span));
        for (package, taken) in self.central {
            if !taken {
                self.inventory.push(package);
            }
        }
    }
}

/// What stands between semicolons.
fn parts<'t, 'a>(list: &'t Text<'a>) -> impl Iterator<Item = Text<'a>> + 't {
    let parts = list.value.split(';').map(str::trim_ascii).filter(|part| !part.is_empty());
    parts.map(|part| list.slice(part))
}

/// What an item says as an attribute or as an element.
fn field<'e, 'a>(item: &'e Element<'a>, name: &str) -> Option<&'e Text<'a>> {
    item.attribute(name).or_else(|| item.text_of(name))
}

fn parse_nuspec<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = read_tree(text, inventory);
    let Some(metadata) = tree.child("package").and_then(|package| package.child("metadata")) else {
        let message = "expected `package` with `metadata` inside";
        return inventory.error("no-packages", message, Default::default());
    };
    if let Some(name) = metadata.text_of("id") {
        let version = metadata.text_of("version").cloned();
        let own = pinned::package(Ecosystem::NuGet, name.clone(), version);
        inventory.push(Package { source: Source::Local, ..own });
    }
    for part in metadata.named("dependencies").flat_map(|list| &list.children) {
        let entries =
            if &*part.name.value == "group" { &part.children } else { core::slice::from_ref(part) };
        for entry in entries.iter().filter(|entry| &*entry.name.value == "dependency") {
            add_entry(entry, Groups::PROD, Some(true), inventory);
        }
    }
}

fn parse_config<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let tree = read_tree(text, inventory);
    for entry in tree.named("packages").flat_map(|packages| packages.named("package")) {
        let dev = entry.attribute("developmentDependency");
        let is_dev = dev.is_some_and(|dev| dev.value.eq_ignore_ascii_case("true"));
        add_entry(entry, if is_dev { Groups::DEV } else { Groups::PROD }, None, inventory);
    }
}

/// Adds what an element with `id` and `version` names.
fn add_entry<'a>(
    entry: &Element<'a>,
    groups: Groups,
    direct: Option<bool>,
    inventory: &mut Inventory<'a>,
) {
    let Some(name) = entry.attribute("id") else {
        let message = "expected `id`; this package was not read";
        return inventory.error("entry", message, entry.name.span);
    };
    let version = entry.attribute("version").cloned();
    let package = pinned::package(Ecosystem::NuGet, name.clone(), version);
    inventory.push(Package { groups, direct, ..package });
}
