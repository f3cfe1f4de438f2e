//! `mcpvet report new`: a private report that holds what its reader needs, and says where it goes.

use std::io::BufRead;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use mcpvet::Ecosystem;
use mcpvet::disclosure::{Letter, Report, target_of};
use mcpvet::repository::place;
use mcpvet::scope::Key;
use serde::Deserialize;

use crate::audit::{Known, KnownArgs};
use crate::data::DataArgs;
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
    #[arg(long, value_name = "URL", value_parser = repository)]
    repository: Option<String>,
    /// A package in place of its repository, such as PyPI:mcp, where the dataset knows whose it is
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

pub(crate) fn run(args: &ReportArgs, data: &DataArgs) -> Result<Exit, Failure> {
    let Command::New(args) = &args.command;
    let facts = sdk::facts()?;
    let mut letter = args.letter()?;
    if let Some((ecosystem, name)) = &args.package {
        letter.repository = repository_of(*ecosystem, name, data)?;
    }
    let target = target_of(&letter.repository, &facts);
    if let (None, Some(target)) = (letter.facts.get(Key::Target), target) {
        letter
            .facts
            .add(Key::Target, &target)
            .map_err(|error| Failure::Usage(error.to_string()))?;
    }
    if args.ask {
        anstream::eprintln!("One line each; a line that ends with \\ goes on.");
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

/// Where a package is made, as far as the dataset knows.
fn repository_of(ecosystem: Ecosystem, name: &str, data: &DataArgs) -> Result<String, Failure> {
    let dataset = data.load()?;
    let known = Known::new(&dataset.pack()?, &KnownArgs::default())?;
    let module = (ecosystem == Ecosystem::Go).then_some(name).and_then(place);
    let repository = known.links.repositories(ecosystem, name).next().map(str::to_owned);
    let url = repository.or(module).map(|place| format!("https://{place}"));
    url.ok_or_else(|| {
        Failure::Usage(format!("where {name} is made is not known: name its --repository"))
    })
}

/// Reads the URL of a repository.
fn repository(text: &str) -> Result<String, String> {
    let error = "expected a repository such as https://github.com/owner/name";
    place(text).map(|_| text.to_owned()).ok_or_else(|| error.to_owned())
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

/// Asks for every item that has no words yet; an empty line leaves it out. A line that ends with a
/// backslash goes on.
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
            while input.read_line(item)? > 0 && item.trim_end().ends_with('\\') {
                item.truncate(item.trim_end().len() - 1);
                item.push('\n');
            }
            item.truncate(item.trim_end().len());
        }
    }
    Ok(())
}
