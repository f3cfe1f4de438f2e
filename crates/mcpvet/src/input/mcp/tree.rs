//! Configurations in TOML and YAML: read as a tree, then the same containers as in JSON.
//!
//! - Codex keeps `[mcp_servers.<name>]` in `config.toml`.
//!   <https://github.com/openai/codex/blob/main/docs/config.md>
//! - Goose lists `extensions` in `config.yaml`; Continue and LibreChat have `mcpServers`, as a list
//!   and as a map. <https://block.github.io/goose/docs/guides/config-files>
//! - A catalog of Docker's MCP gateway names one image a server under `registry`.
//!   <https://docs.docker.com/ai/mcp-catalog-and-toolkit/>

use super::config::{MAPS, SETTINGS};
use super::server;
use crate::input::text::past;
use crate::input::value::{Data, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths, toml, yaml};

/// Codex.
pub(crate) const TOML: Format = Format {
    id: "mcp-config-toml",
    title: "MCP configuration in TOML",
    file_names: &[],
    sniff: |head| is_likely(head.has_start("[mcp_servers")),
    parse: |text, inventory| add_root(toml::read_tree(text, inventory), inventory),
    paths: Paths::TomlKey,
};

/// Goose, Continue, LibreChat, Docker's catalogs.
pub(crate) const YAML: Format = Format {
    id: "mcp-config-yaml",
    title: "MCP configuration in YAML",
    file_names: &["librechat.yaml", "librechat.yml"],
    sniff: sniff_yaml,
    parse: |text, inventory| {
        for document in yaml::read_documents(text, inventory) {
            add_root(document, inventory);
        }
    },
    paths: Paths::YamlPath,
};

/// Maps of servers that only YAML has.
const YAML_MAPS: &[&str] = &["extensions", "registry"];

const fn is_likely(it: bool) -> Likeness {
    if it { Likeness::Likely } else { Likeness::No }
}

fn sniff_yaml(head: &Head<'_>) -> Likeness {
    if head.text.trim_start().starts_with(['{', '[']) {
        return Likeness::No;
    }
    let has_line = |start: &str| head.begins(start);
    let inside = |words: &[&str]| {
        let begins = |line: &str| words.iter().any(|word| line.starts_with(word));
        head.any_line(&|line| begins(past(line, "- ")))
    };
    is_likely(
        has_line("mcpServers:")
            || (has_line("extensions:") && inside(&["cmd:", "uri:", "envs:", "bundled:"]))
            || (has_line("registry:") && inside(&["image:", "remote:"])),
    )
}

/// Adds the servers of a whole document.
fn add_root<'a>(root: Value<'a>, inventory: &mut Inventory<'a>) {
    let Data::Object(members) = root.data else { return };
    for (key, value) in members {
        let name = &*key.value;
        if MAPS.contains(&name) || YAML_MAPS.contains(&name) {
            server::add_all(value, inventory);
        } else if name == "mcp" {
            add_section(value, inventory);
        } else if SETTINGS.contains(&name) {
            inventory.settings.push((key, value));
        }
    }
}

/// `mcp` with maps of servers inside, among settings.
fn add_section<'a>(section: Value<'a>, inventory: &mut Inventory<'a>) {
    let Data::Object(members) = section.data else { return };
    for (key, value) in members {
        if MAPS.contains(&&*key.value) {
            server::add_all(value, inventory);
        } else if server::is_entry(&value) {
            server::add(Some(&key), value, inventory);
        }
    }
}
