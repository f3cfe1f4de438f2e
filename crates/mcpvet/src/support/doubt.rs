//! What a `SECURITY.md` leaves out.

use serde::Serialize;

use super::sentence::sentences;
use super::{Policy, promise, way};
use crate::catalogue::Support;

/// Something that a reader of the policy will miss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The line, from 1; 1 where something is missing from the whole text.
    pub line: u32,
    /// What is not right.
    pub kind: DoubtKind,
    /// The rule that says so, such as `SPOL-002`.
    pub rule: &'static str,
    /// What to do.
    pub message: String,
}

impl Doubt {
    pub(super) fn new(line: u32, kind: DoubtKind, message: impl Into<String>) -> Self {
        Self { line, kind, rule: kind.rule(), message: message.into() }
    }
}

/// What can be not right about a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtKind {
    /// A place of a template that nobody has filled in.
    Placeholder,
    /// No way to report privately.
    NoContact,
    /// Reporters are sent to a place that everybody reads.
    PublicReports,
    /// No table of supported versions.
    NoTable,
    /// A row whose versions or whose support cannot be understood.
    UnreadRow,
    /// No version is supported.
    NothingSupported,
    /// A promise that names no number of days.
    VaguePromise,
    /// Nothing says by when a reporter gets an answer, or an evaluation.
    NoPromise,
    /// A promise of more days than is usual.
    LatePromise,
}

impl DoubtKind {
    /// The word in tables.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Placeholder => "placeholder",
            Self::NoContact => "no-contact",
            Self::PublicReports => "public-reports",
            Self::NoTable => "no-table",
            Self::UnreadRow => "unread-row",
            Self::NothingSupported => "nothing-supported",
            Self::VaguePromise => "vague-promise",
            Self::NoPromise => "no-promise",
            Self::LatePromise => "late-promise",
        }
    }

    /// The rule that it belongs to, such as `SPOL-002`.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Placeholder | Self::NoTable | Self::UnreadRow | Self::NothingSupported => {
                "SPOL-001"
            }
            Self::NoContact | Self::PublicReports => "SPOL-002",
            Self::VaguePromise | Self::NoPromise | Self::LatePromise => "SPOL-003",
        }
    }
}

/// Says what a policy leaves out, in the order of its lines.
///
/// ```
/// use mcpvet::support::{DoubtKind, lint};
/// let kinds: Vec<_> = lint("Write to [INSERT EMAIL].\n").iter().map(|doubt| doubt.kind).collect();
/// use DoubtKind::{NoContact, NoPromise, NoTable, Placeholder};
/// assert_eq!(kinds, [Placeholder, NoContact, NoTable, NoPromise]);
/// ```
#[must_use]
pub fn lint(text: &str) -> Vec<Doubt> {
    let sentences = sentences(text);
    let mut doubts = placeholders(text);
    doubts.extend(way::doubts(text, &sentences));
    doubts.extend(promise::doubts(&sentences));
    doubts.extend(tables(text));
    doubts.sort_by_key(|doubt| (doubt.line, doubt.kind));
    doubts
}

/// Texts that templates leave for people to fill in, in lower case.
pub(super) const TEMPLATES: &[&str] = &[
    "[insert",
    "<insert",
    "[your",
    "<your",
    "your-",
    "your_",
    "yourusername",
    "yourorg",
    "yourproject",
    "[email",
    "<email",
    "[project",
    "<project",
    "[name",
    "[url",
    "[link",
    "[date",
    "[company",
    "todo",
    "tbd",
    "fixme",
    "xxx",
    "lorem ipsum",
    "{{",
    "example.com",
    "example.org",
    "use this section to tell people",
    "tell them where to go",
];

fn placeholders(text: &str) -> Vec<Doubt> {
    let find = |line: &str| {
        let lower = line.to_lowercase();
        TEMPLATES.iter().copied().find(|template| is_word(&lower, template))
    };
    let doubt = |(at, template): (usize, &str)| {
        let message = format!("fill in what the template left open: “{template}”");
        Doubt::new(at as u32 + 1, DoubtKind::Placeholder, message)
    };
    let found = text.lines().enumerate().filter_map(|(at, line)| Some((at, find(line)?)));
    found.map(doubt).collect()
}

/// Whether a text holds another one that is no part of a longer word.
pub(super) fn is_word(text: &str, part: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let starts_in_word = part.starts_with(char::is_alphabetic);
    let ends_in_word = part.ends_with(char::is_alphabetic) && !part.starts_with(['[', '<']);
    text.match_indices(part).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + part.len()..].chars().next();
        let is_inside = (starts_in_word && is_letter(before)) || (ends_in_word && is_letter(after));
        !is_inside
    })
}

fn tables(text: &str) -> Vec<Doubt> {
    let policy = Policy::read(text);
    if policy.rows().next().is_none() {
        let message = "add a table of supported versions: mcpvet support --write makes one";
        return vec![Doubt::new(1, DoubtKind::NoTable, message)];
    }
    let unread = policy.rows().filter(|row| row.support.is_none() || !row.versions.is_read);
    let mut doubts: Vec<_> = unread
        .map(|row| {
            let message = format!(
                "say which versions and whether they are supported: found “{}” and “{}”",
                row.versions.text, row.words
            );
            Doubt::new(row.line, DoubtKind::UnreadRow, message)
        })
        .collect();
    let ended = |row: &super::Row| row.support.is_none_or(|support| support == Support::Ended);
    if policy.rows().all(ended) {
        let message = "name a version that gets fixes, or say that the project is archived";
        doubts.push(Doubt::new(policy.tables[0].line, DoubtKind::NothingSupported, message));
    }
    doubts
}
