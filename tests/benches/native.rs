//! What the native library costs, beside what the same text costs others, in one run.
//!
//! Prints one Markdown row a measurement: what, median, least, and the ratio of the medians to the
//! row that it is measured against. `cargo xtask bench` prints the whole table.

// A terminal tool: what it prints is what it is for.
#![allow(clippy::print_stdout)]

mod shared;

use std::hint::black_box;

use conformance::lockfile::package_lock;
use conformance::osv_corpus;
use mcpvet::advisory::Date;
use mcpvet::input::{Format, Inventory};
use mcpvet::pack::{End, Pack, Row, write};
use mcpvet::requirement::{self, Interval, Intervals};
use mcpvet::version::{Key, Scheme};
use mcpvet::{Ecosystem, Input, check, inventory};
use serde::de::IgnoredAny;
use shared::{Lockfile, Measured, measure, measure_many, row};

const PACKAGES: usize = 15_000;

fn main() {
    let text = package_lock(PACKAGES);
    // The benchmark of the other surfaces reads the same text.
    if let Some(path) = std::env::var_os("MCPVET_BENCH_LOCKFILE") {
        std::fs::write(path, &text).expect("the lockfile can be written");
    }
    let pack = Pack::bundled();
    let input =
        [Input { name: Some("package-lock.json"), bytes: text.as_bytes(), ..Input::default() }];
    let named =
        format!("a {PACKAGES}-package package-lock.json ({:.1} MB)", text.len() as f64 / 1e6);

    let skip = measure(30, || serde_json::from_str::<IgnoredAny>(&text).is_ok());
    let stream =
        measure(30, || serde_json::from_str::<Lockfile<'_>>(&text).map(|lock| lock.packages.0));
    let parse = Format::by_id("package-lock").expect("a format").parse;
    let parsed = measure(30, || {
        let mut inventory = Inventory::default();
        parse(&text, &mut inventory);
        inventory.packages.len()
    });
    let whole = measure(30, || check(&pack, &input).summary.affected);
    let read = measure(30, || inventory(&input).results.len());
    row(&format!("serde_json skips {named}"), &skip, None);
    row(&format!("serde_json streams names and versions of {named}"), &stream, None);
    let peer = Some(("streaming serde_json", &stream));
    row(&format!("read the packages of {named}"), &parsed, peer);
    row(&format!("check {named}"), &whole, peer);
    row(&format!("inventory of {named}, with every place"), &read, peer);

    let bytes = mcpvet_bytes(&pack);
    row("open the bundled pack", &measure_many(|| Pack::open(black_box(&bytes)).is_ok()), None);
    row("verify the bundled pack (SHA-256)", &measure(30, || pack.verify().is_ok()), None);
    let miss =
        measure_many(|| pack.find(Ecosystem::Npm, black_box("left-pad-not-there")).is_none());
    row("look a package up that is not there", &miss, None);
    let key = Scheme::Npm.key("0.1.15").expect("a version");
    let hit = measure_many(|| {
        let found = pack.find(Ecosystem::Npm, black_box("mcp-remote")).expect("in the dataset");
        found.rows_at(key.as_bytes()).count()
    });
    row("look a package up that is there, and decide a version", &hit, Some(("a miss", &miss)));
    requirement(&pack, &hit);
    keys();
    corpus();
}

/// A requirement held against all advisories of a package, as the matcher does it.
fn requirement(pack: &Pack<'_>, exact: &Measured) {
    let npm = pack.packages().filter(|known| known.ecosystem() == Some(Ecosystem::Npm));
    let found = npm.max_by_key(|known| known.rows().count()).expect("in the dataset");
    let affected: Vec<_> = found.rows().map(|row| affected(&row)).collect();
    let read = measure_many(|| requirement::intervals(Scheme::Npm, black_box("^1.2.5")).is_ok());
    row("read the requirement ^1.2.5", &read, None);
    let set = requirement::intervals(Scheme::Npm, "^1.2.5").expect("a range");
    let against = measure_many(|| black_box(&set).intersection(black_box(&affected[0])).is_empty());
    row("a requirement against one advisory", &against, None);
    let whole = measure_many(|| {
        let set = requirement::intervals(Scheme::Npm, black_box("^1.2.5")).expect("a range");
        found.rows().filter(|row| !set.intersection(&self::affected(row)).is_empty()).count()
    });
    let what =
        format!("decide a requirement against all {} advisories of a package", affected.len());
    row(&what, &whole, Some(("an exact version", exact)));
}

fn affected(row: &Row<'_>) -> Intervals {
    let intervals = row.intervals().map(|interval| Interval {
        from: Key::from_bytes(interval.from),
        to: (interval.end != End::Open).then(|| Key::from_bytes(interval.to)),
    });
    Intervals::union(intervals.collect())
}

/// Dense versions of 64 characters: what the key of each costs, and comparing two of them.
fn keys() {
    for scheme in Scheme::ALL {
        let version = dense(scheme);
        let encode = measure_many(|| scheme.key(black_box(&version)).is_ok());
        row(&format!("the {scheme:?} key of `{version}`"), &encode, None);
    }
    let key = |end: &str| Scheme::SemVer.key(&dense(Scheme::SemVer).replace("11", end));
    let (a, b) = (key("11").expect("a version"), key("12").expect("a version"));
    row("compare two of its keys", &measure_many(|| black_box(&a) < black_box(&b)), None);
}

fn dense(scheme: Scheme) -> String {
    let (start, unit) = match scheme {
        Scheme::Pep440 => ("1.2.3rc1+", "a.1."),
        Scheme::Maven => ("1.2-", "foo1-"),
        Scheme::RubyGems | Scheme::Packagist => ("1.2.3-b", ".1"),
        Scheme::Hackage | Scheme::Cran => ("1", ".1"),
        Scheme::Debian | Scheme::Rpm => ("1:1.2.3-", "a1."),
        Scheme::Alpine => ("1.2.3", "_p1"),
        _ => ("1.2.3-", "a.1."),
    };
    let mut version = start.to_owned() + &unit.repeat(64);
    version.truncate(62);
    version.truncate(version.trim_end_matches(|end: char| !end.is_ascii_digit()).len());
    while version.len() < 64 {
        version.push('1');
    }
    version
}

/// All records of a corpus of OSV in one pack: how long it takes, how large it is, how fast it
/// answers.
fn corpus() {
    let Some(records) = osv_corpus() else {
        println!(
            "| compile a corpus of OSV records | | | not measured: MCPVET_OSV_CORPUS is not set |"
        );
        return;
    };
    let built = Date::new(2026, 11, 20).expect("a day");
    let bytes = write(&records, "", built).expect("compiles");
    let named = format!("a pack of {} OSV records", records.len());
    let mega = |bytes: usize| format!("{:.1} MB", bytes as f64 / 1e6);
    let compile = measure(5, || write(&records, "", built).map(|bytes| bytes.len()));
    let pack = Pack::open(&bytes).expect("opens");
    let size = format!("{}, index {}", mega(bytes.len()), mega(pack.index_len()));
    row(&format!("compile {named} ({size})"), &compile, None);
    row(&format!("open {named}"), &measure_many(|| Pack::open(black_box(&bytes)).is_ok()), None);
    let key = Scheme::Pep440.key("4.2").expect("a version");
    let hit = measure_many(|| {
        let found = pack.find(Ecosystem::PyPI, black_box("django")).expect("in the corpus");
        found.rows_at(key.as_bytes()).count()
    });
    row(&format!("look django up in {named}, and decide a version"), &hit, None);
}

/// The bytes of the bundled dataset, from the file that the crate embeds.
fn mcpvet_bytes(pack: &Pack<'_>) -> Vec<u8> {
    let path = conformance::root().join("../crates/mcpvet-data/advisories.pack");
    let bytes = std::fs::read(path).expect("the pack is committed");
    assert_eq!(Pack::open(&bytes).map(|read| read.data()), Ok(pack.data()));
    bytes
}
