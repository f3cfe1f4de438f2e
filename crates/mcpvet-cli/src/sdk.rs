//! `mcpvet sdk`: which official SDKs share a flaw, and how far each of them is.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use mcpvet::Input;
use mcpvet::advisory::Advisory;
use mcpvet::coordination::{
    Affair, Concern, Coordination, Doubt, Group, Row, State, concerns, doubts,
};
use mcpvet::pack::Pack;
use mcpvet::render::{plain, wrap};
use mcpvet::report::to_json;

use crate::data::DataArgs;
use crate::exit::{Exit, Failure};
use crate::show::{self, columns};

#[derive(Args)]
pub(crate) struct SdkArgs {
    /// A group such as dns-rebinding, or the id of an advisory in it
    #[arg(value_name = "GROUP")]
    group: Option<String>,
    /// Say which groups concern the official SDKs that this file names; exit code 1 when any does
    #[arg(long = "for", value_name = "FILE", conflicts_with_all = ["group", "lint"])]
    files: Vec<PathBuf>,
    /// Say what is left to coordinate; exit code 1 when anything is
    #[arg(long)]
    lint: bool,
    /// With --lint: how many days may lie between publications about one flaw
    #[arg(long, value_name = "DAYS", default_value_t = 30, requires = "lint")]
    days_apart: u32,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// The file of the dataset.
pub(crate) fn facts() -> Result<Coordination, Failure> {
    toml::from_str(mcpvet_data::COORDINATION).map_err(|error| Failure::Data(error.to_string()))
}

/// Every advisory of a pack.
pub(crate) fn advisories(pack: &Pack<'_>) -> Result<Vec<Advisory>, Failure> {
    pack.advisories().map(|row| show::read(pack, row)).collect()
}

pub(crate) fn run(args: &SdkArgs, data: &DataArgs) -> Result<Exit, Failure> {
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let facts = facts()?;
    let mut groups = facts.groups(&advisories(&pack)?);
    if !args.files.is_empty() {
        return concern(args, &pack, &facts, &groups);
    }
    if let Some(name) = &args.group {
        groups.retain(|group| group.id.eq_ignore_ascii_case(name) || group.holds(name));
        if groups.is_empty() {
            let message = format!("there is no group '{}'; mcpvet sdk lists them", plain(name));
            return Err(Failure::Usage(message));
        }
    }
    if args.lint {
        let found = doubts(&groups, args.days_apart);
        crate::print(&if args.json { to_json(&found) } else { lines(&found) })?;
        return Ok(if found.is_empty() { Exit::Clear } else { Exit::Findings });
    }
    let pages = || groups.iter().map(|group| page(group, &facts)).collect::<Vec<_>>().join("\n\n");
    crate::print(&match (args.json, &args.group) {
        (true, _) => to_json(&groups),
        (false, Some(_)) => pages(),
        (false, None) => matrix(&groups, &facts),
    })?;
    Ok(Exit::Clear)
}

/// One line a group, one column an SDK.
fn matrix(groups: &[Group], facts: &Coordination) -> String {
    let cell = |row: &Row| match row.state {
        State::Unknown => "?",
        State::NotAffected => "no",
        State::Affected => "OPEN",
        State::Fixed => "fixed",
    };
    let width = groups.iter().map(|group| group.id.len()).max().unwrap_or(0);
    let mut text = format!("{:width$}", "");
    facts.sdks.iter().for_each(|sdk| {
        let _ = write!(text, "  {:6}", short(&sdk.id));
    });
    for group in groups {
        let _ = write!(text, "\n{:width$}", plain(&group.id));
        group.rows.iter().for_each(|row| {
            let _ = write!(text, "  {:6}", cell(row));
        });
    }
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    format!(
        "{}\n\n? nobody has said, no: not affected, OPEN: affected without a recorded fix",
        lines.join("\n")
    )
}

/// A name that fits over a column.
fn short(id: &str) -> &str {
    match id {
        "typescript" => "ts",
        "csharp" => "c#",
        id => id,
    }
}

fn page(group: &Group, facts: &Coordination) -> String {
    let mut page = format!("{}\n{}\n", plain(&group.title), plain(&group.id));
    for line in wrap(&plain(&group.summary.replace('\n', " ")), 76) {
        let _ = writeln!(page, "  {line}");
    }
    let rows: Vec<_> = group.rows.iter().flat_map(|row| rows(row, facts)).collect();
    let _ = write!(page, "\n{}", columns(&rows).join("\n"));
    let statements = group.rows.iter().filter_map(|row| row.statement.as_ref());
    for statement in statements {
        let _ = write!(page, "\n\n{}: {}", statement.sdk, statement.state.label());
        for line in wrap(&plain(statement.reason.trim()), 76) {
            let _ = write!(page, "\n  {line}");
        }
        let _ = write!(page, "\n  {}", plain(&statement.source));
    }
    if !group.others.is_empty() {
        let others = plain(&group.others.join(", "));
        let _ = write!(page, "\n\nSame cause in other packages\n");
        let lines = wrap(&others, 76).into_iter().map(|line| format!("  {line}"));
        page += &lines.collect::<Vec<_>>().join("\n");
    }
    page
}

/// One line an advisory; one for an SDK without any.
fn rows(row: &Row, facts: &Coordination) -> Vec<[String; 6]> {
    let title = facts.sdk(&row.sdk).map_or(row.sdk.clone(), |sdk| sdk.title.clone());
    let state = row.state.label().to_owned();
    let cells = |published: String, severity: &str, id: &str, versions: String| {
        [title.clone(), state.clone(), published, severity.to_owned(), id.to_owned(), versions]
    };
    if row.advisories.is_empty() {
        let fixed = row.fixed().join(", ");
        return vec![cells("-".to_owned(), "-", "-", fixed)];
    }
    let lines = row.advisories.iter().map(|one| {
        let versions = if one.range.is_empty() { "versions not recorded" } else { &one.range };
        cells(one.published.to_string(), one.severity.label(), &one.id, versions.to_owned())
    });
    lines.collect()
}

fn lines(doubts: &[Doubt]) -> String {
    if doubts.is_empty() {
        return "nothing is left to coordinate".to_owned();
    }
    let rows: Vec<_> = doubts
        .iter()
        .map(|doubt| [doubt.group.clone(), doubt.kind.label().to_owned(), doubt.message.clone()])
        .collect();
    columns(&rows).join("\n")
}

fn concern(
    args: &SdkArgs,
    pack: &Pack<'_>,
    facts: &Coordination,
    groups: &[Group],
) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    for path in &args.files {
        let bytes = std::fs::read(path)
            .map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
        files.push((path.to_string_lossy(), bytes));
    }
    let inputs: Vec<_> = files
        .iter()
        .map(|(name, bytes)| Input { bytes, name: Some(name), ..Input::default() })
        .collect();
    let uses = facts.uses(&mcpvet::inventory(&inputs), &mcpvet::check(pack, &inputs));
    if uses.is_empty() {
        return Err(Failure::Usage("no package of an official SDK was read".to_owned()));
    }
    let found = concerns(groups, &uses);
    let text = || match found.as_slice() {
        [] => {
            let names: Vec<_> =
                uses.iter().map(|used| format!("{} {}", used.package, used.version)).collect();
            plain(&format!("no group concerns what is used: {}", names.join(", ")))
        }
        found => found.iter().map(story).collect::<Vec<_>>().join("\n\n"),
    };
    crate::print(&if args.json { to_json(&found) } else { text() })?;
    Ok(if found.is_empty() { Exit::Clear } else { Exit::Findings })
}

fn story(concern: &Concern) -> String {
    let rows: Vec<_> = concern.uses.iter().map(affair).collect();
    let lines = columns(&rows).into_iter().map(|line| format!("  {line}"));
    let head = format!("{}\n{}\n", plain(&concern.title), plain(&concern.group));
    head + &lines.collect::<Vec<_>>().join("\n")
}

fn affair(affair: &Affair) -> [String; 4] {
    let used = &affair.used;
    let fixed = affair.fixed.join(", ");
    let says = match (used.advisories.as_slice(), affair.state) {
        ([], State::Unknown) => "nobody has said whether it is affected: ask".to_owned(),
        ([], State::NotAffected) => "not affected".to_owned(),
        ([], _) => "no sibling applies to this version".to_owned(),
        (ids, _) if fixed.is_empty() => format!("{} applies; no fix is recorded", ids.join(", ")),
        (ids, _) => format!("{} applies; fixed in {fixed}", ids.join(", ")),
    };
    [used.sdk.clone(), format!("{} {}", used.package, used.version), used.place.clone(), says]
}
