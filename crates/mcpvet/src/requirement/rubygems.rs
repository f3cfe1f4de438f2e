//! RubyGems requirements: `~> 2.2`, `>= 1, < 2`, `!= 1.3`.
//!
//! Reference: the RubyGems guide "Patterns", section "Declaring dependencies", and
//! `lib/rubygems/requirement.rb`.
//!
//! `~> 2.2` is everything from 2.2 on whose release is below 3: `3.0.a` is not, since its release is
//! 3.0. Pre-releases belong to a requirement like other versions; leaving them out is up to whoever
//! resolves.

use super::Intervals;
use super::comparison::{all_of, between, comparison};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a requirement such as ~> 1.2 or >= 1, < 2");

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    all_of(&mut requirement.split(',').map(|clause| one(clause.trim_ascii())))
}

fn one(clause: &str) -> Result<Intervals, VersionError> {
    if let Some(version) = clause.strip_prefix("~>") {
        return pessimistic(version.trim_ascii());
    }
    if clause.starts_with("==") {
        return Err(EXPECTED);
    }
    let (comparison, version) = comparison(clause, &[]);
    Ok(comparison.set(&Scheme::RubyGems.key(version)?))
}

fn pessimistic(version: &str) -> Result<Intervals, VersionError> {
    let from = Scheme::RubyGems.key(version)?;
    let release = version.split('-').next().unwrap_or_default();
    let mut numbers = leading_numbers(release);
    if numbers.len() > 1 {
        numbers.pop();
    }
    let last = numbers.pop().ok_or(EXPECTED)?;
    numbers.push(counted_up(last));
    let to = Scheme::RubyGems.key(&numbers.join("."))?;
    Ok(between(from, below_prereleases(&to)))
}

/// The numbers in front of the first word; `1b2` is a number with a word behind it.
fn leading_numbers(release: &str) -> Vec<String> {
    let word = release.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(release.len());
    let numbers = release[..word].split('.').filter(|number| !number.is_empty());
    numbers.map(str::to_owned).collect()
}

/// One more than a number of any length.
fn counted_up(digits: String) -> String {
    let mut digits = digits.into_bytes();
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return String::from_utf8_lossy(&digits).into_owned();
        }
        *digit = b'0';
    }
    format!("1{}", String::from_utf8_lossy(&digits))
}

/// The bound below all pre-releases of a version: its key without the mark of the end, which
/// sorts above every word.
fn below_prereleases(key: &Key) -> Key {
    let bytes = key.as_bytes();
    Key::from_bytes(&bytes[..bytes.len() - 1])
}
