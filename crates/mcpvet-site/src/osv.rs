//! An advisory as an OSV record, by the OSV schema 1.7.

use mcpvet::advisory::{Advisory, Affected, Date, Event, RangeKind};
use mcpvet::purl;
use serde_json::{Map, Value, json};

/// Where the schema of OSV files ids of databases that it does not list.
const PRIVATE: &str = "x_";

/// The record as indented JSON.
pub(crate) fn text(advisory: &Advisory) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&record(advisory)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The record.
pub(crate) fn record(advisory: &Advisory) -> Value {
    let mut record = json!({
        "schema_version": "1.7.3",
        "id": id(&advisory.id),
        "modified": instant(crate::site::last_change(advisory)),
        "published": instant(advisory.published),
        "aliases": ids(&advisory.aliases),
        "related": ids(&advisory.related),
        "summary": advisory.summary,
        "details": details(advisory),
        "severity": advisory.cvss.iter().filter_map(|vector| severity(vector)).collect::<Vec<_>>(),
        "affected": advisory.affected.iter().map(affected).collect::<Vec<_>>(),
        "references": references(advisory),
        "database_specific": database_specific(advisory),
    });
    if let (Some(day), Some(record)) = (advisory.withdrawn, record.as_object_mut()) {
        record.insert("withdrawn".to_owned(), instant(day).into());
    }
    record
}

/// Ids of our own stand under the prefix that the schema keeps for private databases.
pub(crate) fn id(id: &str) -> String {
    if id.starts_with("MCPVET-") { format!("{PRIVATE}{id}") } else { id.to_owned() }
}

fn ids(all: &[String]) -> Vec<String> {
    all.iter().map(|one| id(one)).collect()
}

fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn details(advisory: &Advisory) -> String {
    let note =
        advisory.note.as_deref().map(|note| format!("\n\n## About these versions\n\n{note}"));
    format!(
        "## Impact\n\n{}\n\n## What to do\n\n{}{}",
        advisory.impact,
        advisory.remediation,
        note.unwrap_or_default()
    )
}

fn severity(vector: &str) -> Option<Value> {
    let kinds = [("CVSS:4", "CVSS_V4"), ("CVSS:3", "CVSS_V3"), ("AV:", "CVSS_V2")];
    let (_, kind) = kinds.into_iter().find(|(start, _)| vector.starts_with(start))?;
    Some(json!({ "type": kind, "score": vector }))
}

fn affected(affected: &Affected) -> Value {
    let mut package = Map::new();
    package.insert("ecosystem".to_owned(), affected.ecosystem.name().into());
    package.insert("name".to_owned(), affected.package.clone().into());
    let purl = purl::write(affected.ecosystem, &affected.package, None);
    if !purl.is_empty() {
        package.insert("purl".to_owned(), purl.into());
    }
    let ranges = affected.ranges.iter().map(|range| {
        let kind = match range.kind {
            RangeKind::Ecosystem => "ECOSYSTEM",
            RangeKind::Semver => "SEMVER",
            RangeKind::Git => "GIT",
        };
        json!({ "type": kind, "events": range.events.iter().map(event).collect::<Vec<_>>() })
    });
    json!({
        "package": package,
        "ranges": ranges.collect::<Vec<_>>(),
        "versions": affected.versions,
    })
}

fn event(event: &Event) -> Value {
    let (name, version) = match event {
        Event::Introduced(version) => ("introduced", version),
        Event::Fixed(version) => ("fixed", version),
        Event::LastAffected(version) => ("last_affected", version),
        Event::Limit(version) => ("limit", version),
    };
    Value::Object([(name.to_owned(), version.clone().into())].into_iter().collect())
}

fn references(advisory: &Advisory) -> Vec<Value> {
    let kind = |url: &str| match url {
        _ if url.contains("/advisories/") || url.contains("nvd.nist.gov") => "ADVISORY",
        _ if url.contains("/commit/") || url.contains("/pull/") => "FIX",
        _ if url.contains("/issues/") => "REPORT",
        _ => "WEB",
    };
    let web = advisory.references.iter().filter(|url| url.starts_with("http"));
    web.map(|url| json!({ "type": kind(url), "url": url })).collect()
}

/// What OSV has no member for.
fn database_specific(advisory: &Advisory) -> Value {
    json!({
        "severity": advisory.severity.label().to_uppercase(),
        "kind": if advisory.severity.label() == "malware" { "malware" } else { "vulnerability" },
        "component": advisory.component.name(),
        "category": advisory.category,
        "sdk": advisory.sdk,
        "root_cause": advisory.root_cause,
        "transports": advisory.transports,
        "cwe_ids": advisory.cwe,
        "products": advisory.products,
        "timeline": advisory.timeline.iter().map(|entry| {
            json!({ "date": entry.date.to_string(), "event": entry.event })
        }).collect::<Vec<_>>(),
    })
}
