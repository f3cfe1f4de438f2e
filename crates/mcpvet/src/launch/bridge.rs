//! Packages that are only a way to something else: `npx mcp-remote https://host/mcp`.

use super::{remote, resolve, shell};
use crate::input::text::Text;
use crate::package::Package;

/// Programs that connect a local host to a remote server, or the other way round.
const BRIDGES: &[&str] = &[
    "mcp-remote",
    "supergateway",
    "mcp-proxy",
    "@modelcontextprotocol/inspector",
    "@modelcontextprotocol/inspector-cli",
];

/// Options of bridges whose value is a whole command line.
const COMMANDS: &[&str] = &["--stdio"];

/// Whether a package is such a program.
pub(super) fn is_bridge(name: &str) -> bool {
    BRIDGES.contains(&name)
}

/// What a bridge leads to: the first URL among its arguments, or the command that it wraps.
pub(super) fn beyond<'a>(args: &[Text<'a>]) -> Vec<Package<'a>> {
    if let Some(at) = args.iter().position(|arg| COMMANDS.contains(&&*arg.value)) {
        let script = args.get(at + 1).map(|script| shell::words(script, shell::Dialect::Posix));
        return script.map(|words| resolve(None, words)).unwrap_or_default();
    }
    args.iter().find_map(remote::of_url).into_iter().collect()
}
