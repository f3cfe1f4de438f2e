//! OSV records and what they say about versions, directly and through a compiled pack.
//!
//! A case is a folder with `record.json`, `questions.jsonl` and `expected.jsonl`, whose lines are
//! what `mcpvet-admin evaluate --osv record.json -` answers for people who check us.

// A run without the corpus must say so.
#![allow(clippy::print_stdout)]

use std::fs;
use std::path::Path;

use conformance::{expect, folders, root};
use mcpvet::Ecosystem;
use mcpvet::advisory::evaluate::{Evaluation, Question, Statement, evaluate};
use mcpvet::advisory::{Advisory, Affected, Date, Event, osv};
use mcpvet::pack::{Pack, Row, write};
use mcpvet::report::Verdict;
use mcpvet_admin::evaluate::{Records, stream};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    ecosystem: String,
    name: String,
    version: String,
}

#[test]
fn every_case_is_evaluated() {
    let folders = folders(&root().join("osv"));
    assert!(folders.len() >= 15, "found only {} cases", folders.len());
    for folder in folders {
        let records = Records::read(&folder.join("record.json")).expect("a record");
        let questions = fs::read(folder.join("questions.jsonl")).expect("questions");
        let mut answers = Vec::new();
        stream(&records, &*questions, &mut answers).expect("a buffer takes everything");
        let answers = String::from_utf8(answers).expect("UTF-8");
        expect(&folder.join("expected.jsonl"), &answers);
    }
}

#[test]
fn a_compiled_pack_says_what_the_record_says() {
    for folder in folders(&root().join("osv")) {
        let record = record(&folder);
        let built = Date::new(2026, 11, 20).expect("a day");
        let bytes = write(std::slice::from_ref(&record), "", built).expect("compiles");
        let pack = Pack::open(&bytes).expect("opens");
        // A pack does not know releases; those are asked for with the record itself.
        for asked in questions(&folder).iter().filter(|asked| !asked.ecosystem.contains(':')) {
            let (ecosystem, _) = Ecosystem::split_name(&asked.ecosystem).expect("an ecosystem");
            let packed = row_verdict(&pack, &record.id, ecosystem, &asked.name, &asked.version);
            let said = ask(&record, asked).verdict;
            assert_eq!(packed, said, "{}: {} {}", folder.display(), asked.name, asked.version);
        }
    }
}

fn record(folder: &Path) -> Advisory {
    let json = fs::read_to_string(folder.join("record.json")).expect("a record");
    osv::read(&json).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

fn questions(folder: &Path) -> Vec<Asked> {
    let lines = fs::read_to_string(folder.join("questions.jsonl")).expect("questions");
    lines.lines().map(|line| serde_json::from_str(line).expect("a question")).collect()
}

fn ask(record: &Advisory, asked: &Asked) -> Evaluation {
    let (ecosystem, release) = Ecosystem::split_name(&asked.ecosystem).expect("an ecosystem");
    let Asked { name, version, .. } = asked;
    evaluate(record, &Question { ecosystem, release, package: name, version })
}

/// Every record of a corpus at each of its own versions and boundaries; the corpus is no part of
/// the repository.
#[test]
fn a_corpus_compiles_to_the_same_verdicts() {
    let Some(corpus) = conformance::osv_corpus() else {
        println!("MCPVET_OSV_CORPUS is not set: no corpus was compiled");
        return;
    };
    let built = Date::new(2026, 11, 20).expect("a day");
    let bytes = write(&corpus, "", built).expect("compiles");
    let pack = Pack::open(&bytes).expect("opens");
    let mut pairs = 0;
    for record in &corpus {
        for affected in &record.affected {
            let (ecosystem, package) = (affected.ecosystem, &*affected.package);
            let question = Question { ecosystem, release: "", package, version: "" };
            let said = Statement::read(record, &question);
            for version in versions(affected) {
                let packed = row_verdict(&pack, &record.id, ecosystem, package, version);
                assert_eq!(packed, said.evaluate(version).verdict, "{} {version}", record.id);
                pairs += 1;
            }
        }
    }
    println!("{pairs} pairs of {} records", corpus.len());
}

fn versions(affected: &Affected) -> impl Iterator<Item = &str> {
    let events = affected.ranges.iter().flat_map(|range| &range.events);
    let boundaries = events.map(|event| match event {
        Event::Introduced(text)
        | Event::Fixed(text)
        | Event::LastAffected(text)
        | Event::Limit(text) => text.as_str(),
    });
    affected.versions.iter().map(String::as_str).chain(boundaries)
}

/// What one advisory of a pack says about a version.
fn row_verdict(
    pack: &Pack<'_>,
    id: &str,
    ecosystem: Ecosystem,
    name: &str,
    version: &str,
) -> Verdict {
    let known = pack.find(ecosystem, &ecosystem.normalize(name));
    let is_it = |row: &Row<'_>| row.advisory().id() == id;
    let Some(row) = known.and_then(|known| known.rows().find(is_it)) else {
        return Verdict::Unaffected;
    };
    let key = ecosystem.scheme().and_then(|scheme| scheme.key(version).ok());
    let is_held = key.as_ref().is_some_and(|key| {
        let mut rows = known.into_iter().flat_map(|known| known.rows_at(key.as_bytes()));
        rows.any(|row| is_it(&row))
    });
    match (is_held || row.lists(version), row.doubt()) {
        (true, _) => Verdict::Affected,
        (false, None) if key.is_some() || row.intervals().next().is_none() => Verdict::Unaffected,
        (false, _) => Verdict::Undecided,
    }
}
