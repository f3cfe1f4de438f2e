//! Conan ranges: `[>=1.2 <2]`, `[~1.2]`, `[^1.2.3 || 3.1]`, `[*, include_prerelease]`, and `1.2.3`.
//!
//! Reference: <https://docs.conan.io/2/tutorial/versioning/version_ranges.html> and Conan's
//! `version_range.py`. Without brackets a text is one version, unless an operator stands there.
//!
//! A pre-release, by its hyphen, belongs to a range only with `include_prerelease`; the intervals
//! leave this rule out. `>=` begins with, and `<` ends below, the pre-releases of their version.

use super::comparison::{self, Comparison, all_of, any_of, between};
use super::operator::{OPERATORS, Operator};
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a version or a range such as [>=1.2 <2]");

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    Ok(read(requirement)?.0)
}

pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let (set, prereleases) = read(requirement)?;
    Ok((prereleases || !is_prerelease(version)) && set.contains(&key(version)?))
}

/// The versions, and whether pre-releases count.
fn read(requirement: &str) -> Result<(Intervals, bool), VersionError> {
    let text = requirement.trim_ascii();
    let bracketed = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let is_range = text.contains(['<', '>', '=', '~', '^', '*', '|', ' ', ',']);
    let Some(range) = bracketed.or(is_range.then_some(text)) else {
        return Ok((Intervals::union(vec![Interval::exactly(&key(text)?)]), true));
    };
    let mut parts = range.split(',');
    let sides = parts.next().unwrap_or_default().split("||");
    let set = match range {
        "" => Err(EXPECTED),
        _ => any_of(&mut sides.map(side)),
    }?;
    let mut prereleases = false;
    for option in parts.map(str::trim_ascii) {
        prereleases |= option.contains("include_prerelease");
        if !option.is_empty() && !option.starts_with(|c: char| c.is_alphabetic()) {
            return Err(EXPECTED);
        }
    }
    Ok((set, prereleases))
}

/// One side of `||`; an empty one is `*`.
fn side(side: &str) -> Result<Intervals, VersionError> {
    match side.trim_ascii() {
        "" => one("*"),
        side => all_of(&mut side.split_ascii_whitespace().map(one)),
    }
}

fn one(clause: &str) -> Result<Intervals, VersionError> {
    match clause.len() {
        1 if clause == "*" => return Ok(Comparison::AtLeast.set(&key("0.0.0-")?)),
        // Conan takes a single character for an operator without version.
        1 => return Err(EXPECTED),
        _ => {}
    }
    let (operator, version) =
        comparison::operator(clause, &OPERATORS).unwrap_or((Operator::Equal, clause));
    if version.is_empty() || version.starts_with('=') {
        return Err(EXPECTED);
    }
    match operator {
        Operator::Equal => Ok(Comparison::Equal.set(&key(version)?)),
        Operator::Below => Ok(Comparison::Below.set(&lowest(version)?)),
        Operator::AtMost => Ok(Comparison::AtMost.set(&key(version)?)),
        Operator::Above => Ok(Comparison::Above.set(&key(version)?)),
        Operator::AtLeast => Ok(Comparison::AtLeast.set(&lowest(version)?)),
        // The hyphen goes behind build metadata too, as Conan does it.
        Operator::Tilde if !version.contains('-') => {
            Ok(between(key(&format!("{version}-"))?, next(version, tilde_place(version))?))
        }
        Operator::Tilde => Ok(between(key(version)?, next(version, tilde_place(version))?)),
        Operator::Caret => Ok(between(lowest(version)?, next(version, caret_place(version))?)),
    }
}

/// The key of a version, or the one below all of its pre-releases if it is a plain one.
fn lowest(version: &str) -> Result<Key, VersionError> {
    match version.contains(['-', '+']) {
        true => key(version),
        false => key(&format!("{version}-")),
    }
}

fn numbers(version: &str) -> Vec<&str> {
    let end = version.find(['-', '+']).unwrap_or(version.len());
    version[..end].split('.').collect()
}

fn tilde_place(version: &str) -> usize {
    numbers(version).len().min(2) - 1
}

fn caret_place(version: &str) -> usize {
    let is_zero = |number: &&str| number.bytes().all(|digit| digit == b'0');
    numbers(version).iter().position(|number| !is_zero(number)).unwrap_or(usize::MAX)
}

/// The bound below everything with a greater number at `place`.
fn next(version: &str, place: usize) -> Result<Key, VersionError> {
    let numbers = numbers(version);
    let number: u64 = numbers.get(place).and_then(|number| number.parse().ok()).ok_or(EXPECTED)?;
    let number = number.checked_add(1).ok_or(EXPECTED)?;
    let before: String = numbers[..place].iter().map(|number| format!("{number}.")).collect();
    key(&format!("{before}{number}-"))
}

fn is_prerelease(version: &str) -> bool {
    version.split('+').next().unwrap_or(version).contains('-')
}

fn key(version: &str) -> Result<Key, VersionError> {
    Scheme::Conan.key(version)
}
