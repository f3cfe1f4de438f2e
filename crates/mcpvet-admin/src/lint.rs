//! What is wrong with the advisory files: every problem with its file and line.
//!
//! Each rule is a function from one record to the problems it finds; `RULES` lists them. Rules
//! about several records at once stand in [`across`].

use std::collections::{HashMap, HashSet};
use std::fmt;

use mcpvet::Kind;
use mcpvet::version::{Key, Scheme};
use mcpvet_admin::severity::score;

use crate::dataset::File;
use crate::record::{Interval, Record, RecordAffected};

/// Something that has to be put right before the dataset can be compiled.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    pub(crate) path: String,
    /// From 1.
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// What one rule found: a text that stands at the place, and what is wrong with it.
struct Fault {
    at: String,
    message: String,
}

fn fault(at: impl Into<String>, message: impl Into<String>) -> Fault {
    Fault { at: at.into(), message: message.into() }
}

type Rule = fn(&File) -> Vec<Fault>;

const RULES: [Rule; 9] = [
    place_of_file,
    ids,
    closed_sets,
    dates,
    six_parts,
    severity,
    affected_versions,
    malware,
    embargo,
];

/// Holds every file against every rule.
pub(crate) fn lint(files: &[File]) -> Vec<Problem> {
    let each = files.iter().flat_map(|file| {
        let faults = RULES.iter().flat_map(|rule| rule(file));
        faults.map(|fault| problem(file, fault)).collect::<Vec<_>>()
    });
    let mut problems: Vec<_> = each.chain(across(files)).collect();
    problems.sort();
    problems
}

fn problem(file: &File, fault: Fault) -> Problem {
    let line = file.text.find(&fault.at).map_or(1, |at| 1 + file.text[..at].matches('\n').count());
    Problem { path: file.path.clone(), line, message: fault.message }
}

const CATEGORIES: &[&str] = &[
    "auth-bypass",
    "authorization",
    "code-injection",
    "command-injection",
    "denial-of-service",
    "dns-rebinding",
    "info-disclosure",
    "misconfiguration",
    "other",
    "path-traversal",
    "prompt-injection",
    "session",
    "sql-injection",
    "ssrf",
    "supply-chain-malware",
    "token-leak",
    "xss",
];
pub(crate) const SDKS: &[&str] =
    &["csharp", "go", "java", "kotlin", "php", "python", "ruby", "rust", "swift", "typescript"];
const TRANSPORTS: &[&str] = &["http", "sse", "stdio", "websocket"];

fn place_of_file(file: &File) -> Vec<Fault> {
    let Record { id, published, .. } = &file.record;
    let expected = format!("advisories/{}/{id}.toml", published.year());
    match file.path == expected {
        true => Vec::new(),
        false => vec![fault("id =", format!("expected the file to be {expected}"))],
    }
}

fn ids(file: &File) -> Vec<Fault> {
    let Record { id, aliases, related, .. } = &file.record;
    let all = || std::iter::once(id).chain(aliases).chain(related);
    let shapes = all().filter(|id| !is_id(id)).map(|id| {
        fault(id, format!("'{id}' is not an id such as GHSA-…, CVE-…, MAL-… or MCPVET-…"))
    });
    let twice = all()
        .filter(|id| all().filter(|other| other == id).count() > 1)
        .map(|id| fault(id, format!("'{id}' stands here twice")));
    shapes.chain(twice).collect()
}

fn is_id(id: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "CVE", "GHSA", "GO", "MAL", "MCPVET", "PYSEC", "RUSTSEC", "SNYK", "ZDI", "OSV", "BIT",
        "JLSEC",
    ];
    let (prefix, rest) = id.split_once('-').unwrap_or((id, ""));
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    PREFIXES.contains(&prefix) && rest.len() >= 4 && rest.chars().all(plain)
}

