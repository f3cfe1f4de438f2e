//! `mcpvet verify`: whether a repair worked, with evidence that can be looked at again later.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use mcpvet::advisory::Date;
use mcpvet::evidence::{Before, Evidence, InputDigest, State, Verification, Verified, verify};
use mcpvet::render::{plain, wrap};
use mcpvet::report::{Report, to_json};
use serde::Serialize;

use crate::both::{Both, read};
use crate::data::{self, DataArgs};
use crate::exit::{Exit, Failure};
use crate::inputs::InputArgs;
use crate::terminal::{TerminalArgs, indented};

#[derive(Args)]
pub(crate) struct VerifyArgs {
    /// A report of mcpvet check --json from before the repair; PATH is what it was about
    #[arg(long, value_name = "REPORT.json")]
    before: Option<PathBuf>,
    /// A file to write the evidence to
    #[arg(long, value_name = "EVIDENCE.json", requires = "before")]
    write: Option<PathBuf>,
    /// The day that stands in the evidence, instead of SOURCE_DATE_EPOCH or today in UTC
    #[arg(long, value_name = "DATE", requires = "write")]
    on: Option<Date>,
    /// Write JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    inputs: InputArgs,
}

/// A record that was looked at again.
#[derive(Serialize)]
struct Again {
    /// Whether every finding that was gone is gone.
    holds: bool,
    /// Whether the record is as it was written.
    sealed: bool,
    /// Inputs whose bytes are others than those of the record, or that were not given.
    changed_inputs: Vec<String>,
    /// Whether other advisories were asked.
    other_data: bool,
    #[serde(flatten)]
    result: Verification,
}

pub(crate) fn run(
    args: &VerifyArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    match &args.before {
        Some(before) => after(args, before, data, terminal),
        None => again(args, data, terminal),
    }
}

/// Holds a report from before against the inputs of today.
fn after(
    args: &VerifyArgs,
    before: &Path,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    let bytes = bytes(before)?;
    let report_before = Before::read(&bytes).map_err(|why| usage(before, &why))?;
    let claims = report_before.claims();
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let Both { report, inventory, digests } = read(&args.inputs, &pack, terminal, !args.json)?;
    let result = verify(&pack, &claims, &report, &inventory);
    let exit = exit(&result);
    if let Some(path) = &args.write {
        let made = data::day(args.on)?;
        let evidence =
            Evidence::new(made, (&report_before, &bytes), &report, digests, result.clone());
        std::fs::write(path, to_json(&evidence) + "\n")
            .map_err(|error| usage(path, &error.to_string()))?;
    }
    let text = |width| page(&result, &[asked(&report)], width);
    say(args, terminal, &result, text)?;
    Ok(exit)
}

/// Holds a record against the inputs of today.
fn again(args: &VerifyArgs, data: &DataArgs, terminal: &TerminalArgs) -> Result<Exit, Failure> {
    let (path, inputs) = args.inputs.split_first();
    if path == Path::new(".") {
        let message = "name a report with --before, or a record that verify --write has written";
        return Err(Failure::Usage(message.to_owned()));
    }
    let evidence = Evidence::read(&bytes(&path)?).map_err(|why| usage(&path, &why))?;
    let inputs = if inputs.is_empty() {
        let names = evidence.inputs.iter().map(|input| PathBuf::from(&input.name));
        // What is gone is told of by the findings, not by a failure.
        inputs.with(names.filter(|name| name.is_file()).collect())
    } else {
        inputs
    };
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let Both { report, inventory, digests } = match inputs.is_empty() {
        true => Both {
            report: mcpvet::check(&pack, &[]),
            inventory: mcpvet::inventory(&[]),
            digests: Vec::new(),
        },
        false => read(&inputs, &pack, terminal, !args.json)?,
    };
    let result = verify(&pack, &evidence.claims(), &report, &inventory);
    let again = Again {
        holds: evidence.is_sealed() && holds(&evidence.result, &result),
        sealed: evidence.is_sealed(),
        changed_inputs: changed(&evidence.inputs, &digests),
        other_data: evidence.after.digest != report.data.digest,
        result,
    };
    let text = |width| page(&again.result, &remarks(&evidence, &again, &report), width);
    say(args, terminal, &again, text)?;
    Ok(match exit(&again.result) {
        Exit::Clear | Exit::Nothing if !again.holds => Exit::Findings,
        exit => exit,
    })
}

