//! A report as Markdown, for an issue, a pull request or a ticket.
//!
//! <https://github.github.com/gfm/>
//!
//! Names, versions and places stand in code spans, sentences are escaped: nothing in them becomes
//! markup, a link, an image, formula, mention of a person or reference to an issue.

use super::{plain, sentence};
use crate::report::{
    Finding, PackageResult, Report, ReportNote, RuleFinding, SourceResult, Verdict,
};
use crate::sort;

/// Writes a report as Markdown.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use mcpvet::{Input, check, pack::Pack, render::markdown};
/// let list = Input { bytes: b"mcp-remote@0.1.15", ..Input::default() };
/// let page = markdown(&check(&Pack::bundled(), &[list]));
/// assert!(page.starts_with("**1 package needs action.**\n"));
/// assert!(page.contains("### Critical: `mcp-remote` `0.1.15` (npm)\n"));
/// # }
/// ```
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut page = String::new();
    put(&mut page, &["**", &prose(&sentence(report)), ".**\n"]);
    for (verdict, title) in SECTIONS {
        let packages = packages(report, verdict);
        heading(&mut page, title, packages.len());
        packages.iter().for_each(|(result, package)| of_package(&mut page, result, package));
    }
    let rules = rules(report);
    heading(&mut page, "What the rules found", rules.len());
    rules.iter().for_each(|(result, rule)| of_rule(&mut page, result, rule));
    heading(&mut page, "Not read, or odd\n", report.notes.len());
    report.notes.iter().for_each(|note| of_note(&mut page, note));
    let (advisories, tool) = (report.data.advisories.to_string(), &report.tool);
    let data = ["\n---\n\n", &advisories, " advisories of ", &report.data.built, ", "];
    put(&mut page, &data);
    put(&mut page, &[&code(&report.data.digest), ", ", tool.name, " ", tool.version, "\n"]);
    page
}

const SECTIONS: [(Verdict, &str); 2] =
    [(Verdict::Affected, "Needs action"), (Verdict::Undecided, "Could not be decided")];

/// Those of all inputs that have a verdict, the most urgent first.
fn packages(report: &Report, verdict: Verdict) -> Vec<(&SourceResult, &PackageResult)> {
    let all =
        report.results.iter().flat_map(|result| result.packages.iter().map(move |p| (result, p)));
    let mut all: Vec<_> = all.filter(|(_, package)| package.verdict == verdict).collect();
    sort::by(&mut all, |(_, a), (_, b)| b.severity.cmp(&a.severity));
    all
}

fn rules(report: &Report) -> Vec<(&SourceResult, &RuleFinding)> {
    let all =
        report.results.iter().flat_map(|result| result.rules.iter().map(move |r| (result, r)));
    let mut all: Vec<_> = all.collect();
    sort::by(&mut all, |(_, a), (_, b)| b.severity.cmp(&a.severity));
    all
}

fn heading(page: &mut String, title: &str, items: usize) {
    if items > 0 {
        put(page, &["\n## ", title, "\n"]);
    }
}

fn of_package(page: &mut String, result: &SourceResult, package: &PackageResult) {
    let info = &package.package;
    let badge = match package.severity {
        Some(severity) if package.verdict == Verdict::Affected => severity.label(),
        _ => "undecided",
    };
    let server = info.launch.as_ref().map_or("", |launch| &launch.server);
    let name = if info.name.is_empty() { server } else { &info.name };
    put(page, &["\n### ", &capital(badge), ": ", &code(name)]);
    if let Some(version) = info.version.as_ref().or(info.requirement.as_ref()) {
        put(page, &[" ", &code(version)]);
    }
    if let Some(ecosystem) = info.ecosystem {
        put(page, &[" (", ecosystem, ")"]);
    }
    page.push_str("\n\n");
    if let Some(remedy) = &package.remedy {
        item(page, "What to do", &prose(&remedy.text));
        if let Some(edit) = &remedy.edit {
            item(page, "Write", &code(edit.line.as_ref().unwrap_or(&edit.token)));
        }
    }
    if let Some(reason) = &package.reason {
        item(page, "Undecided", &prose(&reason.text));
    }
    if let Some(path) = info.paths.first() {
        let path: Vec<_> = path.iter().map(|name| code(name)).collect();
        item(page, "Comes with", &path.join(" → "));
    }
    place(page, result, info.location.line);
    package.findings.iter().for_each(|finding| of_finding(page, finding));
}

