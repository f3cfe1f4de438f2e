//! Writing a table of supported versions.

use serde::{Deserialize, Serialize};

use crate::advisory::Date;
use crate::catalogue::Support;

/// What is supported, to be written as a table.
///
/// ```
/// use mcpvet::support::{Plan, Policy};
/// let plan: Plan = serde_json::from_str(
///     r#"{ "line": [{ "versions": "2.x", "support": "full", "latest": "2.1.0" },
///                   { "versions": "< 2.0", "support": "ended" }] }"#,
/// )?;
/// let table = plan.markdown();
/// assert!(table.starts_with("| Version | Supported | Newest release |\n"));
/// assert_eq!(Policy::read(&table).rows().count(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The release lines, the newest first.
    pub line: Vec<PlanLine>,
}

/// A release line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanLine {
    /// The package, where a policy is about several.
    #[serde(default)]
    pub package: String,
    /// Its versions: `1.2.x`, `< 1.0`.
    pub versions: String,
    /// How it is looked after.
    pub support: Support,
    /// Its newest release.
    #[serde(default)]
    pub latest: String,
    /// The last day of its support.
    #[serde(default)]
    pub until: Option<Date>,
}

/// A column: its head, and what a line says in it.
type Column = (&'static str, fn(&PlanLine) -> String);

const COLUMNS: [Column; 5] = [
    ("Package", |line| line.package.clone()),
    ("Version", |line| line.versions.clone()),
    ("Supported", |line| supported(line.support).to_owned()),
    ("Newest release", |line| line.latest.clone()),
    ("Until", |line| line.until.map(|day| day.to_string()).unwrap_or_default()),
];

const fn supported(support: Support) -> &'static str {
    match support {
        Support::Full => "✅ yes",
        Support::Security => "⚠️ security fixes only",
        Support::Ended => "❌ no",
    }
}

impl Plan {
    /// The table in Markdown; columns of which no line says anything are left out.
    #[must_use]
    pub fn markdown(&self) -> String {
        let is_used = |column: &&Column| self.line.iter().any(|line| !column.1(line).is_empty());
        let columns: Vec<_> = COLUMNS.iter().filter(is_used).collect();
        let head = columns.iter().map(|column| column.0.to_owned());
        let rule = columns.iter().map(|column| "-".repeat(column.0.len()));
        let mut table = row(head) + &row(rule);
        for line in &self.line {
            table += &row(columns.iter().map(|column| column.1(line)));
        }
        table
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<_> =
        cells.map(|cell| cell.replace('|', "\\|").replace(['\n', '\r'], " ")).collect();
    format!("| {} |\n", cells.join(" | "))
}
