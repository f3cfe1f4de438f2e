//! One flaw, ten SDKs: which official SDKs share a flaw, and what each of them says about it.
//!
//! The policy of the protocol asks whoever gets a report about one SDK to find out about the others,
//! and to publish together. Here the advisories about official SDKs are put into groups by their
//! root causes and the ids that they call related; a group has one [`Row`] an SDK. What advisories
//! do not say (an SDK is not affected, and why) stands as a [`Statement`] in
//! `mcpvet-data/coordination/`. The same flaw in two SDKs is `related`, never an alias.
//!
//! ```
//! use mcpvet::coordination::{Coordination, State};
//!
//! let facts: Coordination = serde_json::from_str(r#"{
//!     "sdk": [
//!         { "id": "go", "title": "Go", "tier": 1, "repository": "https://example.com/go", "packages": [] },
//!         { "id": "php", "title": "PHP", "tier": 3, "repository": "https://example.com/php", "packages": [] }
//!     ],
//!     "group": [{
//!         "id": "echo", "title": "Secrets are echoed", "root_causes": ["echo"],
//!         "statement": [{ "sdk": "php", "state": "not-affected", "reason": "It has no echo",
//!                         "source": "https://example.com/php/1" }]
//!     }]
//! }"#)?;
//! let groups = facts.groups(&[]);
//! let states: Vec<_> = groups[0].rows.iter().map(|row| row.state).collect();
//! assert_eq!(states, [State::Unknown, State::NotAffected]);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod doubt;
mod group;
mod usage;

use serde::{Deserialize, Serialize};

pub use doubt::{Doubt, DoubtKind, doubts};
pub use group::{Group, Row, Sighting};
pub use usage::{Affair, Concern, SdkUse, concerns};

use crate::advisory::Date;
use crate::catalogue::Catalogue;
use crate::package::Ecosystem;

/// What is known about the official SDKs beside advisories: the file of the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coordination {
    /// The official SDKs, in the order in which tables show them.
    #[serde(rename = "sdk")]
    pub sdks: Vec<Sdk>,
    /// Groups that people have named.
    #[serde(default, rename = "group")]
    pub named: Vec<Named>,
}

/// An official SDK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sdk {
    /// Its name in records: `typescript`.
    pub id: String,
    /// Its name for people: `TypeScript`.
    pub title: String,
    /// 1 to 3, which says how soon it owes answers and fixes.
    pub tier: u8,
    /// Where its code stands and reports about it go.
    pub repository: String,
    /// What it is published as, the most used package first.
    pub packages: Vec<SdkPackage>,
}

/// A package of an official SDK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SdkPackage {
    /// Where it is published.
    pub ecosystem: Ecosystem,
    /// Its name as the ecosystem files it.
    pub name: String,
}

impl SdkPackage {
    /// Its newest release that the catalogue knows.
    #[must_use]
    pub fn latest<'a>(&self, catalogue: &Catalogue<'a>) -> Option<&'a str> {
        catalogue
            .lines(self.ecosystem, &self.name)
            .map(|line| line.latest)
            .find(|latest| !latest.is_empty())
    }
}

impl Sdk {
    /// Where a flaw in it is reported privately.
    #[must_use]
    pub fn report_url(&self) -> String {
        format!("{}/security/advisories/new", self.repository)
    }
}

impl Coordination {
    /// Finds an SDK by its id.
    #[must_use]
    pub fn sdk(&self, id: &str) -> Option<&Sdk> {
        self.sdks.iter().find(|sdk| sdk.id == id)
    }

    /// Finds the SDK that a package belongs to; the name as its ecosystem files it.
    #[must_use]
    pub fn sdk_of(&self, ecosystem: Ecosystem, name: &str) -> Option<&Sdk> {
        let is_it = |package: &SdkPackage| package.ecosystem == ecosystem && package.name == name;
        self.sdks.iter().find(|sdk| sdk.packages.iter().any(is_it))
    }
}

/// A group that people have named, with what the advisories do not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// A short name: `dns-rebinding`.
    pub id: String,
    /// What goes wrong, in one line.
    pub title: String,
    /// What goes wrong, in a few sentences.
    #[serde(default)]
    pub summary: String,
    /// The root causes whose advisories belong to it.
    #[serde(default)]
    pub root_causes: Vec<String>,
    /// Advisories that belong to it whatever their root cause, by any of their ids.
    #[serde(default)]
    pub advisories: Vec<String>,
    /// Whether the specification itself is at fault, so that its maintainers have to be asked.
    #[serde(default)]
    pub spec_defect: bool,
    /// Where the maintainers of the specification were asked; for a defect of the specification.
    #[serde(default)]
    pub spec_contact: String,
    /// What is said about single SDKs.
    #[serde(default, rename = "statement")]
    pub statements: Vec<Statement>,
}

/// What somebody said about one SDK in one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The SDK.
    pub sdk: String,
    /// What is said.
    pub state: State,
    /// Why, in one or two sentences.
    pub reason: String,
    /// The page that says it.
    pub source: String,
    /// The affected versions in words; for `affected`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub range: String,
    /// The first repaired version; for `fixed`, where it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fixed: String,
    /// The day of that release, or of the statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// What is known about one SDK in one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody has said anything that decides it.
    Unknown,
    /// It does not have the flaw.
    NotAffected,
    /// It has the flaw, and no fix is recorded.
    Affected,
    /// It had the flaw, and a fix is out.
    Fixed,
}

impl State {
    /// The word in files and tables.
    ///
    /// ```
    /// assert_eq!(mcpvet::coordination::State::NotAffected.label(), "not-affected");
    /// ```
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotAffected => "not-affected",
            Self::Affected => "affected",
            Self::Fixed => "fixed",
        }
    }
}

#[cfg(test)]
mod tests;
