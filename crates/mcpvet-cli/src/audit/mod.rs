//! `mcpvet audit`: audit records, listed, held against the rules of their database, or begun.

mod database;
mod known;
mod lint;
mod list;
mod new;

use clap::{Args, Subcommand};

use crate::data::DataArgs;
use crate::exit::{Exit, Failure};

pub(crate) use known::{Known, KnownArgs};

#[derive(Args)]
pub(crate) struct AuditArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the audits that the dataset knows, and those of a database
    List(list::ListArgs),
    /// Check every audit of a database; exit code 1 when one cannot be taken in
    Lint(lint::LintArgs),
    /// Begin an audit record with what is known; lint names what is still to be written
    New(new::NewArgs),
}

pub(crate) fn run(args: &AuditArgs, data: &DataArgs) -> Result<Exit, Failure> {
    match &args.command {
        Command::List(list) => list::run(list, data),
        Command::Lint(lint) => lint::run(lint),
        Command::New(new) => new::run(new),
    }
}
