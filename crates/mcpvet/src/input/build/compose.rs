//! Compose files: the images of services.
//!
//! <https://docs.docker.com/reference/compose-file/services/>
//!
//! A service without `image` is built from a `Dockerfile`, which is a file of its own. `extends`
//! and `include` name other files and are not followed. What `entrypoint` and `command` fetch inside
//! of the container is read as well: MCP servers are often started so.

use super::{add_command, add_image, text_of};
use crate::input::json::{Data, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::package::Source;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "compose",
    title: "Compose file",
    file_names: &[
        "compose.yaml",
        "compose.yml",
        "compose.*.yaml",
        "compose.*.yml",
        "docker-compose.yaml",
        "docker-compose.yml",
        "docker-compose.*.yaml",
        "docker-compose.*.yml",
    ],
    sniff,
    parse,
    paths: Paths::YamlPath,
};

fn sniff(head: &Head<'_>) -> Likeness {
    // At the margin, other files have these too.
    let inside = |key: &&str| head.has_start(key) && !head.begins(key);
    let is_one = head.begins("services:") && ["image:", "build:"].iter().any(inside);
    if is_one { Likeness::Likely } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    for document in yaml::read_documents(text, inventory) {
        // In the first version of the format, services stood on the outermost level.
        let services = document.get("services");
        if let Some(services) = services.filter(|services| services.is_no_mapping()) {
            inventory.error("section", "expected a mapping of services", services.span);
        }
        for (name, service) in services.unwrap_or(&document).members() {
            if services.is_none() && service.any(&["image", "build"]).is_none() {
                continue;
            }
            if service.members().is_empty() {
                inventory.error("entry", "expected a mapping for this service", name.span);
            }
            let first = inventory.packages.len();
            if let Some(image) = text_of(service.get("image"), inventory) {
                add_image(&image, inventory);
            }
            // What is built here is only called so.
            if service.get("build").is_some() {
                let own = inventory.packages.iter_mut().skip(first);
                own.for_each(|package| package.source = Source::Local);
            }
            add_command(&command_of(service), inventory);
        }
    }
}

/// What a container starts: `command` stands behind `entrypoint`.
fn command_of<'a>(service: &Value<'a>) -> Value<'a> {
    let part = |key| service.get(key).cloned().unwrap_or_default();
    match (part("entrypoint"), part("command")) {
        (Value { data: Data::Array(mut words), span }, command) => {
            words.extend_from_slice(command.elements());
            Value { data: Data::Array(words), span }
        }
        (Value { data: Data::Nothing | Data::Scalar(_), .. }, command) => command,
        (entrypoint, _) => entrypoint,
    }
}
