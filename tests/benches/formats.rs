//! How fast each format is read: its largest file of `tests/real`, or of `tests/formats` where that
//! has none, repeated reads of the same text.
//!
//! Prints one Markdown row a format: bytes, time, and the rate against that of a scan for line
//! breaks. A text below [`LEAST`] says nothing about a rate: it is written down one after the other
//! until it has [`REPEATED`] bytes, if every copy then adds its packages; formats in which it does
//! not are named at the end. `cargo bench -p conformance --bench formats -- list` measures one.

// A terminal tool: what it prints is what it is for.
#![allow(clippy::print_stdout, dead_code)]

mod shared;

use std::collections::BTreeMap;
use std::fs;

use conformance::{cases, files_below, real_format, root};
use mcpvet::input::{FORMATS, Format, Inventory};
use shared::measure;

/// Bytes of a text that is worth measuring.
const LEAST: usize = 2_000;

/// Bytes of a text that was made of a smaller one.
const REPEATED: usize = 200_000;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let is_asked = |format: &Format| asked.is_empty() || asked.iter().any(|id| id == format.id);
    let texts = texts();
    println!("| format | kB | read in | MB/s | × a scan for line breaks |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let mut small = Vec::new();
    for format in FORMATS.iter().filter(|format| is_asked(format)) {
        let mut of_format = texts.get(format.id).into_iter().flatten().rev();
        match of_format.find_map(|text| measured(format, &text.bytes)) {
            Some((text, note)) => print(format, &text, &note),
            None => small.push(format.id),
        }
    }
    if !small.is_empty() {
        println!("\nWithout a text that can be measured: {}.", small.join(", "));
    }
}

/// A text of a format; those of real tools are worth more than larger ones.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sample {
    is_real: bool,
    size: usize,
    bytes: Vec<u8>,
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

/// The text to measure, and how often it was repeated.
fn measured(format: &Format, bytes: &[u8]) -> Option<(String, String)> {
    let (text, _) = mcpvet::input::decode(bytes);
    if text.len() >= LEAST {
        return Some((text.into_owned(), String::new()));
    }
    let times = REPEATED / text.len().max(1);
    let (once, repeated) = (packages(format, &text), text.repeat(times));
    let is_whole = once > 0 && packages(format, &repeated) == once * times;
    is_whole.then(|| (repeated, format!(" (one of {} B, {times} times)", text.len())))
}

fn packages(format: &Format, text: &str) -> usize {
    let mut inventory = Inventory::default();
    (format.parse)(text, &mut inventory);
    inventory.packages.len()
}

fn print(format: &Format, text: &str, note: &str) {
    let runs = (200_000_000 / text.len().max(1)).clamp(10, 400);
    let read = measure(runs, || packages(format, text));
    let scan = measure(runs, || memchr::memchr_iter(b'\n', text.as_bytes()).count());
    let seconds = read.least.as_secs_f64();
    println!(
        "| {}{note} | {:.1} | {:.1?} | {:.0} | {:.1} |",
        format.id,
        text.len() as f64 / 1e3,
        read.least,
        text.len() as f64 / 1e6 / seconds,
        seconds / scan.least.as_secs_f64(),
    );
}
