//! What a record says about one version: the evaluation that the OSV schema defines.
//!
//! <https://ossf.github.io/osv-schema/#evaluation>. A version is affected if the list `versions`
//! names it or a range holds it. On a range, events count in the order of their versions, `0` is
//! below every version, `fixed` and `limit` are exclusive, `last_affected` is inclusive. The
//! compiler of packs reads records through the same `Bounds`, so that a pack and a record cannot
//! disagree.
//!
//! Where the schema leaves a choice, or cannot be followed offline:
//!
//! - **Events of one version.** Real records write `introduced: 1.0, fixed: 1.0` for "nothing" and
//!   `fixed: 2.0, introduced: 2.0` for "still affected" (RUSTSEC-2022-0012, PYSEC-2024-258), so
//!   their order must not depend on the file's: outside an affected stretch the introduction comes
//!   first; inside, the end comes first, if a later event ends the new stretch or the file says so.
//! - **Ranges of commits** describe the facts of the other ranges in another language. A record
//!   that also has versions is decided by them; one with nothing else is undecided.
//! - **A boundary that cannot be read** makes its range undecided; another range or the list can
//!   still say "affected". Missing parts of a boundary are zeros where versions have three
//!   (`1.2` is `1.2.0`), as osv.dev reads them.
//! - **A `SEMVER` range** is read in the order of the ecosystem, which differs for none of the
//!   ecosystems that use it.
//! - **Releases.** An entry of `Debian:12` is about that release, one of `Debian` about all.
//!   Asked about `Debian`, the former is undecided, for the release is not known. The suffix of
//!   Maven, Packagist and VSCode is a repository instead: without one it is the public one.
//! - **A package without ranges and versions** is unaffected, as the schema's algorithm says.
//! - **No order known.** Only a version that the list names is decided.
//!
//! Held against an evaluator of its own in Python on all records of PyPI, Go and crates.io, at
//! every version named and at every boundary; see `tests/osv/README.md` for the figures.

use crate::advisory::{Advisory, Affected, Date, Event, Range, RangeKind};
use crate::explain;
use crate::launch::url::{Url, owner};
use crate::pack::{Doubt, End, IntervalRow};
use crate::package::Ecosystem;
use crate::report::Verdict;
use crate::requirement::Interval;
use crate::version::{Key, Scheme, VersionError};

/// A version of a package that a record is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The ecosystem.
    pub ecosystem: Ecosystem,
    /// What the ecosystem is narrowed to, such as `12` of `Debian:12`; empty if not stated.
    pub release: &'a str,
    /// The name of the package, in any spelling that the ecosystem files alike.
    pub package: &'a str,
    /// The version.
    pub version: &'a str,
}

/// What a record says about a version, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The verdict.
    pub verdict: Verdict,
    /// The range that decided, by its events; `versions` if the list did.
    pub range: Option<String>,
    /// The event that decided: the last one at or below the version, or the first above it where
    /// there is none below; of an undecided version the event that cannot be read.
    pub event: Option<String>,
    /// Why, in one sentence.
    pub explanation: String,
}

impl Evaluation {
    fn new(verdict: Verdict, explanation: impl Into<String>) -> Self {
        Self { verdict, range: None, event: None, explanation: explanation.into() }
    }
}

/// Asks one record about one version.
///
/// ```
/// use mcpvet::advisory::{evaluate::{Question, evaluate}, osv};
/// use mcpvet::{Ecosystem, report::Verdict};
/// let record = osv::read(r#"{ "id": "X-1", "affected": [{
///     "package": { "ecosystem": "npm", "name": "left" },
///     "ranges": [{ "type": "SEMVER", "events": [{ "fixed": "1.24.0" }, { "introduced": "0" }] }]
/// }] }"#)?;
/// let ask = |version| evaluate(
///     &record,
///     &Question { ecosystem: Ecosystem::Npm, release: "", package: "left", version },
/// );
/// assert_eq!(ask("1.23.0").verdict, Verdict::Affected);
/// assert_eq!(ask("1.24.0").explanation, "1.24.0 is not below the fix 1.24.0");
/// # Ok::<(), osv::OsvError>(())
/// ```
#[must_use]
pub fn evaluate(advisory: &Advisory, question: &Question<'_>) -> Evaluation {
    Statement::read(advisory, question).evaluate(question.version)
}

/// All that one record says about one package, read once for many versions.
pub struct Statement<'a> {
    said: Said<'a>,
    cvss: Vec<&'a str>,
}

