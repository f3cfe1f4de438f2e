//! Which versions a project still repairs: the tables of `SECURITY.md` files.
//!
//! [`Policy::read`] finds the tables in Markdown and HTML, whatever their columns are called and
//! whether a cell says ✅, `:white_check_mark:` or "security fixes only". [`Policy::answer`] says
//! whether a version is supported, until when, and what the newest patch is; [`lint`] says what a
//! policy leaves out, [`hold`] says it as findings of rules, [`Plan`] writes a table.
//!
//! ```
//! use mcpvet::catalogue::Support;
//! use mcpvet::support::{Policy, Question, Verdict};
//!
//! let policy = Policy::read("\
//! | Version | Supported          |
//! | ------- | ------------------ |
//! | 1.0.x   | :white_check_mark: |
//! | < 1.0   | :x:                |
//! ");
//! let answer = policy.answer(&Question { version: "1.0.7", ..Question::default() })?;
//! assert_eq!(answer.verdict, Verdict::Supported);
//! let answer = policy.answer(&Question { version: "0.9.0", ..Question::default() })?;
//! assert_eq!((answer.verdict, answer.row.map(|row| row.line)), (Verdict::Ended, Some(4)));
//! # Ok::<(), mcpvet::version::VersionError>(())
//! ```
//!
//! Versions are compared as SemVer compares them, with numbers that are left out as zeros.

mod answer;
mod cell;
mod doubt;
mod hold;
mod plan;
mod promise;
mod read;
mod sentence;
mod way;

use serde::Serialize;

pub use answer::{Answer, Question, Verdict};
pub use cell::{Bound, Versions};
pub use doubt::{Doubt, DoubtKind, lint};
pub use hold::hold;
pub use plan::{Plan, PlanLine};

use crate::advisory::Date;
use crate::catalogue::Support;
use crate::package::Ecosystem;

/// What the tables of a policy say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// The tables of supported versions, in the order of the text.
    pub tables: Vec<Table>,
}

/// A table of supported versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The line of its header, from 1.
    pub line: u32,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// What a table says about some versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its line in the text, from 1.
    pub line: u32,
    /// The package that it is about, as it is written; empty where the table has no such column.
    pub package: String,
    /// The versions, as they are written and as they were understood.
    pub versions: Versions,
    /// How they are looked after; `None` where the cell says nothing that is understood.
    pub support: Option<Support>,
    /// The cell about support, as it is written.
    pub words: String,
    /// The day on which the support ends; the last day that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The newest release, where the table has such a column; or empty.
    pub latest: String,
}

impl Policy {
    /// Reads every table of supported versions in a text; other tables are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self { tables: read::tables(text) }
    }

    /// Every row of every table.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.tables.iter().flat_map(|table| &table.rows)
    }

    /// The rows as lines of the catalogue, for rules about release lines (`LIF-001` to `LIF-003`).
    ///
    /// Give them to [`crate::Options::lines`]. Rows without a range that is understood are left out.
    ///
    /// ```
    /// use mcpvet::{Ecosystem, support::Policy};
    /// let policy = Policy::read("Version | Supported | Latest\n---|---|---\n1.2.x | yes | 1.2.4\n");
    /// assert_eq!(
    ///     policy.catalogue_lines(Ecosystem::Npm, "notes"),
    ///     "line\tnpm\tnotes\tvers:npm/>=1.2.0|<1.3.0\tfull\t1.2.4\t\t\n"
    /// );
    /// ```
    #[must_use]
    pub fn catalogue_lines(&self, ecosystem: Ecosystem, name: &str) -> String {
        let line = |row: &Row| {
            let range = row.versions.vers(ecosystem)?;
            let support = row.support?.label();
            let until = row.until.map(|day| day.to_string()).unwrap_or_default();
            let ecosystem = ecosystem.name();
            Some(format!(
                "line\t{ecosystem}\t{name}\t{range}\t{support}\t{}\t{until}\t\n",
                row.latest
            ))
        };
        let is_plain = |text: &str| !text.contains(['\t', '\n', '\r']);
        let rows = self.rows().filter(|row| is_plain(&row.latest));
        if is_plain(name) { rows.filter_map(line).collect() } else { String::new() }
    }
}

#[cfg(test)]
mod tests;
