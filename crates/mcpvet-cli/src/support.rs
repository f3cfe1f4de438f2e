//! `mcpvet support`: what a `SECURITY.md` says about versions, and what it leaves out.

use std::path::{Path, PathBuf};

use clap::Args;
use mcpvet::Ecosystem;
use mcpvet::advisory::Date;
use mcpvet::catalogue::{Catalogue, Support};
use mcpvet::render::plain;
use mcpvet::report::to_json;
use mcpvet::support::{Answer, Doubt, Plan, Policy, Question, Verdict, lint};

use crate::data::{DataArgs, today};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::show::columns;

#[derive(Args)]
// --version asks for a version of the project here.
#[command(disable_version_flag = true)]
pub(crate) struct SupportArgs {
    /// A SECURITY.md, or another text with a table of supported versions
    #[arg(value_name = "FILE", required_unless_present = "write")]
    file: Option<PathBuf>,
    /// Say whether this version is supported: exit code 1 when it is not, 4 when that is not told
    #[arg(long, value_name = "VERSION", conflicts_with_all = ["lint", "write"])]
    version: Option<String>,
    /// The package, where the table has a column of packages
    #[arg(long, requires = "version")]
    package: Option<String>,
    /// The newest release of a line, where the table does not say it; may be repeated
    #[arg(long, value_name = "VERSION", requires = "version")]
    latest: Vec<String>,
    /// Ask the dataset for the newest releases of ecosystem:name, such as PyPI:mcp
    #[arg(long, value_name = "ECOSYSTEM:NAME", requires = "version", value_parser = published)]
    published_as: Option<(Ecosystem, String)>,
    /// The day for which it is asked, instead of today
    #[arg(long, value_name = "DATE", requires = "version")]
    on: Option<Date>,
    /// Say what the policy leaves out; exit code 1 when it leaves out anything
    #[arg(long)]
    lint: bool,
    /// Write a table from a TOML file of [[line]] with versions, support, latest, until, package
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "lint"])]
    write: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// Reads `npm:name`.
pub(crate) fn published(text: &str) -> Result<(Ecosystem, String), String> {
    let (ecosystem, name) = Ecosystem::split_name(text)
        .ok_or("expected an ecosystem and a name, such as PyPI:mcp".to_owned())?;
    Ok((ecosystem, ecosystem.normalize(name).into_owned()))
}

pub(crate) fn run(args: &SupportArgs, data: &DataArgs) -> Result<Exit, Failure> {
    if let Some(path) = &args.write {
        let plan: Plan = files::toml(path)?;
        return crate::print(plan.markdown().trim_end()).map(|()| Exit::Clear);
    }
    let path = args.file.as_deref().unwrap_or(Path::new(""));
    let text = files::text(path)?;
    if args.lint {
        let found = lint(&text);
        let written = if args.json { to_json(&found) } else { doubts(path, &found) };
        crate::print(&written)?;
        return Ok(if found.is_empty() { Exit::Clear } else { Exit::Findings });
    }
    let policy = Policy::read(&text);
    if policy.rows().next().is_none() {
        let path = path.display();
        return Err(Failure::Usage(format!("{path}: no table of supported versions was found")));
    }
    let Some(version) = &args.version else {
        crate::print(&if args.json { to_json(&policy) } else { table(&policy) })?;
        return Ok(Exit::Clear);
    };
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let catalogue = pack.catalogue();
    let mut known: Vec<_> = args.latest.iter().map(String::as_str).collect();
    known.extend(latest(&catalogue, args));
    let question = Question {
        version,
        package: args.package.as_deref().unwrap_or_default(),
        known: &known,
        on: Some(args.on.map_or_else(today, Ok)?),
    };
    let answer = policy
        .answer(&question)
        .map_err(|error| Failure::Usage(format!("'{}': {error}", plain(version))))?;
    crate::print(&if args.json { to_json(&answer) } else { sentence(version, &answer) })?;
    Ok(match answer.verdict {
        Verdict::Supported | Verdict::SecurityOnly => Exit::Clear,
        Verdict::Ended => Exit::Findings,
        Verdict::IfNewest | Verdict::Unknown => Exit::Undecided,
    })
}

/// The newest releases that the dataset knows of a package.
fn latest<'a>(catalogue: &Catalogue<'a>, args: &SupportArgs) -> Vec<&'a str> {
    let Some((ecosystem, name)) = &args.published_as else { return Vec::new() };
    catalogue
        .lines(*ecosystem, name)
        .map(|line| line.latest)
        .filter(|text| !text.is_empty())
        .collect()
}

fn sentence(version: &str, answer: &Answer<'_>) -> String {
    let mut text = format!("{version} is {}", answer.verdict.title());
    if let Some(row) = answer.row {
        text += &format!("\n  line {}: {} is {}", row.line, row.versions.text, row.words);
    }
    if let Some(until) = answer.until {
        text += &format!("\n  until {until}");
    }
    if let Some(newest) = &answer.newest {
        text += &format!("\n  newest patch: {newest}");
    }
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

fn table(policy: &Policy) -> String {
    let rows: Vec<_> = policy
        .rows()
        .map(|row| {
            let bounds: Vec<_> = row
                .versions
                .bounds
                .iter()
                .map(|bound| format!("{} {}", bound.comparison, bound.version))
                .collect();
            [
                row.line.to_string(),
                row.package.clone(),
                row.versions.text.clone(),
                bounds.join(", "),
                row.support.map_or("?", Support::label).to_owned(),
                row.until.map(|day| format!("until {day}")).unwrap_or_default(),
                row.latest.clone(),
            ]
        })
        .collect();
    columns(&rows).iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

fn doubts(path: &Path, doubts: &[Doubt]) -> String {
    if doubts.is_empty() {
        return "nothing is left out".to_owned();
    }
    let rows: Vec<_> = doubts
        .iter()
        .map(|doubt| {
            let place = format!("{}:{}", path.display(), doubt.line);
            let kind = doubt.kind.label().to_owned();
            [place, doubt.rule.to_owned(), kind, doubt.message.clone()]
        })
        .collect();
    columns(&rows).join("\n")
}