/// Whether everything that was gone is still gone.
fn holds(then: &Verification, now: &Verification) -> bool {
    let pairs = then.findings.iter().zip(&now.findings);
    pairs.into_iter().all(|(then, now)| !then.state.is_closed() || now.state.is_closed())
}

/// The inputs of a record whose bytes are others now.
fn changed(then: &[InputDigest], now: &[InputDigest]) -> Vec<String> {
    let others = then.iter().filter(|input| !now.contains(input));
    others.map(|input| input.name.clone()).collect()
}

fn remarks(evidence: &Evidence, again: &Again, report: &Report) -> Vec<String> {
    let verdict = match (again.sealed, again.holds) {
        (false, _) => "The record was changed after it was written: it proves nothing".to_owned(),
        (true, true) => format!("What was recorded on {} still holds", evidence.made),
        (true, false) => format!("What was recorded on {} no longer holds", evidence.made),
    };
    let inputs = match again.changed_inputs.as_slice() {
        [] => "The inputs are the same, byte for byte".to_owned(),
        names => format!("Changed or not given since: {}", names.join(", ")),
    };
    let data = match again.other_data {
        true => format!("Asked then: {}", evidence.after.built),
        false => "The advisories are the same".to_owned(),
    };
    vec![verdict, inputs, data, asked(report)]
}

fn asked(report: &Report) -> String {
    format!("{} advisories of {}", report.data.advisories, report.data.built)
}

/// A finding that applies fails as one of a check does; one that cannot be checked is no success.
fn exit(result: &Verification) -> Exit {
    match result {
        _ if result.is_affected() => Exit::Findings,
        _ if result.is_open() => Exit::Undecided,
        _ if result.findings.is_empty() => Exit::Nothing,
        _ => Exit::Clear,
    }
}

fn say(
    args: &VerifyArgs,
    terminal: &TerminalArgs,
    answer: &impl Serialize,
    text: impl Fn(usize) -> String,
) -> Result<(), Failure> {
    match args.json {
        true => crate::print(&to_json(answer)),
        false if terminal.is_quiet() => Ok(()),
        false => crate::print(&text(terminal.style().width)),
    }
}

fn page(result: &Verification, remarks: &[String], width: usize) -> String {
    let mut page = plain(&result.sentence());
    for one in &result.findings {
        let _ = write!(page, "\n\n{}", plain(&head(one)));
        indented(&mut page, &one.why, 2, width);
        let (before, after) = (versions(&one.before), versions(&one.after));
        indented(&mut page, &format!("{}: {before}, now {after}", one.source), 2, width);
    }
    for one in &result.new {
        let _ = write!(page, "\n\n{}", plain(&format!("new  {} {}", one.package, one.id)));
        indented(&mut page, &format!("{}: {}", one.place, one.version), 2, width);
    }
    for remark in remarks {
        let lines = wrap(&plain(remark), width);
        let _ =
            write!(page, "\n{}{}", if remark == &remarks[0] { "\n" } else { "" }, lines.join("\n"));
    }
    page
}

fn head(one: &Verified) -> String {
    let shape = match one.state {
        State::StillAffected => "■",
        State::NotCheckable => "?",
        State::Fixed | State::Removed | State::Withdrawn => "✓",
    };
    format!("{shape} {}  {} {}", one.state.label(), one.package, one.id)
}

fn versions(all: &[String]) -> String {
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

/// A file that a program wrote, as long as an input may be.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    crate::discover::read_any(path).map_err(|error| usage(path, &error))
}

fn usage(path: &Path, why: &str) -> Failure {
    Failure::Usage(format!("{}: {why}", path.display()))
}
