//! Maven ranges: `[1.0,2.0)`, `(,1.0],[1.2,)`, `[1.5]`, and `1.0`, which only recommends.
//!
//! Reference: <https://maven.apache.org/pom.html#dependency-version-requirement-specification> and
//! `VersionRange.createFromVersionSpec`.
//!
//! A version alone is a soft requirement: Maven takes it unless something nearer asks for another
//! one, so every version is allowed, as `VersionRange.containsVersion` answers too.

use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a version or sets such as [1.0,2.0) or [1.5]");
const ORDER: VersionError =
    VersionError::new("expected sets in ascending order that do not overlap");

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let mut rest = requirement.trim_ascii();
    if !rest.starts_with(['[', '(']) {
        return soft(rest);
    }
    let mut sets: Vec<Set> = Vec::new();
    while rest.starts_with(['[', '(']) {
        let end = rest.find([']', ')']).ok_or(EXPECTED)?;
        let next = set(&rest[..=end])?;
        if sets
            .last()
            .and_then(|last| last.to.as_ref())
            .is_some_and(|to| next.from.as_ref() < Some(to))
        {
            return Err(ORDER);
        }
        sets.push(next);
        rest = rest[end + 1..].trim_ascii();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_ascii();
    }
    match rest {
        "" => Ok(Intervals::union(sets.into_iter().map(Set::interval).collect())),
        _ => Err(EXPECTED),
    }
}

/// What stands between two brackets.
struct Set {
    from: Option<Key>,
    from_inclusive: bool,
    to: Option<Key>,
    to_inclusive: bool,
}

impl Set {
    fn interval(self) -> Interval {
        let bound = |key: Key, after: bool| if after { key.successor() } else { key };
        Interval {
            from: self.from.map_or(Key::ZERO, |key| bound(key, !self.from_inclusive)),
            to: self.to.map(|key| bound(key, self.to_inclusive)),
        }
    }
}

fn soft(version: &str) -> Result<Intervals, VersionError> {
    if version.contains(['[', '(', ']', ')', ',']) {
        return Err(EXPECTED);
    }
    Scheme::Maven.key(version).map(|_| Intervals::all())
}

/// One set with its brackets.
fn set(text: &str) -> Result<Set, VersionError> {
    let (from_inclusive, to_inclusive) = (text.starts_with('['), text.ends_with(']'));
    let inner = text[1..text.len() - 1].trim_ascii();
    let bound = |text: &str| match text.trim_ascii() {
        "" => Ok(None),
        text => key(text).map(Some),
    };
    let set = match inner.split_once(',') {
        Some((_, to)) if to.contains(',') => return Err(EXPECTED),
        Some((from, to)) => {
            Set { from: bound(from)?, from_inclusive, to: bound(to)?, to_inclusive }
        }
        None => Set { from: bound(inner)?, from_inclusive, to: bound(inner)?, to_inclusive },
    };
    let is_sound = match (&set.from, &set.to) {
        (Some(from), Some(to)) if from == to => from_inclusive && to_inclusive,
        (Some(from), Some(to)) => from < to,
        _ => inner.contains(','),
    };
    if is_sound { Ok(set) } else { Err(EXPECTED) }
}

fn key(version: &str) -> Result<Key, VersionError> {
    Scheme::Maven.key(version)
}
