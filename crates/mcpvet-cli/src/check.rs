//! `mcpvet check`: which advisories apply.

use anstream::eprint;
use clap::Args;
use clap::builder::PossibleValuesParser;
use mcpvet::pack::Pack;
use mcpvet::policy::{Gate, Outcome, outcome};
use mcpvet::render::{self, OUTPUTS, Output};
use mcpvet::report::Report;
use mcpvet::{Checked, Checker, Input, Options, Severity};

use crate::data::{self, DataArgs};
use crate::exit::{Exit, Failure};
use crate::inputs::{Answer, InputArgs, Inputs, Source, count};
use crate::rules::RuleArgs;
use crate::since::{Base, Before, Since};
use crate::terminal::{self, TerminalArgs};

#[derive(Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    inputs: InputArgs,
    /// Check only files that changed since this revision of Git, and say only what is new in them
    ///
    /// Compared is with the commit at which REV and HEAD parted; files that Git does not know are
    /// new. What an advisory or a rule says of an entry that was there before is left out and
    /// counted in a note; rules that compare files see those that changed. Needs git.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    since: Option<String>,
    /// Exit with 0 instead of 128 when there is nothing to check
    #[arg(long, alias = "allow-no-lockfiles")]
    allow_nothing: bool,
    #[command(flatten)]
    report: ReportArgs,
}

