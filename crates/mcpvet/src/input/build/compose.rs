//! Compose files: the images of services.
//!
//! <https://docs.docker.com/reference/compose-file/services/>
//!
//! A service without `image` is built from a `Dockerfile`, which is a file of its own. `extends`
//! and `include` name other files and are not followed.

use super::add_image;
use crate::input::json::Value;
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
    let services = head.text.lines().any(|line| line.starts_with("services:"));
    let inside = head.text.lines().any(|line| {
        let content = line.trim_start();
        content.len() < line.len()
            && (content.starts_with("image:") || content.starts_with("build:"))
    });
    if services && inside { Likeness::Likely } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    for document in yaml::read_tree(text, inventory) {
        for (name, service) in document.get("services").map_or(&[][..], Value::members) {
            let Some(image) = service.member("image") else {
                if service.members().is_empty() {
                    inventory.error("entry", "expected a mapping for this service", name.span);
                }
                continue;
            };
            let index = inventory.packages.len();
            add_image(&image, inventory);
            // What is built here is only called so.
            if let Some(package) = inventory.packages.get_mut(index)
                && service.get("build").is_some()
            {
                package.source = Source::Local;
            }
        }
    }
}
