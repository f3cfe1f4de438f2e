//! What a team wants watched, and how much time it gives itself.

use serde::Deserialize;

use crate::advisory::{Date, Severity};
use crate::rules::RuleSeverity;

/// What is watched and how many days each severity leaves, counted from the day on which a finding
/// was first seen; `None` for never.
///
/// The spans that are set from the start follow the urgency of the four severities: critical at once,
/// high within days, medium with the next release, low with a regular update. What nobody has rated
/// counts as medium.
///
/// ```
/// use mcpvet::{Severity, monitor::Policy};
/// let seen = "2026-11-28".parse()?;
/// let due = Policy::default().due(Severity::High, seen);
/// assert_eq!(due.map(|day| day.to_string()).as_deref(), Some("2026-12-05"));
/// # Ok::<(), mcpvet::advisory::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Policy {
    /// The lowest severity of rules that are watched; `None` for none of them.
    #[serde(skip)]
    pub rules: Option<RuleSeverity>,
    /// Days for known malware.
    pub malware: u32,
    /// Days for critical findings.
    pub critical: u32,
    /// Days for high ones.
    pub high: u32,
    /// Days for medium ones, and for those that nobody has rated.
    pub medium: u32,
    /// Days for low ones.
    pub low: u32,
}

impl Default for Policy {
    fn default() -> Self {
        let rules = Some(RuleSeverity::High);
        Self { rules, malware: 0, critical: 1, high: 7, medium: 30, low: 90 }
    }
}

impl Policy {
    /// The last day on which a finding is in time.
    #[must_use]
    pub fn due(&self, severity: Severity, first_seen: Date) -> Option<Date> {
        let days = match severity {
            Severity::Malware => self.malware,
            Severity::Critical => self.critical,
            Severity::High => self.high,
            Severity::Medium | Severity::Unknown => self.medium,
            Severity::Low => self.low,
            Severity::None => return None,
        };
        first_seen.plus_days(i64::from(days))
    }

    /// Whether a rule of this severity is watched.
    pub(super) fn watches(&self, severity: RuleSeverity) -> bool {
        self.rules.is_some_and(|lowest| severity >= lowest)
    }
}