/// What becomes of a report: its form and its exit code.
#[derive(Clone, Args)]
pub(crate) struct ReportArgs {
    /// Write the report as JSON to standard output
    #[arg(long)]
    json: bool,
    /// Write the report to standard output in this form
    #[arg(short, long, short_alias = 'f', value_name = "FORM", value_parser = forms(), conflicts_with = "json")]
    output: Option<String>,
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

fn forms() -> PossibleValuesParser {
    PossibleValuesParser::new(OUTPUTS.iter().map(|output| output.id))
}

pub(crate) fn run(
    args: &CheckArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    args.report.check_age(&pack)?;
    let options = args.report.options()?;
    let policies = args.report.hold(&options)?;
    let inputs = args.inputs.find()?;
    let since = args.since.as_deref().map(Since::new).transpose()?;
    let base = since.as_ref().map(|since| open(since, &inputs)).transpose()?;
    let checker = Checker::new(&pack, &options);
    let work = |source: Source<'_>| check(&checker, since.as_ref(), &source);
    let answers = inputs.each(terminal, !args.report.is_data(), work)?;
    let account = inputs.account(&answers);
    let unchanged = answers.iter().filter(|it| matches!(it, Answer::Unchanged)).count();
    let parts = answers.into_iter().filter_map(|answer| match answer {
        Answer::Is(part) => Some(part),
        Answer::NotMeant | Answer::Unchanged => None,
    });
    let held = policies.len();
    let report = checker.report(parts.chain(policies));
    let changed = report.results.len() - held;
    let lists = changed + unchanged;
    let compared =
        since.iter().zip(&base).map(|(since, base)| compared(since, base.as_ref(), changed, lists));
    let asides: Vec<_> = compared.chain(account).collect();
    let exit = match args.report.exit(&report) {
        // A change that touches no list is as good as one that brings nothing.
        Exit::Nothing if args.allow_nothing || (since.is_some() && lists > 0) => Exit::Clear,
        exit => exit,
    };
    if report.results.is_empty() && !args.report.is_data() {
        return nothing(&inputs, unchanged, &asides, exit, terminal);
    }
    args.report.show(&report, &asides, exit, terminal)
}

/// Finds the commit that each argument is compared with, and gives the first.
fn open(since: &Since, inputs: &Inputs) -> Result<Option<Base>, Failure> {
    let bases: Result<Vec<_>, _> = inputs.roots().map(|root| since.open(root)).collect();
    Ok(bases?.into_iter().next())
}

fn check(
    checker: &Checker<'_>,
    since: Option<&Since>,
    source: &Source<'_>,
) -> Result<Answer<Checked>, Failure> {
    let Source { input, path, error } = source;
    if let Some(error) = error {
        return Ok(Answer::Is(Checked::unread(input, (*error).to_owned())));
    }
    let before = match (since, path) {
        (Some(since), Some(path)) => since.before(path, input.bytes)?,
        _ => Before::Nothing,
    };
    let check = |bytes| checker.check(&Input { bytes, ..*input });
    Ok(match before {
        Before::Same => Answer::Unchanged,
        Before::Nothing => Answer::Is(check(input.bytes)),
        Before::Other(then) => Answer::Is(check(input.bytes).without(&check(&then))),
    })
}

/// `2 of 37 dependency lists changed since main (4f2a91c03b)`.
fn compared(since: &Since, base: Option<&Base>, changed: usize, all: usize) -> String {
    let mut text = format!("{changed} of {} changed", count(all, "dependency list"));
    text += &format!(" since {}", since.revision());
    if let Some(base) = base {
        text += &format!(" ({:.10})", base.commit);
        if !base.is_common {
            text += ", itself: no commit is known from which it and HEAD come";
        }
    }
    text
}

/// Says that there was no list, or none that changed.
fn nothing(
    inputs: &Inputs,
    unchanged: usize,
    asides: &[String],
    exit: Exit,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    if terminal.is_quiet() {
        return Ok(exit);
    }
    let text = match unchanged {
        0 => format!(
            "No dependency list in {}: name a file, or - for standard input; mcpvet formats says \
             what can be read",
            inputs.places()
        ),
        _ => "No dependency list changed, so nothing was checked".to_owned(),
    };
    for line in render::wrap(&render::plain(&text), terminal.style().width) {
        eprint!("{line}\n");
    }
    show_asides(asides, terminal);
    say(exit);
    Ok(exit)
}

fn show_asides(asides: &[String], terminal: &TerminalArgs) {
    asides.iter().for_each(|text| eprint!("{}", terminal::aside(text, terminal.style())));
}

fn say(exit: Exit) {
    if exit != Exit::Clear {
        eprint!("exit {}: {}\n", exit as u8, exit.meaning());
    }
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

    /// What rules find in the security policies that were given.
    pub(crate) fn hold(&self, options: &Options) -> Result<Vec<Checked>, Failure> {
        self.rules.hold(&options.rules)
    }

    /// Whether the report is to be JSON.
    pub(crate) const fn is_json(&self) -> bool {
        self.json
    }

    /// Whether the report goes to standard output, for a program or a page to read.
    pub(crate) const fn is_data(&self) -> bool {
        self.json || self.output.is_some()
    }

    /// The form of the report on standard output, if it goes there.
    fn output(&self) -> Option<&'static Output> {
        let id = if self.json { Some("json") } else { self.output.as_deref() };
        id.and_then(Output::by_id)
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
        self.show(report, &[], self.exit(report), terminal)
    }

    /// How a run ends that has this report.
    fn exit(&self, report: &Report) -> Exit {
        let gate = Gate {
            fail_on: self.fail_on.0,
            fail_on_rule: self.rules.fail_on_rule(),
            fail_on_undecided: self.fail_on_undecided,
        };
        match outcome(report, gate) {
            Outcome::Clear => Exit::Clear,
            Outcome::Findings => Exit::Findings,
            Outcome::Unreadable => Exit::Usage,
            Outcome::Undecided => Exit::Undecided,
            Outcome::Nothing => Exit::Nothing,
        }
    }

    /// Shows a report with what there is to say beside it, and how the run ends.
    fn show(
        &self,
        report: &Report,
        asides: &[String],
        exit: Exit,
        terminal: &TerminalArgs,
    ) -> Result<Exit, Failure> {
        if let Some(output) = self.output() {
            crate::write(&output.write(report))?;
        } else if !terminal.is_quiet() {
            eprint!("{}", render::terminal(report, terminal.style()));
            show_asides(asides, terminal);
            say(exit);
        }
        Ok(exit)
    }
}