enum Said<'a> {
    Withdrawn(Date),
    /// Nothing about the package.
    Nothing(String),
    Bounds(Bounds<'a>),
}

impl<'a> Statement<'a> {
    /// Reads what a record says about the package of a question; the version does not matter.
    #[must_use]
    pub fn read(advisory: &'a Advisory, question: &Question<'_>) -> Self {
        let Question { ecosystem, release, package, .. } = *question;
        let name = ecosystem.normalize(package);
        let entries = advisory.affected.iter().filter(|affected| affected.ecosystem == ecosystem);
        let of_package: Vec<_> =
            entries.filter(|entry| ecosystem.normalize(&entry.package) == name).collect();
        let cvss = vectors(advisory, &of_package, release);
        let said = match advisory.withdrawn {
            Some(day) => Said::Withdrawn(day),
            None if of_package.is_empty() => {
                Said::Nothing(format!("{name} of {}", ecosystem.name()))
            }
            None => Said::Bounds(Bounds::read(&of_package, release)),
        };
        Self { said, cvss }
    }

    /// The CVSS vectors for the package: its own if the record gives any, else the record's.
    #[must_use]
    pub fn cvss(&self) -> &[&'a str] {
        &self.cvss
    }

    /// What it says about a version.
    #[must_use]
    pub fn evaluate(&self, version: &str) -> Evaluation {
        let words = match &self.said {
            Said::Bounds(bounds) => return bounds.evaluate(version),
            Said::Withdrawn(day) => format!("the record was withdrawn on {day}"),
            Said::Nothing(package) => format!("the record does not name {package}"),
        };
        Evaluation::new(Verdict::Unaffected, words)
    }
}

fn vectors<'a>(advisory: &'a Advisory, entries: &[&'a Affected], release: &str) -> Vec<&'a str> {
    let asked = entries.iter().filter(|entry| scope(entry, release) != Scope::Other);
    let own: Vec<_> = asked.flat_map(|entry| &entry.cvss).map(String::as_str).collect();
    match own.is_empty() {
        true => advisory.cvss.iter().map(String::as_str).collect(),
        false => own,
    }
}

/// How the release that a record is about relates to the one that is asked about.
#[derive(PartialEq)]
enum Scope {
    Same,
    Other,
    /// The record is about one release, and it is not known which one is asked about.
    Unstated,
}

/// Whose repository is meant where none is named, told by the owner of its domain.
const DEFAULTS: [(Ecosystem, &[&str]); 3] = [
    (Ecosystem::Maven, &["apache", "maven"]),
    (Ecosystem::Packagist, &["packagist"]),
    (Ecosystem::VsCode, &["visualstudio"]),
];

fn scope(affected: &Affected, asked: &str) -> Scope {
    let default = DEFAULTS.iter().find(|(ecosystem, _)| *ecosystem == affected.ecosystem);
    let recorded = affected.release.as_deref().unwrap_or_default().trim_end_matches('/');
    let asked = asked.trim_end_matches('/');
    let is_default = |release: &str| {
        release.is_empty()
            || default.is_some_and(|(_, owners)| {
                owners.contains(&Url::read(release).map_or("", |url| owner(url.host)))
            })
    };
    match default {
        _ if recorded == asked => Scope::Same,
        Some(_) if is_default(recorded) && is_default(asked) => Scope::Same,
        None if recorded.is_empty() => Scope::Same,
        _ if asked.is_empty() => Scope::Unstated,
        _ => Scope::Other,
    }
}

/// The affected versions of one package in one record, as intervals of keys.
pub(crate) struct Bounds<'a> {
    scheme: Option<Scheme>,
    pub(crate) intervals: Vec<Bound<'a>>,
    /// Why more versions may be affected than the intervals hold.
    pub(crate) doubt: Option<Doubt>,
    /// What the doubt is about.
    about: About<'a>,
    /// Ranges of commits that the other versions speak for.
    has_git: bool,
    /// A range that a release or repository does not rule out.
    some_range: Option<&'a Range>,
    /// Releases and repositories that were not asked about, if the record knows no other.
    elsewhere: Vec<String>,
}

/// What a doubt is about.
#[derive(Default)]
struct About<'a> {
    /// A release, or an ecosystem.
    name: String,
    range: Option<&'a Range>,
    /// The version in the range that cannot be read.
    boundary: &'a str,
}

/// One interval, as written and as keys.
pub(crate) struct Bound<'a> {
    pub(crate) end: End,
    pub(crate) from_text: &'a str,
    pub(crate) end_text: &'a str,
    /// Empty for a listed version that has no key.
    pub(crate) interval: Interval,
    range: Option<&'a Range>,
}

