//! OSV records: JSON as OSV.dev, GitHub, RustSec, PyPA and the Go project publish it.
//!
//! <https://ossf.github.io/osv-schema/>, version 1.7. Everything that matching needs is kept:
//! every range with all its events, listed versions, releases of ecosystems, withdrawal. Fields
//! that the schema does not know, and `database_specific` ones, are passed over. A record that
//! does not follow the schema is an [`OsvError`] with its id and the field; nothing is left out in
//! silence. Quirks:
//!
//! - `null` counts as missing, and so do `modified` and `published`, which old records lack;
//! - an entry of `affected` without a package is about a repository alone and names no package;
//! - CVSS vectors are kept as they stand, those of `affected[].severity` with their package; the
//!   maintainers' tools score them, and until then a label stands in: `database_specific.severity`
//!   or Ubuntu's priority;
//! - ids under `upstream` are related ones: the upstream problem is not the same record.

use core::fmt;

use serde_json::Value;

use crate::Severity;
use crate::advisory::{Advisory, Affected, Component, Date, Event, Kind, Range, RangeKind};
use crate::package::Ecosystem;

/// Why a text is not an OSV record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OsvError {
    /// The id of the record; empty where it cannot be told.
    pub id: String,
    /// The path of the field, such as `affected[0].ranges[1].events[2]`; empty for the record.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for OsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.id, &self.field].into_iter().filter(|part| !part.is_empty());
        parts.into_iter().try_for_each(|part| write!(f, "{part}: "))?;
        f.write_str(&self.message)
    }
}

impl core::error::Error for OsvError {}

/// Reads one record.
///
/// # Errors
///
/// When the text is no JSON, or breaks the schema: `{}` has no id, and the event
/// `{"introduced": "0", "fixed": "1.0"}` must be two events.
pub fn read(json: &str) -> Result<Advisory, OsvError> {
    let value: Value = serde_json::from_str(json).map_err(|error| OsvError {
        id: String::new(),
        field: String::new(),
        message: error.to_string(),
    })?;
    read_value(&value)
}

/// Reads one record from JSON that was parsed already.
///
/// # Errors
///
/// As [`read`].
pub fn read_value(value: &Value) -> Result<Advisory, OsvError> {
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    let record = Field { value, path: String::new() };
    advisory(&record).map_err(|fault| OsvError {
        id: id.to_owned(),
        field: fault.path,
        message: fault.message,
    })
}

/// What a record does that deserves a look though it can be evaluated.
#[must_use]
pub fn warnings(advisory: &Advisory) -> Vec<String> {
    let mut warnings = Vec::new();
    for (number, affected) in advisory.affected.iter().enumerate() {
        if affected.ranges.is_empty() && affected.versions.is_empty() {
            warnings.push(format!("affected[{number}]: neither ranges nor versions"));
        }
        for (at, range) in affected.ranges.iter().enumerate() {
            let words = range_warning(range);
            warnings.extend(words.map(|words| format!("affected[{number}].ranges[{at}]: {words}")));
        }
    }
    warnings
}

fn range_warning(range: &Range) -> Option<&'static str> {
    let is_start = |event: &Event| matches!(event, Event::Introduced(_));
    let mut pairs = range.events.windows(2);
    let same = |pair: &[Event]| match pair {
        [Event::Introduced(from), Event::Fixed(to)] => from == to,
        _ => false,
    };
    match range.events.iter().any(is_start) {
        _ if range.events.is_empty() => Some("no events, so it holds no version"),
        false => Some("nothing is introduced, so it holds no version"),
        true => pairs.any(same).then_some("fixed where it is introduced, which holds no version"),
    }
}

/// A value and where it stands.
struct Field<'a> {
    value: &'a Value,
    path: String,
}

struct Fault {
    path: String,
    message: String,
}

type Read<T> = Result<T, Fault>;

impl<'a> Field<'a> {
    fn fault<T>(&self, message: impl Into<String>) -> Read<T> {
        Err(Fault { path: self.path.clone(), message: message.into() })
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn get(&self, key: &str) -> Read<Option<Self>> {
        let Some(object) = self.value.as_object() else {
            return self.fault("expected an object");
        };
        let found = object.get(key).filter(|value| !value.is_null());
        Ok(found.map(|value| Self { value, path: self.path_of(key) }))
    }

    fn text(&self) -> Read<&'a str> {
        self.value.as_str().map_or_else(|| self.fault("expected a text"), Ok)
    }

    fn items(&self, key: &str) -> Read<Vec<Self>> {
        let Some(list) = self.get(key)? else { return Ok(Vec::new()) };
        let Some(items) = list.value.as_array() else { return list.fault("expected a list") };
        let item = |(at, value)| Self { value, path: format!("{}[{at}]", list.path) };
        Ok(items.iter().enumerate().map(item).collect())
    }

