//! How a practice shows in what was given: which things are looked at, which rules and which tests
//! decide.

use super::sight::{Thing, What};
use crate::catalogue::{Status, Support};
use crate::rules::confinement::Network;
use crate::words::Words;

/// How a practice is decided.
pub(super) enum Proof {
    /// By a person alone.
    Ask,
    /// It holds where no rule fires and no thing fails the test.
    All { of: Subject, rules: &'static [&'static str], test: Test },
    /// It shows where one thing passes the test.
    Any { of: Subject, test: Test },
}

/// What a thing says about a practice.
pub(super) enum Answer {
    /// It follows it.
    Pass,
    /// It contradicts it.
    Fail(&'static str),
    /// It cannot be told.
    Open(&'static str),
}

use Answer::{Fail, Open, Pass};

pub(super) type Test = fn(&Thing) -> Answer;

/// The things that a practice looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Servers,
    Local,
    Containers,
    Configs,
    Started,
    Images,
    /// Every package, for advisories.
    Packages,
    /// Packages with release lines that are known.
    Lined,
    Actions,
}

impl Subject {
    /// One of them and several, in words.
    pub(super) const fn words(self) -> [&'static str; 2] {
        match self {
            Self::Servers => ["server", "servers"],
            Self::Local => ["server that this machine starts", "servers that this machine starts"],
            Self::Containers => ["container", "containers"],
            Self::Configs => ["configuration", "configurations"],
            Self::Started => ["package that a server starts", "packages that servers start"],
            Self::Images => ["container image", "container images"],
            Self::Packages => ["package", "packages"],
            Self::Lined => {
                ["package with known release lines", "packages with known release lines"]
            }
            Self::Actions => ["step of a workflow", "steps of workflows"],
        }
    }

    /// Whether a thing is one of them.
    pub(super) const fn takes(self, thing: &Thing) -> bool {
        match (self, &thing.what) {
            (Self::Servers, What::Local(_) | What::Remote)
            | (Self::Local, What::Local(_))
            | (Self::Configs, What::Config { .. })
            | (Self::Started, What::Started { .. })
            | (Self::Images, What::Image)
            | (Self::Lined, What::Lined { .. })
            | (Self::Actions, What::Action) => true,
            (Self::Containers, What::Local(confinement)) => confinement.is_container,
            _ => false,
        }
    }
}

/// No test beside the rules.
pub(super) fn pass(_: &Thing) -> Answer {
    Pass
}

pub(super) fn is_contained(thing: &Thing) -> Answer {
    match &thing.what {
        What::Local(it) if it.is_container || it.is_sandboxed => Pass,
        What::Local(_) => Fail("starts neither in a container nor in a sandbox of its host"),
        _ => Pass,
    }
}

pub(super) fn gives_rights_up(thing: &Thing) -> Answer {
    match &thing.what {
        What::Local(it) if it.is_privileged => {
            Fail("has every right of the machine in its container")
        }
        What::Local(it) if !it.drops_capabilities => {
            Fail("keeps the capabilities of its container")
        }
        What::Local(it) if !it.has_security_options => {
            Fail("is started without security options of the container")
        }
        _ => Pass,
    }
}

pub(super) fn has_limited_network(thing: &Thing) -> Answer {
    match &thing.what {
        What::Local(it) if it.is_sandboxed => Pass,
        What::Local(it) => match (it.is_container, it.network) {
            (false, _) => Fail("has the network of the machine"),
            (true, Network::Host) => Fail("has the network of the machine in its container"),
            (true, Network::Default) => Fail("has the default network of containers"),
            (true, Network::Limited) => Pass,
        },
        _ => Pass,
    }
}

pub(super) fn is_shared(thing: &Thing) -> Answer {
    match &thing.what {
        What::Config { is_shared: false } => Open("is not the file of a project"),
        _ => Pass,
    }
}

pub(super) fn is_looked_after(thing: &Thing) -> Answer {
    match &thing.what {
        What::Started { status: Some(Status::Archived | Status::Deprecated) } => {
            Fail("is no longer maintained")
        }
        What::Started { status: None } => Open("is in no list of those that are looked after"),
        _ => Pass,
    }
}

pub(super) fn is_supported(thing: &Thing) -> Answer {
    match &thing.what {
        What::Lined { support: Some(Support::Ended) } => {
            Fail("is of a release line that has ended")
        }
        What::Lined { support: Some(Support::Security) } => {
            Open("is of a release line that gets security fixes alone")
        }
        What::Lined { support: None } => {
            Open("names no version, so that its release line cannot be told")
        }
        _ => Pass,
    }
}

/// Actions that look for known flaws in dependencies or code.
const SCANNERS: Words = Words(
    "google/osv-scanner-action google/osv-scanner-action/osv-scanner-action \
    actions/dependency-review-action github/codeql-action/analyze github/codeql-action \
    aquasecurity/trivy-action anchore/scan-action snyk/actions rustsec/audit-check \
    actions-rust-lang/audit pypa/gh-action-pip-audit golang/govulncheck-action \
    EmbarkStudios/cargo-deny-action mcpvet/mcpvet",
);

pub(super) fn is_scanner(thing: &Thing) -> Answer {
    let name = thing.name.split('@').next().unwrap_or_default();
    let is_known = SCANNERS.0.split_whitespace().any(|known| known.eq_ignore_ascii_case(name));
    if is_known { Pass } else { Open("") }
}
