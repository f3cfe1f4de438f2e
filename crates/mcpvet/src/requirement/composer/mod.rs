//! Composer constraints: `^1.2`, `~1.2.3`, `1.2.*`, `1.0 - 2.0`, `>=1.0,<2.0 || 3.1`, `1.0@beta`.
//!
//! Reference: <https://getcomposer.org/doc/articles/versions.md#writing-version-constraints> and
//! `VersionParser::parseConstraints` of `composer/semver`.
//!
//! A comma or space means "and", `|` or `||` means "or". `>=`, `<`, `^`, `~`, `*` and hyphens count
//! from the `-dev` version of what they name, unless a stability is written. Minimum stability is
//! no part of a constraint: `1.0-beta` belongs to `^1.0`. `1.0 as 1.1` is `1.0`, and branches such
//! as `dev-main` have no place in the order of versions.

mod release;

use self::release::{Release, release};
use super::comparison::{Comparison, all_of, any_of, between, comparison};
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a constraint such as ^1.2 or >=1.0,<2.0");

const FLAGS: [(&str, &str); 5] =
    [("@stable", ""), ("@rc", "RC"), ("@beta", "beta"), ("@alpha", "alpha"), ("@dev", "dev")];

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let requirement = requirement.trim_ascii().replace("||", "|");
    any_of(
        &mut requirement
            .split('|')
            .map(|side| all_of(&mut clauses(side).iter().map(|clause| one(clause)))),
    )
}

/// Splits at commas and spaces, except inside `1.0 - 2.0`, `>= 1.0` and `1.0 as 2.0`.
fn clauses(side: &str) -> Vec<String> {
    let mut clauses = vec![String::new()];
    let mut rest = side.trim_ascii();
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(rest.find([' ', ',']).unwrap_or(rest.len()));
        let next = behind.trim_start_matches([' ', ',']);
        let separator = &behind[..behind.len() - next.len()];
        let last = clauses.len() - 1;
        clauses[last].push_str(word);
        match separator {
            "" => {}
            _ if is_and(word, separator, next) => clauses.push(String::new()),
            _ if separator.contains(',') => clauses[last].push(','),
            _ => clauses[last].push(' '),
        }
        rest = next;
    }
    clauses
}

/// Whether what stands between two words means "and".
fn is_and(word: &str, separator: &str, next: &str) -> bool {
    let joins = word.ends_with(['=', '>', '<', '-'])
        || word == "as"
        || next.starts_with('-')
        || next.starts_with("as ");
    let is_one = separator.matches(',').count() < 2 && !word.is_empty() && !next.is_empty();
    is_one && !joins
}

fn one(clause: &str) -> Result<Intervals, VersionError> {
    let clause = clause.split_once(" as ").map_or(clause, |(version, _)| version.trim_ascii_end());
    let (clause, flag) = without_flag(clause);
    let clause = without_reference(clause);
    if let Some(all) = any(clause) {
        return Ok(all);
    }
    if let Some(version) = clause.strip_prefix('~') {
        return tilde(version);
    }
    if let Some(version) = clause.strip_prefix('^') {
        return caret(version);
    }
    if let Some(set) = wildcard(clause)? {
        return Ok(set);
    }
    match clause.split_once(" - ") {
        Some((from, to)) => hyphen(from.trim_ascii_end(), to.trim_ascii_start()),
        None => compared(clause, flag),
    }
}

/// Splits a stability flag off; a flag alone allows everything.
fn without_flag(clause: &str) -> (&str, &'static str) {
    let found = FLAGS.iter().find_map(|(name, stability)| {
        let (before, end) = clause.split_at_checked(clause.len().checked_sub(name.len())?)?;
        end.eq_ignore_ascii_case(name).then_some((before, *stability))
    });
    match found {
        Some(("", stability)) => ("*", stability),
        Some((before, stability)) if !before.contains(' ') => (before, stability),
        _ => (clause, ""),
    }
}

/// `1.x-dev#4f3a` names a commit that takes no part.
fn without_reference(clause: &str) -> &str {
    match clause.split_once('#') {
        Some((version, reference)) if !reference.is_empty() && version.ends_with(".x-dev") => {
            version
        }
        _ => clause,
    }
}

