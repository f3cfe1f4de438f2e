//! Files for programs, laid out as the API of osv.dev is: records by id, and lists to find them by.

use serde_json::{Value, json};

use crate::digest::{Digest, digest};
use crate::facet::FACETS;
use crate::job::Job;
use crate::osv;
use crate::package::slug;
use crate::site::{Site, last_change};

/// Every file of the API.
///
/// ```text
/// v1/vulns/GHSA-….json           one record
/// v1/all.json                    ids and last changes of all records
/// v1/modified.csv                the same, changed last first, as osv.dev writes it
/// v1/ecosystems.json             the ecosystems and how many records each has
/// v1/ecosystems/npm.json         ids and last changes of one ecosystem
/// packages/npm/NAME/osv.json     the records of one package: what a query by package answers
/// v1/audits.json                 the audits that are known
/// ```
pub(crate) fn jobs(site: &Site) -> Vec<Job<'_>> {
    [records, lists, ecosystems, packages, audits].into_iter().flat_map(|jobs| jobs(site)).collect()
}

/// The file of a record below the root of the site.
pub(crate) fn record(id: &str) -> String {
    format!("v1/vulns/{}.json", osv::id(id))
}

fn records(site: &Site) -> Vec<Job<'_>> {
    let entries = site.entries.iter();
    entries
        .map(|entry| {
            let make = || Ok(osv::text(&entry.advisory));
            Job::new(record(&entry.advisory.id), entry.digest, make)
        })
        .collect()
}

fn lists(site: &Site) -> Vec<Job<'_>> {
    let everything = site.digest_of(0..site.entries.len());
    let all: Vec<usize> = (0..site.entries.len()).collect();
    let csv = Job::new("v1/modified.csv", everything, || Ok(modified(site)));
    vec![Job::new("v1/all.json", everything, move || Ok(list(site, &all))), csv]
}

fn ecosystems(site: &Site) -> Vec<Job<'_>> {
    let values = FACETS.iter().zip(&site.facets).find(|(facet, _)| facet.slug == "ecosystem");
    let values = values.map(|(_, values)| values.as_slice()).unwrap_or_default();
    let of_each = values.iter().map(|value| {
        let path = format!("v1/ecosystems/{}.json", slug(&value.name));
        let sources = site.digest_of(value.members.iter().copied());
        Job::new(path, sources, || Ok(list(site, &value.members)))
    });
    let counts = values.iter().fold(Digest::default(), |all, value| {
        all.and_text(&value.name).and_text(&value.members.len().to_string())
    });
    let names = Job::new("v1/ecosystems.json", counts, || {
        let row = |value: &crate::facet::Value| {
            let file = format!("ecosystems/{}.json", slug(&value.name));
            json!({ "name": value.name, "count": value.members.len(), "file": file })
        };
        Ok(lines(&values.iter().map(row).collect::<Vec<_>>()))
    });
    of_each.chain([names]).collect()
}

fn packages(site: &Site) -> Vec<Job<'_>> {
    let packages = site.packages.iter();
    packages
        .map(|(key, members)| {
            let path = format!("{}osv.json", key.folder());
            let sources = site.digest_of(members.iter().copied());
            Job::new(path, sources, move || {
                let records: Vec<Value> = site.pick(members).map(osv::record).collect();
                Ok(format!("{}\n", json!({ "vulns": records })).into_bytes())
            })
        })
        .collect()
}

fn audits(site: &Site) -> Vec<Job<'_>> {
    let make = || {
        let rows = site.audits.all.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
        Ok(lines(&rows.map_err(std::io::Error::other)?))
    };
    vec![Job::new("v1/audits.json", digest(mcpvet_data::AUDITS.as_bytes()), make)]
}

fn list(site: &Site, members: &[usize]) -> Vec<u8> {
    let rows = site.pick(members).map(|advisory| {
        json!({
            "id": osv::id(&advisory.id),
            "modified": format!("{}T00:00:00Z", last_change(advisory)),
        })
    });
    lines(&rows.collect::<Vec<_>>())
}

/// A JSON array with a row a line, so that a difference of two lists is readable.
fn lines(rows: &[Value]) -> Vec<u8> {
    let rows: Vec<String> = rows.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", rows.join(",\n")).into_bytes()
}

/// `2025-09-01T00:00:00Z,GHSA-…`; a program that was here before reads until what it knows.
fn modified(site: &Site) -> Vec<u8> {
    let mut rows: Vec<_> = site.entries.iter().map(|entry| &entry.advisory).collect();
    rows.sort_by_key(|advisory| (std::cmp::Reverse(last_change(advisory)), &advisory.id));
    let line = |a: &&mcpvet::advisory::Advisory| {
        format!("{}T00:00:00Z,{}\n", last_change(a), osv::id(&a.id))
    };
    rows.iter().map(line).collect::<String>().into_bytes()
}
