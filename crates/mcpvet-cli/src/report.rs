//! `mcpvet report new`: a private report that holds what its reader needs, and says where it goes.

use std::io::BufRead;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use mcpvet::Ecosystem;
use mcpvet::disclosure::{Letter, Report, target_of};
use mcpvet::scope::Key;
use serde::Deserialize;

use crate::exit::{Exit, Failure};
use crate::scope::{self, FactArgs};
use crate::{files, sdk, support};

#[derive(Args)]
pub(crate) struct ReportArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a private report in Markdown; exit code 1 when something is missing from it
    New(Box<NewArgs>),
}

#[derive(Args)]
struct NewArgs {
    /// The repository of what is affected; it says where the report goes
    #[arg(long, value_name = "URL")]
    repository: Option<String>,
    /// A package of an official SDK in place of its repository, such as PyPI:mcp
    #[arg(long, value_name = "ECOSYSTEM:NAME", value_parser = support::published, conflicts_with = "repository")]
    package: Option<(Ecosystem, String)>,
    /// A TOML file with title, description, reproduction, affected, impact and fix
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// What it is, in one line
    #[arg(long)]
    title: Option<String>,
    /// Ask for what is missing, and for what the verdict needs
    #[arg(long)]
    ask: bool,
    #[command(flatten)]
    facts: FactArgs,
}

/// What a file can say.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Words {
    title: String,
    description: String,
    reproduction: String,
    affected: String,
    impact: String,
    fix: String,
}

pub(crate) fn run(args: &ReportArgs) -> Result<Exit, Failure> {
    let Command::New(args) = &args.command;
    let facts = sdk::facts()?;
    let mut letter = args.letter()?;
    if let Some((ecosystem, name)) = &args.package {
        let sdk = facts.sdk_of(*ecosystem, name).ok_or_else(|| {
            Failure::Usage(format!("{name} is of no official SDK: name its --repository"))
        })?;
        letter.repository.clone_from(&sdk.repository);
    }
    let target = target_of(&letter.repository, &facts);
    if let (None, Some(target)) = (letter.facts.get(Key::Target), target) {
        letter
            .facts
            .add(Key::Target, &target)
            .map_err(|error| Failure::Usage(error.to_string()))?;
    }
    if args.ask {
        let mut input = std::io::stdin().lock();
        ask(&mut letter, &mut input)?;
        letter.facts = scope::ask(&mut input, letter.facts)?;
    }
    crate::print(letter.markdown(&facts).trim_end())?;
    match letter.missing().as_slice() {
        [] => Ok(Exit::Clear),
        missing => {
            anstream::eprintln!("still to be written: {}", missing.join(", "));
            Ok(Exit::Findings)
        }
    }
}

impl NewArgs {
    fn letter(&self) -> Result<Letter, Failure> {
        let words: Words = match &self.from {
            Some(path) => files::toml(path)?,
            None => Words::default(),
        };
        let Words { title, description, reproduction, affected, impact, fix } = words;
        Ok(Letter {
            title: self.title.clone().unwrap_or(title),
            repository: self.repository.clone().unwrap_or_default(),
            report: Report { description, reproduction, affected, impact, fix },
            facts: self.facts.read()?,
        })
    }
}

/// Asks for every item that has no words yet; an empty line leaves it out.
fn ask(letter: &mut Letter, input: &mut impl BufRead) -> Result<(), Failure> {
    let report = &mut letter.report;
    for (question, item) in [
        ("What is it, in one line?", &mut letter.title),
        ("What is wrong?", &mut report.description),
        ("How is it seen, step by step?", &mut report.reproduction),
        ("Which versions and components have it?", &mut report.affected),
        ("What does an attacker gain, and from whom?", &mut report.impact),
        ("How could it be repaired? May stay empty.", &mut report.fix),
    ] {
        if item.trim().is_empty() {
            anstream::eprintln!("{question}");
            input.read_line(item)?;
            item.truncate(item.trim_end().len());
        }
    }
    Ok(())
}
