//! `mcpvet-admin evaluate`: what OSV records say about versions, for people who check us.
//!
//! Reads records from a file (one record, an array of them, or JSON lines) or from all `*.json` of
//! a folder, and questions as JSON lines `{"id","ecosystem","name","version"}`. Each question comes
//! back with `verdict`, `range`, `event`, `explanation`, `severity` and `score`, or with `error`. A
//! question without `id` is answered once for every record that names the package, with the `id` of
//! the record. The severity is that of the package where the record rates packages apart.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::eprintln;
use mcpvet::Ecosystem;
use mcpvet::advisory::evaluate::{Evaluation, Question, Statement};
use mcpvet::advisory::{Advisory, osv};
use mcpvet::report::Verdict;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::severity::{self, Rating};

/// Answers the questions on standard input.
///
/// # Errors
///
/// When the records cannot be read, or the answers cannot be written.
pub fn run(records: &Path) -> io::Result<()> {
    let records = Records::read(records)?;
    records.complaints().for_each(|complaint| eprintln!("{complaint}"));
    stream(&records, io::stdin().lock(), io::stdout().lock())
}

/// Every record, found by its id and by its packages.
#[derive(Default)]
pub struct Records {
    all: Vec<Advisory>,
    by_id: HashMap<String, usize>,
    by_package: HashMap<(Ecosystem, String), Vec<usize>>,
    /// Records that break the schema, by their id.
    broken: HashMap<String, String>,
}

impl Records {
    /// Reads a file or a folder.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or holds text that is no JSON.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut records = Self::default();
        let files = if path.is_dir() { json_files(path)? } else { vec![path.to_owned()] };
        for file in files {
            records.read_file(&file).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", file.display()))
            })?;
        }
        records.index();
        Ok(records)
    }

    fn read_file(&mut self, path: &Path) -> io::Result<()> {
        let text = fs::read(path)?;
        // One value, or one a line: values follow each other in both.
        for value in serde_json::Deserializer::from_slice(&text).into_iter::<Value>() {
            match value? {
                Value::Array(values) => values.iter().for_each(|value| self.add(value)),
                value => self.add(&value),
            }
        }
        Ok(())
    }

    /// Keeps a record; of two with one id, the one that was changed last.
    fn add(&mut self, value: &Value) {
        match osv::read_value(value) {
            Ok(advisory) => match self.by_id.get(&advisory.id).map(|at| &mut self.all[*at]) {
                Some(known) if known.modified > advisory.modified => {}
                Some(known) => *known = advisory,
                None => {
                    self.by_id.insert(advisory.id.clone(), self.all.len());
                    self.all.push(advisory);
                }
            },
            Err(error) => {
                self.broken.insert(error.id.clone(), error.to_string());
            }
        }
    }

    fn index(&mut self) {
        for (at, advisory) in self.all.iter().enumerate() {
            for affected in &advisory.affected {
                let name = affected.ecosystem.normalize(&affected.package).into_owned();
                let records = self.by_package.entry((affected.ecosystem, name)).or_default();
                if records.last() != Some(&at) {
                    records.push(at);
                }
            }
        }
    }

    /// Records that could not be read, and what deserves a look in the others.
    fn complaints(&self) -> impl Iterator<Item = String> {
        let mut errors: Vec<_> =
            self.broken.values().map(|text| format!("error: {text}")).collect();
        errors.sort();
        let warnings = self.all.iter().flat_map(|advisory| {
            let unscored = severity::unreadable(advisory)
                .map(|(vector, why)| format!("the CVSS vector '{vector}' has no score: {why}"));
            let warnings = osv::warnings(advisory).into_iter().chain(unscored);
            warnings.map(|text| format!("warning: {}: {text}", advisory.id))
        });
        errors.into_iter().chain(warnings)
    }

    fn find(&self, id: &str) -> Result<usize, String> {
        match (self.by_id.get(id), self.broken.get(id)) {
            (Some(at), _) => Ok(*at),
            (None, Some(error)) => Err(error.clone()),
            (None, None) => Err(format!("there is no record '{id}'")),
        }
    }

    fn about(&self, ecosystem: Ecosystem, name: &str) -> &[usize] {
        let found = self.by_package.get(&(ecosystem, ecosystem.normalize(name).into_owned()));
        found.map_or(&[], Vec::as_slice)
    }
}

