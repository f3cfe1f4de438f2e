//! NuGet ranges: `1.0` (a minimum), `[1.0,2.0)`, `[1.0]`, `(,1.0]`, `1.*`, `1.0.0-*`.
//!
//! Reference: <https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges> and
//! `NuGet.Versioning` (`VersionRange.TryParse`, `FloatRange.Satisfies`).
//!
//! A floating version is what its documentation says: `1.*` is any release of 1, `1.*-*` any
//! version of 1, `1.2.0-rc*` the release and those pre-releases whose labels begin so.
//! `VersionRange.Satisfies` alone would see a mere minimum in it, because NuGet falls back to
//! higher versions where nothing else exists.

use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a range such as 1.0, [1.0,2.0), [1.0] or 1.*");

/// The labels below all others: NuGet reads those that fit 32 bits as numbers with a sign.
const LOWEST_LABEL: &str = "--2147483648";

/// What stands left of a comma, or alone.
enum Minimum<'a> {
    None,
    Version(Key),
    Floating(Floating<'a>),
}

/// A version with `*` in it.
struct Floating<'a> {
    /// The numbers that are given.
    numbers: Vec<u64>,
    /// What the labels of pre-releases begin with; `None` leaves pre-releases out.
    labels: Option<&'a str>,
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    Ok(read(requirement)?.0)
}

pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let (set, floating) = read(requirement)?;
    let inside = set.contains(&Scheme::NuGet.key(version)?);
    Ok(inside && floating.is_none_or(|floating| floating.takes_labels_of(version)))
}

fn read(requirement: &str) -> Result<(Intervals, Option<Floating<'_>>), VersionError> {
    let text = requirement.trim_ascii();
    if text.is_empty() {
        return Err(EXPECTED);
    }
    let Some(behind) = text.strip_prefix(['[', '(']) else {
        return from_minimum(minimum(text)?, true, Interval::ALL);
    };
    let inner = behind.strip_suffix([']', ')']).ok_or(EXPECTED)?;
    let (from_inclusive, to_inclusive) = (text.starts_with('['), text.ends_with(']'));
    let Some((from, to)) = inner.split_once(',') else {
        let is_exact = from_inclusive && to_inclusive && !inner.contains('*');
        let key = Scheme::NuGet.key(inner)?;
        let exact = Intervals::union(vec![Interval::exactly(&key)]);
        return if is_exact { Ok((exact, None)) } else { Err(EXPECTED) };
    };
    let to = match to.trim_ascii() {
        "" => None,
        to => Some(Scheme::NuGet.key(to)?),
    };
    let from = minimum(from.trim_ascii())?;
    match (&from, &to) {
        (Minimum::None, None) => return Err(EXPECTED),
        (Minimum::Version(from), Some(to)) if to < from => return Err(EXPECTED),
        (Minimum::Version(from), Some(to)) if to == from && !(from_inclusive && to_inclusive) => {
            return Err(EXPECTED);
        }
        _ => {}
    }
    let to = to.map(|to| if to_inclusive { to.successor() } else { to });
    from_minimum(from, from_inclusive, Interval { from: Key::ZERO, to })
}

/// The set from a minimum on, as far as `within` reaches.
fn from_minimum(
    minimum: Minimum<'_>,
    inclusive: bool,
    mut within: Interval,
) -> Result<(Intervals, Option<Floating<'_>>), VersionError> {
    match minimum {
        Minimum::None => Ok((Intervals::union(vec![within]), None)),
        Minimum::Version(key) => {
            let from = if inclusive { key } else { key.successor() };
            within.narrow(Interval { from, to: None });
            Ok((Intervals::union(vec![within]), None))
        }
        Minimum::Floating(floating) => {
            within.narrow(floating.interval()?);
            Ok((Intervals::union(vec![within]), Some(floating)))
        }
    }
}

fn minimum(text: &str) -> Result<Minimum<'_>, VersionError> {
    match text {
        "" => Ok(Minimum::None),
        _ if text.contains('*') => floating(text).map(Minimum::Floating),
        _ => Scheme::NuGet.key(text).map(Minimum::Version),
    }
}

/// `*`, `1.*`, `1.2.*-*`, `1.2.3-*`, `1.2.3-rc.*`.
fn floating(text: &str) -> Result<Floating<'_>, VersionError> {
    let (release, labels) = match text.split_once('-') {
        Some((release, labels)) => (release, Some(labels.strip_suffix('*').ok_or(EXPECTED)?)),
        None => (text, None),
    };
    let floats = release == "*" || release.ends_with(".*");
    let given = release.strip_suffix('*').unwrap_or(release);
    let given = given.strip_suffix('.').unwrap_or(given);
    let numbers = given.split('.').filter(|_| !given.is_empty());
    let numbers = numbers.map(|number| number.parse::<i32>().map(|n| n.unsigned_abs().into()));
    let numbers: Vec<u64> = numbers.collect::<Result<_, _>>().map_err(|_| EXPECTED)?;
    let is_sound =
        (floats && numbers.len() < 4) || (!floats && labels.is_some() && numbers.len() < 5);
    let has_signs = given.contains(['+', '-']) || labels.is_some_and(|labels| labels.contains('*'));
    match is_sound && !has_signs && (floats || !numbers.is_empty()) {
        true => Ok(Floating { numbers: if floats { numbers } else { filled(numbers) }, labels }),
        false => Err(EXPECTED),
    }
}

fn filled(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.resize(4, 0);
    numbers
}

impl Floating<'_> {
    /// Everything that begins with the numbers, pre-releases too.
    fn interval(&self) -> Result<Interval, VersionError> {
        let from = floor(&self.numbers)?;
        let mut next = self.numbers.clone();
        let to = match next.last_mut() {
            None => None,
            Some(_) if self.numbers.len() == 4 => {
                let [a, b, c, d] = [next[0], next[1], next[2], next[3]];
                Some(Scheme::NuGet.key(&format!("{a}.{b}.{c}.{d}"))?.successor())
            }
            Some(last) => {
                *last += 1;
                Some(floor(&next)?)
            }
        };
        Ok(Interval { from, to })
    }

    fn takes_labels_of(&self, version: &str) -> bool {
        let plain = version.split('+').next().unwrap_or_default();
        match (plain.split_once('-'), self.labels) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((_, labels)), Some(prefix)) => {
                labels.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            }
        }
    }
}

/// The bound below everything that begins with the numbers.
fn floor(numbers: &[u64]) -> Result<Key, VersionError> {
    let numbers: Vec<_> = filled(numbers.to_vec()).iter().map(u64::to_string).collect();
    Scheme::NuGet.key(&format!("{}{LOWEST_LABEL}", numbers.join(".")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_refused;
    use crate::version::Scheme;

    #[test]
    fn refuses_what_nuget_refuses() {
        let none = ["", "(1.0)", "[1.0)", "[]", "(,)", "[2,1]", "(1,1)", "[1,2", "1,2", "1.*.2"];
        check_refused(Scheme::NuGet, &none);
        check_refused(Scheme::NuGet, &["[1.*]", "1*", "1.0-*-rc", ">=1.0", "[1,2,3]", "latest"]);
    }
}
