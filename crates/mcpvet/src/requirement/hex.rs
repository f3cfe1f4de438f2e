//! Hex requirements: `~> 1.2`, `>= 1.0.0 and < 2.0.0`, `1.2.3 or ~> 1.3`.
//!
//! Reference: <https://hexdocs.pm/elixir/Version.html#module-requirements>; `and` binds tighter than
//! `or`. `~> 2.0` ends below the pre-releases of 3.0.0. Other pre-releases belong to a requirement
//! as other versions do, which is the default of `Version.match?`.

use super::Intervals;
use super::comparison::{COMPARISONS, Comparison, all_of, any_of, between, operator};
use crate::version::{Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a requirement such as ~> 1.2 or >= 1.0.0 and < 2.0.0");

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let words: Vec<&str> = requirement.split_ascii_whitespace().collect();
    any_of(&mut words.split(|word| *word == "or").map(|side| {
        all_of(&mut side.split(|word| *word == "and").map(|clause| one(&clause.concat())))
    }))
}

fn one(clause: &str) -> Result<Intervals, VersionError> {
    if let Some(version) = clause.strip_prefix("~>") {
        return pessimistic(version);
    }
    let (comparison, version) = match (operator(clause, &COMPARISONS), clause.strip_prefix('!')) {
        (Some((Comparison::Equal, _)), _) if !clause.starts_with("==") => return Err(EXPECTED),
        (Some(split), _) => split,
        (None, Some(version)) => (Comparison::NotEqual, version),
        (None, None) => (Comparison::Equal, clause),
    };
    Ok(comparison.set(&Scheme::Hex.key(version)?))
}

/// `~> 1.2` is at least 1.2.0 and below 2, `~> 1.2.3` below 1.3.
fn pessimistic(version: &str) -> Result<Intervals, VersionError> {
    let end = version.find(['-', '+']).unwrap_or(version.len());
    let numbers: Vec<_> = version[..end].split('.').collect();
    let numbers: Result<Vec<u64>, _> = numbers.iter().map(|number| number.parse()).collect();
    let (whole, to) = match numbers.map_err(|_| EXPECTED)?[..] {
        [major, minor] => {
            let whole = format!("{major}.{minor}.0{}", &version[end..]);
            (whole, format!("{}.0.0-0", major.checked_add(1).ok_or(EXPECTED)?))
        }
        [major, minor, _] => {
            (version.to_owned(), format!("{major}.{}.0-0", minor.checked_add(1).ok_or(EXPECTED)?))
        }
        _ => return Err(EXPECTED),
    };
    Ok(between(Scheme::Hex.key(&whole)?, Scheme::Hex.key(&to)?))
}