fn of_finding(page: &mut String, finding: &Finding) {
    let id = code(&finding.id);
    match finding.url.as_deref().filter(|url| is_plain_url(url)) {
        Some(url) => put(page, &["- [", &id, "](", url, ")"]),
        None => put(page, &["- ", &id]),
    }
    finding.aliases.iter().for_each(|alias| put(page, &[", ", &code(alias)]));
    put(page, &[", ", finding.severity.label.label()]);
    if let Some(score) = finding.severity.score {
        put(page, &[" ", &score.to_string()]);
    }
    put(page, &[": ", &prose(&finding.summary), "  \n  "]);
    put(page, &["Why: ", &prose(&finding.explanation), "\n"]);
}

fn of_rule(page: &mut String, result: &SourceResult, rule: &RuleFinding) {
    put(
        page,
        &["\n### ", &capital(rule.severity.label()), ": ", rule.title, " (", rule.rule, ")\n\n"],
    );
    if rule.message != rule.title {
        item(page, "What stands there", &prose(&rule.message));
    }
    item(page, "What to do", &prose(rule.remedy));
    if let Some(server) = &rule.server {
        item(page, "Server", &code(server));
    }
    place(page, result, rule.location.line);
}

fn of_note(page: &mut String, note: &ReportNote) {
    put(page, &["- ", note.level.label(), ": ", &prose(&note.message), " (", &code(&note.source)]);
    if let Some(place) = &note.location {
        put(page, &[", line ", &place.line.to_string()]);
    }
    page.push_str(")\n");
}

fn place(page: &mut String, result: &SourceResult, line: u32) {
    item(page, "Where", &[&code(&result.source.name), ", line ", &line.to_string()].concat());
}

fn item(page: &mut String, label: &str, text: &str) {
    put(page, &["- ", label, ": ", text, "\n"]);
}

fn put(page: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| page.push_str(part));
}

pub(crate) fn capital(label: &str) -> String {
    let (first, rest) = label.split_at(1);
    [&first.to_ascii_uppercase(), rest].concat()
}

/// A code span around any text: its fence is longer than any run of backticks inside.
pub(crate) fn code(text: &str) -> String {
    let text = plain(text);
    if text.trim().is_empty() {
        return "(nothing)".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // One space is taken off at both ends, so that a backtick can stand there.
    let space = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    [&fence, space, &text, space, &fence].concat()
}

/// A sentence in which every sign is only that. It always stands behind other text of its line.
///
/// A comment keeps `@` and `#` from what they become behind a word's start: GitHub looks for people
/// and issues after Markdown is read, so that a backslash is not enough.
pub(crate) fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in plain(text).chars() {
        match c {
            '@' | '#' => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$'
            | '!' => out.extend(['\\', c]),
            ':' => out.push_str("\\:"),
            '.' if before.eq_ignore_ascii_case(&'w') => out.push_str("\\."),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// Whether a link's target can stand there as it is.
pub(crate) fn is_plain_url(url: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'*+,;=%".contains(&b);
    url.starts_with("https://") && url.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::{code, is_plain_url, prose};

    #[test]
    fn a_code_span_holds_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(" a"), "`  a `");
        assert_eq!(code("a\nb"), "`a\u{fffd}b`");
        assert_eq!(code(""), "(nothing)");
    }

    #[test]
    fn a_sentence_has_no_markup() {
        assert_eq!(prose("a <b> [c](d) *e* `f`"), "a \\<b\\> \\[c\\](d) \\*e\\* \\`f\\`");
        assert_eq!(prose("![x](y) &lt; $z$"), "\\!\\[x\\](y) \\&lt; \\$z\\$");
        assert_eq!(prose("@someone #12"), "@<!-- -->someone #<!-- -->12");
        assert_eq!(prose("https://x.example www.x.example"), "https\\://x.example www\\.x.example");
        assert_eq!(prose("a\n# b"), "a\u{fffd}#<!-- --> b");
    }

    #[test]
    fn only_plain_addresses_are_links() {
        assert!(is_plain_url("https://github.com/advisories/GHSA-6xpm-ggf7-wc3p"));
        for url in
            ["http://x", "javascript:alert(1)", "https://x/)(", "https://x/ y", "https://x/<"]
        {
            assert!(!is_plain_url(url), "{url}");
        }
    }
}