impl<'a> Bounds<'a> {
    /// Reads all that a record says about one package.
    pub(crate) fn read(all: &[&'a Affected], release: &str) -> Self {
        let mut bounds = Self {
            scheme: all.first().and_then(|affected| affected.ecosystem.scheme()),
            intervals: Vec::new(),
            doubt: None,
            about: About::default(),
            has_git: false,
            some_range: None,
            elsewhere: Vec::new(),
        };
        let mut says_versions = false;
        for affected in all {
            match scope(affected, release) {
                Scope::Same => says_versions |= bounds.add(affected),
                Scope::Unstated => {
                    let about = About { name: scoped_name(affected), ..About::default() };
                    bounds.doubt(Doubt::Release, about);
                }
                Scope::Other => bounds.elsewhere.push(scoped_name(affected)),
            }
        }
        if bounds.elsewhere.len() < all.len() {
            bounds.elsewhere.clear();
        }
        // Listed versions come last, so that a range explains what both hold.
        let is_exact = |bound: &Bound<'_>| bound.end == End::Exactly;
        crate::sort::by(&mut bounds.intervals, |a, b| is_exact(a).cmp(&is_exact(b)));
        if bounds.has_git && !says_versions {
            bounds.doubt(Doubt::Git, About { range: bounds.some_range, ..About::default() });
        }
        bounds
    }

    /// Adds one entry; whether it says anything in versions.
    fn add(&mut self, affected: &'a Affected) -> bool {
        let is_git = |range: &&Range| range.kind == RangeKind::Git;
        let lines = || affected.ranges.iter().filter(move |range| !is_git(range));
        let says_versions =
            !affected.versions.is_empty() || lines().any(|range| !range.events.is_empty());
        self.has_git |= affected.ranges.iter().any(|range| is_git(&range));
        self.some_range = self.some_range.or_else(|| lines().chain(&affected.ranges).next());
        match self.scheme {
            Some(scheme) => lines().for_each(|range| self.add_range(range, scheme)),
            None if says_versions => {
                let name = affected.ecosystem.name().to_owned();
                let about = About { name, range: lines().next(), boundary: "" };
                self.doubt(Doubt::NoOrder, about);
            }
            None => {}
        }
        let scheme = self.scheme;
        self.intervals.extend(affected.versions.iter().map(|version| exactly(version, scheme)));
        says_versions
    }

    fn add_range(&mut self, range: &'a Range, scheme: Scheme) {
        match read_range(range, scheme) {
            Ok(bounds) => self.intervals.extend(bounds),
            Err(boundary) => {
                let about = About { range: Some(range), boundary, ..About::default() };
                self.doubt(Doubt::Unreadable, about);
            }
        }
    }

    /// The first doubt stands for all.
    fn doubt(&mut self, doubt: Doubt, about: About<'a>) {
        if self.doubt.is_none() {
            (self.doubt, self.about) = (Some(doubt), about);
        }
    }

    fn evaluate(&self, version: &str) -> Evaluation {
        let key = self.read_version(version);
        let holding = key.as_ref().ok().and_then(|key| self.holding(key));
        if let Some(bound) = holding.or_else(|| self.intervals.iter().find(|b| b.lists(version))) {
            return bound.evaluation(version);
        }
        match key {
            _ if self.doubt.is_some() => self.undecided(version),
            Ok(key) => self.outside(version, &key),
            Err(_) if self.intervals.is_empty() => self.outside(version, &Key::ZERO),
            Err(error) => {
                let words = format!("the version '{version}' cannot be read: {error}");
                Evaluation::new(Verdict::Undecided, words)
            }
        }
    }

    fn read_version(&self, version: &str) -> Result<Key, VersionError> {
        match self.scheme {
            Some(scheme) => scheme.key(version),
            None => Err(VersionError::new("the order of versions is not known")),
        }
    }

    fn holding(&self, key: &Key) -> Option<&Bound<'a>> {
        self.intervals.iter().find(|bound| bound.row().contains(key.as_bytes()))
    }

