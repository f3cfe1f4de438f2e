//! Audit records: what an audit database holds, its rules, and which packages an audit is about.
//!
//! A database holds `audits/<domain>/<owner>/<repository>/metadata.json` and below the same folder
//! `audits/<auditor>-<day>-<number>/` with an `audit-manifest.json`, a `security-assessment.md` and
//! `findings/<severity>-<number>-<slug>.md`. What stands in the files is data: nothing of it is ever
//! followed. [`lint`] holds them against the rules of the database, [`read`] takes out of them what
//! may be shown — numbers, days, names that cannot be anything else — and [`Draft`] begins a record.
//! [`Links`] says which packages a repository is published as.
//!
//! ```
//! use mcpvet::audit::{File, Level, lint};
//! let path = "audits/github.com/example/notes/audits/ada-2026-01-31-001/audit-manifest.json";
//! let found = lint(&[File { path, text: "{}" }]);
//! assert!(found.iter().any(|problem| problem.level == Level::Blocking));
//! ```

mod draft;
mod label;
mod layout;
mod links;
mod lint;
mod manifest;
mod record;

pub use draft::{Draft, DraftError};
pub use layout::Id;
pub use links::{Links, Package};
pub use lint::{Level, Problem, RULES, lint};
pub use record::{Audit, Book, Counts, read};

/// A file of a database.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its path from the root of the database, with `/`.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// How many bytes of a file are worth reading; longer ones are cut off by whoever reads them.
pub const MAX_FILE_BYTES: usize = 4 << 20;
/// How many files of a database are worth reading.
pub const MAX_FILES: usize = 100_000;

/// How bad a finding is; `info` also marks what is good, so that it counts as no problem.
const SEVERITIES: [&str; 5] = ["critical", "high", "medium", "low", "info"];
