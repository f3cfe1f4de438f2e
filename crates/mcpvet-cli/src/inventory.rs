//! `mcpvet inventory`: what was read, without asking any advisory.

use clap::{Args, ValueEnum};
use mcpvet::policy::{Outcome, inventory_outcome};
use mcpvet::render::{self, Stamp, cyclonedx};
use mcpvet::report::{InventoryReport, to_json};

use crate::exit::{Exit, Failure};
use crate::inputs::InputArgs;

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

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Text,
    Json,
    Cyclonedx,
}

pub(crate) fn run(args: &InventoryArgs) -> Result<Exit, Failure> {
    let loaded = args.inputs.load()?;
    let inventory = mcpvet::inventory(&args.inputs.inputs(&loaded));
    match args.output.unwrap_or(if args.json { Form::Json } else { Form::Text }) {
        Form::Json => crate::print(&to_json(&inventory))?,
        Form::Text => show(&inventory)?,
        Form::Cyclonedx => return bill(&inventory),
    }
    Ok(exit(&inventory))
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
