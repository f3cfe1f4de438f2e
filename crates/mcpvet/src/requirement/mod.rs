//! Requirements as intervals of version keys, one file per requirement language.
//!
//! A requirement such as `^1.2.0` or `>=1.4,<2` allows a set of versions. Here it becomes sorted,
//! disjoint, half-open intervals of [`Key`]s, so that the matcher can hold it against the
//! intervals of the advisories. The intervals may allow *more* than the ecosystem's tool would
//! (npm leaves most pre-releases out of a range): "all allowed versions are affected" and "none
//! is" stay true for the smaller set.

mod cargo;
mod npm;
mod pep440;

use crate::version::{Key, Scheme, VersionError};

/// Versions from `from` (inclusive) up to `to` (exclusive; `None` is no upper end).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lowest version that belongs to it; [`Key::ZERO`] for no lower end.
    pub from: Key,
    /// The lowest version that no longer belongs to it.
    pub to: Option<Key>,
}

impl Interval {
    /// Every version.
    pub const ALL: Self = Self { from: Key::ZERO, to: None };

    /// One version alone.
    #[must_use]
    pub fn exactly(key: &Key) -> Self {
        Self { from: key.clone(), to: Some(key.successor()) }
    }

    fn is_empty(&self) -> bool {
        self.to.as_ref().is_some_and(|to| *to <= self.from)
    }
}

/// Everything below `to`, which is nothing if `to` does not reach above the `lowest` version of all.
fn up_to(to: Key, lowest: &Key) -> Interval {
    let from = if to <= *lowest { to.clone() } else { Key::ZERO };
    Interval { from, to: Some(to) }
}

/// A set of versions: sorted, disjoint intervals that do not touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervals(Vec<Interval>);

impl Intervals {
    /// Every version.
    #[must_use]
    pub fn all() -> Self {
        Self(vec![Interval::ALL])
    }

    /// The union of any intervals, empty ones left out.
    #[must_use]
    pub fn union(mut intervals: Vec<Interval>) -> Self {
        intervals.retain(|interval| !interval.is_empty());
        intervals.sort_by(|a, b| a.from.cmp(&b.from));
        let mut merged: Vec<Interval> = Vec::with_capacity(intervals.len());
        for next in intervals {
            match merged.last_mut() {
                Some(last) if last.to.as_ref().is_none_or(|to| *to >= next.from) => {
                    if last.to.is_some() && (next.to.is_none() || next.to > last.to) {
                        last.to = next.to;
                    }
                }
                _ => merged.push(next),
            }
        }
        Self(merged)
    }

    /// What both sets hold.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let pairs = self.0.iter().flat_map(|a| other.0.iter().map(move |b| (a, b)));
        Self::union(
            pairs
                .map(|(a, b)| Interval {
                    from: a.from.clone().max(b.from.clone()),
                    to: match (&a.to, &b.to) {
                        (Some(x), Some(y)) => Some(x.min(y).clone()),
                        (end, None) | (None, end) => end.clone(),
                    },
                })
                .collect(),
        )
    }

    /// Every version that is not in the set.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut gaps = Vec::with_capacity(self.0.len() + 1);
        let mut from = Some(Key::ZERO);
        for interval in &self.0 {
            if let Some(from) = from {
                gaps.push(Interval { from, to: Some(interval.from.clone()) });
            }
            from = interval.to.clone();
        }
        if let Some(from) = from {
            gaps.push(Interval { from, to: None });
        }
        Self::union(gaps)
    }

    /// Whether no version is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the version is in the set.
    #[must_use]
    pub fn contains(&self, key: &Key) -> bool {
        let after = self.0.partition_point(|interval| interval.from <= *key);
        after > 0 && self.0[after - 1].to.as_ref().is_none_or(|to| key < to)
    }

    /// The intervals, sorted.
    #[must_use]
    pub fn as_slice(&self) -> &[Interval] {
        &self.0
    }
}

