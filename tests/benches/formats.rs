//! How fast each format is read: its largest file of `tests/real`, repeated reads of the same text.
//!
//! Prints one Markdown row a format: bytes, time, and the rate against that of a scan for line
//! breaks. Texts below [`LEAST`] say nothing about a rate and are counted at the end.

// A terminal tool: what it prints is what it is for.
#![allow(clippy::print_stdout, dead_code)]

mod shared;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use conformance::{files_below, root};
use mcpvet::input::{FORMATS, Format, Inventory};
use shared::measure;

/// Bytes of a text that is worth measuring.
const LEAST: usize = 2_000;

fn main() {
    let mut largest: BTreeMap<&str, (usize, PathBuf)> = BTreeMap::new();
    for golden in files_below(&root().join("real"), ".packages") {
        let first = fs::read_to_string(&golden).expect("the file is committed");
        let id = first.lines().next().and_then(|line| line.strip_prefix("format "));
        let format = id.and_then(Format::by_id).expect("a format in the first line");
        let file = golden.with_extension("");
        let size = fs::metadata(&file).expect("the file is committed").len() as usize;
        let entry = largest.entry(format.id).or_default();
        if size > entry.0 {
            *entry = (size, file);
        }
    }
    println!("| format | kB | read in | MB/s | × a scan for line breaks |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let mut small = Vec::new();
    for format in FORMATS {
        match largest.get(format.id) {
            Some((size, file)) if *size >= LEAST => print(format, file),
            _ => small.push(format.id),
        }
    }
    println!("\nWithout a file of {LEAST} bytes: {}.", small.join(", "));
}

fn print(format: &Format, file: &PathBuf) {
    let bytes = fs::read(file).expect("the file is committed");
    let (text, _) = mcpvet::input::decode(&bytes);
    let runs = (200_000_000 / text.len().max(1)).clamp(10, 400);
    let read = measure(runs, || {
        let mut inventory = Inventory::default();
        (format.parse)(&text, &mut inventory);
        inventory.packages.len()
    });
    let scan = measure(runs, || memchr::memchr_iter(b'\n', text.as_bytes()).count());
    let seconds = read.least.as_secs_f64();
    println!(
        "| {} | {:.1} | {:.1?} | {:.0} | {:.1} |",
        format.id,
        text.len() as f64 / 1e3,
        read.least,
        text.len() as f64 / 1e6 / seconds,
        seconds / scan.least.as_secs_f64(),
    );
}
