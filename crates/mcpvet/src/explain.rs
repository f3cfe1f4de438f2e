//! Which range and which comparison decided, in one sentence that is understood at once.

use crate::pack::{End, IntervalRow, Row};
use crate::requirement::{Interval, Intervals};
use crate::version::Key;

/// Why an exact version is affected.
///
/// `1.23.0 is below the fix 1.24.0 and not below 1.10.0, where the flaw came in`.
pub(crate) fn exact(row: &Row<'_>, version: &str, key: &Key) -> String {
    let Some(interval) = row.intervals().find(|interval| interval.contains(key.as_bytes())) else {
        return format!("{version} is affected");
    };
    let above = |start: &str| match interval.from_text {
        "0" => String::new(),
        from => format!("{start}not below {from}, where the flaw came in"),
    };
    match interval.end {
        End::Exactly => format!("{version} is one of the versions that the advisory names"),
        End::Fixed => format!("{version} is below the fix {}{}", interval.end_text, above(" and ")),
        End::LastAffected => format!(
            "{version} is not above {}, the last version known to be affected{}",
            interval.end_text,
            above(", and ")
        ),
        End::Open if interval.from_text == "0" => {
            "every version is affected; no fix is recorded".to_owned()
        }
        End::Open => format!("{version} is {}; no fix is recorded", above("")),
    }
}

/// Why every version that a requirement allows is affected.
pub(crate) fn all(row: &Row<'_>, requirement: &str) -> String {
    let what = match requirement {
        "" => "any version".to_owned(),
        text => format!("every version that '{text}' allows"),
    };
    format!("{what} is affected: {}", ranges(row.intervals()))
}

/// Which of the allowed versions are affected.
pub(crate) fn possible(row: &Row<'_>, allowed: &Intervals) -> String {
    let touches = |interval: &IntervalRow<'_>| {
        let affected = Interval {
            from: Key::from_bytes(interval.from),
            to: (interval.end != End::Open).then(|| Key::from_bytes(interval.to)),
        };
        !Intervals::union(vec![affected]).intersection(allowed).is_empty()
    };
    match ranges(row.intervals().filter(touches)) {
        text if text.is_empty() => "a range of the advisory cannot be read".to_owned(),
        text => format!("affected: {text}"),
    }
}

/// Why an advisory about a package does not apply to `what` of it, a version for example.
pub(crate) fn not_affected(row: &Row<'_>, what: &str) -> String {
    format!("{what} is outside the affected versions: {}", ranges(row.intervals()))
}

/// Ranges in words: `below 0.18.4; from 1.0.0 to below 1.1.4`.
fn ranges<'a>(intervals: impl Iterator<Item = IntervalRow<'a>>) -> String {
    let words: Vec<_> = intervals.map(|interval| range(&interval)).collect();
    words.join("; ")
}

fn range(interval: &IntervalRow<'_>) -> String {
    let IntervalRow { from_text: from, end_text: end, .. } = interval;
    match (interval.end, *from) {
        (End::Exactly, _) => (*end).to_owned(),
        (End::Open, "0") => "every version, no fix is recorded".to_owned(),
        (End::Open, _) => format!("from {from}, no fix is recorded"),
        (End::Fixed, "0") => format!("below {end}"),
        (End::Fixed, _) => format!("from {from} to below {end}"),
        (End::LastAffected, "0") => format!("up to {end}"),
        (End::LastAffected, _) => format!("from {from} up to {end}"),
    }
}
