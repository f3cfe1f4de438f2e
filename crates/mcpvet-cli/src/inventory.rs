//! `mcpvet inventory`: what was read, without asking any advisory.

use clap::{Args, ValueEnum};
use mcpvet::policy::{Outcome, inventory_outcome};
use mcpvet::render::{self, Stamp, cyclonedx};
use mcpvet::report::{InventoryReport, to_json};

use crate::exit::{Exit, Failure};
use crate::inputs::{Answer, InputArgs, Source};
use crate::terminal::TerminalArgs;

#[derive(Args)]
pub(crate) struct InventoryArgs {
    #[command(flatten)]
    inputs: InputArgs,
    /// Write the inventory as JSON
    #[arg(long)]
    json: bool,
    /// The form of what is written; cyclonedx 1.6 is a bill of materials
    #[arg(short, long, value_name = "FORM", conflicts_with = "json")]
    output: Option<Form>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Form {
    Text,
    Json,
    Cyclonedx,
}

pub(crate) fn run(args: &InventoryArgs, terminal: &TerminalArgs) -> Result<Exit, Failure> {
    let form = args.output.unwrap_or(if args.json { Form::Json } else { Form::Text });
    let inputs = args.inputs.find()?;
    let answers =
        inputs.each(terminal, form != Form::Json, |source| Ok(Answer::Is(read(&source))))?;
    let account = inputs.account(&answers);
    let mut inventory = mcpvet::inventory(&[]);
    for answer in answers {
        if let Answer::Is(part) = answer {
            inventory.results.extend(part.results);
            inventory.notes.extend(part.notes);
        }
    }
    match form {
        Form::Json => crate::print(&to_json(&inventory))?,
        Form::Text => show(&inventory)?,
        Form::Cyclonedx => return bill(&inventory),
    }
    if let (Some(account), Form::Text, false) = (account, form, terminal.is_quiet()) {
        anstream::eprint!("{}", crate::terminal::aside(&account, terminal.style()));
    }
    Ok(exit(&inventory))
}

/// What one input names. An inventory compares no inputs, so that it can be put together.
fn read(source: &Source<'_>) -> InventoryReport {
    match source.error {
        None => mcpvet::inventory(&[source.input]),
        Some(error) => {
            let mut inventory = mcpvet::inventory(&[]);
            inventory.add_unread(&source.input, error.to_owned());
            inventory
        }
    }
}

/// Writes a bill of materials; it has no place for notes, so that they go to standard error.
pub(crate) fn bill(inventory: &InventoryReport) -> Result<Exit, Failure> {
    crate::print(&cyclonedx(inventory, &Stamp::default()))?;
    anstream::eprint!("{}", render::terminal_notes(&inventory.notes));
    Ok(exit(inventory))
}

fn exit(inventory: &InventoryReport) -> Exit {
    match inventory_outcome(inventory) {
        Outcome::Unreadable => Exit::Usage,
        Outcome::Nothing => Exit::Nothing,
        _ => Exit::Clear,
    }
}

/// The packages on standard output, the notes on standard error.
fn show(inventory: &InventoryReport) -> Result<(), Failure> {
    crate::print(&table(inventory))?;
    anstream::eprint!("{}", render::terminal_notes(&inventory.notes));
    Ok(())
}

/// One line a package: place, ecosystem, name, version or requirement.
fn table(inventory: &InventoryReport) -> String {
    let rows = inventory.results.iter().flat_map(|result| {
        result.packages.iter().map(move |package| {
            let version = package.version.as_ref().or(package.requirement.as_ref());
            [
                format!("{}:{}", result.source.name, package.location.line),
                package.ecosystem.unwrap_or("-").to_owned(),
                package.name.clone(),
                version.cloned().unwrap_or_else(|| "-".to_owned()),
            ]
        })
    });
    crate::show::columns(&rows.collect::<Vec<_>>()).join("\n")
}
