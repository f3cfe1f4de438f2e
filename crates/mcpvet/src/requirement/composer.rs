//! Composer constraints: `^1.2`, `~1.2.3`, `1.2.*`, `1.0 - 2.0`, `>=1.0,<2.0 || 3.1`, `1.0@beta`.
//!
//! Reference: <https://getcomposer.org/doc/articles/versions.md#writing-version-constraints> and
//! `VersionParser::parseConstraints` of `composer/semver`.
//!
//! A comma or space means "and", `|` or `||` means "or". `>=`, `<`, `^`, `~`, `*` and hyphens count
//! from the `-dev` version of what they name, unless a stability is written. Minimum stability is
//! no part of a constraint: `1.0-beta` belongs to `^1.0`. `1.0 as 1.1` is `1.0`, and branches such
//! as `dev-main` have no place in the order of versions.

use super::comparison::{Comparison, all_of, any_of, between};
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError, scan};

const EXPECTED: VersionError =
    VersionError::new("expected a constraint such as ^1.2 or >=1.0,<2.0");

const OPERATORS: [(&str, Comparison); 8] = [
    ("<>", Comparison::NotEqual),
    ("!=", Comparison::NotEqual),
    (">=", Comparison::AtLeast),
    (">", Comparison::Above),
    ("<=", Comparison::AtMost),
    ("<", Comparison::Below),
    ("==", Comparison::Equal),
    ("=", Comparison::Equal),
];

const FLAGS: [(&str, &str); 5] =
    [("@stable", ""), ("@rc", "RC"), ("@beta", "beta"), ("@alpha", "alpha"), ("@dev", "dev")];

const STABILITIES: [(&str, Stability); 9] = [
    ("stable", Stability::Stable),
    ("beta", Stability::Below),
    ("b", Stability::Below),
    ("rc", Stability::Below),
    ("alpha", Stability::Below),
    ("a", Stability::Below),
    ("patch", Stability::Stable),
    ("pl", Stability::Stable),
    ("p", Stability::Stable),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stability {
    /// Nothing is written.
    None,
    /// A stability that counts as a stable version.
    Stable,
    /// A stability below it.
    Below,
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let requirement = requirement.trim_ascii().replace("||", "|");
    any_of(
        requirement.split('|').map(|side| all_of(clauses(side).iter().map(|clause| one(clause)))),
    )
}

/// Splits at commas and spaces, except inside `1.0 - 2.0`, `>= 1.0` and `1.0 as 2.0`.
fn clauses(side: &str) -> Vec<String> {
    let side = side.trim_ascii();
    let mut clauses = vec![String::new()];
    let mut rest = side;
    while !rest.is_empty() {
        let end = rest.find([' ', ',']).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let gap = behind.len() - behind.trim_start_matches([' ', ',']).len();
        let separator = &behind[..gap];
        rest = &behind[gap..];
        let last = clauses.len() - 1;
        clauses[last].push_str(word);
        let joins = word.ends_with(['=', '>', '<', '-'])
            || word == "as"
            || rest.starts_with('-')
            || rest.starts_with("as ");
        let is_one = separator.matches(',').count() < 2 && !word.is_empty() && !rest.is_empty();
        match separator {
            "" => {}
            _ if is_one && !joins => clauses.push(String::new()),
            _ if separator.contains(',') => clauses[last].push(','),
            _ => clauses[last].push(' '),
        }
    }
    clauses
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

/// What stands in front of a stability, and whether one is written.
struct Release<'a> {
    numbers: Vec<&'a str>,
    stability: Stability,
    is_dev: bool,
    /// It ends in `.x-dev`.
    is_branch: bool,
}

/// Reads one to four numbers and a stability.
fn release(text: &str) -> Option<Release<'_>> {
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let mut numbers = Vec::new();
    let mut rest = text;
    while numbers.len() < 4 {
        let number = if numbers.is_empty() { rest } else { rest.strip_prefix('.').unwrap_or("") };
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            break;
        }
        numbers.push(&number[..digits]);
        rest = &number[digits..];
    }
    let tail = rest.split_once('+').map_or(rest, |(tail, _)| tail).as_bytes();
    let dev = |text: &[u8]| scan::strip_word(scan::skip_one(text, b".-"), "dev") == Some(b"");
    if let [b'.', b'x' | b'X' | b'*', behind @ ..] = tail {
        let is_branch = dev(behind);
        let release = Release { numbers, stability: Stability::None, is_dev: true, is_branch };
        return (is_branch && !release.numbers.is_empty()).then_some(release);
    }
    let behind = scan::skip_one(tail, b"._-");
    let (stability, mut behind) =
        scan::strip_any(behind, &STABILITIES).unwrap_or((Stability::None, behind));
    while let (true, (digits, next)) =
        (stability != Stability::None, scan::digits(scan::skip_one(behind, b".-")))
    {
        if digits.is_empty() {
            break;
        }
        behind = next;
    }
    let is_dev = dev(behind);
    let is_sound = !numbers.is_empty() && (is_dev || behind.is_empty());
    is_sound.then_some(Release { numbers, stability, is_dev, is_branch: false })
}

impl Release<'_> {
    fn is_plain(&self) -> bool {
        self.stability == Stability::None && !self.is_dev
    }

    fn is_stable(&self) -> bool {
        self.stability != Stability::Below && !self.is_dev
    }

    /// The development version of what has a greater number at `place`, counted from 1.
    fn next(&self, place: usize) -> Result<Key, VersionError> {
        let mut numbers = [0; 4];
        for (number, digits) in numbers.iter_mut().zip(&self.numbers).take(place) {
            *number = digits.parse::<u64>().map_err(|_| EXPECTED)?;
        }
        numbers[place - 1] = numbers[place - 1].checked_add(1).ok_or(EXPECTED)?;
        dev_of(numbers)
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
    let is_numbers = numbers
        .clone()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let count = numbers.count();
    if text.len() == clause.len() || !is_numbers || count > 3 {
        return Ok(None);
    }
    let release = release(text).ok_or(EXPECTED)?;
    let mut filled = [0; 4];
    for (number, digits) in filled.iter_mut().zip(&release.numbers) {
        *number = digits.parse().map_err(|_| EXPECTED)?;
    }
    let to = release.next(count)?;
    let from = if filled == [0; 4] { Key::ZERO } else { dev_of(filled)? };
    Ok(Some(between(from, to)))
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
    let (comparison, version) =
        super::comparison::operator(clause, &OPERATORS).unwrap_or((Comparison::Equal, clause));
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