    fn outside(&self, version: &str, key: &Key) -> Evaluation {
        let rows: Vec<_> = self.intervals.iter().map(Bound::row).collect();
        let nearest = explain::nearest(&rows, key.as_bytes());
        let beside = nearest.below.or(nearest.above);
        let range = beside.map_or(self.some_range, |at| self.intervals[at].range);
        let lists = self.intervals.iter().any(|bound| bound.end == End::Exactly);
        Evaluation {
            verdict: Verdict::Unaffected,
            range: match range {
                Some(range) if beside.is_some() || !lists => Some(range_text(range)),
                _ => lists.then(|| "versions".to_owned()),
            },
            event: match (nearest.below, nearest.above) {
                (Some(at), _) => Some(self.intervals[at].end_event()),
                (None, Some(at)) => Some(format!("introduced {}", self.intervals[at].from_text)),
                (None, None) => None,
            },
            explanation: self.outside_words(&rows, version, key),
        }
    }

    fn outside_words(&self, rows: &[IntervalRow<'_>], version: &str, key: &Key) -> String {
        let words = match self.some_range {
            _ if !self.elsewhere.is_empty() => {
                return format!("the record is about {} alone", self.elsewhere.join(" and "));
            }
            Some(range) if rows.is_empty() && range.events.is_empty() => {
                "the range has no events, so it holds no version".to_owned()
            }
            Some(range) if rows.is_empty() => {
                format!("no version lies in the range {}", range_text(range))
            }
            _ => explain::outside(rows, version, key.as_bytes()),
        };
        let same = "; its range of commits is taken to mean the same";
        words + if self.has_git { same } else { "" }
    }

    fn undecided(&self, version: &str) -> Evaluation {
        let About { name, range, boundary } = &self.about;
        let range = range.map(range_text);
        let words = match (self.doubt, &range) {
            (Some(Doubt::Unreadable), Some(range)) => format!(
                "'{boundary}' in the range {range} cannot be read, so {version} may be affected"
            ),
            (Some(Doubt::Release), _) => {
                let what = if name.contains("://") { "repository" } else { "release" };
                format!("the record is about {name}, and the question names no {what}")
            }
            (Some(Doubt::NoOrder), _) => format!(
                "the order of versions of {name} is not known, and the record does not list {version}"
            ),
            _ => explain::doubt(Doubt::Git, version),
        };
        let events = self.about.range.iter().flat_map(|range| &range.events);
        let unread = events.filter(|_| !boundary.is_empty()).map(Event::to_string);
        let event = unread.into_iter().find(|text| text.ends_with(&format!(" {boundary}")));
        Evaluation { verdict: Verdict::Undecided, range, event, explanation: words }
    }
}

impl Bound<'_> {
    /// The bound as a pack holds it.
    pub(crate) fn row(&self) -> IntervalRow<'_> {
        IntervalRow {
            end: self.end,
            from_text: self.from_text,
            end_text: self.end_text,
            from: self.interval.from.as_bytes(),
            to: self.interval.to.as_ref().map_or(&[], Key::as_bytes),
        }
    }

    fn lists(&self, version: &str) -> bool {
        self.end == End::Exactly && self.end_text == version
    }

    fn evaluation(&self, version: &str) -> Evaluation {
        Evaluation {
            verdict: Verdict::Affected,
            range: Some(self.range.map_or_else(|| "versions".to_owned(), range_text)),
            event: Some(match self.end {
                End::Exactly => format!("version {}", self.end_text),
                _ => format!("introduced {}", self.from_text),
            }),
            explanation: explain::inside(&self.row(), version),
        }
    }

    fn end_event(&self) -> String {
        let name = match self.end {
            End::LastAffected => "last_affected",
            End::Limit => "limit",
            End::Fixed | End::Open | End::Exactly => "fixed",
        };
        format!("{name} {}", self.end_text)
    }
}

/// `Debian:12`, or `Maven` alone.
fn scoped_name(affected: &Affected) -> String {
    let name = affected.ecosystem.name();
    match &affected.release {
        Some(release) => format!("{name}:{release}"),
        None => name.to_owned(),
    }
}

/// A range by its events, in the order of the file: `introduced 0, fixed 1.24.0`.
fn range_text(range: &Range) -> String {
    if range.events.is_empty() {
        return "no events".to_owned();
    }
    range.events.iter().map(Event::to_string).collect::<Vec<_>>().join(", ")
}

fn exactly(version: &str, scheme: Option<Scheme>) -> Bound<'_> {
    let interval = match scheme.and_then(|scheme| scheme.key(version).ok()) {
        Some(key) => Interval::exactly(&key),
        // Holds no key: such a version can only be named by its very text.
        None => Interval { from: Key::ZERO, to: Some(Key::ZERO) },
    };
    Bound { end: End::Exactly, from_text: version, end_text: version, interval, range: None }
}

