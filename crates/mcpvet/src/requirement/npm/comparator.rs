//! One word of a range, an operator and its version, as an interval.

use std::borrow::Cow;

use super::Prereleases;
use super::partial::{Partial, partial};
use crate::requirement::operator::{OPERATORS, Operator};
use crate::requirement::{Interval, up_to};
use crate::version::{Key, VersionError, scan, semver};

/// Reads an operator and its version; nothing for a word that npm skips.
pub(super) fn comparator(word: &[u8]) -> Option<(Operator, Partial<'_>)> {
    let (operator, rest) = scan::strip_any(word, &[("~>", Operator::Tilde)])
        .or_else(|| scan::strip_any(word, &OPERATORS))
        .unwrap_or((Operator::Equal, word));
    let version = partial(rest)?;
    let is_loose = matches!(operator, Operator::Tilde | Operator::Caret);
    (is_loose || !version.has_gap()).then_some((operator, version))
}

/// The word, or what npm makes of one that is no range: the first `*` goes, with an operator in
/// front of it, and a whole version must be left.
pub(super) fn without_star(word: &[u8]) -> Cow<'_, [u8]> {
    let (None, Some(at)) = (comparator(word), memchr::memchr(b'*', word)) else {
        return Cow::Borrowed(word);
    };
    let before = word[..at].strip_suffix(b"=").unwrap_or(&word[..at]);
    let before = before.strip_suffix(b"<").or(before.strip_suffix(b">")).unwrap_or(before);
    let plain = [before, &word[at + 1..]].concat();
    let is_whole = comparator(&plain).is_some_and(|(operator, version)| {
        version.is_whole() && !matches!(operator, Operator::Tilde | Operator::Caret)
    });
    if is_whole { Cow::Owned(plain) } else { Cow::Borrowed(word) }
}

pub(super) fn interval(
    operator: Operator,
    version: &Partial<'_>,
    prereleases: Prereleases,
) -> Result<Interval, VersionError> {
    let Some(last) = version.last_place() else {
        let is_empty = matches!(operator, Operator::Below | Operator::Above);
        return Ok(if is_empty { upper(Key::ZERO) } else { Interval::ALL });
    };
    let lowest = version.lowest(prereleases)?;
    let from = |from| Interval { from, to: None };
    let start = if version.is_zero() { Key::ZERO } else { lowest.clone() };
    Ok(match operator {
        Operator::Equal if last == 2 => Interval::exactly(&lowest),
        Operator::Equal => Interval { from: start, to: Some(version.next(last)?) },
        Operator::Below if last == 2 => upper(lowest),
        Operator::Below => upper(version.floor()),
        Operator::AtMost if last == 2 => upper(lowest.successor()),
        Operator::AtMost => upper(version.next(last)?),
        Operator::Above if last == 2 => from(lowest.successor()),
        Operator::Above if prereleases == Prereleases::Apart => from(version.next_release(last)?),
        Operator::Above => from(version.next(last)?),
        Operator::AtLeast => from(lowest),
        Operator::Tilde => Interval { from: start, to: Some(version.next(last.min(1))?) },
        Operator::Caret => {
            Interval { from: start, to: Some(version.next(version.caret_place().min(last))?) }
        }
    })
}

fn upper(to: Key) -> Interval {
    up_to(to, &semver::release(0, 0, 0, b"0"))
}
