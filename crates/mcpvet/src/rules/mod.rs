//! Checks that need no advisory: unpinned launches, secrets in plain text, open ports.
//!
//! A [`Rule`] is plain data and one function, listed by its group's file in the order of its
//! number. What a rule is about, why, and by which source, stands in `mcpvet-data/rules/*.toml`;
//! the cases in `tests/rules/<ID>/` fire it or only just do not.

pub(crate) mod across;
pub(crate) mod confinement;
mod execution;
mod found;
mod lifecycle;
mod look;
mod manifest;
mod names;
mod network;
mod policy;
mod privilege;
mod scope;
mod secret;
mod secrets;
mod security_policy;
mod settings;
mod supply;
mod why;

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::input::Inventory;
use crate::input::mcp::server::Server;
use crate::input::text::Text;
use crate::launch;
use crate::pack::Pack;
use crate::package::Package;
use crate::sort;

use across::Fact;
pub(crate) use found::{Found, Hit};
pub(crate) use look::is_loopback;
pub(crate) use scope::is_shared;
pub use settings::{RuleError, RuleSettings};
pub use why::{Reasons, Why};

/// How urgent a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RuleSeverity {
    /// Worth knowing.
    Info,
    /// Later.
    Low,
    /// In time.
    Medium,
    /// Promptly.
    High,
    /// At once.
    Critical,
}

impl RuleSeverity {
    const LABELS: [(&'static str, Self); 5] = [
        ("info", Self::Info),
        ("low", Self::Low),
        ("medium", Self::Medium),
        ("high", Self::High),
        ("critical", Self::Critical),
    ];

    /// The label, such as `high`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        Self::LABELS[self as usize].0
    }

    /// Finds a severity by its label, in any case.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::LABELS.iter().find(|row| row.0.eq_ignore_ascii_case(label)).map(|row| row.1)
    }
}

/// One check of configurations and what they start.
pub struct Rule {
    /// Its group and number, such as `SUP-001`.
    pub id: &'static str,
    /// What is wrong where it fires, in a few words.
    pub title: &'static str,
    /// How urgent it is unless the caller says otherwise.
    pub severity: RuleSeverity,
    /// What to do, in one sentence.
    pub remedy: &'static str,
    /// What it looks at.
    check: Check,
}

impl Rule {
    /// Whether texts can fire it by themselves; the others are decided by advisories.
    #[must_use]
    pub const fn has_cases(&self) -> bool {
        !matches!(self.check, Check::Advisories)
    }

    /// Whether it is about a `SECURITY.md`, which [`crate::support`] reads in place of a check.
    #[must_use]
    pub const fn is_about_policies(&self) -> bool {
        matches!(self.check, Check::Policy)
    }
}

/// What a rule looks at.
#[derive(Clone, Copy)]
enum Check {
    /// One server of a configuration.
    Server(fn(&Subject<'_, '_>, &mut Found<'_>)),
    /// One package that a server starts or a project uses.
    Package(fn(&Package<'_>, &Context<'_, '_>, &mut Found<'_>)),
    /// A whole input.
    Input(fn(&Context<'_, '_>, &mut Found<'_>)),
    /// The servers of all inputs together; answers with the numbers of those at which it fires.
    Across(fn(&[Fact]) -> Vec<(usize, String)>),
    /// The advisories of the dataset, which come as findings of the package.
    Advisories,
    /// A `SECURITY.md`: named here alone, so that what reads it is no part of a check.
    Policy,
}

/// An input as rules see it.
pub(crate) struct Context<'c, 'a> {
    /// The dataset.
    pub(crate) pack: &'c Pack<'c>,
    /// What is known about packages beside advisories.
    pub(crate) catalogue: &'c Catalogue<'c>,
    /// Packages, notes and servers.
    pub(crate) inventory: &'c Inventory<'a>,
    /// What the caller calls the input, often a path.
    pub(crate) name: &'c str,
    /// Whether other people read the file too: it belongs to a project.
    pub(crate) is_shared: bool,
}

/// A server as rules see it.
pub(crate) struct Subject<'c, 'a> {
    /// The server.
    pub(crate) server: &'c Server<'a>,
    /// What it starts or connects to.
    pub(crate) packages: &'c [Package<'a>],
    /// The words of its command line and of the scripts in it.
    pub(crate) words: &'c [Text<'a>],
    /// The input in which it stands.
    pub(crate) context: &'c Context<'c, 'a>,
}

/// Every rule, by group and number.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().copied().flatten()
}

/// Finds a rule by its id, in any case.
///
/// ```
/// use mcpvet::rules;
/// assert_eq!(rules::by_id("sup-001").map(|rule| rule.id), Some("SUP-001"));
/// ```
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

const GROUPS: &[&[Rule]] = &[
    supply::RULES,
    secrets::RULES,
    network::RULES,
    execution::RULES,
    privilege::RULES,
    policy::RULES,
    lifecycle::RULES,
    manifest::RULES,
    security_policy::RULES,
];

/// Holds every rule that is switched on against an input.
pub(crate) fn check<'a>(context: &Context<'_, 'a>, settings: &RuleSettings) -> Vec<Hit> {
    let mut hits = Vec::new();
    // A lockfile has thousands of packages of which nothing can be said.
    let is_watched =
        |package: &&Package<'_>| package.launch.is_some() || context.catalogue.knows(package);
    let watched: Vec<_> = context.inventory.packages.iter().filter(is_watched).collect();
    let words: Vec<_> =
        context.inventory.servers.iter().map(|s| launch::all_words(&s.command)).collect();
    for rule in all() {
        let Some(severity) = settings.severity_of(rule) else { continue };
        let mut found = Found::new(rule, severity, &mut hits);
        match rule.check {
            Check::Server(check) => {
                for (server, words) in context.inventory.servers.iter().zip(&words) {
                    let packages = &context.inventory.packages[server.packages.clone()];
                    found.about(server);
                    check(&Subject { server, packages, words, context }, &mut found);
                }
            }
            Check::Package(check) => {
                for package in &watched {
                    found.about_package(package);
                    check(package, context, &mut found);
                }
            }
            Check::Input(check) => check(context, &mut found),
            Check::Across(_) | Check::Advisories | Check::Policy => {}
        }
    }
    // The most urgent first, then as they stand in the text.
    sort::by(&mut hits, |a, b| {
        b.severity.cmp(&a.severity).then_with(|| a.span.start.cmp(&b.span.start))
    });
    hits
}