fn closed_sets(file: &File) -> Vec<Fault> {
    let record = &file.record;
    let outside = |what: &str, value: &str, allowed: &[&str]| {
        (!allowed.contains(&value)).then(|| {
            fault(
                value,
                format!("unknown {what} '{value}': expected one of {}", allowed.join(", ")),
            )
        })
    };
    let mut faults = Vec::new();
    faults.extend(outside("category", &record.category, CATEGORIES));
    faults.extend(outside("relevance", &record.relevance, &["core", "related"]));
    faults.extend(record.sdk.iter().filter_map(|sdk| outside("sdk", sdk, SDKS)));
    faults.extend(record.transports.iter().filter_map(|t| outside("transport", t, TRANSPORTS)));
    let is_slug = |text: &str| {
        text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    faults.extend(
        record
            .root_cause
            .iter()
            .filter(|slug| !is_slug(slug))
            .map(|slug| fault(slug, "a root cause is written in lower case with hyphens")),
    );
    faults.extend(
        record
            .cwe
            .iter()
            .filter(|cwe| !is_cwe(cwe))
            .map(|cwe| fault(cwe, format!("'{cwe}' is not CWE-<number>"))),
    );
    faults
}

fn is_cwe(cwe: &str) -> bool {
    cwe.strip_prefix("CWE-").is_some_and(|number| number.parse::<u32>().is_ok())
}

fn dates(file: &File) -> Vec<Fault> {
    let Record { published, modified, withdrawn, timeline, .. } = &file.record;
    let mut faults = Vec::new();
    if modified < published {
        faults.push(fault("modified", "modified before it was published"));
    }
    if withdrawn.is_some_and(|day| day < *published) {
        faults.push(fault("withdrawn", "withdrawn before it was published"));
    }
    if !timeline.is_sorted_by_key(|entry| entry.date) {
        faults.push(fault("[[timeline]]", "the timeline is not in the order of its days"));
    }
    faults
}

fn six_parts(file: &File) -> Vec<Fault> {
    let record = &file.record;
    let missing = |part: &str, is_missing: bool| {
        is_missing.then(|| fault(part, format!("the part '{part}' is missing")))
    };
    let mut faults: Vec<_> = [
        missing("summary", record.summary.trim().is_empty()),
        missing("impact", record.impact.trim().is_empty()),
        missing("affected", record.affected.is_empty() && record.products.is_empty()),
        missing("remediation", record.remediation.trim().is_empty()),
        missing("timeline", record.timeline.is_empty()),
        missing("references", record.references.is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if record.summary.contains('\n') || record.summary.chars().count() > 200 {
        faults.push(fault("summary", "the summary is one sentence of at most 200 characters"));
    }
    let is_page = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    faults.extend(
        record
            .references
            .iter()
            .filter(|url| !is_page(url))
            .map(|url| fault(url, "expected the URL of a page")),
    );
    faults
}

fn severity(file: &File) -> Vec<Fault> {
    let Record { cvss, severity, .. } = &file.record;
    let unreadable = cvss.iter().filter_map(|vector| {
        let error = score(vector).err()?;
        Some(fault(vector, format!("the CVSS vector cannot be scored: {error}")))
    });
    let both = (severity.is_some() && !cvss.is_empty())
        .then(|| fault("severity", "a severity label stands only where no CVSS vector is known"));
    unreadable.chain(both).collect()
}

fn affected_versions(file: &File) -> Vec<Fault> {
    file.record.affected.iter().flat_map(affected).collect()
}

fn affected(affected: &RecordAffected) -> Vec<Fault> {
    let name = &affected.package;
    let Some(scheme) = affected.ecosystem.scheme() else {
        return vec![fault(name, "versions of this ecosystem have no known order")];
    };
    if affected.ranges.is_empty() && affected.versions.is_empty() {
        return vec![fault(name, "expected ranges or versions; without them name it in products")];
    }
    let versions = affected.versions.iter().filter_map(|version| {
        let error = scheme.key(version).err()?;
        Some(fault(version, format!("the version '{version}' cannot be read: {error}")))
    });
    let ranges = affected.ranges.iter().filter_map(|range| range_fault(scheme, range));
    versions.chain(ranges).collect()
}

fn range_fault(scheme: Scheme, range: &Interval) -> Option<Fault> {
    let end = match (&range.fixed, &range.last_affected) {
        (Some(_), Some(last)) => {
            return Some(fault(last, "a range ends with either fixed or last_affected"));
        }
        (Some(end), None) | (None, Some(end)) => end,
        (None, None) => "0",
    };
    let key = |version: &str| match version {
        "0" => Ok(Key::ZERO),
        _ => scheme
            .key(version)
            .map_err(|error| fault(version, format!("'{version}' cannot be read: {error}"))),
    };
    match (key(&range.introduced), key(end)) {
        (Err(fault), _) | (_, Err(fault)) => Some(fault),
        (Ok(from), Ok(to))
            if end != "0" && (to < from || (to == from && range.fixed.is_some())) =>
        {
            Some(fault(end, format!("the range from {} to {end} is empty", range.introduced)))
        }
        _ => None,
    }
}

/// A good package must not be called malware for ever because one of its releases was.
fn malware(file: &File) -> Vec<Fault> {
    let Record { kind, affected, note, .. } = &file.record;
    let open =
        affected.iter().flat_map(|affected| &affected.ranges).find(|range| range.fixed.is_none());
    match open {
        Some(_) if *kind == Kind::Malware && note.is_none() => vec![fault(
            "ranges",
            "malware names exact versions; if the whole package is malware, say why in a note",
        )],
        _ => Vec::new(),
    }
}

/// A pack is public, whatever day it is built for: to publish a record means to take the key away.
fn embargo(file: &File) -> Vec<Fault> {
    let message = |day| {
        format!(
            "under embargo until {day}: keep the file out of the dataset, or remove the key when it is public"
        )
    };
    file.record.embargo.map(|day| fault("embargo =", message(day))).into_iter().collect()
}

/// Rules about several records: an id names one record.
fn across(files: &[File]) -> Vec<Problem> {
    let owners: HashMap<&str, &File> =
        files.iter().map(|file| (file.record.id.as_str(), file)).collect();
    let aliases: HashSet<&str> =
        files.iter().flat_map(|file| &file.record.aliases).map(String::as_str).collect();
    let mut problems = Vec::new();
    for file in files {
        let claims = file
            .record
            .aliases
            .iter()
            .filter_map(|alias| Some((alias, owners.get(alias.as_str())?)));
        problems.extend(claims.map(|(alias, owner)| {
            problem(
                file,
                fault(alias, format!("'{alias}' has a record of its own: {}", owner.path)),
            )
        }));
        let is_known = |id: &str| owners.contains_key(id) || aliases.contains(id);
        let unknown = file.record.related.iter().filter(|id| !is_known(id));
        problems.extend(
            unknown.map(|id| problem(file, fault(id, format!("there is no record '{id}'")))),
        );
    }
    problems
}
