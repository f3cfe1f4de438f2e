//! Hardening: the ten sections and fifty practices of the MCP security project, held against what
//! configurations and lists show, and a checklist for what only people can say.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mcpvet::harden::{Answers, Sight, Status, assess};
//! use mcpvet::{Input, check, pack::Pack};
//!
//! let config = br#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "some-server"] } } }"#;
//! let (pack, input) = (Pack::bundled(), Input { bytes: config, ..Input::default() });
//! let seen = [Sight::of(&pack, &input)];
//! let hardening = assess(&check(&pack, &[input]), &seen, &Answers::default());
//! let updates = hardening.practice("HRD-10.1").unwrap();
//! assert_eq!((updates.status, updates.evidence[0].rule), (Status::Fails, Some("SUP-001")));
//! # }
//! ```
//!
//! A practice *holds* only where something was looked at, and the outcome names what. Without any
//! input nothing holds.

mod answers;
mod assess;
mod proof;
mod render;
mod sight;
mod table;
#[cfg(all(test, feature = "bundled"))]
mod tests;

use serde::Serialize;

use crate::report::{Data, ReportNote, Tool};

pub use answers::{Answer, Answers, Reply, blank};
pub use assess::assess;
pub use render::{csv, markdown};
pub use sight::{MAX_THINGS, Sight, Thing};
pub use table::{BASICS, Kind, Practice, SECTIONS, Section, practices};

/// How far a practice is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Something contradicts it.
    Fails,
    /// A part of it was seen; the rest is open.
    Partly,
    /// Nothing was given in which it would show.
    NotDecided,
    /// Only a person can say.
    ForAPerson,
    /// Everything that was looked at follows it, or a person says so.
    Holds,
}

impl Status {
    /// Every status, the most urgent first.
    pub const ALL: [Self; 5] =
        [Self::Fails, Self::Partly, Self::NotDecided, Self::ForAPerson, Self::Holds];

    /// The word that reports write.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Partly => "partly",
            Self::NotDecided => "not decided",
            Self::ForAPerson => "for a person",
            Self::Holds => "holds",
        }
    }
}

/// Every practice and what is known about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hardening {
    /// The program that wrote it.
    pub tool: Tool,
    /// The advisories that were asked.
    pub data: Data,
    /// How many practices have each status, in the order of [`Status::ALL`].
    pub summary: Vec<(Status, usize)>,
    /// The sections in their order; the six basics come last.
    pub sections: Vec<Part>,
    /// What could not be read.
    pub notes: Vec<ReportNote>,
}

/// A section and its practices.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// What it is called.
    pub title: &'static str,
    /// Its practices.
    pub practices: Vec<Outcome>,
}

/// A practice and what is known about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The id, such as `HRD-7.3`.
    pub id: &'static str,
    /// What is done where it is followed.
    pub title: &'static str,
    /// Who can tell.
    pub kind: Kind,
    /// How far it is followed.
    pub status: Status,
    /// What was looked at, in words; empty for nothing.
    pub looked_at: String,
    /// What contradicts it, or leaves it open; twenty at most.
    pub evidence: Vec<Evidence>,
    /// How much more evidence there is.
    pub more: usize,
    /// What to ask a person.
    pub question: &'static str,
    /// What can happen where it is not followed.
    pub risk: &'static str,
    /// What a person has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// Something that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The input.
    pub source: String,
    /// The line, from 1.
    pub line: u32,
    /// The server entry that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The rule that fired, or the advisory that applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// What stands there.
    pub message: String,
}

impl Evidence {
    /// The place, such as `mcp.json:12`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}", self.source, self.line)
    }

    /// What was seen, with the rule and the server: `SUP-001, server docs: …`.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.rule.map(str::to_owned));
        parts.extend(self.server.as_ref().map(|server| format!("server {server}")));
        match parts.is_empty() {
            true => self.message.clone(),
            false => format!("{}: {}", parts.join(", "), self.message),
        }
    }
}

impl Hardening {
    /// Every practice in order.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.sections.iter().flat_map(|part| &part.practices)
    }

    /// The practice of an id.
    #[must_use]
    pub fn practice(&self, id: &str) -> Option<&Outcome> {
        self.outcomes().find(|outcome| outcome.id.eq_ignore_ascii_case(id))
    }

    /// The summary in one sentence without a full stop: `2 of 56 practices fail; 5 hold, …`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let count = |status| self.outcomes().filter(|outcome| outcome.status == status).count();
        let fails = count(Status::Fails);
        let verb = if fails == 1 { "fails" } else { "fail" };
        format!(
            "{fails} of {} practices {verb}; {} hold, {} in part, {} not decided, {} for a person to say",
            self.outcomes().count(),
            count(Status::Holds),
            count(Status::Partly),
            count(Status::NotDecided),
            count(Status::ForAPerson),
        )
    }
}
