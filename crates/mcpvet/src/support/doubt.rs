//! What a `SECURITY.md` leaves out.

use serde::Serialize;

use super::Policy;
use crate::catalogue::Support;

/// Something that a reader of the policy will miss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The line, from 1; 1 where something is missing from the whole text.
    pub line: u32,
    /// What is not right.
    pub kind: DoubtKind,
    /// What to do.
    pub message: String,
}

/// What can be not right about a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtKind {
    /// A place of a template that nobody has filled in.
    Placeholder,
    /// No way to report privately.
    NoContact,
    /// No table of supported versions.
    NoTable,
    /// A row whose versions or whose support cannot be understood.
    UnreadRow,
    /// No version is supported.
    NothingSupported,
    /// A promise that names no number of days.
    VaguePromise,
}

impl DoubtKind {
    /// The word in tables.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Placeholder => "placeholder",
            Self::NoContact => "no-contact",
            Self::NoTable => "no-table",
            Self::UnreadRow => "unread-row",
            Self::NothingSupported => "nothing-supported",
            Self::VaguePromise => "vague-promise",
        }
    }
}

/// Says what a policy leaves out, in the order of its lines.
///
/// ```
/// use mcpvet::support::{DoubtKind, lint};
/// let kinds: Vec<_> = lint("Write to [INSERT EMAIL].\n").iter().map(|doubt| doubt.kind).collect();
/// assert_eq!(kinds, [DoubtKind::Placeholder, DoubtKind::NoContact, DoubtKind::NoTable]);
/// ```
#[must_use]
pub fn lint(text: &str) -> Vec<Doubt> {
    let mut doubts = placeholders(text);
    doubts.extend(vague_promises(text));
    doubts.extend(contact(text));
    doubts.extend(tables(text));
    doubts.sort_by_key(|doubt| (doubt.line, doubt.kind));
    doubts
}

/// Texts that templates leave for people to fill in, in lower case.
const TEMPLATES: &[&str] = &[
    "[insert",
    "<insert",
    "[your",
    "<your",
    "your-",
    "your_",
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
    let doubt = |(at, template): (usize, &str)| Doubt {
        line: at as u32 + 1,
        kind: DoubtKind::Placeholder,
        message: format!("fill in what the template left open: “{template}”"),
    };
    let found = text.lines().enumerate().filter_map(|(at, line)| Some((at, find(line)?)));
    found.map(doubt).collect()
}

/// Whether a text holds another one that is no part of a longer word.
fn is_word(text: &str, part: &str) -> bool {
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

const WAYS: &[&str] = &[
    "security/advisories",
    "report a vulnerability",
    "private vulnerability report",
    "privately report",
    "hackerone.com",
    "bugcrowd.com",
    "intigriti.com",
    "security.txt",
    "mailto:",
];

fn contact(text: &str) -> Option<Doubt> {
    let lower = text.to_lowercase();
    let has_way = WAYS.iter().any(|way| lower.contains(way));
    let message = "name a private way to report: an address, or the repository's security page";
    (!has_way && !lower.split_whitespace().any(is_address)).then(|| Doubt {
        line: 1,
        kind: DoubtKind::NoContact,
        message: message.to_owned(),
    })
}

/// `security@project.dev`; an address of a template is none.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let Some((name, host)) = word.split_once('@') else { return false };
    let is_template = TEMPLATES.iter().any(|template| word.contains(template));
    !name.is_empty() && host.contains('.') && !host.contains('/') && !is_template
}

fn tables(text: &str) -> Vec<Doubt> {
    let policy = Policy::read(text);
    let doubt = |line, kind, message: &str| Doubt { line, kind, message: message.to_owned() };
    if policy.rows().next().is_none() {
        let message = "add a table of supported versions: mcpvet support --write makes one";
        return vec![doubt(1, DoubtKind::NoTable, message)];
    }
    let unread = policy.rows().filter(|row| row.support.is_none() || !row.versions.is_read);
    let mut doubts: Vec<_> = unread
        .map(|row| {
            let message = format!(
                "say which versions and whether they are supported: found “{}” and “{}”",
                row.versions.text, row.words
            );
            doubt(row.line, DoubtKind::UnreadRow, &message)
        })
        .collect();
    let ended = |row: &super::Row| row.support.is_none_or(|support| support == Support::Ended);
    if policy.rows().all(ended) {
        let message = "name a version that gets fixes, or say that the project is archived";
        doubts.push(doubt(policy.tables[0].line, DoubtKind::NothingSupported, message));
    }
    doubts
}

const PROMISES: &[&str] = &[
    "respond",
    "acknowledge",
    "reply",
    "answer",
    "get back to you",
    "hear from us",
    "hear back",
    "fix",
    "patch",
    "release",
    "update you",
    "evaluat",
    "triage",
];
const VAGUE: &[&str] = &[
    "as soon as possible",
    "promptly",
    "timely",
    "quickly",
    "shortly",
    "in due course",
    "asap",
    "as fast as",
    "without delay",
    "in a reasonable",
    "within a reasonable",
    "soon",
];
const NUMBERS: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "ten", "fourteen", "thirty", "ninety"];

/// Sentences that promise an answer or a fix soon, and no number.
fn vague_promises(text: &str) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let (mut line, mut sentence, mut start) = (1, String::new(), 1);
    for c in text.chars().chain(['\n', '\n']) {
        let ends = c == '.' || (c == '\n' && sentence.ends_with('\n'));
        if sentence.trim().is_empty() {
            start = line;
        }
        if ends {
            doubts.extend(vague(&sentence).map(|word| Doubt {
                line: start,
                kind: DoubtKind::VaguePromise,
                message: format!("say within how many days, in place of “{word}”"),
            }));
            sentence.clear();
        } else {
            sentence.push(c);
        }
        line += u32::from(c == '\n');
    }
    doubts
}

fn vague(sentence: &str) -> Option<&'static str> {
    let lower = sentence.replace('\n', " ").to_lowercase();
    let has_number = lower.bytes().any(|b| b.is_ascii_digit())
        || NUMBERS.iter().any(|number| is_word(&lower, number));
    let promises =
        lower.contains("we ") || lower.contains("you will") || lower.contains("you can expect");
    let is_about = PROMISES.iter().any(|word| lower.contains(word));
    let vague = VAGUE.iter().copied().find(|word| is_word(&lower, word))?;
    (promises && is_about && !has_number).then_some(vague)
}
