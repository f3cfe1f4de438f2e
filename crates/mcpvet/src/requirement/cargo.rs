//! Cargo requirements: `^1.2`, `~1.2.3`, `1.*`, `>=1.2, <1.5`.
//!
//! Reference: <https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html>. The `semver`
//! crate reads the text; here each comparator becomes one interval.
//!
//! The intervals allow more than Cargo in one way: a pre-release belongs to a requirement only if a
//! comparator names a pre-release of the same three numbers. The interval of `1.2` begins with
//! `1.2.0`, but holds `1.3.0-rc.1`, as it holds every pre-release between its ends; where some
//! comparator names a pre-release, it begins with those of `1.2.0`. [`contains`] asks the crate itself.

use semver::{Comparator, Op, Version, VersionReq};

use super::{Interval, Intervals, up_to};
use crate::version::{Key, VersionError, semver as key};

const EXPECTED: VersionError =
    VersionError::new("expected a Cargo requirement such as ^1.2 or >=1.2, <1.5");

pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let requirement = VersionReq::parse(requirement).map_err(|_| EXPECTED)?;
    let version = Version::parse(version).map_err(|_| EXPECTED)?;
    Ok(requirement.matches(&version))
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let requirement = VersionReq::parse(requirement).map_err(|_| EXPECTED)?;
    let comparators = requirement.comparators.iter();
    let early = comparators.clone().any(|comparator| !comparator.pre.is_empty());
    let sets = comparators.map(|comparator| Intervals::union(vec![interval(comparator, early)]));
    Ok(sets.fold(Intervals::all(), |all, set| all.intersection(&set)))
}

/// The versions of a comparator, with pre-releases of the first one where `early` says so.
fn interval(comparator: &Comparator, early: bool) -> Interval {
    let lowest = || match comparator.patch {
        None if !early && comparator.op != Op::Less => {
            key::release(comparator.major, comparator.minor.unwrap_or(0), 0, b"")
        }
        _ => lowest(comparator),
    };
    match comparator.op {
        Op::Exact if comparator.patch.is_some() => Interval::exactly(&lowest()),
        Op::Greater => Interval { from: above(comparator), to: None },
        Op::GreaterEq => Interval { from: lowest(), to: None },
        Op::Less => upper(lowest()),
        Op::LessEq => upper(above(comparator)),
        Op::Tilde => Interval { from: lowest(), to: next(comparator, minor_place(comparator)) },
        Op::Caret => Interval { from: lowest(), to: next(comparator, caret_place(comparator)) },
        _ => Interval { from: lowest(), to: next(comparator, last_place(comparator)) },
    }
}

fn upper(to: Key) -> Interval {
    up_to(to, &key::release(0, 0, 0, b"0"))
}

/// The version itself, or what is below everything that begins with its numbers.
fn lowest(comparator: &Comparator) -> Key {
    let (major, minor) = (comparator.major, comparator.minor.unwrap_or(0));
    match comparator.patch {
        Some(patch) => key::release(major, minor, patch, comparator.pre.as_bytes()),
        None => key::floor(major, minor, 0),
    }
}

/// What is just above the version, or above everything that begins with its numbers.
fn above(comparator: &Comparator) -> Key {
    match comparator.patch {
        Some(_) => lowest(comparator).successor(),
        None => next(comparator, last_place(comparator)).unwrap_or_else(highest),
    }
}

/// Which of the three numbers is the last one that is given.
fn last_place(comparator: &Comparator) -> usize {
    usize::from(comparator.minor.is_some()) + usize::from(comparator.patch.is_some())
}

fn minor_place(comparator: &Comparator) -> usize {
    last_place(comparator).min(1)
}

/// The first number that is not zero, or else the last one that is given.
fn caret_place(comparator: &Comparator) -> usize {
    let numbers = [Some(comparator.major), comparator.minor, comparator.patch];
    numbers
        .iter()
        .position(|number| *number != Some(0))
        .map_or(2, |at| at.min(last_place(comparator)))
}

