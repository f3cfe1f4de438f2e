//! How fast each format is read: its largest file of `tests/real`, or of `tests/formats` where that
//! has none, repeated reads of the same text.
//!
//! Prints one Markdown row a format: bytes, time, the rate against that of a scan for line breaks,
//! how long it takes to tell the format without a name, and how much of both and of what follows, up
//! to the report, is reading. Files of some formats are small, and what every read costs then counts
//! as well.
//! `cargo bench -p conformance --bench formats -- list` measures one.

// A terminal tool: what it prints is what it is for.
#![allow(clippy::print_stdout, dead_code)]

mod shared;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;

use conformance::{cases, files_below, real_format, root};
use mcpvet::input::{FORMATS, Format, Inventory, detect};
use mcpvet::pack::Pack;
use mcpvet::{Checker, Input, Options};
use shared::measure;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let is_asked = |format: &Format| asked.is_empty() || asked.iter().any(|id| id == format.id);
    let texts = texts();
    let (pack, options) = (Pack::bundled(), Options::default());
    let checker = Checker::new(&pack, &options);
    println!(
        "| format | kB | read in | MB/s | × a scan for line breaks | told in | share of a check |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for format in FORMATS.iter().filter(|format| is_asked(format)) {
        let mut of_format = texts.get(format.id).into_iter().flatten().rev();
        if let Some(sample) = of_format.find(|sample| packages(format, &sample.text()) > 0) {
            print(format, &sample.text(), &checker);
        }
    }
}

/// A text of a format; those of real tools are worth more than larger ones.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sample {
    is_real: bool,
    size: usize,
    bytes: Vec<u8>,
}

impl Sample {
    fn text(&self) -> Cow<'_, str> {
        mcpvet::input::decode(&self.bytes).0
    }
}

/// The texts of each format, the best one last.
fn texts() -> BTreeMap<&'static str, Vec<Sample>> {
    let mut texts: BTreeMap<&str, Vec<Sample>> = BTreeMap::new();
    let mut add = |format: &'static Format, is_real: bool, bytes: Vec<u8>| {
        texts.entry(format.id).or_default().push(Sample { is_real, size: bytes.len(), bytes });
    };
    for golden in files_below(&root().join("real"), ".packages") {
        let expected = fs::read_to_string(&golden).expect("the file is committed");
        let format = Format::by_id(real_format(&expected).0).expect("a format in the first line");
        add(format, true, fs::read(golden.with_extension("")).expect("the file is committed"));
    }
    for format in FORMATS {
        let folder = root().join("formats").join(format.id);
        let cases = if folder.is_dir() { cases(&folder) } else { Vec::new() };
        cases.into_iter().for_each(|case| add(format, false, case.bytes));
    }
    texts.values_mut().for_each(|texts| texts.sort());
    texts
}

fn packages(format: &Format, text: &str) -> usize {
    let mut inventory = Inventory::default();
    (format.parse)(text, &mut inventory);
    inventory.packages.len()
}

fn print(format: &Format, text: &str, checker: &Checker<'_>) {
    let runs = (200_000_000 / text.len().max(1)).clamp(10, 40_000);
    let read = measure(runs, || packages(format, text));
    let scan = measure(runs, || memchr::memchr_iter(b'\n', text.as_bytes()).count());
    let told = measure(runs / 10, || detect(text, None));
    let input = Input { bytes: text.as_bytes(), format: Some(format.id), ..Input::default() };
    let check = measure(runs / 10, || checker.check(&input));
    let seconds = read.least.as_secs_f64();
    println!(
        "| {} | {:.1} | {:.1?} | {:.0} | {:.1} | {:.1?} | {:.0} % |",
        format.id,
        text.len() as f64 / 1e3,
        read.least,
        text.len() as f64 / 1e6 / seconds,
        seconds / scan.least.as_secs_f64(),
        told.least,
        seconds / (told.least + check.least).as_secs_f64() * 100.0,
    );
}