/// What records say about packages, each read and rated when it is first asked for.
struct Statements<'r> {
    records: &'r Records,
    read: HashMap<(usize, String, String), (Statement<'r>, Rating)>,
}

impl<'r> Statements<'r> {
    fn answer(&mut self, record: usize, question: &Question<'_>) -> Answer<'r> {
        let package = format!("{}:{}", question.ecosystem.name(), question.package);
        let advisory = &self.records.all[record];
        let (statement, rating) =
            self.read.entry((record, package, question.release.to_owned())).or_insert_with(|| {
                let statement = Statement::read(advisory, question);
                let rating = Rating::new(advisory, statement.cvss());
                (statement, rating)
            });
        Answer::new(statement.evaluate(question.version), Some(*rating))
    }
}

fn json_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(json_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// One line of the stream; other keys pass through unread.
#[derive(Deserialize)]
struct Asked<'a> {
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    ecosystem: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    version: Cow<'a, str>,
}

/// What is added to a line.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    explanation: String,
    /// None where no record answers.
    #[serde(flatten)]
    rating: Option<Rating>,
}

impl Answer<'_> {
    fn new(evaluation: Evaluation, rating: Option<Rating>) -> Self {
        let Evaluation { verdict, range, event, explanation } = evaluation;
        Self { id: None, verdict, range, event, explanation, rating }
    }
}

/// Answers every line, in the order of the lines.
///
/// # Errors
///
/// When a line cannot be read or an answer cannot be written.
pub fn stream(records: &Records, input: impl io::Read, output: impl Write) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut output = BufWriter::new(output);
    let mut statements = Statements { records, read: HashMap::new() };
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            answer(&mut statements, &mut output, line.trim_ascii())?;
        }
        line.clear();
        // Whoever waits for an answer before the next question gets it.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()
}

fn answer(statements: &mut Statements<'_>, output: &mut impl Write, line: &[u8]) -> io::Result<()> {
    let asked: Asked<'_> = match serde_json::from_slice(line) {
        Ok(asked) => asked,
        Err(error) => {
            let error = serde_json::json!({ "error": format!("not a question: {error}") });
            return writeln!(output, "{error}");
        }
    };
    match answers(statements, &asked) {
        Ok(answers) => answers.iter().try_for_each(|answer| write(output, line, answer)),
        Err(error) => write(output, line, &serde_json::json!({ "error": error })),
    }
}

/// Writes the asked object with more keys; it is valid and has keys, so it can be reopened before
/// its last brace.
fn write(output: &mut impl Write, line: &[u8], more: &impl Serialize) -> io::Result<()> {
    let more = serde_json::to_string(more)?;
    output.write_all(line[..line.len() - 1].trim_ascii_end())?;
    writeln!(output, ",{}", &more[1..])
}

fn answers<'r>(
    statements: &mut Statements<'r>,
    asked: &Asked<'_>,
) -> Result<Vec<Answer<'r>>, String> {
    let (ecosystem, release) = Ecosystem::split_name(&asked.ecosystem)
        .ok_or_else(|| format!("unknown ecosystem '{}'", asked.ecosystem))?;
    let question = Question { ecosystem, release, package: &asked.name, version: &asked.version };
    let records = statements.records;
    if let Some(id) = &asked.id {
        return Ok(vec![statements.answer(records.find(id)?, &question)]);
    }
    let about = records.about(ecosystem, &asked.name).iter();
    let mut answers: Vec<_> = about
        .map(|at| Answer { id: Some(&records.all[*at].id), ..statements.answer(*at, &question) })
        .collect();
    if answers.is_empty() {
        answers.push(nobody(asked, ecosystem));
    }
    Ok(answers)
}

fn nobody<'r>(asked: &Asked<'_>, ecosystem: Ecosystem) -> Answer<'r> {
    let explanation = format!("no record names {} of {}", asked.name, ecosystem.name());
    let verdict = Verdict::Unaffected;
    Answer { id: None, verdict, range: None, event: None, explanation, rating: None }
}

#[cfg(test)]
mod tests {
    use super::{Records, stream};

