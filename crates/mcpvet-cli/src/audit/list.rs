//! `mcpvet audit list`: which audits are known, of what, and how much they found.

use std::path::PathBuf;

use clap::Args;
use mcpvet::audit::{Audit, Package};
use mcpvet::report::to_json;

use super::known::{Known, KnownArgs, or_nothing};
use crate::data::DataArgs;
use crate::exit::{Exit, Failure};
use crate::show::columns;

#[derive(Args)]
pub(crate) struct ListArgs {
    /// A database to list beside the audits of the dataset: a folder that holds audits/
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Only those of a package such as PyPI:dbt-mcp, or of a repository
    #[arg(long, value_name = "PACKAGE|URL")]
    of: Option<String>,
    #[command(flatten)]
    known: KnownArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &ListArgs, data: &DataArgs) -> Result<Exit, Failure> {
    let dataset = data.load()?;
    let known = Known::new(&dataset.pack()?, &args.known.and(args.folder.as_ref()))?;
    let audits = match &args.of {
        None => known.book.audits.iter().collect(),
        Some(what) => match Package::read(what) {
            Some(package) => known.book.about(package.ecosystem, &package.name, &known.links),
            None => known.of_repository(what),
        },
    };
    crate::print(&if args.json { to_json(&audits) } else { table(&audits) })?;
    Ok(or_nothing(audits.is_empty()))
}

fn table(audits: &[&Audit]) -> String {
    let row = |audit: &&Audit| {
        let packages: Vec<_> = audit.packages.iter().map(ToString::to_string).collect();
        let of = if packages.is_empty() { audit.repository.clone() } else { packages.join(", ") };
        [
            audit.id.date.to_string(),
            audit.id.auditor.clone(),
            of,
            audit.target(),
            audit.findings.to_string(),
        ]
    };
    let rows: Vec<_> = audits.iter().map(row).collect();
    if rows.is_empty() { "no audit is known".to_owned() } else { columns(&rows).join("\n") }
}
