//! Configurations of MCP hosts: which servers they start and connect to.
//!
//! Read by Claude Desktop, Claude Code, Cursor, VS Code, Windsurf, Cline, Zed, Gemini CLI and many
//! more. <https://modelcontextprotocol.io/docs/develop/connect-local-servers>
//!
//! - The map of servers is under `mcpServers`, `servers`, `context_servers`, `mcp.servers`, or
//!   `projects.<path>.mcpServers`; a bare map and a single entry are read as well.
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
    ],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

/// Keys whose value is a map of servers.
const MAPS: &[&str] = &["mcpServers", "servers", "context_servers", "amp.mcpServers"];

fn sniff(head: &Head<'_>) -> Likeness {
    let mentions =
        |word: &str| memchr::memmem::find(head.text.as_bytes(), word.as_bytes()).is_some();
    let certain = ["mcpServers", "context_servers", "amp.mcpServers"];
    if certain.iter().any(|key| head.has_key(key)) {
        return Likeness::Certain;
    }
    let entry = mentions("\"command\"") || mentions("\"url\"");
    let nested = (head.has_key("mcp") && mentions("\"servers\""))
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
            let names = [COMMANDS, URLS].concat();
            // An object of this name is a server that is called `command`.
            is_server |= names.contains(&&*key.value) && reader.peek()? != Kind::Object;
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
            "mcp" | "projects" if reader.peek()? == Kind::Object => {
                read_sections(reader, inventory)
            }
            "command" | "args" | "url" | "serverUrl" | "httpUrl" => {
                read_member(reader, key, &mut single)
            }
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

/// Looks for maps one level further in: `mcp.servers`, `projects.<path>.mcpServers`.
fn read_sections<'a>(
    reader: &mut Reader<'a>,
    inventory: &mut Inventory<'a>,
) -> Result<(), SyntaxError> {
    reader.object(|reader, key| {
        if MAPS.contains(&&*key.value) {
            return read_map(reader, inventory);
        }
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
        let at = reader.position();
        let message = "expected an object with one member for each server";
        inventory.error("servers", message, crate::package::Span::new(at, at));
        return reader.skip();
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
