//! The status file: what people say they do about a finding, one line each.
//!
//! ```text
//! # input  subject         advisory             status    since
//! backend  npm:mcp-remote  GHSA-6xpm-ggf7-wc3p  planned   2026-11-28 until=2026-12-05 -- with 4.2
//! backend  npm:vite        GHSA-93m4-6634-74q7  accepted  2026-11-28 -- never started in production
//! ```
//!
//! Lines are sorted by their first three words, so that two branches which add different findings
//! merge without a conflict. A line that begins with `#` is a comment and stays where it is.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Key;
use crate::advisory::Date;
use crate::render::plain;

/// Bytes of a status file.
pub const MAX_STATUS_BYTES: usize = 8 << 20;

/// Entries of a status file.
pub const MAX_ENTRIES: usize = 50_000;

/// Faults that are told of one file.
const MAX_FAULTS: usize = 100;

/// Where the repair of a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// Nobody has said what is done about it.
    Open,
    /// Somebody repairs it, by the day of `until=`.
    Planned,
    /// Somebody says that it is repaired; the next run looks.
    Fixed,
    /// A run looked and did not find it any more.
    Verified,
    /// It stays as it is, for a reason, and where `until=` is given not beyond that day.
    Accepted,
    /// The advisory was taken back.
    Withdrawn,
}

impl Word {
    /// Every word.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Planned, Self::Fixed, Self::Verified, Self::Accepted, Self::Withdrawn];

    /// The word as the file has it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Planned => "planned",
            Self::Fixed => "fixed",
            Self::Verified => "verified",
            Self::Accepted => "accepted",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Finds a word.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.label() == label)
    }

    /// Whether it says that the finding is over and was looked at.
    pub(super) const fn is_history(self) -> bool {
        matches!(self, Self::Verified | Self::Withdrawn)
    }
}

/// A line of a status file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What it is about.
    pub key: Key,
    /// Where the repair is.
    pub word: Word,
    /// The day since which it is there.
    pub day: Date,
    /// The day by which it shall be repaired, or up to which it is accepted.
    pub until: Option<Date>,
    /// Why, or by what; in one line.
    pub reason: String,
}

impl fmt::Display for Entry {
    /// The line, without a line break. What would steer a terminal stands there as U+FFFD.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.key, self.word.label(), self.day)?;
        if let Some(until) = self.until {
            write!(f, " until={until}")?;
        }
        match plain(&self.reason).trim() {
            "" => Ok(()),
            reason => write!(f, " -- {reason}"),
        }
    }
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: u32,
    /// What stands there and what was expected.
    pub message: String,
}

/// The entries of a status file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    entries: BTreeMap<Key, Entry>,
}

impl Status {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Every line that cannot be read, a hundred at most: `accepted` without a reason, a day that does
    /// not exist, a finding that stands there twice, the marks of a merge conflict.
    ///
    /// ```
    /// use mcpvet::monitor::Status;
    /// let faults = Status::read("a npm:b GHSA-1 accepted 2026-11-28\n").unwrap_err();
    /// assert_eq!((faults[0].line, &*faults[0].message),
    ///     (1, "accepted needs a reason behind --: say why nothing is done"));
    /// ```
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let (mut status, mut faults) = (Self::default(), Vec::new());
        if text.len() > MAX_STATUS_BYTES {
            let message = format!("the file is longer than {} MiB", MAX_STATUS_BYTES >> 20);
            return Err(vec![Fault { line: 1, message }]);
        }
        for (number, line) in (1..).zip(text.lines()) {
            match read(line) {
                Ok(None) => {}
                Ok(Some(entry)) if status.entries.len() >= MAX_ENTRIES => {
                    faults.push(Fault {
                        line: number,
                        message: format!("more than {MAX_ENTRIES} entries, from {} on", entry.key),
                    });
                    break;
                }
                Ok(Some(entry)) => {
                    if let Some(other) = status.entries.insert(entry.key.clone(), entry) {
                        let message = format!("{} stands here for the second time", other.key);
                        faults.push(Fault { line: number, message });
                    }
                }
                Err(message) => faults.push(Fault { line: number, message }),
            }
            if faults.len() >= MAX_FAULTS {
                break;
            }
        }
        if faults.is_empty() { Ok(status) } else { Err(faults) }
    }

    /// The entry about a finding.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Every entry, sorted.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The entries with others put in or over them.
    #[must_use]
    pub fn with(mut self, entries: &[Entry]) -> Self {
        self.entries.extend(entries.iter().map(|entry| (entry.key.clone(), entry.clone())));
        self
    }

    /// The text of a file in which these entries stand: each in the place of the line about the same
    /// finding, or in front of the first line that comes behind it. All else stays, byte for byte.
    #[must_use]
    pub fn edit(&self, text: &str, entries: &[Entry]) -> String {
        let all: BTreeMap<&Key, &Entry> = entries.iter().map(|entry| (&entry.key, entry)).collect();
        let mut left = all.clone();
        let mut out = String::with_capacity(text.len() + entries.len() * 100);
        if text.is_empty() && !entries.is_empty() {
            out += HEAD;
        }
        for line in text.split_inclusive('\n') {
            let Some(known) = read(line.trim_end()).ok().flatten() else {
                out += line;
                continue;
            };
            while let Some(first) = left.first_entry().filter(|first| **first.key() <= known.key) {
                out += &format!("{}\n", first.remove());
            }
            if !all.contains_key(&known.key) {
                out += line;
            }
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        left.values().for_each(|entry| out += &format!("{entry}\n"));
        out
    }
}

/// What stands above the lines of a new file.
const HEAD: &str = "\
# What is done about each finding: input, subject, advisory or rule, status, day.
# status: open, planned, fixed, accepted; mcpvet watch writes verified and withdrawn.
# Behind the day may stand until=DAY, and behind -- a reason; accepted needs one.
";

/// Reads a line; nothing where it is blank or a comment.
fn read(line: &str) -> Result<Option<Entry>, String> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
        return Err("a mark of a merge conflict: keep one of its sides".to_owned());
    }
    let (facts, reason) = match line.split_once(" -- ") {
        Some((facts, reason)) => (facts, reason.trim()),
        None => (line.strip_suffix(" --").unwrap_or(line), ""),
    };
    let words: Vec<_> = facts.split_whitespace().collect();
    let [input, subject, id, word, day, rest @ ..] = &*words else {
        return Err(
            "expected an input, a subject such as npm:mcp-remote, an id, a status and a day"
                .to_owned(),
        );
    };
    let key = [*input, *subject, *id].join(" ").parse().map_err(|_| {
        let message =
            "a % stands for itself as %25, and for another byte with two digits behind it";
        message.to_owned()
    })?;
    let word = Word::from_label(word).ok_or_else(|| {
        let words = Word::ALL.map(Word::label).join(", ");
        format!("'{}' is no status: expected one of {words}", plain(word))
    })?;
    let day = date(day)?;
    let until = match rest {
        [] => None,
        [one] => match one.strip_prefix("until=") {
            Some(day) => Some(date(day)?),
            None => return Err(unexpected(one)),
        },
        [_, second, ..] => return Err(unexpected(second)),
    };
    if word == Word::Accepted && reason.is_empty() {
        return Err("accepted needs a reason behind --: say why nothing is done".to_owned());
    }
    Ok(Some(Entry { key, word, day, until, reason: reason.to_owned() }))
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error| format!("'{}': {error}", plain(text)))
}

fn unexpected(word: &str) -> String {
    format!("'{}': expected until=DAY or a reason behind --", plain(word))
}
