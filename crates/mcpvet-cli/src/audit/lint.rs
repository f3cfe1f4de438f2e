//! `mcpvet audit lint`: a database, held against its rules.

use std::path::PathBuf;

use clap::Args;
use mcpvet::audit::{Level, Problem, lint};
use mcpvet::render::plain;
use mcpvet::report::to_json;

use super::database::Database;
use crate::exit::{Exit, Failure};
use crate::show::columns;

#[derive(Args)]
pub(crate) struct LintArgs {
    /// The root of the database: a folder that holds audits/
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &LintArgs) -> Result<Exit, Failure> {
    let database = Database::read(&args.folder)?;
    if database.is_empty() {
        return Ok(Exit::Nothing);
    }
    let problems = lint(&database.files());
    crate::print(&if args.json { to_json(&problems) } else { table(&problems) })?;
    let is_blocked = problems.iter().any(|problem| problem.level == Level::Blocking);
    Ok(if is_blocked { Exit::Findings } else { Exit::Clear })
}

/// What is wrong, below the file or folder in which it is: paths of a database are long.
fn table(problems: &[Problem]) -> String {
    let mut lines = Vec::new();
    for group in problems.chunk_by(|a, b| a.path == b.path) {
        lines.push(plain(&group[0].path));
        let rows: Vec<_> = group.iter().map(row).collect();
        lines.extend(columns(&rows).iter().map(|row| format!("  {row}")));
    }
    if lines.is_empty() { "no problem".to_owned() } else { lines.join("\n") }
}

fn row(problem: &Problem) -> [String; 4] {
    let level = if problem.level == Level::Blocking { "blocking" } else { "warning" };
    let line = problem.line.map(|line| format!("line {line}")).unwrap_or_default();
    [level.to_owned(), problem.rule.to_owned(), line, problem.message.clone()]
}
