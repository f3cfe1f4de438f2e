//! `mcpvet check`: which advisories apply.

use anstream::eprint;
use clap::Args;
use mcpvet::pack::Pack;
use mcpvet::policy::{Gate, Outcome, outcome};
use mcpvet::render;
use mcpvet::report::Report;
use mcpvet::{Options, Severity};

use crate::data::{self, DataArgs};
use crate::exit::{Exit, Failure};
use crate::inputs::InputArgs;
use crate::rules::RuleArgs;
use crate::terminal::TerminalArgs;

#[derive(Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    report: ReportArgs,
}

/// What becomes of a report: its form and its exit code.
#[derive(Clone, Args)]
pub(crate) struct ReportArgs {
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
    args.report.check_age(&pack)?;
    let loaded = args.inputs.load()?;
    let options = args.report.options()?;
    let report = mcpvet::check_with(&pack, &args.inputs.inputs(&loaded), &options);
    args.report.conclude(&report, terminal)
}

impl ReportArgs {
    /// The same, with JSON where another option asks for it.
    pub(crate) fn or_json(self, json: bool) -> Self {
        Self { json: self.json || json, ..self }
    }

    /// What the check is asked for.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        self.rules.options()
    }

    /// Whether the report goes to standard output as JSON.
    pub(crate) const fn is_json(&self) -> bool {
        self.json
    }

    /// Refuses a dataset that is older than the arguments allow.
    pub(crate) fn check_age(&self, pack: &Pack<'_>) -> Result<(), Failure> {
        self.max_data_age.map_or(Ok(()), |days| data::check_age(pack, days))
    }

    /// Shows a report and says how the run ended.
    pub(crate) fn conclude(
        &self,
        report: &Report,
        terminal: &TerminalArgs,
    ) -> Result<Exit, Failure> {
        let gate = Gate {
            fail_on: self.fail_on.0,
            fail_on_rule: self.rules.fail_on_rule(),
            fail_on_undecided: self.fail_on_undecided,
        };
        let exit = match outcome(report, gate) {
            Outcome::Clear => Exit::Clear,
            Outcome::Findings => Exit::Findings,
            Outcome::Unreadable => Exit::Usage,
            Outcome::Undecided => Exit::Undecided,
            Outcome::Nothing => Exit::Nothing,
        };
        if self.json {
            crate::print(&report.to_json())?;
            return Ok(exit);
        }
        eprint!("{}", render::terminal(report, terminal.style()));
        if exit != Exit::Clear {
            eprint!("exit {}: {}\n", exit as u8, exit.meaning());
        }
        Ok(exit)
    }
}
