//! Which rules are switched on, and how urgent each of them is to the caller.

use core::fmt;

use super::{Rule, RuleSeverity, all};

/// What a caller wants of the rules; by default all are on with their own severity.
///
/// ```
/// use mcpvet::rules::RuleSettings;
/// let mut settings = RuleSettings::default();
/// settings.set("SUP-001", "off").unwrap();
/// settings.set("SEC", "critical").unwrap();
/// assert!(settings.set("SUP-999", "off").is_err());
/// ```
#[derive(Clone, Debug, Default)]
pub struct RuleSettings {
    /// The last one that names a rule or its group counts.
    set: Vec<(String, Option<RuleSeverity>)>,
}

/// A setting that names no rule or no severity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleError {
    /// There is no rule or group of this name.
    Unknown(String),
    /// The value is neither `off` nor a severity.
    Value(String),
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "there is no rule or group '{name}'"),
            Self::Value(value) => write!(
                f,
                "'{value}' is no setting of a rule: write off, info, low, medium, high or critical"
            ),
        }
    }
}

impl core::error::Error for RuleError {}

impl RuleSettings {
    /// Every rule off.
    #[must_use]
    pub fn none() -> Self {
        Self { set: vec![("all".to_owned(), None)] }
    }

    /// Sets a rule (`SUP-001`), a group (`SUP`) or `all` to `off`, to a severity, or to `on`
    /// again, which is the severity of its own.
    ///
    /// # Errors
    ///
    /// When there is no such rule or group, or the value is another one.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), RuleError> {
        if name != "all" && !all().any(|rule| names(name, rule)) {
            return Err(RuleError::Unknown(name.to_owned()));
        }
        if value == "on" {
            self.set.retain(|(set, _)| !set.eq_ignore_ascii_case(name));
            return Ok(());
        }
        let severity = RuleSeverity::from_label(value);
        if severity.is_none() && value != "off" {
            return Err(RuleError::Value(value.to_owned()));
        }
        self.set.push((name.to_owned(), severity));
        Ok(())
    }

    /// The severity of a rule under these settings; `None` when it is off.
    pub(crate) fn severity_of(&self, rule: &Rule) -> Option<RuleSeverity> {
        let set = self.set.iter().rev().find(|(name, _)| names(name, rule));
        set.map_or(Some(rule.severity), |(_, severity)| *severity)
    }
}

fn names(name: &str, rule: &Rule) -> bool {
    let group = rule.id.split('-').next().unwrap_or_default();
    name == "all" || [rule.id, group].iter().any(|known| known.eq_ignore_ascii_case(name))
}
