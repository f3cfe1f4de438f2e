//! `mcpvet formats`: what can be read.

use clap::Args;
use mcpvet::input::{FORMATS, Format};
use serde::Serialize;

use crate::exit::{Exit, Failure};

#[derive(Args)]
pub(crate) struct FormatsArgs {
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// A format as JSON.
#[derive(Serialize)]
struct Entry {
    id: &'static str,
    title: &'static str,
    file_names: &'static [&'static str],
}

pub(crate) fn run(args: &FormatsArgs) -> Result<Exit, Failure> {
    if args.json {
        let entry = |format: &Format| Entry {
            id: format.id,
            title: format.title,
            file_names: format.file_names,
        };
        let entries: Vec<_> = FORMATS.iter().map(entry).collect();
        crate::print(&mcpvet::report::to_json(&entries))?;
        return Ok(Exit::Clear);
    }
    let widest = FORMATS.iter().map(|format| format.id.len()).max().unwrap_or_default();
    let line = |format: &Format| format!("{:widest$}  {}", format.id, format.title);
    crate::print(&FORMATS.iter().map(line).collect::<Vec<_>>().join("\n"))?;
    Ok(Exit::Clear)
}
