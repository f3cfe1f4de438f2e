//! The versions of a package as a line: thick where an advisory affects it, marked where it is fixed.
//!
//! The distances say nothing; the order is that of the package's ecosystem.

use mcpvet::advisory::{Affected, Event, Range};
use mcpvet::version::{Key, Scheme};

/// How wide a step from one version to the next is, in pixels.
const STEP: usize = 120;
/// What stands left and right of the first and last version.
const MARGIN: usize = 60;
/// The line itself, from the top.
const AXIS: usize = 30;
const HEIGHT: usize = 72;
/// Half of what a single version takes.
const POINT: usize = 4;

/// A line to draw.
pub(crate) struct VersionLine {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) axis: usize,
    pub(crate) ticks: Vec<Tick>,
    /// The affected parts, from and to in pixels.
    pub(crate) affected: Vec<(usize, usize)>,
}

/// A version on the line.
pub(crate) struct Tick {
    pub(crate) x: usize,
    pub(crate) version: String,
    pub(crate) kind: &'static str,
}

/// One version at which something changes, while the line is put together.
struct Bound<'a> {
    key: Key,
    version: &'a str,
    kind: Change,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// From here on, itself included.
    Introduced,
    /// Before this one.
    Fixed,
    /// Up to this one, itself included.
    Last,
    /// This one alone.
    Single,
}

impl Change {
    const fn name(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Fixed => "fixed",
            Self::Last => "last",
            Self::Single => "single",
        }
    }
}

impl VersionLine {
    /// The line of one package, or nothing where no version can be put in order.
    pub(crate) fn of(affected: &Affected) -> Option<Self> {
        let scheme = affected.ecosystem.scheme()?;
        let listed: Vec<_> = affected
            .versions
            .iter()
            .filter_map(|text| bound(scheme, text, Change::Single))
            .collect();
        let ranges: Vec<_> =
            affected.ranges.iter().map(|range| Stretch::of(scheme, range)).collect();
        let mut ticks: Vec<_> = ranges.iter().flat_map(|one| &one.bounds).chain(&listed).collect();
        ticks.sort_by(|a, b| a.key.cmp(&b.key).then(a.kind.cmp(&b.kind)));
        ticks.dedup_by(|a, b| a.key == b.key);
        let whole = ranges.iter().any(|one| one.from_start);
        (whole || !ticks.is_empty()).then(|| Self::lay_out(&ticks, &ranges, &listed))
    }

    fn lay_out(ticks: &[&Bound<'_>], ranges: &[Stretch<'_>], listed: &[Bound<'_>]) -> Self {
        let width = (2 * MARGIN + STEP * ticks.len().saturating_sub(1)).max(2 * MARGIN + STEP);
        let x = |bound: &Bound<'_>| {
            MARGIN + STEP * ticks.iter().position(|tick| tick.key == bound.key).unwrap_or(0)
        };
        let stretches = ranges.iter().flat_map(|range| range.affected(x, width));
        let points = listed.iter().map(|one| (x(one).saturating_sub(POINT), x(one) + POINT));
        let tick = |bound: &&Bound<'_>| Tick {
            x: x(bound),
            version: bound.version.to_owned(),
            kind: bound.kind.name(),
        };
        Self {
            width,
            height: HEIGHT,
            axis: AXIS,
            ticks: ticks.iter().map(tick).collect(),
            affected: union(stretches.chain(points).collect()),
        }
    }
}

/// One range of a record, its versions in their order.
struct Stretch<'a> {
    /// Whether it begins before every version.
    from_start: bool,
    bounds: Vec<Bound<'a>>,
}

