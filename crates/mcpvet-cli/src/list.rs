//! `mcpvet list`: advisories by year, severity, component, ecosystem and kind of risk.

use clap::Args;
use mcpvet::advisory::Component;
use mcpvet::pack::{AdvisoryRow, Pack};
use mcpvet::report::to_json;
use mcpvet::tags::{self, Tag};
use mcpvet::{Ecosystem, Severity};
use serde::Serialize;

use crate::data::DataArgs;
use crate::exit::{Exit, Failure};
use crate::show;

#[derive(Args)]
pub(crate) struct ListArgs {
    /// Only those published in this year
    #[arg(long)]
    year: Option<u32>,
    /// Only those of this severity
    #[arg(long, value_parser = severity)]
    severity: Option<Severity>,
    /// Only those about this component: mcp-server, sdk, client, infrastructure, dependency, protocol
    #[arg(long, value_parser = component)]
    component: Option<Component>,
    /// Only those that name a package of this ecosystem, such as npm or PyPI
    #[arg(long, value_parser = show::ecosystem)]
    ecosystem: Option<Ecosystem>,
    /// Only those of a kind of risk: MCP-05, MCP-C02, supply-chain, risk/operational
    #[arg(long, value_parser = tag)]
    tag: Option<&'static Tag>,
    /// Write the list as JSON
    #[arg(long)]
    json: bool,
}

fn severity(text: &str) -> Result<Severity, String> {
    let labels: Vec<_> = Severity::ALL.iter().map(|severity| severity.label()).collect();
    Severity::from_label(text).ok_or_else(|| format!("expected one of {}", labels.join(", ")))
}

fn component(text: &str) -> Result<Component, String> {
    let names: Vec<_> = Component::ALL.iter().map(|component| component.name()).collect();
    Component::from_name(text).ok_or_else(|| format!("expected one of {}", names.join(", ")))
}

/// A kind of risk by its id.
pub(crate) fn tag(text: &str) -> Result<&'static Tag, String> {
    tags::by_id(text).ok_or_else(|| {
        let ids: Vec<_> = tags::all().map(|tag| tag.id).collect();
        format!("expected one of {}", ids.join(", "))
    })
}

/// One advisory in a list.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    aliases: Vec<&'a str>,
    published: String,
    severity: Severity,
    component: Component,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<String>,
}

pub(crate) fn run(args: &ListArgs, data: &DataArgs) -> Result<Exit, Failure> {
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let mut rows: Vec<_> = pack.advisories().rev().filter(|row| args.wants(row)).collect();
    if let Some(tag) = args.tag {
        rows = tagged(&pack, rows, tag)?;
    }
    let lines: Vec<_> = rows.into_iter().map(line).collect();
    match args.json {
        true => crate::print(&to_json(&lines))?,
        false if lines.is_empty() => anstream::eprintln!("no advisory fits"),
        false => crate::print(&table(&lines))?,
    }
    Ok(Exit::Clear)
}

impl ListArgs {
    fn wants(&self, row: &AdvisoryRow<'_>) -> bool {
        self.year.is_none_or(|year| row.published().is_some_and(|day| day.year() == year))
            && self.severity.is_none_or(|severity| row.severity() == severity)
            && self.component.is_none_or(|component| row.component() == component)
            && self.ecosystem.is_none_or(|ecosystem| row.is_about(ecosystem))
    }
}

/// Those whose records belong to a kind of risk.
fn tagged<'a>(
    pack: &Pack<'_>,
    rows: Vec<AdvisoryRow<'a>>,
    tag: &Tag,
) -> Result<Vec<AdvisoryRow<'a>>, Failure> {
    let mut kept = Vec::new();
    for row in rows {
        if tags::of_advisory(&show::read(pack, row)?).contains(&tag) {
            kept.push(row);
        }
    }
    Ok(kept)
}

fn line<'a>(row: AdvisoryRow<'a>) -> Line<'a> {
    Line {
        id: row.id(),
        aliases: row.aliases().collect(),
        published: row.published().map(|day| day.to_string()).unwrap_or_default(),
        severity: row.severity(),
        component: row.component(),
        summary: row.summary(),
        withdrawn: row.withdrawn().map(|day| day.to_string()),
    }
}

fn table(lines: &[Line<'_>]) -> String {
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let summary = match &line.withdrawn {
                Some(day) => format!("withdrawn {day}: {}", line.summary),
                None => line.summary.to_owned(),
            };
            [line.published.clone(), line.severity.label().to_owned(), line.id.to_owned(), summary]
        })
        .collect();
    show::columns(&rows).join("\n")
}
