//! Severity: one label for CVSS scores, known malware and unknown scores.

use serde::{Deserialize, Serialize};

/// How bad an advisory is, the least urgent first.
///
/// The order is for display and gates: malware outranks every score, and an unknown score stands
/// between low and medium, so that a gate at `low` never lets it pass as harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Severity {
    /// CVSS 0.0.
    None,
    /// CVSS 0.1 to 3.9.
    Low,
    /// No score is known.
    Unknown,
    /// CVSS 4.0 to 6.9.
    Medium,
    /// CVSS 7.0 to 8.9.
    High,
    /// CVSS 9.0 and above.
    Critical,
    /// Known malware, whatever its score.
    Malware,
}

impl Severity {
    /// Every severity, the least urgent first.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::Low,
        Self::Unknown,
        Self::Medium,
        Self::High,
        Self::Critical,
        Self::Malware,
    ];

    /// The rating of a CVSS score in tenths (CVSS v3.1 section 5, v4.0 section 6).
    ///
    /// ```
    /// use mcpvet::Severity;
    /// assert_eq!(Severity::from_score(70), Severity::High);
    /// ```
    #[must_use]
    pub const fn from_score(tenths: u8) -> Self {
        match tenths {
            0 => Self::None,
            1..=39 => Self::Low,
            40..=69 => Self::Medium,
            70..=89 => Self::High,
            _ => Self::Critical,
        }
    }

    /// Reads a label; `moderate` is npm's word for medium and `malicious` one for malware.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        match label.to_ascii_lowercase().as_str() {
            "moderate" => Some(Self::Medium),
            "malicious" => Some(Self::Malware),
            label => Self::ALL.into_iter().find(|severity| severity.label() == label),
        }
    }

    /// The label in lower case.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Unknown => "unknown",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
            Self::Malware => "malware",
        }
    }
}