/// All events of a range that happen at one version.
#[derive(Default)]
struct Moment<'a> {
    introduced: Option<&'a str>,
    fixed: Option<&'a str>,
    last_affected: Option<&'a str>,
    /// Whether the file writes the introduction behind the end.
    begins_again: bool,
}

impl<'a> Moment<'a> {
    fn of(events: &[(Key, &'a Event)]) -> Self {
        let mut moment = Self::default();
        for (_, event) in events {
            match event {
                Event::Introduced(text) => {
                    moment.introduced = Some(text);
                    moment.begins_again = moment.ends();
                }
                Event::Fixed(text) => moment.fixed = Some(text),
                Event::LastAffected(text) => moment.last_affected = Some(text),
                Event::Limit(_) => {}
            }
        }
        moment
    }

    const fn ends(&self) -> bool {
        self.fixed.is_some() || self.last_affected.is_some()
    }

    /// Ends the stretch that began at `start`.
    fn end(&self, start: &(Key, &'a str), key: &Key, range: &'a Range) -> Bound<'a> {
        let (end, end_text, to) = match (self.fixed, self.last_affected) {
            (None, Some(last)) => (End::LastAffected, last, key.successor()),
            (fixed, _) => (End::Fixed, fixed.unwrap_or_default(), key.clone()),
        };
        let interval = Interval { from: start.0.clone(), to: Some(to) };
        Bound { end, from_text: start.1, end_text, interval, range: Some(range) }
    }
}

/// The affected stretches of a range, lowest first, or the boundary that cannot be read.
fn read_range(range: &Range, scheme: Scheme) -> Result<Vec<Bound<'_>>, &str> {
    let events = sorted_events(range, scheme)?;
    let moments: Vec<_> = events.chunk_by(|a, b| a.0 == b.0).collect();
    let mut bounds = Vec::new();
    let mut open: Option<(Key, &str)> = None;
    for (number, events) in moments.iter().enumerate() {
        let (key, moment) = (&events[0].0, Moment::of(events));
        let begins = moment.introduced.map(|text| (key.clone(), text));
        open = match open {
            Some(start) if moment.ends() => {
                bounds.push(moment.end(&start, key, range));
                let is_ended = moments.get(number + 1).is_some_and(|next| Moment::of(next).ends());
                begins.filter(|_| moment.begins_again || is_ended)
            }
            Some(start) => Some(start),
            None => match begins {
                Some(start) if moment.ends() => {
                    bounds.push(moment.end(&start, key, range));
                    None
                }
                begins => begins,
            },
        };
    }
    bounds.extend(open.map(|(from, from_text)| Bound {
        end: End::Open,
        from_text,
        end_text: "",
        interval: Interval { from, to: None },
        range: Some(range),
    }));
    limit(&mut bounds, range, scheme)?;
    bounds.retain(|bound| bound.interval.to.as_ref().is_none_or(|to| bound.interval.from < *to));
    Ok(bounds)
}

/// Every event but limits with its key; those of one version stay in the order of the file.
fn sorted_events(range: &Range, scheme: Scheme) -> Result<Vec<(Key, &Event)>, &str> {
    let mut events = Vec::with_capacity(range.events.len());
    for event in &range.events {
        let key = match event {
            Event::Limit(_) => continue,
            Event::Introduced(text) if text == "0" => Key::ZERO,
            Event::Introduced(text) | Event::Fixed(text) | Event::LastAffected(text) => {
                boundary(text, scheme)?
            }
        };
        events.push((key, event));
    }
    crate::sort::by(&mut events, |a, b| a.0.cmp(&b.0));
    Ok(events)
}

/// Cuts the stretches at the highest limit.
fn limit<'a>(bounds: &mut [Bound<'a>], range: &'a Range, scheme: Scheme) -> Result<(), &'a str> {
    let mut highest: Option<(Key, &str)> = None;
    for event in &range.events {
        let Event::Limit(text) = event else { continue };
        if text == "*" {
            return Ok(());
        }
        let key = boundary(text, scheme)?;
        highest = Some((key, text.as_str())).max(highest);
    }
    let Some((limit, text)) = highest else { return Ok(()) };
    for bound in bounds {
        if bound.interval.to.as_ref().is_none_or(|to| limit < *to) {
            bound.interval.to = Some(limit.clone());
            (bound.end, bound.end_text) = (End::Limit, text);
        }
    }
    Ok(())
}