/// Reads a requirement in the language of `scheme`.
///
/// # Errors
///
/// When the text is not a requirement there (`latest` for npm is a tag, not a range), or when no
/// reader for that language exists yet (Maven, NuGet, RubyGems, Packagist, Go).
///
/// ```
/// use mcpvet::{requirement, version::Scheme};
/// let allowed = requirement::intervals(Scheme::Npm, "^1.2.0 || 3.x")?;
/// assert!(allowed.contains(&Scheme::Npm.key("1.9.9")?));
/// assert!(!allowed.contains(&Scheme::Npm.key("2.0.0")?));
/// # Ok::<(), mcpvet::version::VersionError>(())
/// ```
pub fn intervals(scheme: Scheme, requirement: &str) -> Result<Intervals, VersionError> {
    match scheme {
        Scheme::Npm => npm::intervals(requirement),
        Scheme::Cargo => cargo::intervals(requirement),
        Scheme::Pep440 => pep440::intervals(requirement),
        Scheme::Go | Scheme::Maven | Scheme::NuGet | Scheme::RubyGems | Scheme::Packagist => {
            Err(VersionError::new("requirements of this ecosystem are not read yet"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Checks lines `requirement: +version -version`: whether each version is allowed.
    #[track_caller]
    pub(super) fn check(scheme: Scheme, table: &[(&str, &str)]) {
        for (requirement, versions) in table {
            let allowed = intervals(scheme, requirement)
                .unwrap_or_else(|error| panic!("{requirement} is not read: {error}"));
            for version in versions.split(' ') {
                let (sign, version) = version.split_at(1);
                let key = scheme.key(version).unwrap();
                assert_eq!(allowed.contains(&key), sign == "+", "{requirement}: {version}");
            }
        }
    }

    #[track_caller]
    pub(super) fn check_refused(scheme: Scheme, requirements: &[&str]) {
        for requirement in requirements {
            assert!(intervals(scheme, requirement).is_err(), "{requirement} is read");
        }
    }

    fn key(version: &str) -> Key {
        Scheme::Cargo.key(version).unwrap()
    }

    fn between(from: &str, to: &str) -> Interval {
        Interval { from: key(from), to: Some(key(to)) }
    }

    #[test]
    fn intervals_that_touch_become_one() {
        let union = Intervals::union(vec![
            between("3.0.0", "4.0.0"),
            between("1.0.0", "2.0.0"),
            between("2.0.0", "2.5.0"),
            between("5.0.0", "5.0.0"),
            between("1.2.0", "1.3.0"),
        ]);
        assert_eq!(union.as_slice(), [between("1.0.0", "2.5.0"), between("3.0.0", "4.0.0")]);
    }

    #[test]
    fn an_open_end_swallows_what_follows() {
        let open = Interval { from: key("1.0.0"), to: None };
        let union = Intervals::union(vec![between("2.0.0", "3.0.0"), open.clone()]);
        assert_eq!(union.as_slice(), [open]);
    }

    #[test]
    fn the_complement_of_the_complement_is_the_set() {
        for set in [
            Intervals::all(),
            Intervals::union(vec![]),
            Intervals::union(vec![between("1.0.0", "2.0.0"), between("3.0.0", "4.0.0")]),
            Intervals::union(vec![Interval { from: key("1.0.0"), to: None }]),
        ] {
            assert_eq!(set.complement().complement(), set);
            assert!(set.intersection(&set.complement()).is_empty());
        }
    }

    proptest! {
        #[test]
        fn no_requirement_panics(
            text in "\\PC{0,30}",
            near in "([<>=~^!v ,|-]{0,3}[0-9x*]{1,2}(\\.([0-9x*]|18446744073709551615)){0,3}[a-z+.-]{0,3}){0,3}",
        ) {
            for scheme in Scheme::ALL {
                let _ = intervals(scheme, &text);
                let _ = intervals(scheme, &near);
            }
        }
    }
}
