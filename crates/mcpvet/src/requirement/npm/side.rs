//! One side of `||`: words that must all hold, or `1.2 - 2.3.4`.

use super::Prereleases;
use super::comparator::{comparator, interval, without_star};
use super::partial::{Partial, partial};
use super::words::{join_operators, without_builds, without_gaps_behind};
use crate::requirement::Interval;
use crate::requirement::operator::Operator;
use crate::version::{Key, VersionError};

/// One side of `||`.
pub(super) struct Side {
    pub(super) interval: Interval,
    /// The numbers of the pre-releases that its comparators name.
    pub(super) prereleases: Vec<[u64; 3]>,
    /// No comparator says anything.
    pub(super) is_any: bool,
    /// A word could not be read.
    pub(super) has_gap: bool,
}

/// Reads one side of `||`; nothing if no word of it can be read.
pub(super) fn side(text: &str, prereleases: Prereleases) -> Result<Option<Side>, VersionError> {
    let text = without_builds(text.split_whitespace().collect::<Vec<_>>().join(" ").as_bytes());
    match hyphen_range(&text) {
        Some((from, to)) => Side::between(&from, &to, prereleases).map(Some),
        None => Side::of_words(&without_gaps_behind(&join_operators(&text)), prereleases),
    }
}

impl Side {
    fn of_words(text: &[u8], prereleases: Prereleases) -> Result<Option<Self>, VersionError> {
        let words: Vec<_> = text.split(|byte| *byte == b' ').map(without_star).collect();
        let words: Vec<_> = match text.is_empty() {
            true => Vec::new(),
            false => words.iter().map(|word| comparator(word)).collect(),
        };
        let has_gap = words.contains(&None);
        let mut side =
            Self { interval: Interval::ALL, prereleases: Vec::new(), is_any: true, has_gap };
        for (operator, version) in words.iter().flatten() {
            side.narrow(*operator, version, prereleases)?;
        }
        // npm loses a `*` between two words that it skips.
        let says_something = words.iter().flatten().any(|(operator, version)| {
            version.numbers[0].is_some() || matches!(operator, Operator::Below | Operator::Above)
        });
        let at_an_end = words.first() != Some(&None) || words.last() != Some(&None);
        Ok((says_something || at_an_end).then_some(side))
    }

    fn narrow(
        &mut self,
        operator: Operator,
        version: &Partial<'_>,
        prereleases: Prereleases,
    ) -> Result<(), VersionError> {
        // `>=0.0.0` says nothing.
        if operator == Operator::AtLeast && version.is_plain_zero() {
            return Ok(());
        }
        self.prereleases.extend(version.prerelease_of());
        let interval = interval(operator, version, prereleases)?;
        self.is_any &= interval == Interval::ALL;
        self.interval.narrow(interval);
        Ok(())
    }

    /// `from - to`: whole versions include the pre-releases of both ends in the intervals.
    fn between(
        from: &Partial<'_>,
        to: &Partial<'_>,
        prereleases: Prereleases,
    ) -> Result<Self, VersionError> {
        let whole_end = prereleases == Prereleases::Included && to.prerelease.is_empty();
        let end = match to.last_place() {
            None => None,
            Some(2) if !whole_end => Some(to.lowest(prereleases)?.successor()),
            Some(last) => Some(to.next(last)?),
        };
        let start = match from.last_place() {
            None => Key::ZERO,
            Some(_) if from.is_plain_zero() => Key::ZERO,
            Some(2) if prereleases == Prereleases::Included && from.prerelease.is_empty() => {
                from.floor()
            }
            Some(_) => from.lowest(prereleases)?,
        };
        let interval = Interval { from: start, to: end };
        Ok(Self {
            prereleases: from.prerelease_of().into_iter().chain(to.prerelease_of()).collect(),
            is_any: interval == Interval::ALL,
            interval,
            has_gap: false,
        })
    }
}

/// The two ends of `1.2 - 2.3.4`.
fn hyphen_range(text: &[u8]) -> Option<(Partial<'_>, Partial<'_>)> {
    let at = text.windows(3).position(|three| three == b" - ")?;
    Some((partial(&text[..at])?, partial(&text[at + 3..])?))
}
