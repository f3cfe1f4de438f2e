//! Pub constraints: `^1.2.3`, `>=1.0.0 <2.0.0`, `1.2.3`, `any`.
//!
//! Reference: <https://dart.dev/tools/pub/dependencies#version-constraints> and
//! `VersionConstraint.parse` of `pub_semver`.
//!
//! `<2.0.0` leaves out the pre-releases of 2.0.0, unless the lower end is a pre-release of 2.0.0
//! itself; so does `^1.2.3`.

use super::comparison::{Comparison, between, operator, words};
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a constraint such as ^1.2.3, >=1.0.0 <2.0.0 or any");

const OPERATORS: [(&str, Comparison); 4] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::Below),
    (">", Comparison::Above),
];

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let text = requirement.trim_ascii();
    if text == "any" {
        return Ok(Intervals::all());
    }
    if let Some(version) = text.strip_prefix('^') {
        return caret(version.trim_ascii());
    }
    let mut range = Range { from: None, to: None };
    // No space has to stand in `>=1.0.0<2.0.0`.
    let text = text.replace('<', " <").replace('>', " >");
    for word in words(&text, &['<', '>', '=']) {
        let (comparison, version) = operator(word, &OPERATORS).unwrap_or((Comparison::Equal, word));
        range.narrow(comparison, version)?;
    }
    range.set()
}

fn caret(version: &str) -> Result<Intervals, VersionError> {
    let (major, minor, _) = numbers(version)?;
    let to = match (major, minor) {
        (0, minor) => format!("0.{}.0-0", minor.checked_add(1).ok_or(EXPECTED)?),
        (major, _) => format!("{}.0.0-0", major.checked_add(1).ok_or(EXPECTED)?),
    };
    Ok(between(key(version)?, key(&to)?))
}

/// A bound by its version, and whether that version belongs to the range.
struct Bound<'a> {
    version: &'a str,
    key: Key,
    inclusive: bool,
}

struct Range<'a> {
    from: Option<Bound<'a>>,
    to: Option<Bound<'a>>,
}

impl<'a> Range<'a> {
    fn narrow(&mut self, comparison: Comparison, version: &'a str) -> Result<(), VersionError> {
        let inclusive = !matches!(comparison, Comparison::Below | Comparison::Above);
        let key = key(version)?;
        let bound = || Bound { version, key: key.clone(), inclusive };
        if !matches!(comparison, Comparison::Below | Comparison::AtMost) {
            match &mut self.from {
                Some(from) if from.key == key => from.inclusive &= inclusive,
                Some(from) if from.key > key => {}
                from => *from = Some(bound()),
            }
        }
        if !matches!(comparison, Comparison::Above | Comparison::AtLeast) {
            match &mut self.to {
                Some(to) if to.key == key => to.inclusive &= inclusive,
                Some(to) if to.key < key => {}
                to => *to = Some(bound()),
            }
        }
        Ok(())
    }

    fn set(self) -> Result<Intervals, VersionError> {
        if self.from.is_none() && self.to.is_none() {
            return Err(EXPECTED);
        }
        let to = self.to.as_ref().map(|to| self.upper(to)).transpose()?;
        let from = self.from.map_or(Key::ZERO, |from| match from.inclusive {
            true => from.key,
            false => from.key.successor(),
        });
        Ok(Intervals::union(vec![Interval { from, to }]))
    }

    fn upper(&self, to: &Bound<'_>) -> Result<Key, VersionError> {
        if to.inclusive {
            return Ok(to.key.successor());
        }
        let top = numbers(to.version)?;
        let starts_below = match &self.from {
            Some(from) if from.version.contains('-') => numbers(from.version)? == top,
            _ => false,
        };
        let is_plain = !to.version.contains(['-', '+']);
        match is_plain && !starts_below {
            true => key(&format!("{}.{}.{}-0", top.0, top.1, top.2)),
            false => Ok(to.key.clone()),
        }
    }
}

fn key(version: &str) -> Result<Key, VersionError> {
    Scheme::Pub.key(version)
}

fn numbers(version: &str) -> Result<(u64, u64, u64), VersionError> {
    let end = version.find(['-', '+']).unwrap_or(version.len());
    let mut numbers = version[..end].split('.').map(|number| number.parse().map_err(|_| EXPECTED));
    let mut next = || numbers.next().unwrap_or(Err(EXPECTED));
    Ok((next()?, next()?, next()?))
}