    fn some_text(&self, key: &str) -> Read<Option<&'a str>> {
        self.get(key)?.map(|field| field.text()).transpose()
    }

    fn texts(&self, key: &str) -> Read<Vec<String>> {
        self.items(key)?.iter().map(|item| item.text().map(str::to_owned)).collect()
    }

    /// A text that must be there and must say something.
    fn required(&self, key: &str) -> Read<&'a str> {
        match self.some_text(key)? {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err(Fault { path: self.path_of(key), message: "this field is required".into() }),
        }
    }

    /// The day of a point in time such as `2026-06-18T12:00:00Z`.
    fn day(&self, key: &str) -> Read<Option<Date>> {
        let Some(field) = self.get(key)? else { return Ok(None) };
        let (day, time) = field.text()?.split_once(['T', 't', ' ']).unwrap_or((field.text()?, ""));
        match day.parse() {
            Ok(day) if !time.contains(['T', ' ']) => Ok(Some(day)),
            _ => field.fault("expected a time such as 2026-06-18T12:00:00Z"),
        }
    }
}

/// The day of records that state none.
const UNKNOWN_DAY: u32 = 19_700_101;

fn advisory(record: &Field<'_>) -> Read<Advisory> {
    let id = record.required("id")?;
    let kind = if id.starts_with("MAL-") { Kind::Malware } else { Kind::Vulnerability };
    let unknown = || Date::from_number(UNKNOWN_DAY).expect("a day that exists");
    let (published, modified) = (record.day("published")?, record.day("modified")?);
    let texts = |key| record.texts(key);
    let details = record.some_text("details")?.unwrap_or_default();
    Ok(Advisory {
        id: id.to_owned(),
        aliases: texts("aliases")?,
        related: [texts("related")?, texts("upstream")?].concat(),
        kind,
        component: Component::Dependency,
        category: "other".to_owned(),
        relevance: "related".to_owned(),
        sdk: None,
        root_cause: None,
        transports: Vec::new(),
        severity: severity(record, kind)?,
        score: None,
        cvss: vectors(record)?,
        cwe: specific(record)?.map_or_else(|| Ok(Vec::new()), |it| it.texts("cwe_ids"))?,
        published: published.or(modified).unwrap_or_else(unknown),
        modified: modified.or(published).unwrap_or_else(unknown),
        withdrawn: record.day("withdrawn")?,
        products: Vec::new(),
        summary: record.some_text("summary")?.map_or_else(|| first_line(details), str::to_owned),
        impact: details.to_owned(),
        remediation: String::new(),
        note: None,
        references: references(record)?,
        affected: affected(record)?,
        timeline: Vec::new(),
    })
}

fn first_line(details: &str) -> String {
    details.trim_start().lines().next().unwrap_or_default().to_owned()
}

/// What the database adds; it may be of any shape.
fn specific<'a>(record: &Field<'a>) -> Read<Option<Field<'a>>> {
    Ok(record.get("database_specific")?.filter(|field| field.value.is_object()))
}

fn severity(record: &Field<'_>, kind: Kind) -> Read<Severity> {
    let specific = specific(record)?.and_then(|it| it.value.get("severity")?.as_str());
    let priority = ratings(record, |kind| kind == "Ubuntu")?;
    let mut labels = specific.into_iter().chain(priority);
    Ok(match kind {
        Kind::Malware => Severity::Malware,
        Kind::Vulnerability => labels.find_map(Severity::from_label).unwrap_or(Severity::Unknown),
    })
}

/// The CVSS vectors of a record or of one of its packages, each once.
fn vectors(holder: &Field<'_>) -> Read<Vec<String>> {
    let mut vectors: Vec<String> = Vec::new();
    for vector in ratings(holder, |kind| kind.starts_with("CVSS"))? {
        if !vectors.iter().any(|known| known == vector) {
            vectors.push(vector.to_owned());
        }
    }
    Ok(vectors)
}

/// What `severity` says by the types that are asked for.
fn ratings<'a>(holder: &Field<'a>, is_wanted: fn(&str) -> bool) -> Read<Vec<&'a str>> {
    let mut ratings = Vec::new();
    for severity in holder.items("severity")? {
        let (kind, score) = (severity.required("type")?, severity.required("score")?);
        ratings.extend(is_wanted(kind).then_some(score));
    }
    Ok(ratings)
}

fn references(record: &Field<'_>) -> Read<Vec<String>> {
    let urls = record.items("references")?;
    urls.iter().map(|reference| reference.required("url").map(str::to_owned)).collect()
}

fn affected(record: &Field<'_>) -> Read<Vec<Affected>> {
    let mut all = Vec::new();
    for entry in record.items("affected")? {
        let ranges = entry.items("ranges")?.iter().map(range).collect::<Read<_>>()?;
        let (versions, cvss) = (entry.texts("versions")?, vectors(&entry)?);
        let Some(package) = entry.get("package")? else { continue };
        let (ecosystem, release) = ecosystem(&package)?;
        let package = package.required("name")?.to_owned();
        all.push(Affected { ecosystem, release, package, ranges, versions, cvss });
    }
    Ok(all)
}

