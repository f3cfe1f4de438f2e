//! The advisory model: one record about packages, or about a product without a package.
//!
//! It follows the OSV schema where OSV has a field, and the six-part format of the MCP security
//! project: summary, impact, affected versions, remediation, timeline, references. The model is
//! what the compiler reads, what the text section of a pack holds, and what `show` prints; the
//! matcher never touches it. `osv` reads the model from OSV records, and `evaluate` says what a
//! record means for a version: the pack is written from the same reading.

mod affected;
mod date;
#[cfg(feature = "write")]
pub mod evaluate;
#[cfg(feature = "write")]
pub mod osv;
mod severity;

use serde::{Deserialize, Serialize};

pub use affected::{Affected, Event, Range, RangeKind};
pub use date::{Date, DateError};
pub use severity::Severity;

/// Whether an advisory is about a flaw or about code made to do harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A flaw in a package that means well.
    Vulnerability,
    /// A package, or a release of one, made to do harm.
    Malware,
}

/// The part of the MCP ecosystem that an advisory is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Component {
    /// A server that offers tools to a model.
    McpServer,
    /// A library to build servers and clients with.
    Sdk,
    /// A host or client that connects to servers.
    Client,
    /// Gateways, proxies, inspectors and registries.
    Infrastructure,
    /// A library below any of them.
    Dependency,
    /// The protocol itself.
    Protocol,
}

impl Component {
    /// Every component.
    pub const ALL: [Self; 6] = [
        Self::McpServer,
        Self::Sdk,
        Self::Client,
        Self::Infrastructure,
        Self::Dependency,
        Self::Protocol,
    ];

    /// The name in records and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::McpServer => "mcp-server",
            Self::Sdk => "sdk",
            Self::Client => "client",
            Self::Infrastructure => "infrastructure",
            Self::Dependency => "dependency",
            Self::Protocol => "protocol",
        }
    }

    /// Finds a component by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|component| component.name() == name)
    }
}

/// One advisory with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Advisory {
    /// Its public id, or one of the project's own scheme `MCPVET-<year>-<nnnn>`.
    pub id: String,
    /// Other ids of the same problem.
    pub aliases: Vec<String>,
    /// Ids of problems that are not the same but belong together.
    pub related: Vec<String>,
    /// A flaw, or code made to do harm.
    pub kind: Kind,
    /// The part of the ecosystem that it is about.
    pub component: Component,
    /// The kind of problem, such as `command-injection`.
    pub category: String,
    /// `core` when MCP itself is at stake, `related` when the package merely uses MCP.
    pub relevance: String,
    /// The official SDK that it is about, such as `python`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdk: Option<String>,
    /// What went wrong at the root, shared by records of several packages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root_cause: Option<String>,
    /// The transports over which it can be reached: `stdio`, `http`, `sse`, `websocket`.
    pub transports: Vec<String>,
    /// How bad it is.
    pub severity: Severity,
    /// The highest CVSS base score, in tenths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// Every CVSS vector that sources give; once scored, the first has the highest score.
    pub cvss: Vec<String>,
    /// Weakness ids such as `CWE-78`.
    pub cwe: Vec<String>,
    /// The day of publication.
    pub published: Date,
    /// The day of the last change of the public record.
    pub modified: Date,
    /// The day on which it was taken back; such a record never matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Date>,
    /// Names of products, for records without a package.
    pub products: Vec<String>,
    /// One sentence.
    pub summary: String,
    /// What an attacker gains, and from whom.
    pub impact: String,
    /// What to do.
    pub remediation: String,
    /// Why the ranges are as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where to read on.
    pub references: Vec<String>,
    /// The packages and their affected versions.
    pub affected: Vec<Affected>,
    /// What happened when.
    pub timeline: Vec<TimelineEntry>,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimelineEntry {
    /// The day.
    pub date: Date,
    /// What happened.
    pub event: String,
}