/// The key of a boundary; missing parts are zeros where a version must have three.
fn boundary(text: &str, scheme: Scheme) -> Result<Key, &str> {
    let padded = || {
        let parts = text.split('.').count();
        let is_short = parts < 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        is_short.then(|| format!("{text}{}", ".0".repeat(3 - parts)))
    };
    let key = scheme.key(text).ok();
    key.or_else(|| scheme.key(&padded()?).ok()).ok_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(events: Vec<Event>) -> Range {
        Range { kind: RangeKind::Semver, repo: None, events }
    }

    fn holds(range: &Range, version: u8) -> bool {
        let bounds = read_range(range, Scheme::Cargo).expect("readable");
        let key = Scheme::Cargo.key(&text(version)).expect("a version");
        bounds.iter().any(|bound| bound.row().contains(key.as_bytes()))
    }

    fn text(version: u8) -> String {
        format!("{version}.0.0")
    }

    /// The kind of an event and its version, 0 being the beginning of all.
    type Plain = (u8, u8);

    fn event((kind, version): Plain) -> Event {
        match (kind, version) {
            (0, 0) => Event::Introduced("0".to_owned()),
            (0, _) => Event::Introduced(text(version)),
            (1, _) => Event::Fixed(text(version)),
            (2, _) => Event::LastAffected(text(version)),
            _ => Event::Limit(text(version)),
        }
    }

    /// The pseudocode of the schema.
    fn by_the_letter(events: &[Plain], version: u8) -> bool {
        let mut limits = events.iter().filter(|(kind, _)| *kind == 3).peekable();
        if limits.peek().is_some() && !limits.any(|(_, limit)| version < *limit) {
            return false;
        }
        let mut sorted = events.to_vec();
        sorted.sort_by_key(|(_, at)| *at);
        sorted.iter().fold(false, |vulnerable, (kind, at)| match kind {
            0 => vulnerable || version >= *at,
            1 => vulnerable && version < *at,
            2 => vulnerable && version <= *at,
            _ => vulnerable,
        })
    }

    fn distinct() -> impl Strategy<Value = Vec<Plain>> {
        let versions = proptest::sample::subsequence((0..12).collect::<Vec<u8>>(), 0..8);
        let events = versions.prop_flat_map(|versions| {
            let kinds = proptest::collection::vec(0..4_u8, versions.len());
            kinds.prop_map(move |kinds| kinds.into_iter().zip(versions.clone()).collect())
        });
        events.prop_shuffle()
    }

    proptest! {
        #[test]
        fn follows_the_schema_where_no_two_events_share_a_version(events in distinct()) {
            let range = range(events.iter().copied().map(event).collect());
            for version in 0..13 {
                prop_assert_eq!(holds(&range, version), by_the_letter(&events, version));
            }
        }

        /// Touching stretches in any order hold what they hold one by one.
        #[test]
        fn the_order_of_touching_stretches_does_not_count(
            versions in proptest::sample::subsequence((1..12).collect::<Vec<u8>>(), 2..6),
            seed in any::<prop::sample::Index>(),
        ) {
            let mut stretches: Vec<_> = versions.windows(2).map(|pair| (pair[0], pair[1])).collect();
            let turn = seed.index(stretches.len());
            stretches.rotate_left(turn);
            let events = stretches.iter().flat_map(|(from, to)| [event((0, *from)), event((1, *to))]);
            let range = range(events.collect());
            for version in 0..13 {
                let expected = stretches.iter().any(|(from, to)| (*from..*to).contains(&version));
                prop_assert_eq!(holds(&range, version), expected);
            }
        }
    }

    #[test]
    fn events_of_one_version_begin_or_end_by_what_stands_around_them() {
        for (events, affected) in [
            (&[(0, 2), (1, 2)][..], &[][..]),
            (&[(1, 2), (0, 2)], &[]),
            (&[(0, 0), (1, 2), (0, 2), (1, 4)], &[0, 1, 2, 3]),
            (&[(0, 2), (1, 4), (0, 0), (1, 2)], &[0, 1, 2, 3]),
            (&[(0, 0), (0, 2), (1, 2)], &[0, 1]),
            (&[(0, 2), (2, 2)], &[2]),
            (&[(2, 2), (0, 2)], &[2]),
            (&[(0, 1), (1, 3), (0, 1), (1, 3)], &[1, 2]),
        ] {
            let range = range(events.iter().copied().map(event).collect());
            let held: Vec<_> = (0..6).filter(|version| holds(&range, *version)).collect();
            assert_eq!(held, affected, "{events:?}");
        }
    }
}
