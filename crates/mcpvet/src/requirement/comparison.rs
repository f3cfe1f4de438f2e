//! What the languages share: a comparison as a set, and lists of comparisons.

use super::{Interval, Intervals};
use crate::version::{Key, VersionError};

/// How a version must stand to the one that a comparator names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Comparison {
    /// The versions that stand so to the version of `key`.
    pub(super) fn set(self, key: &Key) -> Intervals {
        Intervals::union(match self {
            Self::Equal => vec![Interval::exactly(key)],
            Self::NotEqual => return Self::Equal.set(key).complement(),
            Self::Below => vec![Interval { from: Key::ZERO, to: Some(key.clone()) }],
            Self::AtMost => vec![Interval { from: Key::ZERO, to: Some(key.successor()) }],
            Self::Above => vec![Interval { from: key.successor(), to: None }],
            Self::AtLeast => vec![Interval { from: key.clone(), to: None }],
        })
    }
}

/// The operators of most languages, longer ones first.
pub(super) const COMPARISONS: [(&str, Comparison); 7] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("!=", Comparison::NotEqual),
    ("==", Comparison::Equal),
    ("<", Comparison::Below),
    (">", Comparison::Above),
    ("=", Comparison::Equal),
];

/// Splits the first operator of a table off a text, and white space behind it.
pub(super) fn operator<'a, T: Copy>(text: &'a str, table: &[(&str, T)]) -> Option<(T, &'a str)> {
    table
        .iter()
        .find_map(|(sign, value)| Some((*value, text.strip_prefix(sign)?.trim_ascii_start())))
}

/// Splits a comparison off, one of the language's `own` or one that most languages know; a version
/// alone means that version.
pub(super) fn comparison<'a>(text: &'a str, own: &[(&str, Comparison)]) -> (Comparison, &'a str) {
    let found = operator(text, own).or_else(|| operator(text, &COMPARISONS));
    found.unwrap_or((Comparison::Equal, text))
}

/// The versions that all sets hold. (One copy for all languages; so with the next one.)
pub(super) fn all_of(
    sets: &mut dyn Iterator<Item = Result<Intervals, VersionError>>,
) -> Result<Intervals, VersionError> {
    let mut all = Intervals::all();
    for set in sets {
        all = all.intersection(&set?);
    }
    Ok(all)
}

/// The versions that any set holds.
pub(super) fn any_of(
    sets: &mut dyn Iterator<Item = Result<Intervals, VersionError>>,
) -> Result<Intervals, VersionError> {
    let mut union = Vec::new();
    for set in sets {
        union.extend_from_slice(set?.as_slice());
    }
    Ok(Intervals::union(union))
}

/// Everything from one version up to, but not including, another one.
pub(super) fn between(from: Key, to: Key) -> Intervals {
    Intervals::union(vec![Interval { from, to: Some(to) }])
}

/// Moves an operator to the word behind it: `>= 1.0 < 2` has the words `>= 1.0` and `< 2`.
///
/// `signs` are the characters of operators; what separates words is white space.
pub(super) fn words<'a>(text: &'a str, signs: &'a [char]) -> impl Iterator<Item = &'a str> {
    let mut rest = text.trim_ascii();
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let version = rest.trim_start_matches(signs).trim_ascii_start();
        let end = version.find(|c: char| c.is_ascii_whitespace()).unwrap_or(version.len());
        let (word, behind) = rest.split_at(rest.len() - version.len() + end);
        rest = behind.trim_ascii_start();
        Some(word)
    })
}
