//! Which versions of a package a record names: the shape of OSV's `affected`.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::explain;
use crate::package::Ecosystem;

/// The affected versions of one package: the union of ranges and versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Affected {
    /// The ecosystem.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub ecosystem: Ecosystem,
    /// What the ecosystem is narrowed to: `12` of `Debian:12`, or the URL of a repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// The name of the package.
    pub package: String,
    /// Ranges of affected versions.
    #[serde(default)]
    pub ranges: Vec<Range>,
    /// Single affected versions.
    #[serde(default)]
    pub versions: Vec<String>,
    /// CVSS vectors for this package alone, instead of those of the advisory.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cvss: Vec<String>,
}

/// A line of versions on which a flaw comes and goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// What its events are versions of; left out for `ECOSYSTEM`.
    #[serde(default, rename = "type", skip_serializing_if = "RangeKind::is_ecosystem")]
    pub kind: RangeKind,
    /// The repository of a range of commits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repo: Option<String>,
    /// What happens on the line, in any order.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::RangeEvent>"))]
    pub events: Vec<Event>,
}

/// In words: `below 0.18.4; from 1.0.0 to below 1.1.4`.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&explain::events(&self.events))
    }
}

/// What the events of a range are versions of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum RangeKind {
    /// Versions in the order of the package's ecosystem.
    #[default]
    Ecosystem,
    /// Versions of SemVer 2.0.0.
    Semver,
    /// Commits, whose order only the repository knows.
    Git,
}

impl RangeKind {
    // Serde hands over a reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_ecosystem(&self) -> bool {
        *self == Self::Ecosystem
    }
}

/// One event on a range; written as an object with one key, as OSV does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The first affected version, inclusive; `0` stands for "from the beginning".
    Introduced(String),
    /// The first version that is repaired, exclusive.
    Fixed(String),
    /// The last affected version, inclusive; later ones are not known to be affected.
    LastAffected(String),
    /// The version from which on the range says nothing, exclusive; `*` stands for "no limit".
    Limit(String),
}

/// By its name in OSV: `last_affected 1.2.3`.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, version) = match self {
            Self::Introduced(version) => ("introduced ", version),
            Self::Fixed(version) => ("fixed ", version),
            Self::LastAffected(version) => ("last_affected ", version),
            Self::Limit(version) => ("limit ", version),
        };
        f.write_str(name)?;
        f.write_str(version)
    }
}

#[cfg(feature = "schema")]
mod schema {
    /// One event on a range; exactly one key is there.
    #[derive(schemars::JsonSchema, serde::Serialize)]
    pub(super) struct RangeEvent {
        /// The first affected version, inclusive; `0` stands for "from the beginning".
        #[serde(skip_serializing_if = "Option::is_none")]
        introduced: Option<String>,
        /// The first version that is repaired, exclusive.
        #[serde(skip_serializing_if = "Option::is_none")]
        fixed: Option<String>,
        /// The last affected version, inclusive; later ones are not known to be affected.
        #[serde(skip_serializing_if = "Option::is_none")]
        last_affected: Option<String>,
        /// The version from which on the range says nothing, exclusive; `*` for "no limit".
        #[serde(skip_serializing_if = "Option::is_none")]
        limit: Option<String>,
    }
}
