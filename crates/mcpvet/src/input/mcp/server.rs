//! The one record that every dialect of MCP configurations reduces to.
//!
//! Hosts differ in file, container and the names of members, never in what an entry says. The
//! tables below are the union of all their names; no two hosts use one name in two senses.

use core::ops::Range;
use std::borrow::Cow;

use crate::input::Inventory;
use crate::input::json::{Data, Value};
use crate::input::limits::{MAX_NAME_BYTES, MAX_SERVERS};
use crate::input::text::Text;
use crate::launch::{self, Tokens, remote, shell};
use crate::package::{Launch, Package, Span};
use crate::words::Words;

/// Members that say what an entry starts.
pub(crate) const COMMANDS: &[&str] = &["command", "cmd"];
/// Members that say what it connects to.
pub(crate) const URLS: &[&str] = &["url", "serverUrl", "httpUrl", "uri", "baseUrl"];
/// Maps whose values can be secrets and are never handed on.
pub(crate) const ENVIRONMENTS: &[&str] = &["env", "envs", "environment"];
pub(crate) const HEADERS: &[&str] = &["headers", "http_headers"];

/// An MCP server as a configuration names it.
#[derive(Debug)]
pub(crate) struct Server<'a> {
    /// The name of the entry; `None` for one that stands alone.
    pub(crate) name: Option<Text<'a>>,
    /// Everything that stands in the entry.
    pub(crate) entry: Value<'a>,
    /// The words of its command line, the command first.
    pub(crate) command: Tokens<'a>,
    /// What it connects to.
    pub(crate) url: Option<Text<'a>>,
    /// Its packages among those of the inventory.
    pub(crate) packages: Range<usize>,
}

impl<'a> Server<'a> {
    /// Where a remark about the whole entry stands: at its name, or where it begins.
    pub(crate) fn span(&self) -> Span {
        self.name.as_ref().map_or(self.entry.span, |name| name.span)
    }

    /// The first of these members that is there.
    pub(crate) fn member(&self, names: &[&str]) -> Option<&Value<'a>> {
        names.iter().find_map(|name| self.entry.get(name))
    }

    /// The variables that the server is given; Zed kept them in `command`.
    pub(crate) fn environment(&self) -> impl Iterator<Item = &(Text<'a>, Value<'a>)> {
        self.maps(&["command"], ENVIRONMENTS)
    }

    /// The HTTP headers that are sent to it; Copilot's plugins keep them under `requestInit`,
    /// Continue under `requestOptions`.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &(Text<'a>, Value<'a>)> {
        self.maps(&["requestInit", "requestOptions"], HEADERS)
    }

    /// The members of the maps of these names, in the entry and in those members of it.
    fn maps(
        &self,
        inside: &'static [&'static str],
        names: &'static [&'static str],
    ) -> impl Iterator<Item = &(Text<'a>, Value<'a>)> {
        let inner = inside.iter().filter_map(|name| self.entry.get(name));
        let places = core::iter::once(&self.entry).chain(inner);
        let maps = places.flat_map(|place| names.iter().filter_map(|name| place.get(name)));
        maps.flat_map(Value::members)
    }

    /// Whether the entry is switched off; hosts say so in both directions.
    pub(crate) fn is_disabled(&self) -> bool {
        let says = |name, word| self.entry.get(name).is_some_and(|value| value.is_scalar(word));
        says("disabled", "true") || says("enabled", "false")
    }
}

/// Whether a value looks like a server: it says what it starts or connects to.
pub(crate) fn is_entry(entry: &Value<'_>) -> bool {
    let names = COMMANDS.iter().chain(URLS);
    names.filter_map(|name| entry.get(name)).any(|value| !matches!(value.data, Data::Object(_)))
}

/// Adds the servers of a map, or of a list whose entries carry their name.
pub(crate) fn add_all<'a>(servers: Value<'a>, inventory: &mut Inventory<'a>) {
    match servers.data {
        Data::Object(members) => {
            for (name, entry) in members {
                add_member(&name, entry, inventory);
            }
        }
        Data::Array(entries) => {
            for entry in entries {
                let name = entry.get("name").and_then(Value::text);
                add(name.as_ref(), entry, inventory);
            }
        }
        _ => {
            let message = "expected an object with one member for each server";
            inventory.error("servers", message, servers.span);
        }
    }
}

