//! `mcpvet disclosure`: what a coordinated disclosure owes, by when, and to whom.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use mcpvet::advisory::Date;
use mcpvet::disclosure::{Calendar, Case, Duty, Ledger, State, calendar_file, duties, problems};
use mcpvet::report::to_json;
use serde::Serialize;

use crate::data::today;
use crate::exit::{Exit, Failure};
use crate::show::columns;
use crate::{files, sdk};

#[derive(Args)]
pub(crate) struct DisclosureArgs {
    /// A TOML file of [[case]]; --new writes one to begin with
    #[arg(value_name = "FILE", required_unless_present = "new")]
    file: Option<PathBuf>,
    /// The day for which it is asked, instead of today in UTC
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// A TOML file with weekend = ["saturday", "sunday"] and holidays = [2026-12-25]
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    /// Write an iCalendar file of what is open
    #[arg(long, conflicts_with = "json")]
    ics: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// Write a file to begin with: a case of today with everything that a report has to say
    #[arg(long, conflicts_with_all = ["file", "ics", "json", "calendar"])]
    new: bool,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Answer<'c> {
    on: Date,
    cases: Vec<Line<'c>>,
    overdue: Vec<&'c Duty>,
    next: Vec<&'c Duty>,
    done: Vec<&'c Duty>,
}

/// A case in the answer.
#[derive(Serialize)]
struct Line<'c> {
    id: &'c str,
    title: &'c str,
    state: State,
    embargoed: bool,
    problems: Vec<String>,
}

pub(crate) fn run(args: &DisclosureArgs) -> Result<Exit, Failure> {
    let on = args.on.map_or_else(today, Ok)?;
    let Some(path) = args.file.as_ref().filter(|_| !args.new) else {
        return crate::print(&template(on)).map(|()| Exit::Clear);
    };
    let ledger: Ledger = files::toml(path)?;
    let calendar: Calendar = match &args.calendar {
        Some(path) => files::toml(path)?,
        None => Calendar::default(),
    };
    let mut owed = Vec::new();
    for case in &ledger.case {
        owed.extend(duties(case, tier(case)?, &calendar));
    }
    owed.sort_by_key(|duty| duty.due);
    if args.ics {
        // Its lines end with both signs, the last one too.
        return crate::print(calendar_file(&owed, on).trim_end_matches('\n')).map(|()| Exit::Clear);
    }
    let answer = Answer {
        on,
        cases: ledger.case.iter().map(|case| line(case, on)).collect(),
        overdue: owed.iter().filter(|duty| duty.is_overdue(on)).collect(),
        next: owed.iter().filter(|duty| duty.done.is_none() && !duty.is_overdue(on)).collect(),
        done: owed.iter().filter(|duty| duty.done.is_some()).collect(),
    };
    crate::print(&if args.json { to_json(&answer) } else { page(&answer) })?;
    let is_fine =
        answer.overdue.is_empty() && answer.cases.iter().all(|case| case.problems.is_empty());
    Ok(if is_fine { Exit::Clear } else { Exit::Findings })
}

/// The tier of the official SDK that a case names.
fn tier(case: &Case) -> Result<Option<u8>, Failure> {
    let Some(id) = &case.sdk else { return Ok(None) };
    let facts = sdk::facts()?;
    let found = facts.sdk(id).map(|sdk| sdk.tier);
    let ids: Vec<_> = facts.sdks.iter().map(|sdk| sdk.id.as_str()).collect();
    found.map(Some).ok_or_else(|| {
        let message =
            format!("case {}: no official SDK '{id}': expected one of {}", case.id, ids.join(", "));
        Failure::Usage(message)
    })
}

fn line(case: &Case, on: Date) -> Line<'_> {
    Line {
        id: &case.id,
        title: &case.title,
        state: case.state(),
        embargoed: case.is_embargoed(on),
        problems: problems(case),
    }
}

fn page(answer: &Answer<'_>) -> String {
    let cases: Vec<_> = answer
        .cases
        .iter()
        .map(|case| {
            let secrecy = if case.embargoed { "not public" } else { "public" };
            [case.id, case.state.label(), secrecy, case.title].map(str::to_owned)
        })
        .collect();
    let late = |duty: &Duty| format!("{} days late", answer.on.days_since(duty.due));
    let left = |duty: &Duty| format!("in {} days", duty.due.days_since(answer.on));
    let wrong: Vec<_> = answer
        .cases
        .iter()
        .flat_map(|case| case.problems.iter().map(|text| [case.id.to_owned(), text.clone()]))
        .collect();
    let mut page = columns(&cases).join("\n");
    for (title, lines) in [
        ("Overdue", rows(&answer.overdue, late)),
        ("To put right", columns(&wrong)),
        ("Next", rows(&answer.next, left)),
    ] {
        if !lines.is_empty() {
            let _ = write!(page, "\n\n{title} on {}", answer.on);
            lines.iter().for_each(|line| page += &format!("\n  {}", line.trim_end()));
        }
    }
    page + "\n\nDays are those of UTC; Saturdays and Sundays are no business days unless --calendar says so."
}

fn rows(duties: &[&Duty], when: impl Fn(&Duty) -> String) -> Vec<String> {
    let rows: Vec<_> = duties
        .iter()
        .map(|duty| {
            let owner = if duty.owner.is_empty() { "nobody yet" } else { &duty.owner };
            [
                duty.due.to_string(),
                when(duty),
                duty.case.clone(),
                duty.what.to_owned(),
                owner.to_owned(),
                duty.basis.clone(),
            ]
        })
        .collect();
    columns(&rows)
}

/// A case to fill in.
fn template(on: Date) -> String {
    let steps = mcpvet::disclosure::StepName::ALL.map(|step| {
        let name = step.label();
        format!(
            "\n[[case.step]]    # {}\nname = \"{name}\"\nowner = \"\"\n# due = {on}\n# done = {on}",
            step.task()
        )
    });
    format!(
        "[[case]]
id = \"{}-1\"
title = \"\"
received = {on}
# origin = \"audit\"         # report, unless an audit found it
# severity = \"high\"        # low, medium, high or critical, once it is known
# sdk = \"python\"           # when it is about an official SDK: its tier has duties
# embargo_until = {on}
# acknowledged = {on}
# evaluated = {on}
# told = {on}             # when the reporter heard of the fix
credit = \"unknown\"         # wanted or declined, once the reporter was asked

[case.report]
description = \"\"           # what is wrong
reproduction = \"\"          # how to see it, step by step
affected = \"\"              # which versions and components have it
impact = \"\"                # what an attacker gains, and from whom
fix = \"\"                   # how to repair or avoid it; may stay empty
{}",
        on.year(),
        steps.join("\n")
    )
}
