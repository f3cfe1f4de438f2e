//! `mcpvet audit`: audit records, held against the rules of their database.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use mcpvet::audit::{File, Level, lint};
use mcpvet::report::to_json;

use crate::exit::{Exit, Failure};
use crate::show::columns;

#[derive(Args)]
pub(crate) struct AuditArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check every audit below a folder that holds audits/; exit code 1 when one cannot be taken in
    Lint {
        /// The root of the database
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Write JSON
        #[arg(long)]
        json: bool,
    },
}

pub(crate) fn run(args: &AuditArgs) -> Result<Exit, Failure> {
    let Command::Lint { folder, json } = &args.command;
    let mut texts = Vec::new();
    read(folder, &folder.join("audits"), &mut texts)?;
    if texts.is_empty() {
        return Ok(Exit::Nothing);
    }
    let files: Vec<_> = texts.iter().map(|(path, text)| File { path, text }).collect();
    let problems = lint(&files);
    let rows: Vec<_> = problems
        .iter()
        .map(|problem| {
            let level = if problem.level == Level::Blocking { "blocking" } else { "warning" };
            [level.to_owned(), problem.path.clone(), problem.message.clone()]
        })
        .collect();
    let text = if rows.is_empty() { "no problem".to_owned() } else { columns(&rows).join("\n") };
    crate::print(&if *json { to_json(&problems) } else { text })?;
    let is_blocked = problems.iter().any(|problem| problem.level == Level::Blocking);
    Ok(if is_blocked { Exit::Findings } else { Exit::Clear })
}

/// The texts below a folder, in the order of their paths; links are not followed.
fn read(root: &Path, folder: &Path, texts: &mut Vec<(String, String)>) -> Result<(), Failure> {
    let failure = |error: std::io::Error| Failure::Usage(format!("{}: {error}", folder.display()));
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failure)? {
        entries.push(entry.map_err(failure)?);
    }
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(failure)?;
        if kind.is_dir() {
            read(root, &path, texts)?;
        } else if kind.is_file() {
            let name = path.strip_prefix(root).unwrap_or(&path);
            let bytes = std::fs::read(&path).map_err(failure)?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            texts.push((name.to_string_lossy().replace('\\', "/"), text));
        }
    }
    Ok(())
}
