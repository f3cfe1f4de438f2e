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

use std::borrow::Cow;

use crate::input::json::{self, Data, Kind, Reader, SyntaxError, Value};
use crate::input::limits::MAX_NAME_BYTES;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::{self, remote, shell};
use crate::package::{Launch, Package};

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

/// Keys of an entry that say what it starts or connects to.
const COMMANDS: &[&str] = &["command", "cmd"];
const URLS: &[&str] = &["url", "serverUrl", "httpUrl"];

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
        add_server(None, &single, inventory);
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
        let mut server = Value::default();
        // An entry that breaks off still says what stands in front of the break.
        let outcome = server.read(reader);
        match server.data {
            Data::Object(_) => add_server(Some(&name), &server, inventory),
            _ if name.value == "$schema" => {}
            _ => inventory.error("server", "expected an object for this server", name.span),
        }
        outcome
    });
    keys.note(reader.text(), inventory);
    outcome
}

/// Adds what a server starts or connects to; an entry that stands alone has no name.
fn add_server<'a>(name: Option<&Text<'a>>, server: &Value<'a>, inventory: &mut Inventory<'a>) {
    // Each package of the server carries its name.
    let name = name.map(|name| name.part(0..name.value.floor_char_boundary(MAX_NAME_BYTES)));
    let name = name.as_ref();
    let command = command_of(server, inventory);
    let url = URLS.iter().find_map(|key| server.get(key)).and_then(Value::text);
    if let (None, None, Some(name)) = (&command, &url, name) {
        let message = "this server has neither a command nor a URL";
        inventory.error("server", message, name.span);
    }
    for package in launch::resolve(name, command.unwrap_or_default()) {
        inventory.push(package);
    }
    if let Some(url) = url {
        let launch = name.map(|name| {
            Box::new(Launch { server: name.value.clone(), runner: Cow::Borrowed("url") })
        });
        inventory.push(Package { launch, ..remote::of_member(&url) });
    }
}

/// The words of `command` and `args`; some hosts take one array for both.
fn command_of<'a>(server: &Value<'a>, inventory: &mut Inventory<'a>) -> Option<Vec<Text<'a>>> {
    let command = COMMANDS.iter().find_map(|key| server.get(key))?;
    let args = server.get("args");
    let mut tokens: Vec<_> = command.text().into_iter().collect();
    let values = args.map(Value::elements).unwrap_or_default();
    for value in command.elements().iter().chain(values) {
        let behind_option = tokens.last().is_some_and(|last| last.value.starts_with('-'));
        match value.data {
            // A port can stand without quotes; left out, the next word would be the value.
            Data::Scalar(number) if behind_option && !number.is_empty() => {
                tokens.push(Text { value: Cow::Borrowed(number), span: value.span });
            }
            _ => tokens.extend(value.text()),
        }
    }
    if let Some(line) = args.and_then(Value::text) {
        let message = "args is one text instead of an array, so it was split as a shell would";
        inventory.warning("args", message, line.span);
        tokens.extend(shell::words(&line, shell::Dialect::Posix));
    }
    (!tokens.is_empty()).then_some(tokens)
}
