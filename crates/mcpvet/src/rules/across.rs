//! Rules that compare the servers of all inputs with each other.
//!
//! The texts are gone by then, so that what is compared is copied out of each input first.

use super::{Check, Hit, RuleSettings, all};
use crate::input::limits::MAX_NOTES;
use crate::input::mcp::server::Server;
use crate::package::{Ecosystem, Package, Source, Span};
use crate::report::Location;

/// What one server starts, as far as it can be compared.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// The number of its input, once all inputs are there.
    pub(crate) input: usize,
    /// The name of its entry; empty for none.
    pub(crate) server: String,
    /// `npm:mcp-remote`, `mcp.example.com/sse`: what is started, without its version.
    pub(crate) identity: String,
    /// What is said about the version; empty for nothing.
    pub(crate) version: String,
    /// Where it stands.
    pub(crate) location: Location,
}

/// The packages of an input that are compared, each with the place of its version.
pub(crate) fn compared<'p, 'a>(
    servers: &[Server<'a>],
    packages: &'p [Package<'a>],
) -> Vec<(String, &'p Package<'a>)> {
    let first = |server: &Server<'a>| {
        let package =
            packages.get(server.packages.start).filter(|_| !server.packages.is_empty())?;
        Some((server.name.as_ref()?.value.to_string(), package))
    };
    servers.iter().filter_map(first).collect()
}

impl Fact {
    /// What is compared of a server's first package.
    pub(crate) fn new(server: String, package: &Package<'_>, location: Location) -> Self {
        let ecosystem = package.ecosystem.filter(|_| package.source == Source::Registry);
        let identity = match ecosystem.map(Ecosystem::name) {
            Some(ecosystem) => format!("{ecosystem}:{}", package.name),
            None => package.name.to_string(),
        };
        let version = package.requirement.text.to_string();
        Self { input: 0, server, identity, version, location }
    }
}

/// What every rule about several servers says: the fact at which it fires, and its words.
pub(crate) fn check<'f>(facts: &'f [Fact], settings: &RuleSettings) -> Vec<(&'f Fact, Hit)> {
    let mut hits = Vec::new();
    for rule in all() {
        let (Check::Across(check), Some(severity)) = (rule.check, settings.severity_of(rule))
        else {
            continue;
        };
        for (at, message) in check(facts).into_iter().take(MAX_NOTES) {
            let Some(fact) = facts.get(at) else { continue };
            let server = fact.server.clone();
            hits.push((
                fact,
                Hit { rule, severity, server, message, span: Span::default(), pointer: None },
            ));
        }
    }
    hits
}
