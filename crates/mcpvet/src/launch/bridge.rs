//! Packages that are only a way to something else: `npx mcp-remote https://host/mcp`,
//! `uvx mcpo -- uvx mcp-server-time`, `npx envmcp npx foo`.

use super::{follow, redact, remote, wrapper};
use crate::input::text::Text;
use crate::package::{Confidence, Package, Requirement, Source};

/// Programs that connect a host to a remote server, or start another command.
const BRIDGES: &[&str] = &[
    "mcp-remote",
    "supergateway",
    "mcp-proxy",
    "mcpo",
    "mcporter",
    "@modelcontextprotocol/inspector",
    "@modelcontextprotocol/inspector-cli",
    "@mcpjam/inspector",
    "@smithery/cli",
    "envmcp",
    "cross-env",
    "dotenv-cli",
    "@dotenvx/dotenvx",
];

/// Whether a package is such a program.
pub(super) fn is_bridge(name: &str) -> bool {
    BRIDGES.contains(&name)
}

/// What a bridge leads to: the commands among its arguments, or else the first URL.
pub(super) fn beyond<'a>(name: &str, args: &[Text<'a>], depth: usize) -> Vec<Package<'a>> {
    if name == "@smithery/cli" {
        return of_smithery(args).into_iter().collect();
    }
    let inside: Vec<_> =
        wrapper::inside(args).into_iter().flat_map(|tokens| follow(tokens, depth)).collect();
    if !inside.is_empty() {
        return inside;
    }
    let url = args.iter().find_map(|arg| match arg.value.split_once('=') {
        Some((_, value)) if arg.value.starts_with('-') => remote::of_url(&arg.slice(value)),
        _ => remote::of_url(arg),
    });
    url.into_iter().collect()
}

/// `run NAME`: a server of the Smithery registry, which is none that advisories know.
fn of_smithery<'a>(args: &[Text<'a>]) -> Option<Package<'a>> {
    let run = args.iter().position(|arg| arg.value == "run")?;
    let rest = &args[run + 1..];
    let scoped = |arg: &&Text<'a>| arg.value.starts_with('@') && arg.value.contains('/');
    let name = rest.iter().find(scoped).or_else(|| rest.first())?;
    let fits = redact::is_command(&name.value) && !name.value.starts_with('-');
    fits.then(|| {
        let package = Package::unnamed(name.value.clone(), Requirement::none(), name.span);
        Package { source: Source::Program, confidence: Confidence::Low, ..package }
    })
}
