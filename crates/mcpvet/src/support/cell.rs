//! What a cell of a table means: versions, support, a day.

use serde::Serialize;

use crate::advisory::Date;
use crate::catalogue::Support;
use crate::package::Ecosystem;
use crate::requirement;
use crate::version::{Key, Scheme};

/// The versions of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Versions {
    /// As they are written.
    pub text: String,
    /// What has to hold for a version, all of it. None for every version.
    pub bounds: Vec<Bound>,
    /// Whether only the newest of these releases is meant.
    pub newest_only: bool,
    /// Whether anything was understood.
    pub is_read: bool,
}

/// A comparison with a version, such as `>=` and `1.2.0`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bound {
    /// `=`, `<`, `<=`, `>` or `>=`.
    pub comparison: &'static str,
    /// The version.
    pub version: String,
}

const COMPARISONS: [(&str, &str); 13] = [
    (">=", ">="),
    ("<=", "<="),
    ("=<", "<="),
    ("=>", ">="),
    ("≥", ">="),
    ("≤", "<="),
    ("<", "<"),
    (">", ">"),
    ("==", "="),
    ("=", "="),
    ("below", "<"),
    ("before", "<"),
    ("since", ">="),
];

impl Versions {
    /// Reads a cell: `1.0.x`, `< 1.0`, `2.x (newest release)`, `1.2 - 1.4`, `older`.
    pub(super) fn read(text: &str) -> Self {
        let lower = text.to_lowercase();
        let newest_only = says_newest(&lower);
        // What stands in brackets explains what stands before them.
        let plain = lower.split('(').next().unwrap_or_default();
        let words: Vec<_> =
            plain.split([' ', ',', '`', '*', '\u{a0}']).filter(|w| !w.is_empty()).collect();
        let bounds = bounds(&words);
        let rest =
            ["older", "other", "others", "all", "any", "previous", "everything", "earlier", "rest"];
        let names_all = newest_only || words.iter().any(|word| rest.contains(word) || *word == "*");
        let is_read = !bounds.is_empty() || names_all;
        Self { text: text.to_owned(), bounds, newest_only, is_read }
    }

    /// Whether a version is one of these.
    pub(super) fn contains(&self, key: &Key) -> bool {
        let clauses: Vec<_> =
            self.bounds.iter().map(|b| format!("{}{}", b.comparison, b.version)).collect();
        let set = requirement::intervals(Scheme::SemVer, &clauses.join(","));
        self.is_read && (self.bounds.is_empty() || set.is_ok_and(|set| set.contains(key)))
    }

    /// As a `vers:` range of an ecosystem; `None` where the range is not known.
    pub(super) fn vers(&self, ecosystem: Ecosystem) -> Option<String> {
        let kind = ecosystem.purl_type();
        let prefix = if ecosystem == Ecosystem::Go { "v" } else { "" };
        let bounds: Vec<_> = self
            .bounds
            .iter()
            .map(|bound| {
                let comparison = if bound.comparison == "=" { "" } else { bound.comparison };
                format!("{comparison}{prefix}{}", bound.version)
            })
            .collect();
        match (self.is_read, bounds.as_slice()) {
            (true, []) => Some(format!("vers:{kind}/*")),
            (true, bounds) => Some(format!("vers:{kind}/{}", bounds.join("|"))),
            (false, _) => None,
        }
    }
}

/// Whether a cell limits its row to the newest release: `yes, the newest patch release`.
pub(super) fn says_newest(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["newest", "latest"].iter().any(|word| lower.contains(word))
}

fn bounds(words: &[&str]) -> Vec<Bound> {
    let glued: Vec<_> = words.iter().flat_map(|word| split(word)).collect();
    let versions: Vec<(usize, Line)> =
        glued.iter().enumerate().filter_map(|(at, word)| Some((at, Line::read(word)?))).collect();
    let joins = |from: usize, to: usize| {
        to == from + 2 && ["-", "–", "—", "to", "until", "through"].contains(&glued[from + 1])
    };
    if let [(from, low), (to, high)] = versions.as_slice()
        && joins(*from, *to)
    {
        return vec![bound(">=", low.from()), high.end()];
    }
    let mut bounds = Vec::new();
    for (at, line) in &versions {
        let before = at.checked_sub(1).map_or("", |at| glued[at]);
        let after = glued[at + 1..].join(" ");
        let comparison = COMPARISONS.iter().find(|row| row.0 == before).map(|row| row.1);
        let grows = ["and later", "and newer", "and up", "and above", "or later", "or newer", "+"];
        let shrinks = ["and older", "and earlier", "and below", "or older", "or earlier"];
        match comparison {
            Some(comparison) => bounds.push(line.compared(comparison)),
            None if grows.iter().any(|words| after.starts_with(words)) => {
                bounds.push(bound(">=", line.from()));
            }
            None if shrinks.iter().any(|words| after.starts_with(words)) => {
                bounds.push(line.end());
            }
            None => bounds.extend(line.whole()),
        }
    }
    bounds
}

