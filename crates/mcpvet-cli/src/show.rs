//! `mcpvet show`: one advisory in its six parts, or all advisories about a package.

use std::fmt::Write as _;

use clap::Args;
use mcpvet::advisory::{Advisory, Affected};
use mcpvet::audit::{Audit, Package};
use mcpvet::pack::{AdvisoryRow, Pack, PackagePack};
use mcpvet::render::{plain, wrap};
use mcpvet::report::to_json;
use mcpvet::{Ecosystem, Input, tags};

use crate::audit::{Known, KnownArgs};
use crate::data::DataArgs;
use crate::exit::{Exit, Failure};

#[derive(Args)]
pub(crate) struct ShowArgs {
    /// The id or an alias of an advisory; a package as name, ecosystem:name or package URL; or the
    /// URL of a repository
    #[arg(value_name = "ID|PACKAGE|URL")]
    what: String,
    #[command(flatten)]
    known: KnownArgs,
    /// Write the records as JSON: one object for an id, an array for a package; audits come from
    /// audit list --json
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
    let known = Known::new(&pack, &args.known)?;
    let subject = Subject::read(&pack, &known, &args.what);
    let (rows, audits) = (subject.rows(&pack), subject.audits(&known));
    if rows.is_empty() && audits.is_empty() {
        return Err(Failure::Usage(format!(
            "the dataset has no advisory, no package and no audit '{}'",
            plain(&args.what)
        )));
    }
    let advisories = rows.into_iter().map(|row| read(&pack, row)).collect::<Result<Vec<_>, _>>()?;
    let pages = || {
        let pages = advisories.iter().map(page);
        pages.chain(section(&audits, subject.version.as_deref())).collect::<Vec<_>>().join("\n\n")
    };
    crate::print(&if args.json { to_json(&advisories) } else { pages() })?;
    Ok(Exit::Clear)
}

/// What is asked about: packages, or a repository and what it is published as.
struct Subject {
    what: String,
    packages: Vec<Package>,
    /// The version, where one is named.
    version: Option<String>,
}

impl Subject {
    /// Reads an entry of a list — a package URL, `npm:name`, `name@version` — a bare name, or the URL
    /// of a repository.
    fn read(pack: &Pack<'_>, known: &Known, what: &str) -> Self {
        let list = Input { format: Some("list"), bytes: what.as_bytes(), ..Input::default() };
        let listed = mcpvet::inventory(&[list]);
        let named = listed.results.iter().flat_map(|result| &result.packages).find_map(|package| {
            let ecosystem = Ecosystem::from_name(package.ecosystem?)?;
            Some((Package { ecosystem, name: package.name.clone() }, package.version.clone()))
        });
        let (named, version) = named.unzip();
        let is_known = |package: &Package| {
            pack.find(package.ecosystem, &package.name).is_some()
                || !known.book.about(package.ecosystem, &package.name, &known.links).is_empty()
        };
        let packages = match named.filter(is_known) {
            Some(package) => vec![package],
            None => namesakes(pack, known, what),
        };
        Self { what: what.to_owned(), packages, version: version.flatten() }
    }

    fn rows<'a>(&self, pack: &Pack<'a>) -> Vec<AdvisoryRow<'a>> {
        let found = self.packages.iter().filter_map(|one| pack.find(one.ecosystem, &one.name));
        found
            .flat_map(|package| package.rows().collect::<Vec<_>>())
            .map(|row| row.advisory())
            .collect()
    }

    fn audits<'k>(&self, known: &'k Known) -> Vec<&'k Audit> {
        let mut audits = known.of_repository(&self.what);
        for Package { ecosystem, name } in &self.packages {
            let more = known.book.about(*ecosystem, name, &known.links);
            let is_new = |audit: &&Audit| !audits.contains(audit);
            let more: Vec<_> = more.into_iter().filter(is_new).collect();
            audits.extend(more);
        }
        audits
    }
}

/// The packages of a bare name in any ecosystem, or those of a repository.
fn namesakes(pack: &Pack<'_>, known: &Known, what: &str) -> Vec<Package> {
    let package = |row: PackagePack<'_>| {
        Some(Package { ecosystem: row.ecosystem()?, name: row.name().to_owned() })
    };
    let found = pack.find_all(what).filter_map(package);
    let audited = known.book.audits.iter().flat_map(|audit| &audit.packages);
    let audited = audited.filter(|one| one.name == *one.ecosystem.normalize(what)).cloned();
    let mut all: Vec<_> = found.chain(audited).chain(known.links.packages(what)).collect();
    all.sort();
    all.dedup();
    all
}

/// What audits say about a package, for whoever looks at one version of it.
fn section(audits: &[&Audit], version: Option<&str>) -> Option<String> {
    if audits.is_empty() {
        return None;
    }
    let mut lines = vec!["Audits".to_owned()];
    for audit in audits {
        let packages: Vec<_> = audit.packages.iter().map(ToString::to_string).collect();
        let of = if packages.is_empty() { audit.repository.clone() } else { packages.join(", ") };
        lines.push(format!("  {}", plain(&of)));
        let asked = version.filter(|asked| audit.version.trim_start_matches('v') != *asked);
        let mut said = format!("{} by {}", audit.id.date, audit.id.auditor);
        if !audit.version.is_empty() && !audit.commit.is_empty() {
            let _ = write!(said, ", commit {}", audit.short_commit());
        }
        if let Some(asked) = asked {
            let _ = write!(said, "; you asked about {asked}");
        }
        for text in [audit.sentence(), said, audit.note.clone(), audit.url.clone()] {
            lines.extend(wrap(&plain(&text), 76).iter().map(|line| format!("    {line}")));
        }
    }
    Some(lines.join("\n"))
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

/// The record of an advisory.
pub(crate) fn read(pack: &Pack<'_>, row: AdvisoryRow<'_>) -> Result<Advisory, Failure> {
    let text = pack.document(row).unwrap_or_default();
    serde_json::from_str(text)
        .map_err(|error| Failure::Data(format!("the record {}: {error}", row.id())))
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
    let tags: Vec<_> = tags::of_advisory(advisory).iter().map(|tag| tag.id).collect();
    let lines = [facts.join(", "), ids, tags.join(", ")];
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
