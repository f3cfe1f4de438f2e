//! Which range and which comparison decided, in one sentence that is understood at once.

use crate::advisory::Event;
use crate::pack::{Doubt, End, IntervalRow, Row};
use crate::requirement::{Interval, Intervals};
use crate::version::Key;

/// Why an exact version is affected.
pub(crate) fn exact(row: &Row<'_>, version: &str, key: &Key) -> String {
    match row.intervals().find(|interval| interval.contains(key.as_bytes())) {
        Some(interval) => inside(&interval, version),
        None => format!("{version} is affected"),
    }
}

/// Why a version is affected by the interval that holds it.
///
/// `1.23.0 is below the fix 1.24.0 and not below the introduction 1.10.0`.
pub(crate) fn inside(interval: &IntervalRow<'_>, version: &str) -> String {
    let IntervalRow { from_text: from, end_text: end, .. } = interval;
    let begun = format!("not below the introduction {from}");
    match interval.end {
        End::Exactly => format!("{version} is one of the versions that the advisory names"),
        End::Fixed => format!("{version} is below the fix {end} and {begun}"),
        End::Limit => format!("{version} is below the limit {end} and {begun}"),
        End::LastAffected => format!(
            "{version} is not above {end}, the last version known to be affected, and {begun}"
        ),
        End::Open if *from == "0" => "every version is affected; no fix is recorded".to_owned(),
        End::Open => format!("{version} is {begun}; no fix is recorded"),
    }
}

/// The intervals beside a version that none of them holds.
pub(crate) struct Nearest {
    /// The one that ends highest at or below it.
    pub(crate) below: Option<usize>,
    /// The one that begins lowest above it.
    pub(crate) above: Option<usize>,
}

