//! Configurations of MCP hosts: which servers they start and connect to.
//!
//! Read by Claude Desktop, Claude Code, Cursor, VS Code, Windsurf, Cline, Zed, Gemini CLI and many
//! more; [`server`] knows the names of their members, the other files of this folder the dialects
//! that are not JSON. <https://modelcontextprotocol.io/docs/develop/connect-local-servers>
//!
//! - The servers are under `mcpServers`, `servers`, `context_servers`, `mcp_servers`,
//!   `amp.mcpServers`, `mcp.servers`, `mcp` itself (opencode, Kilo, Crush) or
//!   `projects.<path>.mcpServers`, as a map or as a list of entries with a name; a bare map and a
//!   single entry are read as well.
//! - `.mcp.json` is the name of two dialects, so the keys decide and never the file name.
//! - A server that is disabled is read too: it is one click away from running.
//! - `env` and `headers` hold secrets. Nothing of them is ever handed on.

use super::server::{self, COMMANDS, URLS};
use crate::input::json::{self, Data, Kind, Reader, SyntaxError, Value};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "mcp-config",
    title: "MCP configuration",
    file_names: &[
        "claude_desktop_config.json",
        ".mcp.json",
        "mcp.json",
        "mcp_config.json",
        "mcp-config.json",
        "mcp_settings.json",
        "cline_mcp_settings.json",
        "mcp_servers.json",
        ".claude.json",
        "managed-mcp.json",
        "mcporter.json",
        "mcporter.jsonc",
        "opencode.json",
        "opencode.jsonc",
        "kilo.json",
        "kilo.jsonc",
        "crush.json",
        ".crush.json",
    ],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

/// Keys whose value is a map of servers, or a list of them.
pub(super) const MAPS: &[&str] =
    &["mcpServers", "servers", "context_servers", "amp.mcpServers", "mcp_servers"];

/// Members beside the servers that say something about all of them, for the rules.
pub(super) const SETTINGS: &[&str] = &[
    "inputs",
    "permission",
    "allowedTools",
    "chat.tools.autoApprove",
    "chat.tools.global.autoApprove",
    "amp.dangerouslyAllowAll",
];

fn sniff(head: &Head<'_>) -> Likeness {
    let mentions = |word: &str| head.text.contains(word);
    let certain = ["mcpServers", "context_servers", "amp.mcpServers", "mcp_servers"];
    if certain.iter().any(|key| head.has_key(key)) {
        return Likeness::Certain;
    }
    let entry = mentions("\"command\"") || mentions("\"url\"");
    let nested = (head.has_key("mcp") && (entry || mentions("\"servers\"")))
        || (head.has_key("projects") && mentions("\"mcpServers\""))
        || (head.has_key("servers") && (entry || head.has_key("inputs")));
    let single = head.has_key("command") && head.has_key("args");
    let foreign = head.has_key("openapi") || head.has_key("lockfileVersion");
    if !foreign && (nested || single || is_bare_map(head.text)) {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

/// Whether the members of the outermost object look like servers.
fn is_bare_map(text: &str) -> bool {
    let (mut servers, mut others) = (0, 0);
    // The head may break off; what it shows decides.
    let _ = Reader::new(text).object(|reader, key| {
        if key.value == "$schema" {
            return reader.skip();
        }
        if reader.peek()? != Kind::Object {
            others += 1;
            return reader.skip();
        }
        let mut is_server = false;
        let outcome = reader.object(|reader, key| {
            let is_named = [COMMANDS, URLS].iter().any(|names| names.contains(&&*key.value));
            // An object of this name is a server that is called `command`.
            is_server |= is_named && reader.peek()? != Kind::Object;
            reader.skip()
        });
        *(if is_server { &mut servers } else { &mut others }) += 1;
        outcome
    });
    servers > 0 && others == 0
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let is_map = is_bare_map(text);
    json::read(text, inventory, |reader, inventory| {
        if is_map {
            return read_map(reader, inventory);
        }
        let mut single = Value::default();
        reader.object(|reader, key| match &*key.value {
            key if MAPS.contains(&key) => read_map(reader, inventory),
            "mcp" if reader.peek()? == Kind::Object => read_section(reader, inventory),
            "projects" if reader.peek()? == Kind::Object => read_projects(reader, inventory),
            "command" | "args" | "url" | "serverUrl" | "httpUrl" => {
                read_member(reader, key, &mut single)
            }
            name if SETTINGS.contains(&name) => read_setting(reader, key, inventory),
            _ => reader.skip(),
        })?;
        if single.data != Data::Nothing {
            server::add(None, single, inventory);
        }
        Ok(())
    })
}

/// Collects the members of an entry that stands alone, without a map around it.
fn read_member<'a>(
    reader: &mut Reader<'a>,
    key: Text<'a>,
    entry: &mut Value<'a>,
) -> Result<(), SyntaxError> {
    let mut value = Value::default();
    let outcome = value.read(reader);
    match &mut entry.data {
        Data::Object(members) => members.push((key, value)),
        data => *data = Data::Object(vec![(key, value)]),
    }
    outcome
}

fn read_setting<'a>(
    reader: &mut Reader<'a>,
    key: Text<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    let mut value = Value::default();
    let outcome = value.read(reader);
    inventory.settings.push((key, value));
    outcome
}

/// `mcp` holds `servers` (VS Code), the servers themselves (opencode, Crush), or settings alone
/// (Gemini CLI).
fn read_section<'a>(
    reader: &mut Reader<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    reader.object(|reader, key| {
        if MAPS.contains(&&*key.value) {
            return read_map(reader, inventory);
        }
        let mut entry = Value::default();
        let outcome = entry.read(reader);
        if server::is_entry(&entry) {
            server::add(Some(&key), entry, inventory);
        }
        outcome
    })
}

/// `projects.<path>.mcpServers`, among much else that Claude Code keeps of a project.
fn read_projects<'a>(
    reader: &mut Reader<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    reader.object(|reader, _| {
        if reader.peek()? != Kind::Object {
            return reader.skip();
        }
        reader.object(|reader, key| match MAPS.contains(&&*key.value) {
            true => read_map(reader, inventory),
            false => reader.skip(),
        })
    })
}

fn read_map<'a>(reader: &mut Reader<'a>, inventory: &mut Inventory<'a>) -> Result<(), SyntaxError> {
    if reader.peek()? != Kind::Object {
        let mut list = Value::default();
        let outcome = list.read(reader);
        server::add_all(list, inventory);
        return outcome;
    }
    let mut keys = json::Duplicates::default();
    let outcome = reader.object(|reader, name| {
        keys.push(&name);
        let mut entry = Value::default();
        // An entry that breaks off still says what stands in front of the break.
        let outcome = entry.read(reader);
        server::add_member(&name, entry, inventory);
        outcome
    });
    keys.note(reader.text(), inventory);
    outcome
}