/// `<` and `1.0` of `<1.0`; `1.0` and `+` of `1.0+`.
fn split(word: &str) -> Vec<&str> {
    let sign = COMPARISONS[..10].iter().find(|row| word.starts_with(row.0));
    let (sign, rest) = word.split_at(sign.map_or(0, |row| row.0.len()));
    let (rest, plus) = match rest.strip_suffix('+') {
        Some(rest) => (rest, "+"),
        None => (rest, ""),
    };
    [sign, rest, plus].into_iter().filter(|part| !part.is_empty()).collect()
}

/// A version, or the line of versions that begin as it does.
struct Line {
    numbers: Vec<u64>,
    /// `-rc.1` and what else stands behind the numbers.
    rest: String,
}

impl Line {
    /// `1.2.3`, `v1.2`, `1.x`, `1.2.*`.
    fn read(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word).trim_end_matches(['.', ':', ';']);
        word.bytes().next().filter(u8::is_ascii_digit)?;
        let at = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
        let (numbers, rest) = word.split_at(at);
        let rest = if ["x", "*", "x.x", "*.*"].contains(&rest) { "" } else { rest };
        let is_end = rest.is_empty() || rest.starts_with(['-', '+']);
        let numbers: Option<Vec<_>> =
            numbers.trim_end_matches('.').split('.').map(|n| n.parse().ok()).collect();
        let numbers = numbers.filter(|numbers| is_end && numbers.len() <= 3)?;
        Some(Self { numbers, rest: rest.to_owned() })
    }

    /// The first version: `1.2.0` of `1.2.x`.
    fn from(&self) -> String {
        let number = |at: usize| self.numbers.get(at).copied().unwrap_or(0);
        format!("{}.{}.{}{}", number(0), number(1), number(2), self.rest)
    }

    /// The first version behind the line: `1.3.0` of `1.2.x`; `None` of a single version.
    fn next(&self) -> Option<String> {
        let mut numbers = self.numbers.clone();
        if numbers.len() > 2 || !self.rest.is_empty() {
            return None;
        }
        let last = numbers.last_mut()?;
        *last = last.checked_add(1)?;
        Some(Self { numbers, rest: String::new() }.from())
    }

    /// Everything up to the end of the line.
    fn end(&self) -> Bound {
        self.next().map_or_else(|| bound("<=", self.from()), |next| bound("<", next))
    }

    fn whole(&self) -> Vec<Bound> {
        match self.next() {
            Some(next) => vec![bound(">=", self.from()), bound("<", next)],
            None => vec![bound("=", self.from())],
        }
    }

    /// `<= 1.2` holds the whole line, `> 1.2` nothing of it.
    fn compared(&self, comparison: &'static str) -> Bound {
        match (comparison, self.next()) {
            ("<=", _) => self.end(),
            (">", Some(next)) => bound(">=", next),
            _ => bound(comparison, self.from()),
        }
    }
}

const fn bound(comparison: &'static str, version: String) -> Bound {
    Bound { comparison, version }
}

const NO: &[&str] = &[
    "❌",
    "✖",
    "✗",
    "🚫",
    "⛔",
    ":x:",
    ":no_entry",
    ":negative_squared_cross_mark:",
    ":cross_mark:",
    "unsupported",
    "not supported",
    "no longer",
    "end of life",
    "end-of-life",
    "eol",
    "ended",
    "deprecated",
    "obsolete",
    "unmaintained",
];
const SECURITY: &[&str] =
    &["security", "critical", "⚠", ":warning:", "maintenance", "best effort", "🟡"];
const YES: &[&str] = &[
    "✅",
    "✔",
    "☑",
    "🟢",
    ":white_check_mark:",
    ":heavy_check_mark:",
    ":ballot_box_with_check:",
    "supported",
    "full",
    "active",
    "maintained",
    "current",
];

/// Reads a cell about support. A refusal counts before a promise, as `not supported` holds both.
pub(super) fn support(text: &str) -> Option<Support> {
    let lower = text.to_lowercase();
    let word = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match word {
        Some("no" | "none" | "never") => Some(Support::Ended),
        _ if has(NO) => Some(Support::Ended),
        _ if has(SECURITY) => Some(Support::Security),
        Some("yes") => Some(Support::Full),
        _ if has(YES) => Some(Support::Full),
        _ => None,
    }
}

/// The first day in a text.
pub(super) fn day(text: &str) -> Option<Date> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| text.get(at..at + 10)).find_map(|part| part.parse().ok())
}