/// The bound below all versions with a greater number at `place`.
fn next(comparator: &Comparator, place: usize) -> Option<Key> {
    let mut numbers =
        [comparator.major, comparator.minor.unwrap_or(0), comparator.patch.unwrap_or(0)];
    numbers[place + 1..].fill(0);
    // One above the greatest number is one more in the place before it.
    for at in (0..=place).rev() {
        match numbers[at].checked_add(1) {
            Some(number) => {
                numbers[at] = number;
                return Some(key::floor(numbers[0], numbers[1], numbers[2]));
            }
            None => numbers[at] = 0,
        }
    }
    None
}

/// Above every version of Cargo.
fn highest() -> Key {
    key::release(u64::MAX, u64::MAX, u64::MAX, b"").successor()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_refused};
    use crate::version::Scheme;
    use proptest::prelude::*;
    use semver::{Version, VersionReq};

    #[test]
    fn allows_what_cargo_allows() {
        check(
            Scheme::Cargo,
            &[
                ("*", "+0.0.0 +9.0.0"),
                ("1.2.3", "-1.2.2 +1.2.3 +1.9.9 -2.0.0-0"),
                ("^0.2.3", "+0.2.9 -0.3.0-0"),
                ("^0.0.3", "+0.0.3 -0.0.4-0"),
                ("^0.0", "+0.0.9 -0.1.0"),
                ("^0", "+0.9.9 -1.0.0"),
                ("~1.2.3", "-1.2.2 +1.2.9 -1.3.0-0"),
                ("~1", "+1.9.9 -2.0.0"),
                ("1.2.*", "+1.2.9 -1.3.0"),
                ("=1.2.3-rc.1", "+1.2.3-rc.1 +1.2.3-rc.1+build -1.2.3"),
                ("=1.2", "+1.2.9 -1.3.0"),
                (">1.2", "-1.2.9 +1.3.0"),
                (">1.2.3", "-1.2.3 +1.2.4"),
                ("<=1.2", "+1.2.9 -1.3.0"),
                (">=1.2, <1.5", "-1.1.9 +1.4.9 -1.5.0"),
                ("1.2", "-1.2.0-rc.1 +1.2.0"),
                ("~1", "-1.0.0-0 +1.0.0"),
                ("^1.2, >=1.2.0-a", "+1.2.0-rc.1"),
                ("^18446744073709551615", "+18446744073709551615.7.0 -18446744073709551614.0.0"),
                ("~0.18446744073709551615", "+0.18446744073709551615.1 -1.0.0"),
                (">18446744073709551615", "-18446744073709551615.18446744073709551615.0"),
            ],
        );
        assert!(super::intervals("<0.0.0-0").unwrap().is_empty());
        check_refused(Scheme::Cargo, &["", "latest", "1 2", "1 || 2", ">=1,", "1.2.3.4"]);
    }

    proptest! {
        /// Never less than the crate says, and for releases never more.
        #[test]
        fn agrees_with_the_semver_crate(
            requirement in "(\\^|~|=|>|>=|<|<=|)[0-2](\\.[0-2](\\.[0-2](-(a|b\\.1))?|\\.\\*)?)?\
                            (, ?(\\^|~|>|>=|<|<=)[0-2](\\.[0-2](\\.[0-2](-a)?)?)?)?",
            version in "[0-3]\\.[0-3]\\.[0-3](-(0|a|b|b\\.1))?",
        ) {
            let Ok(oracle) = VersionReq::parse(&requirement) else { return Ok(()) };
            let parsed = Version::parse(&version).unwrap();
            let key = Scheme::Cargo.key(&version).unwrap();
            let allowed = super::intervals(&requirement).unwrap().contains(&key);
            if oracle.matches(&parsed) || parsed.pre.is_empty() {
                prop_assert_eq!(allowed, oracle.matches(&parsed));
            }
        }
    }
}
