//! Command lines and what they start: `tests/launch/*.jsonl`, one file a family.
//!
//! A line is what `mcpvet resolve -` writes for it, so a file fed to that command comes back as it
//! is. The Node runner asks the same of the wasm module.

use std::fs;
use std::path::PathBuf;

use conformance::{expect, root};
use mcpvet::launch::{Dialect, Subject, resolve_argv, resolve_line};
use serde::{Deserialize, Serialize};

/// A command with its arguments, or a line of a shell.
#[derive(Deserialize, Serialize)]
struct Question {
    #[serde(skip_serializing_if = "Option::is_none")]
    argv: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shell: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    question: Question,
    subjects: Vec<Subject>,
}

impl Question {
    fn subjects(&self) -> Vec<Subject> {
        match (&self.argv, &self.line) {
            (Some(argv), None) => {
                resolve_argv(&argv.iter().map(String::as_str).collect::<Vec<_>>())
            }
            (None, Some(line)) => {
                let shell = self.shell.as_deref().and_then(Dialect::from_name).expect("a shell");
                resolve_line(line, shell)
            }
            _ => panic!("either argv or line"),
        }
    }
}

fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("launch")).expect("the folder");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

fn questions(text: &str) -> Vec<Question> {
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn every_line_has_its_subjects() {
    let mut count = 0;
    for file in files() {
        let text = fs::read_to_string(&file).expect("a text");
        let mut answers = String::new();
        for question in questions(&text) {
            let answer = Answer { subjects: question.subjects(), question };
            answers += &serde_json::to_string(&answer).expect("plain data");
            answers.push('\n');
            count += 1;
        }
        expect(&file, &answers);
    }
    assert!(count > 500, "only {count} lines");
}

/// `SECRETVALUE` stands where people put keys; no subject shows it.
#[test]
fn no_subject_shows_a_secret() {
    let mut planted = 0;
    for file in files() {
        for question in questions(&fs::read_to_string(&file).expect("a text")) {
            let asked = serde_json::to_string(&question).expect("plain data");
            let found = serde_json::to_string(&question.subjects()).expect("plain data");
            assert!(!found.to_ascii_lowercase().contains("secretvalue"), "{asked}: {found}");
            planted += usize::from(asked.contains("SECRETVALUE"));
        }
    }
    assert!(planted > 30, "only {planted} lines with a secret");
}

/// What a place names is what the subject says, when the line spells it out.
#[test]
fn places_lie_in_the_text() {
    for file in files() {
        for question in questions(&fs::read_to_string(&file).expect("a text")) {
            for subject in question.subjects() {
                let place = subject.location;
                let word = place.word.and_then(|word| question.argv.as_ref()?.get(word));
                let text = question.line.as_ref().or(word).expect("the text of a place");
                let units: Vec<_> = text.encode_utf16().collect();
                assert!(place.start <= place.end && place.end <= units.len(), "{subject:?}");
            }
        }
    }
}
