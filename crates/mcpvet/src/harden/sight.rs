//! What an input shows of what practices ask about: servers, what they start, images, actions.

use crate::catalogue::{Catalogue, Status, Support};
use crate::check::{Input, SourceText, read};
use crate::input::hosts::Scope;
use crate::input::{self, Inventory};
use crate::launch;
use crate::pack::Pack;
use crate::package::{Ecosystem, Package, Source, Span};
use crate::rules::confinement::{Confinement, confinement};
use crate::rules::{self, Context, Subject};

/// Things that are kept of one input; a text can name one package half a million times.
pub const MAX_THINGS: usize = 10_000;

/// What one input shows.
#[derive(Clone, Debug)]
pub struct Sight {
    /// The input.
    pub source: String,
    /// How many packages it names; its own code, programs and remote servers are none.
    pub packages: usize,
    /// What practices look at, [`MAX_THINGS`] at most.
    pub things: Vec<Thing>,
    /// Whether there was more.
    pub is_cut: bool,
}

/// One thing that a practice can look at.
#[derive(Clone, Debug)]
pub struct Thing {
    /// Its input.
    pub source: String,
    /// The line on which it stands, from 1.
    pub line: u32,
    /// The server entry that it is or belongs to.
    pub server: Option<String>,
    /// What to call it.
    pub name: String,
    pub(super) what: What,
}

/// What a thing is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A server that this machine starts.
    Local(Confinement),
    /// A server that is reached over the network.
    Remote,
    /// A file with servers.
    Config { is_shared: bool },
    /// A package that a server starts.
    Started { status: Option<Status> },
    /// A container image, by digest or not.
    Image,
    /// A package with release lines that are known.
    Lined { support: Option<Support> },
    /// A step of a workflow.
    Action,
}

impl Sight {
    /// Looks at an input. Nothing is run, and what cannot be read shows nothing.
    #[must_use]
    pub fn of(pack: &Pack<'_>, input: &Input<'_>) -> Self {
        let catalogue = pack.catalogue();
        read(input, |text, source, inventory| {
            let packages = inventory.packages.iter().filter(|package| is_code(package)).count();
            let is_shared = match input.scope {
                Some(scope) => scope == Scope::Project,
                None => rules::is_shared(source.name),
            };
            let context = Context {
                pack,
                catalogue: &catalogue,
                inventory: &inventory,
                name: source.name,
                is_shared,
            };
            let mut found = of_servers(&context);
            found.extend(
                inventory.packages.iter().flat_map(|package| of_package(&catalogue, package)),
            );
            let is_cut = found.len() > MAX_THINGS;
            found.truncate(MAX_THINGS);
            Self {
                source: source.name.to_owned(),
                packages,
                things: place(text, source, found),
                is_cut,
            }
        })
    }
}

/// A thing whose line is not known yet.
struct Unplaced {
    span: Span,
    server: Option<String>,
    name: String,
    what: What,
}

fn place(text: &str, source: &SourceText<'_>, found: Vec<Unplaced>) -> Vec<Thing> {
    let offsets: Vec<_> = found.iter().map(|one| one.span.start).collect();
    let places = input::locate(text, source.paths, &offsets);
    let thing = |(one, place): (Unplaced, crate::report::Location)| Thing {
        source: source.name.to_owned(),
        line: place.line,
        server: one.server,
        name: one.name,
        what: one.what,
    };
    found.into_iter().zip(places).map(thing).collect()
}

fn of_servers(context: &Context<'_, '_>) -> Vec<Unplaced> {
    let inventory: &Inventory<'_> = context.inventory;
    let mut found = Vec::new();
    for server in &inventory.servers {
        let words = launch::all_words(&server.command);
        let packages = &inventory.packages[server.packages.clone()];
        let name = server.name.as_ref().map(|name| name.value.to_string());
        let what = match server.command.is_empty() {
            true => What::Remote,
            false => {
                What::Local(confinement(&Subject { server, packages, words: &words, context }))
            }
        };
        let shown = name.clone().unwrap_or_else(|| "a server without a name".to_owned());
        found.push(Unplaced { span: server.span(), server: name, name: shown, what });
    }
    if let Some(first) = found.first() {
        let what = What::Config { is_shared: context.is_shared };
        let name = context.name.to_owned();
        found.push(Unplaced { span: first.span, server: None, name, what });
    }
    found
}

/// Whether it is code of others that somebody published.
const fn is_code(package: &Package<'_>) -> bool {
    !matches!(package.source, Source::Remote | Source::Program | Source::Local)
}

fn of_package(catalogue: &Catalogue<'_>, package: &Package<'_>) -> Vec<Unplaced> {
    let server = package.launch.as_ref().map(|launch| launch.server.to_string());
    let server = server.filter(|name| !name.is_empty());
    let mut kinds = Vec::new();
    let entry = package.ecosystem.and_then(|e| catalogue.entry(e, &package.name));
    if package.launch.is_some() && is_code(package) {
        kinds.push(What::Started { status: entry.map(|entry| entry.status) });
    }
    match package.ecosystem {
        Some(Ecosystem::Oci) => kinds.push(What::Image),
        Some(Ecosystem::GitHubActions) => kinds.push(What::Action),
        Some(ecosystem) if catalogue.lines(ecosystem, &package.name).next().is_some() => {
            let version =
                Some(&*package.requirement.text).filter(|_| package.requirement.is_exact());
            let line =
                version.and_then(|version| catalogue.line_of(ecosystem, &package.name, version));
            kinds.push(What::Lined { support: line.map(|line| line.support) });
        }
        _ => {}
    }
    let unplaced = |what| Unplaced {
        span: package.span,
        server: server.clone(),
        name: package.name.to_string(),
        what,
    };
    kinds.into_iter().map(unplaced).collect()
}