    fn records() -> Records {
        let mut records = Records::default();
        for id in ["X-1", "X-2"] {
            records.add(&serde_json::json!({ "id": id, "affected": [{
                "package": { "ecosystem": "PyPI", "name": "My_Pkg" },
                "ranges": [{ "type": "ECOSYSTEM", "events": [
                    { "introduced": "0" }, { "fixed": "1.24.0" }
                ]}]
            }]}));
        }
        records.add(&serde_json::json!({ "id": "X-3", "affected": 7 }));
        records.index();
        records
    }

    #[track_caller]
    fn asked(line: &str) -> String {
        let mut out = Vec::new();
        stream(&records(), line.as_bytes(), &mut out).expect("a buffer takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_line_comes_back_with_its_answer() {
        assert_eq!(
            asked(r#"{"id":"X-1", "ecosystem":"pypi","name":"my-pkg","version":"1.23.0" }"#),
            concat!(
                r#"{"id":"X-1", "ecosystem":"pypi","name":"my-pkg","version":"1.23.0","#,
                r#""verdict":"affected","range":"introduced 0, fixed 1.24.0","#,
                r#""event":"introduced 0","explanation":"1.23.0 is below the fix 1.24.0 "#,
                r#"and not below the introduction 0","severity":"unknown"}"#,
                "\n"
            )
        );
    }

    #[test]
    fn without_an_id_every_record_of_the_package_answers() {
        let answers = asked(r#"{"ecosystem":"PyPI","name":"my.pkg","version":"1.24"}"#);
        let ids: Vec<_> = answers.lines().map(|line| line.contains(r#""id":"X-"#)).collect();
        assert_eq!(ids, [true, true]);
        assert!(answers.contains(r#""explanation":"1.24 is not below the fix 1.24.0""#));
        let nobody = asked(r#"{"ecosystem":"PyPI","name":"other","version":"1"}"#);
        assert!(nobody.ends_with("\"explanation\":\"no record names other of PyPI\"}\n"));
    }

    #[test]
    fn the_severity_is_that_of_the_package_where_it_has_its_own() {
        let vector =
            |kind: &str, score: &str| serde_json::json!([{ "type": kind, "score": score }]);
        let package = |name: &str, severity: serde_json::Value| {
            let package = serde_json::json!({ "ecosystem": "npm", "name": name });
            serde_json::json!({ "package": package, "versions": ["1.0.0"], "severity": severity })
        };
        let mut records = Records::default();
        records.add(&serde_json::json!({
            "id": "X-1",
            "severity": vector("CVSS_V2", "AV:N/AC:L/Au:N/C:P/I:P/A:P"),
            "affected": [
                package("own", vector("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H")),
                package("none", serde_json::json!([])),
            ]
        }));
        records.add(&serde_json::json!({
            "id": "X-2",
            "severity": vector("Ubuntu", "medium"),
            "affected": [package("label", serde_json::json!(null))],
        }));
        records.index();
        for (name, severity) in [
            ("own", r#","severity":"critical","score":10}"#),
            ("none", r#","severity":"high","score":7.5}"#),
            ("label", r#","severity":"medium"}"#),
            ("unnamed", r#""explanation":"no record names unnamed of npm"}"#),
        ] {
            let line = format!(r#"{{"ecosystem":"npm","name":"{name}","version":"1.0.0"}}"#);
            let mut out = Vec::new();
            stream(&records, line.as_bytes(), &mut out).expect("a buffer takes everything");
            let answer = String::from_utf8(out).expect("UTF-8");
            assert!(answer.trim_end().ends_with(severity), "{answer}");
        }
    }

    #[test]
    fn what_cannot_be_answered_says_why() {
        for (line, error) in [
            ("nonsense", "not a question: "),
            (r#"{"id":"X-9","ecosystem":"npm","name":"a","version":"1"}"#, "there is no record"),
            (
                r#"{"id":"X-3","ecosystem":"npm","name":"a","version":"1"}"#,
                "X-3: affected: expected a list",
            ),
            (r#"{"ecosystem":"Nope","name":"a","version":"1"}"#, "unknown ecosystem 'Nope'"),
        ] {
            assert!(asked(line).contains(&format!("\"error\":\"{error}")), "{}", asked(line));
        }
    }
}