/// Adds one member of a map of servers; what is no object becomes a note.
pub(crate) fn add_member<'a>(name: &Text<'a>, entry: Value<'a>, inventory: &mut Inventory<'a>) {
    match entry.data {
        Data::Object(_) => add(Some(name), entry, inventory),
        _ if name.value == "$schema" => {}
        _ => inventory.error("server", "expected an object for this server", name.span),
    }
}

/// Adds what a server starts or connects to, and the server itself for the rules.
pub(crate) fn add<'a>(name: Option<&Text<'a>>, entry: Value<'a>, inventory: &mut Inventory<'a>) {
    // Each package of the server carries its name.
    let name = name.map(|name| name.part(0..name.value.floor_char_boundary(MAX_NAME_BYTES)));
    let command = command_of(&entry, inventory);
    let url = url_of(&entry);
    if let (None, None, Some(name)) = (&command, &url, &name)
        && !is_built_in(&entry)
    {
        let message = "this server has neither a command nor a URL";
        inventory.error("server", message, name.span);
    }
    let command = command.unwrap_or_default();
    let packages = launch::resolve(name.as_ref(), &command);
    add_known(Server { name, entry, command, url, packages: 0..0 }, packages, inventory);
}

/// Adds a server whose packages are known, and what it connects to.
pub(crate) fn add_known<'a>(
    mut server: Server<'a>,
    packages: Vec<Package<'a>>,
    inventory: &mut Inventory<'a>,
) {
    let first = inventory.packages.len();
    packages.into_iter().for_each(|package| inventory.push(package));
    if let Some(url) = &server.url {
        let launch = server.name.as_ref().map(|name| {
            Box::new(Launch { server: name.value.clone(), runner: Cow::Borrowed("url") })
        });
        inventory.push(Package { launch, ..remote::of_member(url) });
    }
    server.packages = first..inventory.packages.len();
    inventory.push_server(server);
}

/// Goose lists what it brings along itself beside the servers.
fn is_built_in(entry: &Value<'_>) -> bool {
    let kind = entry.get("type").and_then(Value::str);
    kind.is_some_and(|kind| Words("builtin platform frontend").contains(kind))
}

/// The URL of an entry; Docker's catalogs keep it under `remote`.
fn url_of<'a>(entry: &Value<'a>) -> Option<Text<'a>> {
    let own = URLS.iter().find_map(|key| entry.get(key));
    own.or_else(|| entry.get("remote")?.get("url")).and_then(Value::text)
}

/// What Docker's gateway starts for an entry of a catalog that names an image.
fn run_image<'a>(entry: &Value<'a>) -> Option<Tokens<'a>> {
    let image = entry.get("image")?.text()?;
    let word = |word| Text::meant(word, image.span);
    Some(vec![word("docker"), word("run"), word("-i"), word("--rm"), image])
}

/// The words of `command` and `args`; some hosts take one array for both.
fn command_of<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) -> Option<Tokens<'a>> {
    let Some(command) = COMMANDS.iter().find_map(|key| entry.get(key)) else {
        return run_image(entry);
    };
    // Zed wrote `command: { path, args, env }`.
    let (command, args) = match (&command.data, command.get("path")) {
        (Data::Object(_), Some(path)) => (path, command.get("args")),
        _ => (command, entry.get("args")),
    };
    if let Some(args) = args.filter(|it| matches!(it.data, Data::Object(_))) {
        inventory.error("args", "expected a list of words; they were not read", args.span);
    }
    let values = args.map(Value::elements).unwrap_or_default();
    let mut tokens = Vec::with_capacity(1 + command.elements().len() + values.len());
    tokens.extend(command.text());
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

impl<'a> Inventory<'a> {
    /// Keeps a server for the rules; beyond the limit its packages are checked all the same.
    fn push_server(&mut self, server: Server<'a>) {
        if self.servers.len() < MAX_SERVERS {
            self.servers.push(server);
        } else if self.servers.len() == MAX_SERVERS {
            let span = server.span();
            self.servers.push(server);
            let message = "more than 10000 servers: the rules do not look at the rest";
            self.error("too-many-servers", message, span);
        }
    }
}
