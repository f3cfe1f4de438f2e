//! `mcpvet respond`: a checklist for each finding, by role, with everything filled in that is known.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use mcpvet::render::{plain, wrap};
use mcpvet::report::{Report, to_json};
use mcpvet::respond::{Case, Knowledge, Line, issue, markdown, respond};
use serde::Serialize;

use crate::both::{Both, read};
use crate::data::DataArgs;
use crate::exit::{Exit, Failure};
use crate::inputs::InputArgs;
use crate::sdk;
use crate::terminal::{TerminalArgs, indented};

#[derive(Args)]
pub(crate) struct RespondArgs {
    #[command(flatten)]
    inputs: InputArgs,
    /// Only this advisory, by its id or an alias
    #[arg(long, value_name = "ID")]
    advisory: Option<String>,
    /// Only this package, by its name
    #[arg(long, value_name = "NAME")]
    package: Option<String>,
    /// Only the steps of this role
    #[arg(long)]
    role: Option<Role>,
    /// The form of what is written; github-issue has the title on its first line, then the body
    #[arg(short, long, value_name = "FORM", default_value = "text", conflicts_with = "json")]
    output: Form,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Role {
    #[value(alias = "security-team")]
    Security,
    Developer,
    #[value(alias = "organization")]
    Organisation,
}

impl Role {
    /// Its id in the playbook.
    const fn id(self) -> &'static str {
        match self {
            Self::Security => "security-team",
            Self::Developer => "developer",
            Self::Organisation => "organisation",
        }
    }
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Form {
    Text,
    Markdown,
    GithubIssue,
    Json,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Answer<'r> {
    tool: &'r mcpvet::report::Tool,
    data: &'r mcpvet::report::Data,
    cases: Vec<Case>,
    notes: &'r [mcpvet::report::ReportNote],
}

pub(crate) fn run(
    args: &RespondArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    let form = if args.json { Form::Json } else { args.output };
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let Both { report, inventory, .. } = read(&args.inputs, &pack, terminal, form == Form::Text)?;
    let groups = sdk::facts()?.groups(&sdk::advisories(&pack)?);
    let mut cases = respond(&report, &inventory, &Knowledge::new(&pack, groups));
    cases.retain(|case| args.wants(case));
    if let Some(role) = args.role {
        cases.iter_mut().for_each(|case| case.roles.retain(|duty| duty.id == role.id()));
    }
    let exit = exit(&cases, &report);
    match form {
        Form::Text if terminal.is_quiet() => {}
        Form::Text => crate::print(&page(&cases, &report, terminal.style().width))?,
        Form::Markdown => crate::write(&markdown(&cases, &asked(&report)))?,
        Form::GithubIssue => crate::write(&issue(&cases, &asked(&report)))?,
        Form::Json => {
            let Report { tool, data, notes, .. } = &report;
            crate::print(&to_json(&Answer { tool, data, cases, notes }))?;
        }
    }
    if form != Form::Json {
        anstream::eprint!("{}", mcpvet::render::terminal_notes(&report.notes));
    }
    Ok(exit)
}

impl RespondArgs {
    fn wants(&self, case: &Case) -> bool {
        self.advisory.as_ref().is_none_or(|id| case.is_named(id))
            && self.package.as_ref().is_none_or(|name| case.package.eq_ignore_ascii_case(name))
    }
}

/// As that of a check: what could apply is no failure, what was not read is one.
fn exit(cases: &[Case], report: &Report) -> Exit {
    let applies = |case: &Case| case.verdict == mcpvet::report::Verdict::Affected;
    match (report.summary.unread, report.summary.packages) {
        _ if cases.iter().any(applies) => Exit::Findings,
        (1.., _) => Exit::Usage,
        (_, 0) => Exit::Nothing,
        _ => Exit::Clear,
    }
}

fn asked(report: &Report) -> String {
    let (data, tool) = (&report.data, &report.tool);
    format!(
        "{} advisories of {}, {}, {} {}",
        data.advisories, data.built, data.digest, tool.name, tool.version
    )
}

fn page(cases: &[Case], report: &Report, width: usize) -> String {
    if cases.is_empty() {
        return plain(&format!("{}: no finding to respond to", mcpvet::render::sentence(report)));
    }
    let pages = cases.iter().map(|case| of_case(case, width));
    pages.collect::<Vec<_>>().join("\n\n")
}

fn of_case(case: &Case, width: usize) -> String {
    let mut page = plain(&case.title);
    indented(&mut page, &case.summary, 2, width);
    indented(&mut page, case.due, 2, width);
    for role in &case.roles {
        let _ = write!(page, "\n\n{}", role.title);
        for step in &role.steps {
            let _ = write!(page, "\n  [ ] {}", step.title);
            indented(&mut page, &step.text, 6, width);
            step.known.iter().for_each(|line| of_line(&mut page, line, width));
        }
    }
    page
}

/// A place or a text to copy stays on one line.
fn of_line(page: &mut String, line: &Line, width: usize) {
    let text = format!("{}: {}", line.label, line.text);
    match line.is_code {
        true => *page += &format!("\n      - {}", plain(&text)),
        false => {
            let lines = wrap(&plain(&text), width.saturating_sub(8).max(20));
            *page += &format!("\n      - {}", lines.join("\n        "));
        }
    }
}
