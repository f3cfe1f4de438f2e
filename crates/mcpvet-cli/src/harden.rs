//! `mcpvet harden`: the fifty practices of hardening and the six basics, held against configurations
//! and lists; the rest as a checklist for people.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use mcpvet::harden::{
    Answers, Evidence, Hardening, Outcome, Sight, Status, assess, blank, csv, markdown,
};
use mcpvet::render::wrap;
use mcpvet::report::to_json;
use mcpvet::{Checked, Checker, Options};

use crate::data::DataArgs;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::inputs::{Answer, InputArgs, Source};
use crate::terminal::{TerminalArgs, indented};

#[derive(Args)]
pub(crate) struct HardenArgs {
    #[command(flatten)]
    inputs: InputArgs,
    /// A TOML file with what people say about practices; --new writes one to begin with
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Write a file of answers to begin with: every practice with its question
    #[arg(long, conflicts_with_all = ["answers", "output", "json"])]
    new: bool,
    /// The form of what is written
    #[arg(short, long, value_name = "FORM", default_value = "text", conflicts_with = "json")]
    output: Form,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Form {
    Text,
    Markdown,
    Csv,
    Json,
}

pub(crate) fn run(
    args: &HardenArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    if args.new {
        return crate::write(&blank()).map(|()| Exit::Clear);
    }
    let form = if args.json { Form::Json } else { args.output };
    let answers = answers(args)?;
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let options = Options::default();
    let checker = Checker::new(&pack, &options);
    let look = |source: Source<'_>| {
        Ok(Answer::Is(match source.error {
            Some(error) => (Checked::unread(&source.input, error.to_owned()), None),
            None => (checker.check(&source.input), Some(Sight::of(&pack, &source.input))),
        }))
    };
    let found = args.inputs.find()?.each(terminal, form == Form::Text, look)?;
    let found = found.into_iter().filter_map(|answer| match answer {
        Answer::Is(found) => Some(found),
        Answer::NotMeant | Answer::Unchanged => None,
    });
    let (checked, seen): (Vec<_>, Vec<_>) = found.unzip();
    let seen: Vec<_> = seen.into_iter().flatten().collect();
    let hardening = assess(&checker.report(checked), &seen, &answers);
    match form {
        Form::Json => crate::print(&to_json(&hardening))?,
        Form::Markdown => crate::write(&markdown(&hardening))?,
        Form::Csv => crate::write(&csv(&hardening))?,
        Form::Text if terminal.is_quiet() => {}
        Form::Text => crate::print(&page(&hardening, terminal.style().width))?,
    }
    let fails = hardening.outcomes().any(|outcome| outcome.status == Status::Fails);
    Ok(match (fails, hardening.notes.is_empty()) {
        (true, _) => Exit::Findings,
        (false, false) => Exit::Usage,
        (false, true) => Exit::Clear,
    })
}

fn answers(args: &HardenArgs) -> Result<Answers, Failure> {
    let Some(path) = &args.answers else { return Ok(Answers::default()) };
    let answers: Answers = files::toml(path)?;
    match answers.problems().as_slice() {
        [] => Ok(answers),
        problems => Err(Failure::Usage(format!("{}: {}", path.display(), problems.join("; ")))),
    }
}

/// The checklist for people: what fails with its evidence, everything else in a line or two.
fn page(hardening: &Hardening, width: usize) -> String {
    let mut page = wrap(&hardening.sentence(), width).join("\n");
    for (number, part) in hardening.sections.iter().enumerate() {
        let number = if number < 10 { format!("{} ", number + 1) } else { String::new() };
        let _ = write!(page, "\n\n{number}{}", part.title);
        part.practices.iter().for_each(|outcome| of_outcome(&mut page, outcome, width));
    }
    for note in &hardening.notes {
        let _ = write!(page, "\n\nNot read");
        indented(&mut page, &format!("{}: {}", note.source, note.message), 2, width);
    }
    page
}

fn of_outcome(page: &mut String, outcome: &Outcome, width: usize) {
    let _ = write!(page, "\n  {:<12}  {:<8}  ", outcome.status.label(), outcome.id);
    let lines = wrap(outcome.title, width.saturating_sub(TITLE).max(20));
    *page += &lines.join(&format!("\n{:TITLE$}", ""));
    if !outcome.looked_at.is_empty() {
        indented(page, &format!("looked at {}", outcome.looked_at), INDENT, width);
    }
    outcome.evidence.iter().for_each(|evidence| indented(page, &line(evidence), INDENT, width));
    if outcome.more > 0 {
        indented(page, &format!("and {} more", outcome.more), INDENT, width);
    }
    if matches!(outcome.status, Status::ForAPerson | Status::NotDecided) {
        indented(page, outcome.question, INDENT, width);
    }
    if let Some(answer) = &outcome.answer {
        let target = answer.target.map(|day| format!("by {day}"));
        let said = [answer.notes.clone(), answer.risk.clone(), target.unwrap_or_default()];
        let said: Vec<_> = said.into_iter().filter(|text| !text.is_empty()).collect();
        let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
        indented(page, &format!("answered{said}"), INDENT, width);
    }
}

/// Columns before the title of a practice.
const TITLE: usize = 26;
/// Columns before what is said about it.
const INDENT: usize = 16;

fn line(evidence: &Evidence) -> String {
    format!("{} {}", evidence.place(), evidence.words())
}
