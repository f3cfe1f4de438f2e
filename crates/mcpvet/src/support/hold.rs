//! The rules about security policies (`SPOL-001` to `SPOL-003`), held against a text.

use super::{Doubt, lint};
use crate::check::Checked;
use crate::report::{Location, RuleFinding, SourceInfo};
use crate::rules::{RuleSettings, by_id};

/// The format of a security policy in reports.
const FORMAT: &str = "security-policy";

/// Holds the rules about policies against one, as a part of a report.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use mcpvet::{Checker, Options, pack::Pack, support};
/// let (pack, options) = (Pack::bundled(), Options::default());
/// let part = support::hold("SECURITY.md", "Open an issue to report a flaw.", &options.rules);
/// let report = Checker::new(&pack, &options).report([part]);
/// assert_eq!(report.results[0].rules[0].rule, "SPOL-002");
/// # }
/// ```
#[must_use]
pub fn hold(name: &str, text: &str, settings: &RuleSettings) -> Checked {
    let source = SourceInfo {
        name: name.to_owned(),
        format: FORMAT,
        packages: 0,
        hosts: Vec::new(),
        scope: None,
    };
    let found = lint(text).into_iter().filter_map(|doubt| finding(doubt, settings));
    Checked::ruled(source, found.collect())
}

/// A doubt as what a rule found; nothing when the rule is off.
fn finding(doubt: Doubt, settings: &RuleSettings) -> Option<RuleFinding> {
    let rule = by_id(doubt.rule)?;
    Some(RuleFinding {
        rule: rule.id,
        title: rule.title,
        severity: settings.severity_of(rule)?,
        server: None,
        message: doubt.message,
        remedy: rule.remedy,
        location: Location { line: doubt.line, column: 1, path: None },
    })
}