fn ecosystem(package: &Field<'_>) -> Read<(Ecosystem, Option<String>)> {
    let name = package.required("ecosystem")?;
    let Some((ecosystem, release)) = Ecosystem::split_name(name) else {
        let field = Field { value: package.value, path: package.path_of("ecosystem") };
        return field.fault(format!("unknown ecosystem '{name}'"));
    };
    Ok((ecosystem, Some(release.to_owned()).filter(|release| !release.is_empty())))
}

fn range(field: &Field<'_>) -> Read<Range> {
    let kind = match field.required("type")? {
        "ECOSYSTEM" => RangeKind::Ecosystem,
        "SEMVER" => RangeKind::Semver,
        "GIT" => RangeKind::Git,
        other => {
            let message = format!("unknown type '{other}': expected ECOSYSTEM, SEMVER or GIT");
            return Err(Fault { path: field.path_of("type"), message });
        }
    };
    let events = field.items("events")?.iter().map(event).collect::<Read<_>>()?;
    Ok(Range { kind, repo: field.some_text("repo")?.map(str::to_owned), events })
}

fn event(field: &Field<'_>) -> Read<Event> {
    type Make = fn(String) -> Event;
    const KEYS: [(&str, Make); 4] = [
        ("introduced", Event::Introduced),
        ("fixed", Event::Fixed),
        ("last_affected", Event::LastAffected),
        ("limit", Event::Limit),
    ];
    let mut events = Vec::new();
    for (key, make) in KEYS {
        if field.get(key)?.is_some() {
            events.push(make(field.required(key)?.to_owned()));
        }
    }
    match events.len() {
        1 => Ok(events.remove(0)),
        _ => field.fault("expected one of introduced, fixed, last_affected and limit"),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, warnings};

    fn record(affected: &str) -> String {
        format!(r#"{{"id":"X-1","modified":"2026-01-02T03:04:05Z","affected":[{affected}]}}"#)
    }

    fn npm(rest: &str) -> String {
        record(&format!(r#"{{"package":{{"ecosystem":"npm","name":"a"}},{rest}}}"#))
    }

    #[test]
    fn a_malformed_record_names_its_id_and_the_field() {
        for (json, message) in [
            ("[]".to_owned(), "expected an object"),
            ("{}".to_owned(), "id: this field is required"),
            (r#"{"id":"X-1","aliases":7}"#.to_owned(), "X-1: aliases: expected a list"),
            (
                r#"{"id":"X-1","withdrawn":"soon"}"#.to_owned(),
                "X-1: withdrawn: expected a time such as 2026-06-18T12:00:00Z",
            ),
            (
                record(r#"{"package":{"name":"a"}}"#),
                "X-1: affected[0].package.ecosystem: this field is required",
            ),
            (
                record(r#"{"package":{"ecosystem":"Nope","name":"a"}}"#),
                "X-1: affected[0].package.ecosystem: unknown ecosystem 'Nope'",
            ),
            (npm(r#""versions":[1]"#), "X-1: affected[0].versions[0]: expected a text"),
            (
                npm(r#""ranges":[{"type":"CALVER","events":[]}]"#),
                "X-1: affected[0].ranges[0].type: unknown type 'CALVER': \
                 expected ECOSYSTEM, SEMVER or GIT",
            ),
            (
                npm(
                    r#""ranges":[{"type":"SEMVER","events":[{"introduced":"0","fixed":"1.0.0"}]}]"#,
                ),
                "X-1: affected[0].ranges[0].events[0]: \
                 expected one of introduced, fixed, last_affected and limit",
            ),
            (
                npm(r#""ranges":[{"type":"SEMVER","events":[{"introduced":0}]}]"#),
                "X-1: affected[0].ranges[0].events[0].introduced: expected a text",
            ),
        ] {
            assert_eq!(read(&json).expect_err(&json).to_string(), message);
        }
    }

    #[test]
    fn what_holds_no_version_is_warned_of() {
        let advisory = read(&npm(concat!(
            r#""ranges":[{"type":"SEMVER","events":[]},"#,
            r#"{"type":"SEMVER","events":[{"fixed":"1.0.0"}]},"#,
            r#"{"type":"SEMVER","events":[{"introduced":"1.0.0"},{"fixed":"1.0.0"}]}]"#,
        )));
        let warnings = warnings(&advisory.expect("a record"));
        assert_eq!(warnings[0], "affected[0].ranges[0]: no events, so it holds no version");
        assert_eq!(warnings.len(), 3);
    }

    #[test]
    fn unknown_fields_and_nulls_are_passed_over() {
        let json = npm(r#""versions":null,"ecosystem_specific":{"x":[1]},"later":true"#);
        assert_eq!(read(&json).map(|advisory| advisory.affected.len()), Ok(1));
    }
}
