//! Ranges of SemVer without a tool of their own: `^1.2`, `~1.2.3`, `1.x`, `>=1.2 <2 || 3.1.0`.
//!
//! Read as npm reads them where both know a form, with commas between comparators too. There is no
//! rule that leaves pre-releases out; `^`, `~` and `x` end below the pre-releases of their upper
//! bound.

use super::comparison::{COMPARISONS, Comparison, all_of, any_of, between, operator, words};
use super::{Intervals, tag};
use crate::version::{Scheme, VersionError};

const EXPECTED: VersionError = VersionError::new("expected a range such as ^1.2.3 or >=1.2 <2");

pub(super) fn intervals(scheme: Scheme, requirement: &str) -> Result<Intervals, VersionError> {
    any_of(&mut requirement.split("||").map(|side| {
        let clauses = side.split(',').flat_map(|part| words(part, &['<', '>', '=', '!', '^', '~']));
        all_of(&mut clauses.map(|clause| one(scheme, clause)))
    }))
}

fn one(scheme: Scheme, clause: &str) -> Result<Intervals, VersionError> {
    if let Some(version) = clause.strip_prefix('^') {
        return up_to_next(scheme, version.trim_ascii(), false);
    }
    if let Some(version) = clause.strip_prefix('~') {
        let version = version.strip_prefix('>').unwrap_or(version);
        return up_to_next(scheme, version.trim_ascii(), true);
    }
    if let Some((comparison, version)) = operator(clause, &COMPARISONS) {
        return compared(scheme, comparison, version);
    }
    compared(scheme, Comparison::Equal, clause)
}

/// What stands for any number.
const STARS: [char; 3] = ['x', 'X', '*'];

/// The numbers of a version of which the last may be left out, `x` or `*`.
fn partial(text: &str) -> Option<&str> {
    let mut text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    while let Some(shorter) = text.strip_suffix(STARS) {
        text = shorter.strip_suffix('.').unwrap_or(shorter);
    }
    let is_short =
        text.matches('.').count() < 2 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_short.then_some(text)
}

fn compared(
    scheme: Scheme,
    comparison: Comparison,
    version: &str,
) -> Result<Intervals, VersionError> {
    let Some(short) = partial(version) else { return Ok(comparison.set(&scheme.key(version)?)) };
    if short.is_empty() {
        let is_all =
            matches!(comparison, Comparison::Equal | Comparison::AtLeast | Comparison::AtMost);
        let set = if is_all { Intervals::all() } else { Intervals::union(Vec::new()) };
        return if version.ends_with(STARS) { Ok(set) } else { Err(EXPECTED) };
    }
    let (from, to) = tag::line(short).ok_or(EXPECTED)?;
    let (from, to) = (scheme.key(&from)?, scheme.key(&to)?);
    Ok(match comparison {
        Comparison::Equal => between(from, to),
        Comparison::NotEqual => between(from, to).complement(),
        Comparison::Below | Comparison::AtLeast => comparison.set(&from),
        Comparison::AtMost => Comparison::Below.set(&to),
        Comparison::Above => Comparison::AtLeast.set(&to),
    })
}

/// `^` allows what keeps the first number that is not zero, `~` what keeps the second one.
fn up_to_next(scheme: Scheme, version: &str, is_tilde: bool) -> Result<Intervals, VersionError> {
    let short = partial(version);
    if short == Some("") && version.ends_with(STARS) {
        return Ok(Intervals::all());
    }
    let text = short.unwrap_or(version).trim_start_matches(['v', 'V']);
    let end = text.find(['-', '+']).unwrap_or(text.len());
    let numbers: Result<Vec<u64>, _> = text[..end].split('.').map(str::parse).collect();
    let numbers = numbers.map_err(|_| EXPECTED)?;
    let last = numbers.len().min(3) - 1;
    let place = match is_tilde {
        true => last.min(1),
        false => numbers.iter().position(|number| *number != 0).unwrap_or(last).min(last),
    };
    let mut next = [0; 3];
    next[..place].copy_from_slice(&numbers[..place]);
    next[place] = numbers[place].checked_add(1).ok_or(EXPECTED)?;
    let from = match short.and_then(tag::line) {
        Some((from, _)) => scheme.key(&from)?,
        None => scheme.key(text)?,
    };
    Ok(between(from, scheme.key(&format!("{}.{}.{}-0", next[0], next[1], next[2]))?))
}