/// Finds the intervals beside a version; those of one single version do not count.
pub(crate) fn nearest(intervals: &[IntervalRow<'_>], key: &[u8]) -> Nearest {
    let lines = || (0..intervals.len()).filter(|at| intervals[*at].end != End::Exactly);
    let is_open = |at: usize| intervals[at].end == End::Open;
    Nearest {
        below: lines()
            .filter(|at| !is_open(*at) && intervals[*at].to <= key)
            .max_by_key(|at| intervals[*at].to),
        above: lines().filter(|at| intervals[*at].from > key).min_by_key(|at| intervals[*at].from),
    }
}

/// Why a version that no interval holds is not affected.
///
/// `1.26.0 is not below the fix 1.26.0`, `1.9.0 is below the introduction 1.10.0`,
/// `1.9.0 is below the introduction 2.0.0 and not below the fix 1.8.4`.
pub(crate) fn outside(intervals: &[IntervalRow<'_>], version: &str, key: &[u8]) -> String {
    let Nearest { below, above } = nearest(intervals, key);
    let past = below.map(|at| past(&intervals[at]));
    let before = above.map(|at| format!("below the introduction {}", intervals[at].from_text));
    match (past, before) {
        (Some(past), Some(before)) => format!("{version} is {before} and {past}"),
        (Some(words), None) | (None, Some(words)) => format!("{version} is {words}"),
        (None, None) if intervals.is_empty() => "the advisory names no affected version".to_owned(),
        (None, None) => format!("{version} is none of the versions that the advisory names"),
    }
}

fn past(interval: &IntervalRow<'_>) -> String {
    let end = interval.end_text;
    match interval.end {
        End::LastAffected => format!("above {end}, the last version known to be affected"),
        End::Limit => format!("not below the limit {end}"),
        End::Fixed | End::Open | End::Exactly => format!("not below the fix {end}"),
    }
}

/// Why a version that no interval holds may be affected all the same.
pub(crate) fn doubt(doubt: Doubt, version: &str) -> String {
    match doubt {
        Doubt::Unreadable => {
            format!("a range of the advisory cannot be read, so {version} may be affected")
        }
        Doubt::Git => format!(
            "the advisory names commits alone, and whether {version} holds them cannot be told offline"
        ),
        Doubt::NoOrder => format!(
            "the order of versions is not known here, and the advisory does not list {version}"
        ),
        Doubt::Release => {
            format!("the advisory is about one release alone, and that of {version} is not stated")
        }
    }
}

/// Why every version that a requirement allows is affected.
pub(crate) fn all(row: &Row<'_>, requirement: &str) -> String {
    let what = match requirement {
        "" => "any version".to_owned(),
        text => format!("every version that '{text}' allows"),
    };
    format!("{what} is affected: {}", ranges(&mut row.intervals()))
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
    match ranges(&mut row.intervals().filter(touches)) {
        text if !text.is_empty() => format!("affected: {text}"),
        _ => row.doubt().map_or_else(String::new, |why| doubt(why, "a version")),
    }
}

/// Why an advisory about a package does not apply to `what` of it, a requirement for example.
pub(crate) fn not_affected(row: &Row<'_>, what: &str) -> String {
    format!("{what} is outside the affected versions: {}", ranges(&mut row.intervals()))
}

/// Why an exact version is not affected by an advisory about its package.
pub(crate) fn exact_not_affected(row: &Row<'_>, version: &str, key: &Key) -> String {
    outside(&row.intervals().collect::<Vec<_>>(), version, key.as_bytes())
}

/// Ranges in words: `below 0.18.4; from 1.0.0 to below 1.1.4`.
fn ranges(intervals: &mut dyn Iterator<Item = IntervalRow<'_>>) -> String {
    let mut words = Vec::new();
    for row in intervals {
        words.push(stretch(row.from_text, row.end, row.end_text));
    }
    words.join("; ")
}

/// A range in words by the events of its record.
///
/// Introductions and ends that take turns are stretches. Anything else waits for the order of the
/// ecosystem, so the events themselves stand there: `fixed 1.24.0, introduced 0`.
pub(crate) fn events(events: &[Event]) -> String {
    match stretches(events) {
        Some(words) if !words.is_empty() => words.join("; "),
        Some(_) => "no events".to_owned(),
        None => events.iter().map(Event::to_string).collect::<Vec<_>>().join(", "),
    }
}

fn stretches(events: &[Event]) -> Option<Vec<String>> {
    let stretch_of = |pair: &[Event]| match pair {
        [Event::Introduced(from)] => Some(stretch(from, End::Open, "")),
        [Event::Introduced(from), end] => {
            let (end, text) = match end {
                Event::Fixed(text) => (End::Fixed, text),
                Event::LastAffected(text) => (End::LastAffected, text),
                Event::Limit(text) if text == "*" => (End::Open, text),
                Event::Limit(text) => (End::Limit, text),
                Event::Introduced(_) => return None,
            };
            Some(stretch(from, end, text))
        }
        _ => None,
    };
    events.chunks(2).map(stretch_of).collect()
}

/// The versions from one on up to an end, in words.
fn stretch(from: &str, end: End, end_text: &str) -> String {
    match (end, from) {
        (End::Exactly, _) => end_text.to_owned(),
        (End::Open, "0") => "every version, no fix is recorded".to_owned(),
        (End::Open, _) => format!("from {from}, no fix is recorded"),
        (End::Fixed | End::Limit, "0") => format!("below {end_text}"),
        (End::Fixed | End::Limit, _) => format!("from {from} to below {end_text}"),
        (End::LastAffected, "0") => format!("up to {end_text}"),
        (End::LastAffected, _) => format!("from {from} up to {end_text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::events;

    #[test]
    fn a_range_reads_as_its_stretches() {
        for (json, expected) in [
            (r#"[{"introduced":"0"}]"#, "every version, no fix is recorded"),
            (r#"[{"introduced":"1.0"},{"last_affected":"1.4"}]"#, "from 1.0 up to 1.4"),
            (r#"[{"introduced":"0"},{"limit":"*"}]"#, "every version, no fix is recorded"),
            (r#"[{"introduced":"1.0"},{"limit":"2.0"}]"#, "from 1.0 to below 2.0"),
            (
                r#"[{"introduced":"0"},{"fixed":"1.2"},{"introduced":"2.0"},{"fixed":"2.1"}]"#,
                "below 1.2; from 2.0 to below 2.1",
            ),
            ("[]", "no events"),
            // Which one comes first is for the ecosystem to say.
            (r#"[{"fixed":"1.2"},{"introduced":"0"}]"#, "fixed 1.2, introduced 0"),
            (r#"[{"introduced":"0"},{"introduced":"1.0"}]"#, "introduced 0, introduced 1.0"),
        ] {
            assert_eq!(events(&serde_json::from_str::<Vec<_>>(json).unwrap()), expected);
        }
    }
}
