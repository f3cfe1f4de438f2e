//! One advisory file as people edit it, and how it becomes a [`mcpvet::advisory::Advisory`].

use mcpvet::advisory::{
    Advisory, Affected, Component, Date, Event, Kind, Range, RangeKind, TimelineEntry,
};
use mcpvet::{Ecosystem, Severity};
use mcpvet_admin::severity;
use serde::{Deserialize, Deserializer};

/// The keys of `advisories/<year>/<ID>.toml`, in the order in which they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) related: Vec<String>,
    pub(crate) kind: Kind,
    pub(crate) component: Component,
    pub(crate) category: String,
    pub(crate) relevance: String,
    pub(crate) sdk: Option<String>,
    pub(crate) root_cause: Option<String>,
    #[serde(default)]
    pub(crate) transports: Vec<String>,
    /// Only where no CVSS vector is known.
    pub(crate) severity: Option<Severity>,
    #[serde(default)]
    pub(crate) cvss: Vec<String>,
    #[serde(default)]
    pub(crate) cwe: Vec<String>,
    #[serde(deserialize_with = "day")]
    pub(crate) published: Date,
    #[serde(deserialize_with = "day")]
    pub(crate) modified: Date,
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) withdrawn: Option<Date>,
    /// Not before this day; a record that has it is in no public pack (see `lint::embargo`).
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) embargo: Option<Date>,
    #[serde(default)]
    pub(crate) products: Vec<String>,
    pub(crate) summary: String,
    pub(crate) impact: String,
    pub(crate) remediation: String,
    pub(crate) note: Option<String>,
    pub(crate) references: Vec<String>,
    #[serde(default)]
    pub(crate) affected: Vec<RecordAffected>,
    #[serde(default)]
    pub(crate) timeline: Vec<RecordEvent>,
}

/// The affected versions of one package; a range is written as one interval.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordAffected {
    pub(crate) ecosystem: Ecosystem,
    pub(crate) package: String,
    #[serde(default)]
    pub(crate) ranges: Vec<Interval>,
    #[serde(default)]
    pub(crate) versions: Vec<String>,
}

/// An introduction and the event that ends it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Interval {
    pub(crate) introduced: String,
    pub(crate) fixed: Option<String>,
    pub(crate) last_affected: Option<String>,
}

impl From<RecordAffected> for Affected {
    fn from(affected: RecordAffected) -> Self {
        Self {
            ecosystem: affected.ecosystem,
            release: None,
            package: affected.package,
            ranges: affected.ranges.into_iter().map(Range::from).collect(),
            versions: affected.versions,
            cvss: Vec::new(),
        }
    }
}

impl From<Interval> for Range {
    fn from(interval: Interval) -> Self {
        let ends =
            [interval.fixed.map(Event::Fixed), interval.last_affected.map(Event::LastAffected)];
        let events = [Event::Introduced(interval.introduced)];
        let events = events.into_iter().chain(ends.into_iter().flatten()).collect();
        Self { kind: RangeKind::Ecosystem, repo: None, events }
    }
}

/// A line of the timeline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordEvent {
    #[serde(deserialize_with = "day")]
    pub(crate) date: Date,
    pub(crate) event: String,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    written.to_string().parse().map_err(serde::de::Error::custom)
}

fn some_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}

impl Record {
    /// The record with its severity computed; vectors that cannot be read are left to the linter.
    pub(crate) fn into_advisory(self) -> Advisory {
        let severity = match self.kind {
            Kind::Malware => Severity::Malware,
            Kind::Vulnerability => self.severity.unwrap_or(Severity::Unknown),
        };
        let mut advisory = Advisory {
            severity,
            score: None,
            cvss: self.cvss,
            id: self.id,
            aliases: self.aliases,
            related: self.related,
            kind: self.kind,
            component: self.component,
            category: self.category,
            relevance: self.relevance,
            sdk: self.sdk,
            root_cause: self.root_cause,
            transports: self.transports,
            cwe: self.cwe,
            published: self.published,
            modified: self.modified,
            withdrawn: self.withdrawn,
            products: self.products,
            summary: self.summary.trim().to_owned(),
            impact: paragraphs(&self.impact),
            remediation: paragraphs(&self.remediation),
            note: self.note.as_deref().map(paragraphs),
            references: self.references,
            affected: self.affected.into_iter().map(Affected::from).collect(),
            timeline: self
                .timeline
                .into_iter()
                .map(|entry| TimelineEntry { date: entry.date, event: entry.event })
                .collect(),
        };
        severity::rate(&mut advisory);
        advisory
    }
}

/// Joins the lines of a paragraph, which break where the editor's window ended.
fn paragraphs(text: &str) -> String {
    let joined = text.trim().split("\n\n").map(|paragraph| {
        paragraph
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    joined.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn only_blank_lines_break_paragraphs() {
        assert_eq!(paragraphs("\none\ntwo\n\n three\n"), "one two\n\nthree");
    }
}
