//! Requirements as intervals of version keys, one file per requirement language.
//!
//! A requirement such as `^1.2.0` or `>=1.4,<2` allows a set of versions. Here it becomes sorted,
//! disjoint, half-open intervals of [`Key`]s, so that the matcher can hold it against the
//! intervals of the advisories. The intervals may allow *more* than the ecosystem's tool would
//! (npm leaves most pre-releases out of a range): "all allowed versions are affected" and "none
//! is" stay true for the smaller set. [`contains`] answers for one version as the tool does.
//!
//! What [`contains`] answers was held against the tools themselves, by pairs of generated texts
//! that lean to the odd shapes; `tests/requirements` records the generators and 500 to 2,000 pairs
//! of each. No version that a tool allows was missing from the intervals.
//!
//! | Language | Oracle | Pairs | Differ |
//! | --- | --- | --- | --- |
//! | npm | npm's `semver` 7.8.6, loose | 610,000 | 0 |
//! | npm, ranges that are strict | npm's `semver` 7.8.6, strict | 19,542 | 1, of the shape `~>= 0.0.0-x ~>v0.x` |
//! | Cargo | the `semver` crate | 100,000 | 0: asked itself |
//! | Go | golang.org/x/mod 0.7.0: `semver`, `module.CheckPathMajor`; the rules of cmd/go for queries | 100,000 | 0 |
//! | PyPI | `packaging` 26.3, `prereleases=True` | 220,000 | 0 |
//! | Maven | `VersionRange` 3.8.7 | 220,000 | 0, but `[]` is refused |
//! | NuGet | `VersionRange` and `FloatRange` of NuGet.Versioning 6.7.1 | 100,000 | 0; spaces inside a version and `[ ]` are refused |
//! | RubyGems | `Gem::Requirement` 3.3.15 | 220,000 | 0 |
//! | Packagist | `composer/semver` 3.3.2 | 220,000 | 4, named in `packagist.txt` |
//! | Pub | `pub_semver` 2.1, transcribed: Dart was not at hand | 160,000 | 0 |
//! | Hex | Elixir's `Version` 1.14.0 | 220,000 | 0 |
//! | Swift | `Range.contains(version:)` of SwiftPM 6.0.3, compiled from its source | 100,000 | 0 |
//! | Hackage | `withinRange` of Cabal 3.4.1 | 100,000 | 0; zeros in front of numbers and `*` alone are read here |
//! | CRAN | operators on `compareVersion` of R 4.2 | 30,000 | 0 |
//! | Debian | `dpkg --compare-versions` 1.21 | 30,000 | 0 |
//! | RPM | `rpm.ds` 4.18 | 60,000 | 0; packages without a release are left out |
//! | Conan | Conan 2.34.0 | 160,000 | 0 |
//! | SemVer, GitHub Actions | npm's `semver` 7.8.6, pre-releases included, for the forms it shares | 60,000 each | 0 |
//! | `vers:` | Python's `univers` 32.0.1 | 120,000 | 0, lists of `!=` alone left out |
//! | Alpine | by hand from its documentation | | |

mod alpine;
mod cargo;
mod comparison;
mod composer;
mod conan;
mod go;
mod hackage;
mod hex;
pub(crate) mod image;
mod maven;
mod npm;
mod nuget;
mod operator;
mod pep440;
mod pub_dev;
mod relation;
mod rubygems;
mod semantic;
mod swift;
mod tag;
mod vers;

pub use vers::Vers;

