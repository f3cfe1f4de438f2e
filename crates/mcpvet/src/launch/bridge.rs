//! Packages that are only a way to something else: `npx mcp-remote https://host/mcp`,
//! `uvx mcpo -- uvx mcp-server-time`, `npx envmcp npx foo`.

use super::options::{Item, Options, Table, is_option};
use super::placeholder::is_dynamic;
use super::shell::{self, Dialect};
use super::{Tokens, follow, npm_spec, redact, remote, wrapper};
use crate::input::text::Text;
use crate::package::{Confidence, Package, Requirement, Source};
use crate::words::{Family, Words};

/// Programs that connect a host to a remote server, or start another command.
static BRIDGES: Family<()> = Family::new(
    Words(
        "mcp-remote supergateway mcp-proxy mcpo mcporter @modelcontextprotocol/inspector \
        @modelcontextprotocol/inspector-cli @mcpjam/inspector @smithery/cli smithery add-mcp \
        envmcp cross-env dotenv-cli @dotenvx/dotenvx",
    ),
    (),
);

/// Whether a package is such a program.
pub(super) fn is_bridge(name: &str) -> bool {
    BRIDGES.has(name)
}

/// What a bridge leads to: the commands among its arguments, or else the first URL.
pub(super) fn beyond<'a>(name: &str, args: &[Text<'a>], depth: usize) -> Vec<Package<'a>> {
    if name.ends_with("smithery") || name == "@smithery/cli" {
        return of_smithery(args).into_iter().collect();
    }
    let mut inside = wrapper::inside(args);
    if inside.is_empty() {
        inside.extend(behind_stdio(args));
    }
    if !inside.is_empty() {
        return inside.into_iter().flat_map(|tokens| follow(&tokens, depth)).collect();
    }
    let url = args.iter().find_map(|arg| match arg.value.split_once('=') {
        Some((_, value)) if is_option(&arg.value) => remote::of_url(&arg.slice(value)),
        _ => remote::of_url(arg),
    });
    let more = || match name {
        "add-mcp" => of_added(args),
        _ => of_placeholder(name, args),
    };
    url.or_else(more).into_iter().collect()
}

/// The line behind `--stdio`, whatever program it starts.
fn behind_stdio<'a>(args: &[Text<'a>]) -> Option<Tokens<'a>> {
    let at = args.iter().position(|arg| arg.value.starts_with("--stdio"))?;
    let line = match args[at].value.strip_prefix("--stdio=") {
        Some(line) => args[at].slice(line),
        None => args.get(at + 1)?.clone(),
    };
    Some(shell::words(&line, Dialect::Posix)).filter(|words| !words.is_empty())
}

/// The server of `mcp-remote ${URL}`: a place that is known only when the line runs.
fn of_placeholder<'a>(name: &str, args: &[Text<'a>]) -> Option<Package<'a>> {
    let first = || args.first().filter(|_| name == "mcp-remote");
    let named = args.iter().position(|arg| ["--sse", "--streamableHttp"].contains(&&*arg.value));
    let place = named.map_or_else(first, |at| args.get(at + 1))?;
    is_dynamic(&place.value).then(|| remote::of_member(place))
}

/// The package of `add-mcp NAME`.
fn of_added<'a>(args: &[Text<'a>]) -> Option<Package<'a>> {
    const TABLE: Table = Table::new(
        Words("-a --agent -n --name -t --transport --header --env"),
        Words("-g --global -y --yes --all"),
    );
    match Options::new(args, TABLE).find(|item| matches!(item, Item::Word(_) | Item::Doubt(_)))? {
        Item::Word(word) => {
            let package = Package { confidence: Confidence::Low, ..npm_spec::of_argument(word) };
            redact::is_likely_name(&package).then_some(package)
        }
        _ => None,
    }
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
