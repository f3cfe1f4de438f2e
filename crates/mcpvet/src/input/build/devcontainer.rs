//! `devcontainer.json`: the image, the features and the extensions of a development container.
//!
//! <https://containers.dev/implementors/json_reference/>
//!
//! Features are artifacts in a registry of images, told by the same kind of name; one at a path is
//! the project's own. `build` names a `Dockerfile`, which is a file of its own.

use super::add_image;
use crate::input::json::{self, Kind, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "devcontainer",
    title: "devcontainer.json",
    file_names: &["devcontainer.json", ".devcontainer.json"],
    sniff: |head: &Head<'_>| {
        let own = ["customizations", "postCreateCommand", "remoteUser", "forwardPorts"];
        let container = head.has_key("image") || head.has_key("build") || head.has_key("features");
        match container && own.iter().any(|key| head.has_key(key)) {
            true => Likeness::Likely,
            false if head.has_key("features") && head.has_key("image") => Likeness::Likely,
            false if head.text.contains("/features/") && head.has_key("features") => {
                Likeness::Likely
            }
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object(|reader, key| match &*key.value {
            "image" => {
                let image = reader.string_or_skip()?;
                image.iter().for_each(|image| add_image(image, inventory));
                Ok(())
            }
            "features" if reader.peek()? == Kind::Object => reader.object(|reader, key| {
                add_feature(&key, inventory);
                reader.skip()
            }),
            "features" => {
                inventory.error("section", "expected an object of features", key.span);
                reader.skip()
            }
            "customizations" => json::tree(reader, &mut |tools| add_extensions(&tools, inventory)),
            _ => reader.skip(),
        })
    });
}

fn add_feature<'a>(name: &Text<'a>, inventory: &mut Inventory<'a>) {
    if !name.value.starts_with('.') {
        return add_image(name, inventory);
    }
    let requirement = Requirement::new(RequirementClass::Path, name.value.clone());
    let package = Package::new(Ecosystem::Oci, name.value.clone(), requirement, name.span);
    inventory.push(Package { source: Source::Local, ..package });
}

/// `customizations.vscode.extensions`: `publisher.name` or `publisher.name@1.2.3`.
fn add_extensions<'a>(tools: &Value<'a>, inventory: &mut Inventory<'a>) {
    let extensions = tools.get("vscode").and_then(|it| it.get("extensions"));
    for extension in extensions.map_or(&[][..], Value::elements).iter().filter_map(Value::text) {
        // A dash in front takes an extension of a feature away.
        if extension.value.starts_with('-') {
            continue;
        }
        let (id, version) = extension.value.split_once('@').unwrap_or((&extension.value, ""));
        let Some((publisher, name)) = id.split_once('.') else {
            let message = "expected an extension such as `publisher.name`; it was not read";
            inventory.error("entry", message, extension.span);
            continue;
        };
        let (requirement, span) = match version {
            "" => (Requirement::none(), extension.span),
            version => {
                let version = extension.slice(version);
                (Requirement::exact(version.value), version.span)
            }
        };
        let name = [publisher, "/", name].concat();
        let package = Package::new(Ecosystem::VsCode, name.into(), requirement, span);
        inventory.push(Package { direct: Some(true), ..package });
    }
}
