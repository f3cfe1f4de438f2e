//! A report as a table for spreadsheets: one row for each advisory of a package, each package
//! without one, each rule and each note.
//!
//! <https://www.rfc-editor.org/rfc/rfc4180>
//!
//! Every cell is quoted. One that a spreadsheet could take for a formula begins with an
//! apostrophe, which such programs do not show: `=1+1`, but `@scope/name` too.

use super::plain;
use crate::report::{Finding, PackageResult, Report, ReportNote, RuleFinding, SourceResult};

const COLUMNS: [&str; 17] = [
    "source",
    "line",
    "kind",
    "verdict",
    "severity",
    "score",
    "ecosystem",
    "name",
    "version",
    "groups",
    "via",
    "id",
    "aliases",
    "summary",
    "explanation",
    "remedy",
    "url",
];

/// A row by the names of its columns; the others stay empty.
type Cells<'c> = [(&'static str, &'c str)];

/// Writes a report as a table of comma-separated values.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use mcpvet::{Input, check, pack::Pack, render::csv};
/// let list = Input { bytes: b"mcp-remote@0.1.15", ..Input::default() };
/// let table = csv(&check(&Pack::bundled(), &[list]));
/// assert!(table.starts_with("\"source\",\"line\",\"kind\","));
/// assert!(table.contains("\"npm\",\"mcp-remote\",\"0.1.15\","));
/// # }
/// ```
#[must_use]
pub fn csv(report: &Report) -> String {
    let mut table = String::new();
    row(&mut table, &COLUMNS);
    for result in &report.results {
        result.packages.iter().for_each(|package| of_package(&mut table, result, package));
        result.rules.iter().for_each(|rule| of_rule(&mut table, result, rule));
    }
    report.notes.iter().for_each(|note| of_note(&mut table, note));
    table
}

fn of_package(table: &mut String, result: &SourceResult, package: &PackageResult) {
    let info = &package.package;
    let line = info.location.line.to_string();
    let groups = info.groups.join(" ");
    let via = info.paths.first().map(|path| path.join(" > ")).unwrap_or_default();
    let shared = [
        ("source", &*result.source.name),
        ("line", &line),
        ("ecosystem", info.ecosystem.unwrap_or_default()),
        ("name", &info.name),
        ("version", info.version.as_deref().or(info.requirement.as_deref()).unwrap_or_default()),
        ("groups", &groups),
        ("via", &via),
        ("remedy", package.remedy.as_ref().map_or("", |remedy| &remedy.text)),
    ];
    for finding in &package.findings {
        let (aliases, score) = (finding.aliases.join(" "), score(finding));
        let own = [
            ("kind", "advisory"),
            ("verdict", finding.verdict.label()),
            ("severity", finding.severity.label.label()),
            ("score", &score),
            ("id", &finding.id),
            ("aliases", &aliases),
            ("summary", &finding.summary),
            ("explanation", &finding.explanation),
            ("url", finding.url.as_deref().unwrap_or_default()),
        ];
        cells(table, &[&shared, &own]);
    }
    if package.findings.is_empty() {
        let reason = package.reason.as_ref().map_or("", |reason| &reason.text);
        let own =
            [("kind", "package"), ("verdict", package.verdict.label()), ("explanation", reason)];
        cells(table, &[&shared, &own]);
    }
}

fn of_rule(table: &mut String, result: &SourceResult, rule: &RuleFinding) {
    let line = rule.location.line.to_string();
    let row = [
        ("source", &*result.source.name),
        ("line", &line),
        ("kind", "rule"),
        ("severity", rule.severity.label()),
        ("name", rule.server.as_deref().unwrap_or_default()),
        ("id", rule.rule),
        ("summary", rule.title),
        ("explanation", &rule.message),
        ("remedy", rule.remedy),
    ];
    cells(table, &[&row]);
}

fn of_note(table: &mut String, note: &ReportNote) {
    let line = note.location.as_ref().map(|place| place.line.to_string()).unwrap_or_default();
    let row = [
        ("source", &*note.source),
        ("line", &line),
        ("kind", "note"),
        ("severity", note.level.label()),
        ("id", note.code),
        ("explanation", &note.message),
    ];
    cells(table, &[&row]);
}

fn cells(table: &mut String, parts: &[&Cells<'_>]) {
    let find = |column| {
        let cell = parts.iter().flat_map(|part| *part).find(|(name, _)| *name == column);
        cell.map_or("", |(_, text)| text)
    };
    row(table, &COLUMNS.map(find));
}

/// Adds a row; no cell of it can be a formula.
pub(crate) fn row(table: &mut String, texts: &[&str]) {
    for (index, text) in texts.iter().enumerate() {
        table.push_str(if index == 0 { "\"" } else { ",\"" });
        let text = plain(text).replace('"', "\"\"");
        if is_formula(&text) {
            table.push('\'');
        }
        table.push_str(&text);
        table.push('"');
    }
    table.push_str("\r\n");
}

/// Whether a spreadsheet would compute it. Some skip spaces in front, and some take the wide signs
/// of East Asian fonts for the usual ones. Tabs and line breaks are gone by now.
fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn score(finding: &Finding) -> String {
    finding.severity.score.map(|score| score.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::row;

    #[track_caller]
    fn assert_cell(text: &str, expected: &str) {
        let mut table = String::new();
        row(&mut table, &[text]);
        assert_eq!(table, format!("\"{expected}\"\r\n"));
    }

    #[test]
    fn a_cell_ends_where_it_ends() {
        assert_cell("a,b\"c", "a,b\"\"c");
        assert_cell("a\r\nb\tc", "a\u{fffd}\u{fffd}b\u{fffd}c");
        assert_cell("", "");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "＠a"] {
            assert_cell(text, &format!("'{text}"));
        }
        assert_cell("\t=1", "\u{fffd}=1");
        assert_cell("a=1", "a=1");
    }
}