impl<'a> Stretch<'a> {
    fn of(scheme: Scheme, range: &'a Range) -> Self {
        let from_start =
            range.events.iter().any(|event| matches!(event, Event::Introduced(v) if v == "0"));
        let bounds = range.events.iter().filter_map(|event| match event {
            Event::Introduced(version) if version != "0" => {
                bound(scheme, version, Change::Introduced)
            }
            Event::Fixed(version) => bound(scheme, version, Change::Fixed),
            Event::LastAffected(version) => bound(scheme, version, Change::Last),
            Event::Introduced(_) | Event::Limit(_) => None,
        });
        let mut bounds: Vec<_> = bounds.collect();
        bounds.sort_by(|a, b| a.key.cmp(&b.key).then(a.kind.cmp(&b.kind)));
        Self { from_start, bounds }
    }

    /// From where to where it is affected, in pixels; to the end of the line where nothing ends it.
    fn affected(&self, x: impl Fn(&Bound<'a>) -> usize, end: usize) -> Vec<(usize, usize)> {
        let mut stretches = Vec::new();
        let mut open = self.from_start.then_some(0);
        for bound in &self.bounds {
            match bound.kind {
                Change::Introduced => open = open.or(Some(x(bound))),
                _ => stretches.extend(open.take().map(|from| (from, x(bound)))),
            }
        }
        stretches.extend(open.map(|from| (from, end)));
        stretches
    }
}

fn bound<'a>(scheme: Scheme, version: &'a str, kind: Change) -> Option<Bound<'a>> {
    Some(Bound { key: scheme.key(version).ok()?, version, kind })
}

/// Stretches that overlap or touch become one.
fn union(mut stretches: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    stretches.sort_unstable();
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (from, to) in stretches {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => all.push((from, to)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use mcpvet::Ecosystem;
    use mcpvet::advisory::{Affected, Event, Range, RangeKind};

    use super::VersionLine;

    fn line(events: Vec<Event>, versions: &[&str]) -> VersionLine {
        let range = Range { kind: RangeKind::Ecosystem, repo: None, events };
        VersionLine::of(&Affected {
            ecosystem: Ecosystem::Npm,
            release: None,
            package: "x".into(),
            ranges: vec![range],
            versions: versions.iter().map(ToString::to_string).collect(),
            cvss: vec![],
        })
        .unwrap()
    }

    #[test]
    fn versions_stand_in_their_order_and_not_in_that_of_the_record() {
        use Event::{Fixed, Introduced};
        let events = vec![
            Introduced("0".into()),
            Fixed("2.4.0".into()),
            Introduced("2025.1.14".into()),
            Fixed("2026.9.0".into()),
        ];
        let line = line(events, &[]);
        let versions: Vec<_> = line.ticks.iter().map(|tick| tick.version.as_str()).collect();
        assert_eq!(versions, ["2.4.0", "2025.1.14", "2026.9.0"]);
        assert_eq!(line.affected, [(0, 60), (180, 300)]);
    }

    /// A later range that starts earlier: the fix of one is no fix of the other.
    #[test]
    fn ranges_that_overlap_are_one_stretch() {
        let range = |from: &str, fix: &str| Range {
            kind: RangeKind::Ecosystem,
            repo: None,
            events: vec![Event::Introduced(from.into()), Event::Fixed(fix.into())],
        };
        let ranges = vec![range("0", "1.24.0"), range("1.10.0", "1.26.0"), range("2.0.0", "2.1.0")];
        let line = VersionLine::of(&Affected {
            ecosystem: Ecosystem::Npm,
            release: None,
            package: "x".into(),
            ranges,
            versions: vec![],
            cvss: vec![],
        });
        assert_eq!(line.unwrap().affected, [(0, 300), (420, 540)]);
    }

    #[test]
    fn without_a_fix_the_line_stays_thick_to_its_end() {
        let line = line(vec![Event::Introduced("1.0.0".into())], &[]);
        assert_eq!(line.affected, [(60, line.width)]);
    }

    #[test]
    fn single_versions_are_points() {
        let line = line(vec![], &["1.0.1", "1.0.0"]);
        assert_eq!(line.affected, [(56, 64), (176, 184)]);
    }
}