use crate::sort;
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

    /// Keeps what the other one holds too.
    fn narrow(&mut self, other: Self) {
        self.from = core::mem::replace(&mut self.from, Key::ZERO).max(other.from);
        self.to = match (self.to.take(), other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (end, None) | (None, end) => end,
        };
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
        sort::by(&mut intervals, |a, b| a.from.cmp(&b.from));
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

/// Reads a requirement in the language of `scheme`, or a `vers:` range whose type is of that scheme.
///
/// # Errors
///
/// When the text is not a requirement there: `latest` for npm is a tag, not a range; `dev-main` for
/// Packagist is a branch.
///
/// ```
/// use mcpvet::{requirement, version::Scheme};
/// let allowed = requirement::intervals(Scheme::Npm, "^1.2.0 || 3.x")?;
/// assert!(allowed.contains(&Scheme::Npm.key("1.9.9")?));
/// assert!(!allowed.contains(&Scheme::Npm.key("2.0.0")?));
/// # Ok::<(), mcpvet::version::VersionError>(())
/// ```
pub fn intervals(scheme: Scheme, requirement: &str) -> Result<Intervals, VersionError> {
    check_length(requirement)?;
    if vers::is_vers(requirement) {
        return Vers::parse(requirement)?.intervals_of(scheme);
    }
    match scheme {
        Scheme::Npm => npm::intervals(requirement),
        Scheme::Cargo => cargo::intervals(requirement),
        Scheme::Go => go::intervals(requirement),
        Scheme::Pep440 => pep440::intervals(requirement),
        Scheme::Maven => maven::intervals(requirement),
        Scheme::NuGet => nuget::intervals(requirement),
        Scheme::RubyGems => rubygems::intervals(requirement),
        Scheme::Packagist => composer::intervals(requirement),
        Scheme::Pub => pub_dev::intervals(requirement),
        Scheme::Hex => hex::intervals(requirement),
        Scheme::Swift => swift::intervals(requirement),
        Scheme::GitHubActions => tag::intervals(scheme, requirement),
        Scheme::Hackage => hackage::intervals(requirement),
        Scheme::Conan => conan::intervals(requirement),
        Scheme::Cran | Scheme::Debian | Scheme::Alpine | Scheme::Rpm => {
            relation::intervals(scheme, requirement)
        }
        Scheme::SemVer => semantic::intervals(scheme, requirement),
    }
}

/// Whether the tool of the ecosystem would take a version for a requirement.
///
/// This is the exact answer for one version, where [`intervals`] may hold more: npm, Cargo, Conan,
/// NuGet and Swift leave out pre-releases unless the requirement speaks of them. Python is asked
/// as `SpecifierSet.contains(version, prereleases=True)` is: whether a pre-release is wanted at
/// all depends there on what else is published.
///
/// # Errors
///
/// When either text cannot be read.
///
/// ```
/// use mcpvet::{requirement, version::Scheme};
/// assert!(requirement::contains(Scheme::Npm, "^1.2.0-rc.1", "1.2.0-rc.2")?);
/// assert!(!requirement::contains(Scheme::Npm, "^1.2.0", "1.3.0-rc.1")?);
/// # Ok::<(), mcpvet::version::VersionError>(())
/// ```
pub fn contains(scheme: Scheme, requirement: &str, version: &str) -> Result<bool, VersionError> {
    check_length(requirement)?;
    let version = version.trim_ascii();
    let key = scheme.key(version)?;
    if vers::is_vers(requirement) {
        return Ok(Vers::parse(requirement)?.intervals_of(scheme)?.contains(&key));
    }
    match scheme {
        Scheme::Npm => npm::contains(requirement, version),
        Scheme::Cargo => cargo::contains(requirement, version),
        Scheme::Go => go::contains(requirement, version),
        Scheme::Pep440 => pep440::contains(requirement, version),
        Scheme::NuGet => nuget::contains(requirement, version),
        Scheme::Swift => swift::contains(requirement, version),
        Scheme::Conan => conan::contains(requirement, version),
        _ => Ok(intervals(scheme, requirement)?.contains(&key)),
    }
}

/// The requirement that allows everything above a version, and that version too if it is
/// `inclusive`, in the language of `scheme`; none where the language cannot say so.
///
/// ```
/// use mcpvet::{requirement::above, version::Scheme};
/// assert_eq!(above(Scheme::Npm, "0.1.16", true).as_deref(), Some(">=0.1.16"));
/// assert_eq!(above(Scheme::Maven, "1.1.3", false).as_deref(), Some("(1.1.3,)"));
/// ```
#[must_use]
pub fn above(scheme: Scheme, version: &str, inclusive: bool) -> Option<String> {
    let sign = if inclusive { ">=" } else { ">" };
    match scheme {
        Scheme::Maven | Scheme::NuGet => {
            Some(format!("{}{version},)", if inclusive { '[' } else { '(' }))
        }
        Scheme::RubyGems | Scheme::Hex | Scheme::Cran | Scheme::Rpm => {
            Some(format!("{sign} {version}"))
        }
        Scheme::Debian => Some(format!("{} {version}", if inclusive { ">=" } else { ">>" })),
        Scheme::Conan => Some(format!("[{sign}{version}]")),
        Scheme::Swift if inclusive => Some(format!("from: \"{}\"", without_v(version))),
        Scheme::Go if inclusive => Some(format!("v{}", without_v(version))),
        Scheme::Swift | Scheme::Go | Scheme::GitHubActions => None,
        _ => Some(format!("{sign}{version}")),
    }
}

fn without_v(version: &str) -> &str {
    version.strip_prefix('v').unwrap_or(version)
}

/// Longest requirement that is read, in bytes. Real ones stay below 500.
pub const MAX_REQUIREMENT_BYTES: usize = 4096;

fn check_length(requirement: &str) -> Result<(), VersionError> {
    match requirement.len() {
        0..=MAX_REQUIREMENT_BYTES => Ok(()),
        _ => Err(VersionError::new("the requirement is longer than 4096 bytes")),
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
                for text in [&text, &near] {
                    let _ = intervals(scheme, text);
                    let _ = contains(scheme, text, "1.0.0");
                }
            }
        }

        /// What a tool takes lies in the intervals.
        #[test]
        fn no_allowed_version_is_missing(
            requirement in "[\\[(]?([<>=~^!]{0,2} ?v?[0-2x*](\\.[0-2x*]){0,2}(-a|-rc\\.1|\\.a|rc1|-)?(, ?| - | ?\\|\\| ?| && | and | )?){1,3}[\\])]?",
            version in "v?[0-2]\\.[0-2]\\.[0-2](-a|-rc\\.1|rc1)?(\\+b)?",
        ) {
            for scheme in Scheme::ALL {
                if contains(scheme, &requirement, &version) == Ok(true) {
                    let key = scheme.key(&version).unwrap();
                    if let Ok(set) = intervals(scheme, &requirement) {
                        prop_assert!(set.contains(&key), "{scheme:?}: {requirement}: {version}");
                    }
                }
            }
        }
    }
}
