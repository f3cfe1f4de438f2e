//! NuGet ranges: `1.0` (a minimum), `[1.0,2.0)`, `[1.0]`, `(,1.0]`, `1.*`, `1.0.0-*`.
//!
//! Reference: <https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges> and
//! `NuGet.Versioning` (`VersionRange.TryParse`, `FloatRange.Satisfies`).
//!
//! A floating version is what its documentation says: `1.*` is any release of 1, `1.*-*` any
//! version of 1, `1.2.0-rc*` the release and those pre-releases whose labels begin so.
//! `VersionRange.Satisfies` alone would see a mere minimum in it, because NuGet falls back to
//! higher versions where nothing else exists.
//!
//! Quirks:
//! - the minimum of a floating version has a 0 for its `*`, so `1.2*` is 1.20 and later releases of
//!   1, `1*` is 10 and all above, and `1.0.0-*` leaves `1.0.0--1` out;
//! - no space may follow a `*` in brackets; `[ , ]` is everything, `(,)` nothing that is read.
//!
//! NuGet also reads spaces inside a version and takes `[ ]` for everything; both are refused here.

use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a range such as 1.0, [1.0,2.0), [1.0] or 1.*");

/// The greatest number that a version can have.
const HIGHEST: &str = "2147483647";

/// What stands left of a comma, or alone.
struct Minimum<'a> {
    key: Key,
    floating: Option<Floating<'a>>,
}

/// What a `*` in the minimum asks of a version.
struct Floating<'a> {
    /// The highest version with the numbers that are given.
    last: Key,
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
        return Ok(from_minimum(minimum(text)?, true, Interval::ALL));
    };
    let inner = behind.strip_suffix([']', ')']).ok_or(EXPECTED)?;
    let (from_inclusive, to_inclusive) = (text.starts_with('['), text.ends_with(']'));
    let Some((from, to)) = inner.split_once(',') else {
        let is_exact = from_inclusive && to_inclusive && !inner.contains('*');
        let key = Scheme::NuGet.key(inner)?;
        let exact = Intervals::union(vec![Interval::exactly(&key)]);
        return if is_exact { Ok((exact, None)) } else { Err(EXPECTED) };
    };
    if from.is_empty() && to.is_empty() {
        return Err(EXPECTED);
    }
    let from = minimum(from.trim_ascii_start())?;
    let to = match to.trim_ascii() {
        "" => None,
        to => Some(Scheme::NuGet.key(to)?),
    };
    if let (Some(from), Some(to)) = (&from, &to)
        && (to < &from.key || to == &from.key && from_inclusive != to_inclusive)
    {
        return Err(EXPECTED);
    }
    let to = to.map(|to| if to_inclusive { to.successor() } else { to });
    Ok(from_minimum(from, from_inclusive, Interval { from: Key::ZERO, to }))
}

/// The set from a minimum on, as far as `within` reaches.
fn from_minimum(
    minimum: Option<Minimum<'_>>,
    inclusive: bool,
    mut within: Interval,
) -> (Intervals, Option<Floating<'_>>) {
    let Some(Minimum { key, floating }) = minimum else {
        return (Intervals::union(vec![within]), None);
    };
    let from = if inclusive { key } else { key.successor() };
    let to = floating.as_ref().map(|floating| floating.last.successor());
    within.narrow(Interval { from, to });
    (Intervals::union(vec![within]), floating)
}

fn minimum(text: &str) -> Result<Option<Minimum<'_>>, VersionError> {
    match text {
        "" => Ok(None),
        _ if text.contains('*') => floating(text).map(Some),
        _ => Ok(Some(Minimum { key: Scheme::NuGet.key(text)?, floating: None })),
    }
}

/// `*`, `1.*`, `1.2.*-*`, `1.2.3-*`, `1.2.3-rc.*`.
fn floating(text: &str) -> Result<Minimum<'_>, VersionError> {
    let (release, labels) = match text.split_once('-') {
        Some((release, labels)) => (release, Some(labels.strip_suffix('*').ok_or(EXPECTED)?)),
        None => (text, None),
    };
    let given = release.strip_suffix('*');
    if given.is_none() && labels.is_none() || text.contains('+') {
        return Err(EXPECTED);
    }
    let mut first = release.replace('*', "0");
    let mut numbers: Vec<&str> = release.split('.').collect();
    let filler = match given {
        Some(_) => {
            numbers.pop();
            HIGHEST
        }
        None => "0",
    };
    numbers.resize(4, filler);
    let last = numbers.join(".");
    if let Some(labels) = labels {
        let is_open = labels.is_empty() || labels.ends_with('.');
        first = first + "-" + labels + if is_open { "0" } else { "" };
    }
    let (key, last) = (Scheme::NuGet.key(&first)?, Scheme::NuGet.key(&last)?);
    // `1*` does not float: it is a mere 10.
    let floats = labels.is_some() || release == "*" || release.contains('.');
    Ok(Minimum { key, floating: floats.then_some(Floating { last, labels }) })
}

impl Floating<'_> {
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

#[cfg(test)]
mod tests {
    use super::super::tests::check_refused;
    use crate::version::Scheme;

    #[test]
    fn refuses_what_nuget_refuses() {
        let none = ["", "(1.0)", "[1.0)", "[]", "(,)", "[2,1]", "[1,1)", "[1,2", "1,2", "1.*.2"];
        check_refused(Scheme::NuGet, &none);
        check_refused(Scheme::NuGet, &["[1.*]", "1.*.", "1.0-*-rc", ">=1.0", "[1,2,3]", "latest"]);
    }
}
