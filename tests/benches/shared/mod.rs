//! What the benchmarks share: the clock, the rows, and the peer that reads a lockfile.

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// The median and the least of several runs.
pub(crate) struct Measured {
    pub(crate) median: Duration,
    pub(crate) least: Duration,
}

/// Runs an act once unmeasured and then `runs` times.
pub(crate) fn measure<T>(runs: usize, mut act: impl FnMut() -> T) -> Measured {
    black_box(act());
    let mut times: Vec<_> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(act());
            start.elapsed()
        })
        .collect();
    times.sort();
    Measured { median: times[runs / 2], least: times[0] }
}

/// For acts too short for the clock: the time of one, measured over many.
pub(crate) fn measure_many<T>(mut act: impl FnMut() -> T) -> Measured {
    const TIMES: u32 = 10_000;
    let batch = measure(30, || {
        for _ in 0..TIMES {
            black_box(act());
        }
    });
    Measured { median: batch.median / TIMES, least: batch.least / TIMES }
}

pub(crate) fn row(what: &str, measured: &Measured, against: Option<(&str, &Measured)>) {
    let ratio = against.map_or_else(String::new, |(name, other)| {
        format!("{:.2} × {name}", measured.median.as_secs_f64() / other.median.as_secs_f64())
    });
    println!("| {what} | {:.2?} | {:.2?} | {ratio} |", measured.median, measured.least);
}

/// The peer: names and versions of a lockfile through serde_json, nothing kept but the version.
#[derive(Deserialize)]
pub(crate) struct Lockfile<'a> {
    #[serde(borrow)]
    pub(crate) packages: Entries<'a>,
}

pub(crate) struct Entries<'a>(pub(crate) Vec<(&'a str, Option<&'a str>)>);

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    version: Option<&'a str>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of packages")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, entry)) = map.next_entry::<&str, Entry<'_>>()? {
            entries.push((name, entry.version));
        }
        Ok(Entries(entries))
    }
}