/// `*` is everything, `v*` and `*.*` everything from `0.0.0.0-dev` on.
fn any(clause: &str) -> Option<Intervals> {
    let text = clause.strip_prefix(['v', 'V']).unwrap_or(clause);
    let is_any = text.split('.').all(|part| matches!(part, "x" | "X" | "*"));
    let from_zero = || Scheme::Packagist.key("0.0.0.0-dev").ok();
    match (is_any, clause.len()) {
        (false, _) => None,
        (true, 1) => Some(Intervals::all()),
        (true, _) => from_zero().map(|key| Comparison::AtLeast.set(&key)),
    }
}

fn dev_of([a, b, c, d]: [u64; 4]) -> Result<Key, VersionError> {
    key(&format!("{a}.{b}.{c}.{d}-dev"))
}

fn tilde(version: &str) -> Result<Intervals, VersionError> {
    let release = release(version).ok_or(EXPECTED)?;
    let place = release.numbers.len() + usize::from(release.is_branch);
    Ok(between(from(version, &release)?, release.next(place.saturating_sub(1).max(1))?))
}

fn caret(version: &str) -> Result<Intervals, VersionError> {
    let release = release(version).ok_or(EXPECTED)?;
    let place = match release.numbers[..] {
        ["0", "0", _, ..] => 3,
        ["0", _, ..] => 2,
        _ => 1,
    };
    Ok(between(from(version, &release)?, release.next(place)?))
}

/// The lower end of `^`, `~` and hyphens.
fn from(version: &str, release: &Release<'_>) -> Result<Key, VersionError> {
    if release.is_plain() { key(&format!("{version}-dev")) } else { key(version) }
}

/// `1.2.*`
fn wildcard(clause: &str) -> Result<Option<Intervals>, VersionError> {
    let mut text = clause;
    while let Some(shorter) = text.strip_suffix(['x', 'X', '*']).and_then(|t| t.strip_suffix('.')) {
        text = shorter;
    }
    let numbers = text.strip_prefix('v').unwrap_or(text).split('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let count = numbers.clone().count();
    if text.len() == clause.len() || !numbers.clone().all(is_number) || count > 3 {
        return Ok(None);
    }
    let release = release(text).ok_or(EXPECTED)?;
    let filled = release.filled(4)?;
    let from = if filled == [0; 4] { Key::ZERO } else { dev_of(filled)? };
    Ok(Some(between(from, release.next(count)?)))
}

fn hyphen(low: &str, high: &str) -> Result<Intervals, VersionError> {
    let (first, last) = (release(low).ok_or(EXPECTED)?, release(high).ok_or(EXPECTED)?);
    let whole = key(high)?;
    let to = match last.is_plain() && last.numbers.len() < 3 {
        true => last.next(last.numbers.len())?,
        false => whole.successor(),
    };
    Ok(Intervals::union(vec![Interval { from: from(low, &first)?, to: Some(to) }]))
}

/// A version with or without an operator in front.
fn compared(clause: &str, flag: &str) -> Result<Intervals, VersionError> {
    let (comparison, version) = comparison(clause, &[("<>", Comparison::NotEqual)]);
    let plain = key(version)?;
    let is_stable = release(version).is_none_or(|release| release.is_stable());
    let from_dev = matches!(comparison, Comparison::Below | Comparison::AtLeast);
    let key = match comparison {
        Comparison::Equal => plain,
        _ if !flag.is_empty() && is_stable => key(&format!("{}-{flag}", without_build(version)))?,
        _ if from_dev && !ends_in_stability(version) => {
            key(&format!("{}-dev", without_build(version)))?
        }
        _ => plain,
    };
    Ok(comparison.set(&key))
}

/// Whether a hyphen stands in front of a stability, or of nothing, at the end.
fn ends_in_stability(version: &str) -> bool {
    let modifier = |at: usize| {
        release(&format!("0{}", &version[at + 1..])).is_some_and(|r| r.numbers.len() == 1)
    };
    version
        .match_indices('-')
        .any(|(at, _)| !version[at + 1..].starts_with(|c: char| c.is_ascii_digit()) && modifier(at))
}

fn without_build(version: &str) -> &str {
    version.split_once('+').map_or(version, |(version, _)| version)
}

fn key(version: &str) -> Result<Key, VersionError> {
    Scheme::Packagist.key(version)
}
