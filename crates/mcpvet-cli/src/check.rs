//! `mcpvet check`: which advisories apply.

use anstream::eprint;
use clap::Args;
use mcpvet::Severity;
use mcpvet::policy::{Gate, Outcome, outcome};
use mcpvet::render;
use mcpvet::report::Report;

use crate::data::{self, DataArgs};
use crate::exit::{Exit, Failure};
use crate::inputs::InputArgs;
use crate::rules::RuleArgs;
use crate::terminal::TerminalArgs;

#[derive(Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    inputs: InputArgs,
    /// Write the report as JSON to standard output
    #[arg(long)]
    json: bool,
    /// Lowest severity that fails: none, low, medium (moderate), high, critical, malware, or never
    #[arg(long, value_name = "SEVERITY", value_parser = threshold, default_value = "none", alias = "severity")]
    fail_on: Threshold,
    #[command(flatten)]
    rules: RuleArgs,
    /// Fail with 4 when a package is undecided or a part of an input was not read
    #[arg(long, alias = "fail-on-unknown")]
    fail_on_undecided: bool,
    /// Fail with 3 when the dataset is older than this many days
    #[arg(long, value_name = "DAYS")]
    max_data_age: Option<u32>,
}

/// The lowest severity that fails; `None` for never.
#[derive(Clone, Copy)]
struct Threshold(Option<Severity>);

fn threshold(text: &str) -> Result<Threshold, String> {
    match (text, Severity::from_label(text)) {
        ("never", _) => Ok(Threshold(None)),
        ("low", _) => Ok(Threshold(Some(Severity::Low))),
        (_, Some(severity)) if severity != Severity::Unknown => Ok(Threshold(Some(severity))),
        _ => Err("expected none, low, medium, high, critical, malware or never".to_owned()),
    }
}

pub(crate) fn run(
    args: &CheckArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    if let Some(days) = args.max_data_age {
        data::check_age(&pack, days)?;
    }
    let loaded = args.inputs.load()?;
    let options = args.rules.options()?;
    let report = mcpvet::check_with(&pack, &args.inputs.inputs(&loaded), &options);
    let gate = Gate {
        fail_on: args.fail_on.0,
        fail_on_rule: args.rules.fail_on_rule(),
        fail_on_undecided: args.fail_on_undecided,
    };
    let exit = match outcome(&report, gate) {
        Outcome::Clear => Exit::Clear,
        Outcome::Findings => Exit::Findings,
        Outcome::Unreadable => Exit::Usage,
        Outcome::Undecided => Exit::Undecided,
        Outcome::Nothing => Exit::Nothing,
    };
    show(args, &report, exit, terminal)?;
    Ok(exit)
}

fn show(
    args: &CheckArgs,
    report: &Report,
    exit: Exit,
    terminal: &TerminalArgs,
) -> Result<(), Failure> {
    if args.json {
        return crate::print(&report.to_json());
    }
    eprint!("{}", render::terminal(report, terminal.style()));
    if exit != Exit::Clear {
        eprint!("exit {}: {}\n", exit as u8, exit.meaning());
    }
    Ok(())
}
