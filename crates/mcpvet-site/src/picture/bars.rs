//! Advisories per month as bars.

use std::collections::BTreeMap;

use mcpvet::advisory::Date;

/// A bar and the gap behind it, in pixels.
const STEP: usize = 16;
const BAR: usize = 12;
const HEIGHT: usize = 64;

/// A chart to draw.
pub(crate) struct Bars {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) bar: usize,
    pub(crate) bars: Vec<Bar>,
    /// Where a year begins, and which.
    pub(crate) years: Vec<(usize, u32)>,
    /// The month with the most.
    pub(crate) most: (String, usize),
}

/// One month.
pub(crate) struct Bar {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) height: usize,
    /// As `2025-12`.
    pub(crate) month: String,
    pub(crate) count: usize,
}

impl Bars {
    /// The months from the first to the last of these days; nothing where they are all of one month.
    pub(crate) fn of(days: impl Iterator<Item = Date>) -> Option<Self> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for day in days {
            *counts.entry(month_number(day)).or_default() += 1;
        }
        let (first, last) = (*counts.keys().next()?, *counts.keys().next_back()?);
        if first == last {
            return None;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count).map(|(m, c)| (name(*m), *c))?;
        let months = first..=last;
        let bar = |(at, month): (usize, u32)| {
            let count = counts.get(&month).copied().unwrap_or_default();
            let height = (count * HEIGHT).div_ceil(most.1);
            Bar { x: at * STEP, y: HEIGHT - height, height, month: name(month), count }
        };
        let years = months.clone().enumerate().filter(|(at, month)| *at == 0 || month % 12 == 0);
        let years = drop_crowded(years.map(|(at, month)| (at * STEP, month / 12)).collect());
        Some(Self {
            width: months.clone().count() * STEP,
            height: HEIGHT,
            bar: BAR,
            bars: months.enumerate().map(bar).collect(),
            years,
            most,
        })
    }
}

/// A year that begins less than three bars after the start of the chart leaves no room for the one before.
fn drop_crowded(mut years: Vec<(usize, u32)>) -> Vec<(usize, u32)> {
    if years.len() > 1 && years[1].0 < 3 * STEP {
        years.remove(0);
    }
    years
}

fn month_number(day: Date) -> u32 {
    day.year() * 12 + day.number() / 100 % 100 - 1
}

fn name(month: u32) -> String {
    format!("{}-{:02}", month / 12, month % 12 + 1)
}

#[cfg(test)]
mod tests {
    use super::Bars;

    #[test]
    fn months_without_an_advisory_have_their_place() {
        let days = ["2025-11-03", "2026-01-01", "2026-01-31"].map(|day| day.parse().unwrap());
        let bars = Bars::of(days.into_iter()).unwrap();
        let months: Vec<_> = bars.bars.iter().map(|bar| (bar.month.as_str(), bar.count)).collect();
        assert_eq!(months, [("2025-11", 1), ("2025-12", 0), ("2026-01", 2)]);
        assert_eq!(bars.most, ("2026-01".to_owned(), 2));
        assert_eq!(bars.years, [(32, 2026)]);
    }
}
