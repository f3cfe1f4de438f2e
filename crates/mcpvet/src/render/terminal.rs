//! A report for people at a terminal: the sentence, the packages, the notes, the data.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::Write as _;

use super::{note_line, plain, sentence, shorten};
use crate::advisory::Severity;
use crate::earlier::Identity;
use crate::input::Level;
use crate::report::{Finding, PackageResult, Report, ReportNote, RuleFinding, SourceInfo, Verdict};
use crate::rules::RuleSeverity;

/// How a terminal wants its text.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to use the terminal's own 16 colours.
    pub color: bool,
    /// Whether to use the shapes ■ ▲ ◆ ○ ?, or plain ASCII.
    pub unicode: bool,
    /// Columns of a line.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, unicode: true, width: 80 }
    }
}

/// One row a severity: its shape, its ASCII shape, its SGR colour.
const SHAPES: [(Severity, &str, &str, &str); 7] = [
    (Severity::Malware, "■", "#", "1;35"),
    (Severity::Critical, "■", "#", "1;31"),
    (Severity::High, "▲", "^", "31"),
    (Severity::Medium, "◆", "*", "33"),
    (Severity::Unknown, "◆", "*", "33"),
    (Severity::Low, "○", "o", "32"),
    (Severity::None, "○", "o", "32"),
];

/// The report as text that ends in a line break.
#[must_use]
pub fn terminal(report: &Report, style: Style) -> String {
    let mut page = Page { text: String::new(), style };
    page.paragraph(0, &sentence(report), Some("1"));
    for (package, places) in packages(report) {
        page.package(package, &places);
    }
    for findings in rules(report) {
        page.rule(&findings);
    }
    page.notes(&report.notes);
    page.data(report);
    page.text
}

/// The packages of all inputs, the most urgent first. One of which the same is to be said at many
/// places, as in the lockfiles of a large repository, stands once and with all of them.
fn packages(report: &Report) -> Vec<(&PackageResult, Vec<String>)> {
    let mut packages: Vec<(&PackageResult, Vec<String>)> = Vec::new();
    let mut known = HashMap::new();
    for result in &report.results {
        for package in &result.packages {
            let at = *known.entry(Identity::of(package)).or_insert(packages.len());
            if at == packages.len() {
                packages.push((package, Vec::new()));
            }
            let place = format!("{}:{}", result.source.name, package.package.location.line);
            packages[at].1.push(place);
        }
    }
    packages.sort_by(|(a, _), (b, _)| (a.verdict, b.severity).cmp(&(b.verdict, a.severity)));
    packages
}

/// What the rules found in all inputs, a rule at a time and the most urgent first.
fn rules(report: &Report) -> Vec<Vec<(&RuleFinding, &SourceInfo)>> {
    let mut rules: Vec<Vec<(&RuleFinding, &SourceInfo)>> = Vec::new();
    let mut known = HashMap::new();
    for result in &report.results {
        for finding in &result.rules {
            let at = *known.entry(finding.rule).or_insert(rules.len());
            if at == rules.len() {
                rules.push(Vec::new());
            }
            rules[at].push((finding, &result.source));
        }
    }
    rules.sort_by_key(|findings| Reverse(findings[0].0.severity));
    rules
}

/// Characters of a version or requirement in the head of a package.
const LONGEST_VERSION: usize = 60;

/// Places of one package or rule; the others are counted.
const LISTED_PLACES: usize = 10;

/// Notes alone, as lines for a terminal without colours.
#[must_use]
pub fn terminal_notes(notes: &[ReportNote]) -> String {
    let mut page = Page { text: String::new(), style: Style::default() };
    page.notes(notes);
    page.text
}

/// The shape of a severity and its SGR colour.
pub(super) fn badge(severity: Severity, style: Style) -> (&'static str, &'static str) {
    let row = SHAPES.iter().find(|row| row.0 == severity).unwrap_or(&SHAPES[4]);
    (if style.unicode { row.1 } else { row.2 }, row.3)
}

struct Page {
    text: String,
    style: Style,
}

impl Page {
    fn package(&mut self, result: &PackageResult, places: &[String]) {
        let (shape, label, color) = self.badge(result);
        let package = &result.package;
        let version = package.version.as_ref().or(package.requirement.as_ref());
        let version = version.map(|version| shorten(version, LONGEST_VERSION));
        let mut name = match (&*package.name, &package.launch) {
            ("", Some(launch)) => format!("server {}", launch.server),
            ("", None) => "unnamed".to_owned(),
            (name, _) => name.to_owned(),
        };
        name.extend(version.iter().map(|version| format!(" {version}")));
        name.extend(package.ecosystem.iter().map(|ecosystem| format!(" ({ecosystem})")));
        let place = places.first().map(|place| plain(place)).unwrap_or_default();
        let (badge, name) = (format!("{shape} {label}"), plain(&name));
        self.text.push('\n');
        let _ = write!(self.text, "{} {}", self.paint(color, &badge), self.paint("1", &name));
        // A long place gets a line of its own rather than one that the terminal breaks.
        let length: usize = [&badge, &name, &place].iter().map(|part| part.chars().count()).sum();
        let gap = if length + 3 <= self.style.width { "  " } else { "\n  " };
        let _ = writeln!(self.text, "{gap}{}", self.paint("2", &place));
        for place in places.iter().take(LISTED_PLACES).skip(1) {
            self.verbatim(2, place, "2");
        }
        self.more_places(places.len());
        self.chain(&package.paths);
        if let Some(remedy) = &result.remedy {
            self.paragraph(2, &remedy.text, None);
            if let Some(edit) = &remedy.edit {
                self.verbatim(4, edit.line.as_ref().unwrap_or(&edit.token), "1");
            }
        }
        if let Some(reason) = &result.reason {
            self.paragraph(2, &format!("Undecided: {}", reason.text), None);
        }
        result.findings.iter().for_each(|finding| self.finding(finding));
    }

