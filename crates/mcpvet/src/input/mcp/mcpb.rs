//! `manifest.json` of an MCP bundle (MCPB, formerly DXT).
//!
//! <https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md>
//!
//! - `server.mcp_config` is read as the entry of a configuration is, and once more with each of
//!   its `platform_overrides`.
//! - The bundle itself is local. What it carries (`node_modules`, wheels, `pyproject.toml`) cannot
//!   be seen from here, which a note says.
//! - `${user_config.KEY}` and `${__dirname}` are filled in by the host and stay open here.

use super::{ManifestKind, server, server_json};
use crate::input::json::{self, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "mcpb-manifest",
    title: "MCPB manifest",
    file_names: &["manifest.json"],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

/// What the format version is called, now and when bundles were called DXT.
const VERSIONS: &[&str] = &["manifest_version", "dxt_version"];

/// Browser extensions have a `manifest_version` too, but no server.
fn sniff(head: &Head<'_>) -> Likeness {
    let versioned = VERSIONS.iter().any(|key| head.has_key(key));
    if versioned && head.has_key("server") { Likeness::Certain } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        let mut root = Value::default();
        let outcome = root.read(reader);
        add(root, inventory);
        outcome
    });
}

fn add<'a>(root: Value<'a>, inventory: &mut Inventory<'a>) {
    if root.any(&["server", "dxt_version"]).is_none() {
        // Browser extensions and web applications have a file of this name as well.
        let message = "nothing here is a bundle of an MCP server";
        return inventory.note(Level::Info, "bundle", message, Some(root.span));
    }
    let name = root.get("name").and_then(Value::text);
    match &name {
        Some(name) => {
            let version = root.get("version").and_then(Value::text);
            inventory.push(server_json::itself(name, version));
        }
        None => inventory.error("server", "this bundle has no name", root.span),
    }
    match root.get("server") {
        Some(server) => add_server(name.as_ref(), server, inventory),
        None => inventory.error("server", "this bundle has no server", root.span),
    }
    inventory.push_manifest(ManifestKind::Bundle, root);
}

fn add_server<'a>(name: Option<&Text<'a>>, about: &Value<'a>, inventory: &mut Inventory<'a>) {
    let is_uv = about.get("type").and_then(Value::str) == Some("uv");
    let message = match is_uv {
        true => "the host installs what the bundle's pyproject.toml names, which is not seen here",
        false => "what the bundle carries is not seen here: check the lockfile inside of it",
    };
    inventory.note(Level::Info, "bundle", message, Some(about.span));
    let Some(config) = about.get("mcp_config") else {
        if !is_uv {
            let message = "this server has no mcp_config, so how it is started is not known";
            inventory.error("server", message, about.span);
        }
        return;
    };
    server::add(name, config.clone(), inventory);
    let platforms = config.get("platform_overrides").map(Value::members).unwrap_or_default();
    for (platform, other) in platforms {
        if other.any(&["command", "args"]).is_some() {
            server::add(name.or(Some(platform)), overridden(config, other), inventory);
        } else {
            // It starts the same, and its variables are looked at all the same.
            server::add(None, other.clone(), inventory);
        }
    }
}

/// The entry with what a platform puts in place of its members.
fn overridden<'a>(config: &Value<'a>, other: &Value<'a>) -> Value<'a> {
    let kept = config.members().iter().filter(|(key, _)| key.value != "platform_overrides");
    // The last of two members of one name counts.
    Value::object(kept.chain(other.members()).cloned().collect(), other.span)
}
