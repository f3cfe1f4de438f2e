//! The record of a verification: what was checked with what, and how it ended.

use core::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Before, Claim, Verification};
use crate::advisory::Date;
use crate::report::{Report, to_json};

/// The version of the record. A new minor version adds keys, a new major one changes them.
pub const EVIDENCE_VERSION: &str = "1.0";

/// Everything that somebody needs who wants to see for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The version of the record.
    pub evidence_version: String,
    /// The day on which it was made.
    pub made: Date,
    /// The program and the advisories of the second check.
    pub after: Origin,
    /// Those of the report from before.
    pub before: Origin,
    /// The digest of the report from before: `sha256:` and hexadecimal digits.
    pub before_report: String,
    /// The inputs of the second check.
    pub inputs: Vec<InputDigest>,
    /// What became of each finding.
    #[serde(flatten)]
    pub result: Verification,
    /// The digest of the record as it is with this member empty.
    pub seal: String,
}

/// Which program asked which advisories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The version of mcpvet.
    pub version: String,
    /// The day of the advisories.
    pub built: String,
    /// The digest of the advisories.
    pub digest: String,
}

/// An input and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputDigest {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The digest of its bytes.
    pub sha256: String,
}

impl InputDigest {
    /// The digest of an input.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: bytes.len() as u64, sha256: digest(bytes) }
    }
}

/// `sha256:` and the digest of bytes in hexadecimal.
///
/// ```
/// assert!(mcpvet::evidence::digest(b"abc").starts_with("sha256:ba7816bf"));
/// ```
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Origin {
    /// Where a report comes from.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self {
            version: report.tool.version.to_owned(),
            built: report.data.built.clone(),
            digest: report.data.digest.clone(),
        }
    }
}

impl Evidence {
    /// A sealed record. `before_bytes` are those that `before` was read from.
    #[must_use]
    pub fn new(
        made: Date,
        (before, before_bytes): (&Before, &[u8]),
        report: &Report,
        inputs: Vec<InputDigest>,
        result: Verification,
    ) -> Self {
        let mut evidence = Self {
            evidence_version: EVIDENCE_VERSION.to_owned(),
            made,
            after: Origin::of(report),
            before: Origin {
                version: before.tool.version.clone(),
                built: before.data.built.clone(),
                digest: before.data.digest.clone(),
            },
            before_report: digest(before_bytes),
            inputs,
            result,
            seal: String::new(),
        };
        evidence.seal = evidence.seal_of();
        evidence
    }

    /// Reads a record.
    ///
    /// # Errors
    ///
    /// A text that is no record, such as `{}`, or one of another major version.
    pub fn read(json: &[u8]) -> Result<Self, String> {
        let evidence: Self = serde_json::from_slice(json)
            .map_err(|error| format!("not a record of mcpvet verify: {error}"))?;
        match evidence.evidence_version.split('.').next() {
            Some("1") => Ok(evidence),
            _ => Err(format!(
                "a record of version {}: this program reads {EVIDENCE_VERSION}",
                evidence.evidence_version
            )),
        }
    }

    /// Whether it is as it was written. The seal guards against slips, not against forgers.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.seal == self.seal_of()
    }

    fn seal_of(&self) -> String {
        digest(to_json(&Self { seal: String::new(), ..self.clone() }).as_bytes())
    }

    /// Its findings, to be looked at again.
    #[must_use]
    pub fn claims(&self) -> Vec<Claim> {
        let claims = self.result.findings.iter().map(|one| Claim {
            id: one.id.clone(),
            ecosystem: one.ecosystem.clone(),
            package: one.package.clone(),
            source: one.source.clone(),
            versions: one.before.clone(),
        });
        claims.collect()
    }
}