    /// Why the package is there: one chain that leads to it, and how many others are as short.
    fn chain(&mut self, paths: &[Vec<String>]) {
        let Some((first, others)) = paths.split_first() else { return };
        let arrow = if self.style.unicode { " → " } else { " > " };
        let more = match others.len() {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        self.paragraph(2, &format!("via {}{more}", first.join(arrow)), Some("2"));
    }

    fn badge(&self, result: &PackageResult) -> (&'static str, String, &'static str) {
        match (result.verdict, result.severity) {
            (Verdict::Affected, Some(severity)) => {
                let (shape, color) = badge(severity, self.style);
                (shape, severity.label().to_owned(), color)
            }
            _ => ("?", "undecided".to_owned(), "36"),
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let severity = match finding.severity.score {
            Some(score) => {
                format!("{} {score}", finding.severity.label.label())
            }
            None => finding.severity.label.label().to_owned(),
        };
        let cve = finding.aliases.iter().find(|alias| alias.starts_with("CVE-"));
        let ids = match cve {
            Some(cve) => format!("{} {cve}", finding.id),
            None => finding.id.clone(),
        };
        self.paragraph(4, &format!("{ids} · {severity}"), None);
        self.paragraph(6, &finding.summary, None);
        self.paragraph(6, &finding.explanation, Some("2"));
    }

    /// A rule and below it the places where it fired.
    fn rule(&mut self, findings: &[(&RuleFinding, &SourceInfo)]) {
        let Some((RuleFinding { rule, title, severity, remedy, .. }, _)) = findings.first() else {
            return;
        };
        let (shape, color) = self.rule_badge(*severity);
        self.text.push('\n');
        let badge = self.paint(color, &format!("{shape} {}", severity.label()));
        let _ = writeln!(self.text, "{badge} {} {rule}", self.paint("1", title));
        for (found, source) in findings.iter().take(LISTED_PLACES) {
            let server = found.server.iter().map(|server| format!("server {server}, "));
            let place = format!("{}:{}", source.name, found.location.line);
            let message = if found.message == *title { "" } else { &*found.message };
            let gap = if message.is_empty() { "" } else { " · " };
            let line = server.chain([place, gap.to_owned(), message.to_owned()]);
            self.paragraph(2, &line.collect::<String>(), None);
        }
        self.more_places(findings.len());
        self.paragraph(2, remedy, Some("2"));
    }

    fn more_places(&mut self, all: usize) {
        match all.saturating_sub(LISTED_PLACES) {
            0 => {}
            1 => self.paragraph(2, "and at 1 more place", Some("2")),
            more => self.paragraph(2, &format!("and at {more} more places"), Some("2")),
        }
    }

    fn rule_badge(&self, severity: RuleSeverity) -> (&'static str, &'static str) {
        let like = match severity {
            RuleSeverity::Critical => 1,
            RuleSeverity::High => 2,
            RuleSeverity::Medium => 3,
            RuleSeverity::Low | RuleSeverity::Info => 5,
        };
        let (_, unicode, ascii, color) = SHAPES[like];
        (if self.style.unicode { unicode } else { ascii }, color)
    }

    fn notes(&mut self, notes: &[ReportNote]) {
        if !notes.is_empty() {
            self.text.push('\n');
        }
        for note in notes {
            let (word, color) = match note.level {
                Level::Error => ("not read", "31"),
                Level::Warning => ("warning", "33"),
                Level::Info => ("note", "2"),
            };
            self.paragraph(0, &format!("{word}: {}", note_line(note)), Some(color));
        }
    }

    fn data(&mut self, report: &Report) {
        self.text.push('\n');
        let digest = report.data.digest.get(..19).unwrap_or(&report.data.digest);
        let line =
            format!("{} advisories of {}, {digest}", report.data.advisories, report.data.built);
        self.paragraph(0, &line, Some("2"));
    }

    /// Words broken at the width of the terminal, each line indented and in one colour.
    fn paragraph(&mut self, indent: usize, text: &str, color: Option<&str>) {
        let separator = if self.style.unicode { "·" } else { "-" };
        for line in
            wrap(&plain(text).replace('·', separator), self.style.width.saturating_sub(indent))
        {
            let line = match color {
                Some(color) => self.paint(color, &line),
                None => line,
            };
            let _ = writeln!(self.text, "{:indent$}{line}", "");
        }
    }

    /// A line to be copied, which is never broken.
    fn verbatim(&mut self, indent: usize, text: &str, color: &str) {
        let line = self.paint(color, &plain(text));
        let _ = writeln!(self.text, "{:indent$}{line}", "");
    }

    fn paint(&self, color: &str, text: &str) -> String {
        match self.style.color {
            true => format!("\u{1b}[{color}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}

/// Breaks text between words; a word longer than the line stands alone.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let fits = line.is_empty() || line.chars().count() + 1 + word.chars().count() <= width;
        match fits {
            true if line.is_empty() => line.push_str(word),
            true => line.extend([" ", word]),
            false => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn words_wrap_and_long_ones_stand_alone() {
        assert_eq!(wrap("a bb ccc dddddd e", 4), ["a bb", "ccc", "dddddd", "e"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
