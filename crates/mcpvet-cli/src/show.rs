//! `mcpvet show`: one advisory in its six parts, or all advisories about a package.

use std::fmt::Write as _;

use clap::Args;
use mcpvet::advisory::{Advisory, Affected};
use mcpvet::pack::{AdvisoryRow, Pack};
use mcpvet::render::plain;
use mcpvet::report::to_json;
use mcpvet::{Ecosystem, Input};

use crate::data::DataArgs;
use crate::exit::{Exit, Failure};

#[derive(Args)]
pub(crate) struct ShowArgs {
    /// The id or an alias of an advisory, or a package as name or ecosystem:name
    #[arg(value_name = "ID|PACKAGE")]
    what: String,
    /// Write the records as JSON: one object for an id, an array for a package
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &ShowArgs, data: &DataArgs) -> Result<Exit, Failure> {
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    if let Some(row) = pack.find_advisory(&args.what) {
        let advisory = read(&pack, row)?;
        crate::print(&if args.json { to_json(&advisory) } else { page(&advisory) })?;
        return Ok(Exit::Clear);
    }
    let rows = about_package(&pack, &args.what);
    if rows.is_empty() {
        return Err(Failure::Usage(format!(
            "the dataset has no advisory and no package '{}'",
            plain(&args.what)
        )));
    }
    let advisories = rows.into_iter().map(|row| read(&pack, row)).collect::<Result<Vec<_>, _>>()?;
    let pages = || advisories.iter().map(page).collect::<Vec<_>>().join("\n\n");
    crate::print(&if args.json { to_json(&advisories) } else { pages() })?;
    Ok(Exit::Clear)
}

/// Reads an ecosystem's name.
pub(crate) fn ecosystem(text: &str) -> Result<Ecosystem, String> {
    let names: Vec<_> = Ecosystem::all().map(Ecosystem::name).collect();
    Ecosystem::from_name(text).ok_or_else(|| format!("expected one of {}", names.join(", ")))
}

/// Rows as lines whose columns stand under each other; the last column is as long as it is.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> =
        (0..N).map(|column| if column + 1 == N { 0 } else { width(column) }).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{:width$}", plain(cell)));
        cells.collect::<Vec<_>>().join("  ")
    };
    rows.iter().map(line).collect()
}

fn read(pack: &Pack<'_>, row: AdvisoryRow<'_>) -> Result<Advisory, Failure> {
    let text = pack.document(row).unwrap_or_default();
    serde_json::from_str(text)
        .map_err(|error| Failure::Data(format!("the record {}: {error}", row.id())))
}

/// `what` is read as an entry of a list: a package URL, `npm:name`, `name@version`, or a bare name.
fn about_package<'a>(pack: &Pack<'a>, what: &str) -> Vec<AdvisoryRow<'a>> {
    let list = Input { format: Some("list"), bytes: what.as_bytes(), ..Input::default() };
    let read = mcpvet::inventory(&[list]);
    let named = read.results.iter().flat_map(|result| &result.packages).find_map(|package| {
        let ecosystem = Ecosystem::from_name(package.ecosystem?)?;
        pack.find(ecosystem, &package.name)
    });
    let packages = match named {
        Some(package) => vec![package],
        None => pack.find_all(what).collect(),
    };
    packages.iter().flat_map(|package| package.rows()).map(|row| row.advisory()).collect()
}

fn page(advisory: &Advisory) -> String {
    let mut page = format!("{}\n{}\n", plain(&advisory.summary), facts(advisory));
    let affected: Vec<_> = advisory.affected.iter().map(affected).collect();
    let affected =
        if affected.is_empty() { advisory.products.join("\n") } else { affected.join("\n") };
    let timeline: Vec<_> =
        advisory.timeline.iter().map(|entry| format!("{}  {}", entry.date, entry.event)).collect();
    for (title, text) in [
        ("What to do", advisory.remediation.as_str()),
        ("Impact", &advisory.impact),
        ("Affected versions", &affected),
        ("About these versions", advisory.note.as_deref().unwrap_or_default()),
        ("Timeline", &timeline.join("\n")),
        ("References", &advisory.references.join("\n")),
    ] {
        if !text.is_empty() {
            let lines = text
                .lines()
                .map(|line| format!("  {}", plain(line)))
                .collect::<Vec<_>>()
                .join("\n");
            let _ = write!(page, "\n{title}\n{lines}\n");
        }
    }
    page.trim_end().to_owned()
}

fn facts(advisory: &Advisory) -> String {
    let score = advisory
        .score
        .map(|tenths| format!(" {}.{}", tenths / 10, tenths % 10))
        .unwrap_or_default();
    let mut facts = vec![
        advisory.id.clone(),
        format!("{}{score}", advisory.severity.label()),
        advisory.component.name().to_owned(),
        advisory.category.clone(),
        format!("published {}", advisory.published),
    ];
    facts.extend(advisory.withdrawn.map(|day| format!("withdrawn {day}")));
    let ids = [advisory.aliases.as_slice(), &advisory.cwe].concat().join(", ");
    let lines = [facts.join(", "), ids];
    lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| plain(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The ranges in words, then the versions that are listed one by one.
fn affected(affected: &Affected) -> String {
    let listed = Some(affected.versions.join(", ")).filter(|text| !text.is_empty());
    let all: Vec<_> = affected.ranges.iter().map(ToString::to_string).chain(listed).collect();
    format!("{} {}: {}", affected.ecosystem.name(), affected.package, all.join("; "))
}
