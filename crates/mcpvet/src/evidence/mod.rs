//! Whether a repair worked: findings of a report from before, held against the same inputs of today,
//! and a record of it that can be held against them again later.
//!
//! A finding is gone only where its input was given, read to its end, and decided. Everything else
//! is *not checkable*, never *fixed*.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mcpvet::evidence::{Before, State, verify};
//! use mcpvet::{Input, check, inventory, pack::Pack};
//!
//! let pack = Pack::bundled();
//! let list = |bytes| Input { bytes, name: Some("list.txt"), ..Input::default() };
//! let before = check(&pack, &[list(b"mcp-remote@0.1.15")]).to_json();
//! let claims = Before::read(before.as_bytes()).unwrap().claims();
//! let after = [list(b"mcp-remote@0.1.16")];
//! let verified = verify(&pack, &claims, &check(&pack, &after), &inventory(&after));
//! assert_eq!(verified.findings[0].state, State::Fixed);
//! assert_eq!(verified.findings[0].after, ["0.1.16"]);
//! # }
//! ```

mod before;
mod record;
#[cfg(all(test, feature = "bundled"))]
mod tests;
mod verify;

use serde::{Deserialize, Serialize};

use crate::render;

pub use before::{Before, Claim};
pub use record::{EVIDENCE_VERSION, Evidence, InputDigest, Origin, digest};
pub use verify::verify;

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It applies as before.
    StillAffected,
    /// It cannot be told.
    NotCheckable,
    /// The package is there in a version to which it does not apply.
    Fixed,
    /// The input no longer names the package.
    Removed,
    /// The advisory was taken back.
    Withdrawn,
}

impl State {
    /// Whether the finding is gone for certain.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Fixed | Self::Removed | Self::Withdrawn)
    }

    /// The words that reports write.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::StillAffected => "still affected",
            Self::NotCheckable => "not checkable",
            Self::Fixed => "fixed",
            Self::Removed => "removed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A finding of before and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// The advisory.
    pub id: String,
    /// The ecosystem of the package; empty where nothing says so.
    pub ecosystem: String,
    /// The package.
    pub package: String,
    /// The input.
    pub source: String,
    /// The versions that stood there before.
    pub before: Vec<String>,
    /// The versions that stand there now.
    pub after: Vec<String>,
    /// What became of it.
    pub state: State,
    /// Why, in one sentence.
    pub why: String,
}

/// A finding that was not there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct New {
    /// The advisory.
    pub id: String,
    /// The package.
    pub package: String,
    /// Its version.
    pub version: String,
    /// Where it stands: `package-lock.json:12`.
    pub place: String,
}

/// What became of every finding of before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The findings of before, in their order.
    pub findings: Vec<Verified>,
    /// What applies now and did not before.
    pub new: Vec<New>,
}

impl Verification {
    /// Whether any finding applies as before, or a new one does.
    #[must_use]
    pub fn is_affected(&self) -> bool {
        !self.new.is_empty() || self.findings.iter().any(|one| one.state == State::StillAffected)
    }

    /// Whether any finding could not be checked.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.findings.iter().any(|one| one.state == State::NotCheckable)
    }

    /// The result in a few words: `1 of 2 findings gone; not checkable: 1`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let count = |state| self.findings.iter().filter(|one| one.state == state).count();
        let closed = self.findings.iter().filter(|one| one.state.is_closed()).count();
        let all = self.findings.len();
        let mut text = format!("{closed} of {} gone", render::count(all as u64, "finding"));
        for (number, words) in [
            (count(State::StillAffected), "still affected"),
            (count(State::NotCheckable), "not checkable"),
            (self.new.len(), "new"),
        ] {
            if number > 0 {
                text += &format!("; {words}: {number}");
            }
        }
        text
    }
}
