//! The files for programs: OSV records by the rules of the OSV schema, and lists that agree with them.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::built::{self, dataset, files, json as read, record};

/// Prefixes of ids that the schema knows and the dataset uses; `x_` is that of private databases.
const PREFIXES: &[&str] = &["GHSA-", "CVE-", "MAL-", "PYSEC-", "GO-", "RUSTSEC-", "x_"];
const RANGES: &[&str] = &["ECOSYSTEM", "SEMVER", "GIT"];
const SEVERITIES: &[(&str, &str)] =
    &[("CVSS_V2", "AV:"), ("CVSS_V3", "CVSS:3."), ("CVSS_V4", "CVSS:4.")];
const REFERENCES: &[&str] = &[
    "ADVISORY",
    "ARTICLE",
    "DETECTION",
    "DISCUSSION",
    "REPORT",
    "FIX",
    "INTRODUCED",
    "GIT",
    "PACKAGE",
    "EVIDENCE",
    "WEB",
];
const ECOSYSTEMS: &[&str] = &[
    "npm",
    "PyPI",
    "Go",
    "crates.io",
    "Maven",
    "NuGet",
    "RubyGems",
    "Packagist",
    "Pub",
    "Hex",
    "GitHub Actions",
    "SwiftURL",
    "VSCode",
    "Docker",
    "ConanCenter",
    "Hackage",
    "OpenVSX",
];

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().map(|one| one.as_str().unwrap()).collect()
}

fn assert_id(id: &str, name: &str) {
    assert!(PREFIXES.iter().any(|prefix| id.starts_with(prefix)), "{name}: {id}");
}

fn assert_instant(value: &Value, name: &str) {
    let text = value.as_str().unwrap();
    assert!(text.len() == 20 && text.ends_with("T00:00:00Z"), "{name}: {text}");
}

/// What the schema demands of a record.
fn assert_record(osv: &Value, name: &str) {
    assert_eq!(osv["schema_version"], "1.7.3", "{name}");
    assert_id(osv["id"].as_str().unwrap(), name);
    let instants = ["modified", "published", "withdrawn"].map(|member| &osv[member]);
    instants.into_iter().filter(|value| !value.is_null()).for_each(|at| assert_instant(at, name));
    assert!(osv["modified"].is_string(), "{name}");
    assert!(osv["withdrawn"].is_string() || osv.get("withdrawn").is_none(), "{name}");
    for id in strings(&osv["aliases"]).into_iter().chain(strings(&osv["related"])) {
        assert!(!id.is_empty(), "{name}");
    }
    for severity in osv["severity"].as_array().unwrap() {
        let (kind, score) =
            (severity["type"].as_str().unwrap(), severity["score"].as_str().unwrap());
        assert!(
            SEVERITIES.iter().any(|(known, start)| kind == *known && score.starts_with(start)),
            "{name}"
        );
    }
    for reference in osv["references"].as_array().unwrap() {
        assert!(REFERENCES.contains(&reference["type"].as_str().unwrap()), "{name}");
        assert!(reference["url"].as_str().unwrap().contains("://"), "{name}");
    }
    osv["affected"].as_array().unwrap().iter().for_each(|affected| assert_affected(affected, name));
}

fn assert_affected(affected: &Value, name: &str) {
    let ecosystem = affected["package"]["ecosystem"].as_str().unwrap();
    assert!(ECOSYSTEMS.contains(&ecosystem), "{name}: {ecosystem}");
    assert!(!affected["package"]["name"].as_str().unwrap().is_empty(), "{name}");
    if let Some(purl) = affected["package"].get("purl") {
        assert!(purl.as_str().unwrap().starts_with("pkg:"), "{name}");
    }
    for range in affected["ranges"].as_array().unwrap() {
        assert!(range["type"] != "GIT" || range["repo"].is_string(), "{name}");
        assert!(RANGES.contains(&range["type"].as_str().unwrap()), "{name}");
        let events = range["events"].as_array().unwrap();
        assert!(events.iter().any(|event| event.get("introduced").is_some()), "{name}");
        assert!(events.iter().all(|event| event.as_object().unwrap().len() == 1), "{name}");
        let has = |kind| events.iter().any(|event| event.get(kind).is_some());
        assert!(!(has("fixed") && has("last_affected")), "{name}: both ends in one range");
    }
    strings(&affected["versions"]);
}

#[test]
fn every_record_keeps_to_the_schema() {
    let mut all = BTreeSet::new();
    for (name, path) in files(&dataset().join("v1/vulns"), ".json") {
        let osv: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        assert_eq!(name, format!("{}.json", osv["id"].as_str().unwrap()));
        assert_record(&osv, &name);
        all.insert(osv["id"].as_str().unwrap().to_owned());
    }
    let listed = read(dataset(), "v1/all.json");
    let listed: Vec<_> =
        listed.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(all.len(), listed.len());
    assert!(listed.iter().all(|id| all.contains(*id)));
}

#[test]
fn lists_agree_with_each_other() {
    let csv = built::text(dataset(), "v1/modified.csv");
    let days: Vec<_> = csv.lines().map(|line| line.split_once(',').unwrap().0).collect();
    assert!(days.is_sorted_by(|a, b| a >= b));
    assert_eq!(days.len(), read(dataset(), "v1/all.json").as_array().unwrap().len());
    for ecosystem in read(dataset(), "v1/ecosystems.json").as_array().unwrap() {
        let file = format!("v1/{}", ecosystem["file"].as_str().unwrap());
        let rows = read(dataset(), &file);
        assert_eq!(json!(rows.as_array().unwrap().len()), ecosystem["count"], "{file}");
    }
}

#[test]
fn a_package_has_all_its_records() {
    let file = read(dataset(), "packages/npm/@modelcontextprotocol/inspector/osv.json");
    let records = file["vulns"].as_array().unwrap();
    assert!(!records.is_empty());
    for osv in records {
        let affected = osv["affected"].as_array().unwrap();
        assert!(
            affected.iter().any(|one| one["package"]["name"] == "@modelcontextprotocol/inspector")
        );
    }
}

#[test]
fn ids_that_lead_out_of_a_folder_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = built::try_again(&[record("../up", "01-01")], folder.path()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the record \"../up\": the id \"../up\" cannot be part of an address; \
         letters, digits, `-`, `_` and `.` can"
    );
}
