//! `devcontainer.json`: the image, the features and the extensions of a development container.
//!
//! <https://containers.dev/implementors/json_reference/>
//!
//! Features are artifacts in a registry of images, told by the same kind of name; one at a path is
//! the project's own, one at a URL an archive, and a name alone, from before they were artifacts, is
//! looked for among those of devcontainers. `build` names a `Dockerfile`, which is a file of its own. What the commands
//! (`postCreateCommand` and its kin) install or start is read as well.

use super::{add_command, add_image, text_of};
use crate::input::json::{self, Data, Value};
use crate::input::mcp::server;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::url::Url;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "devcontainer",
    title: "devcontainer.json",
    file_names: &["devcontainer.json", ".devcontainer.json"],
    sniff: |head: &Head<'_>| {
        let own = ["customizations", "postCreateCommand", "remoteUser", "forwardPorts"];
        let places = ["image", "build", "features", "dockerFile", "dockerComposeFile"];
        let container = places.iter().any(|key| head.has_key(key));
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
        reader.object(|reader, key| json::tree(reader, &mut |value| read(&key, &value, inventory)))
    });
}

fn read<'a>(key: &Text<'a>, value: &Value<'a>, inventory: &mut Inventory<'a>) {
    match (&*key.value, &value.data) {
        ("image", _) => {
            text_of(Some(value), inventory).iter().for_each(|image| add_image(image, inventory));
        }
        ("features", Data::Object(features)) => {
            features.iter().for_each(|(name, _)| add_feature(name, inventory));
        }
        ("features", _) => {
            inventory.error("section", "expected an object of features", key.span);
        }
        ("customizations", _) => add_vscode(value, inventory),
        // Commands of an object run beside each other.
        (command, Data::Object(all)) if command.ends_with("Command") => {
            all.iter().for_each(|(_, command)| add_command(command, inventory));
        }
        (command, _) if command.ends_with("Command") => add_command(value, inventory),
        _ => {}
    }
}

fn add_feature<'a>(name: &Text<'a>, inventory: &mut Inventory<'a>) {
    if let Some(url) = Url::read(&name.value) {
        let requirement = Requirement::new(RequirementClass::UrlTarball, url.shown());
        let package = Package::unnamed(url.place().into(), requirement, name.span);
        return inventory.push(Package { source: Source::Url, direct: Some(true), ..package });
    }
    if !name.value.contains('/') {
        if !name.value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)) {
            let message = "expected a feature such as `registry/namespace/name:1`; it was not read";
            return inventory.error("entry", message, name.span);
        }
        let full = ["ghcr.io/devcontainers/features/", &name.value, ":1"].concat();
        return add_image(&Text { value: full.into(), span: name.span }, inventory);
    }
    if !name.value.starts_with('.') {
        return add_image(name, inventory);
    }
    let requirement = Requirement::new(RequirementClass::Path, name.value.clone());
    let package = Package::new(Ecosystem::Oci, name.value.clone(), requirement, name.span);
    inventory.push(Package { source: Source::Local, ..package });
}

/// `customizations.vscode`: servers of MCP, and `extensions`, as `publisher.name` or
/// `publisher.name@1.2.3`.
fn add_vscode<'a>(tools: &Value<'a>, inventory: &mut Inventory<'a>) {
    let vscode = tools.get("vscode");
    if let Some(servers) = vscode.and_then(|it| it.get("mcp")?.get("servers")) {
        server::add_all(servers.clone(), inventory);
    }
    let extensions = vscode.and_then(|it| it.get("extensions"));
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
        let name = [publisher, "/", name].concat();
        let class =
            if version.is_empty() { RequirementClass::None } else { RequirementClass::Exact };
        let version = extension.slice(version);
        let span = if version.value.is_empty() { extension.span } else { version.span };
        let requirement = Requirement::new(class, version.value);
        let package = Package::new(Ecosystem::VsCode, name.into(), requirement, span);
        inventory.push(Package { direct: Some(true), ..package });
    }
}
