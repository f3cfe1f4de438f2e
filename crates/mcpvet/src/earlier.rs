//! What a change brought into an input: the check of its new text without what the check of its
//! old text says as well.
//!
//! An entry is the same if it names the same version, or asks for the same versions, of the same
//! package for the same server, wherever it stands, and if advisories say the same about it. A
//! version that was changed is new even when its findings are not: the change wrote that line.

use std::collections::HashSet;

use crate::check::Checked;
use crate::input::Level;
use crate::package::Source;
use crate::report::{PackageResult, ReportNote, RuleFinding, Verdict};

impl Checked {
    /// Leaves out what an earlier text of the same input had already; a note says how much.
    ///
    /// The numbers of the summary are those of what is left. Packages over the limit of what is
    /// listed stay counted, and so do notes: they say what was not checked.
    #[must_use]
    pub fn without(mut self, earlier: &Self) -> Self {
        let known: HashSet<_> = earlier.result.packages.iter().map(Identity::of).collect();
        let packages = std::mem::take(&mut self.result.packages);
        let (old, new): (Vec<_>, _) =
            packages.into_iter().partition(|package| known.contains(&Identity::of(package)));
        self.result.packages = new;
        old.iter().for_each(|package| self.uncount(package));

        let known: HashSet<_> = earlier.result.rules.iter().map(said).collect();
        let rules = std::mem::take(&mut self.result.rules);
        let (old_rules, new): (Vec<_>, _) =
            rules.into_iter().partition(|rule| known.contains(&said(rule)));
        self.result.rules = new;
        old_rules.iter().for_each(|rule| self.summary.rules.uncount(rule.severity));

        self.notes.extend(self.note(&old, &old_rules));
        self
    }

    /// Takes a package out of the numbers.
    fn uncount(&mut self, package: &PackageResult) {
        let summary = &mut self.summary;
        summary.packages -= 1;
        match package.verdict {
            Verdict::Affected => summary.affected -= 1,
            Verdict::Undecided => summary.undecided -= 1,
            Verdict::Unaffected => {}
        }
        if package.verdict == Verdict::Affected {
            for finding in package.deciding() {
                summary.findings -= 1;
                summary.by_severity.uncount(finding.severity.label);
            }
        }
    }

    fn note(&self, packages: &[PackageResult], rules: &[RuleFinding]) -> Option<ReportNote> {
        let affected =
            packages.iter().filter(|package| package.verdict == Verdict::Affected).count();
        let counts = [
            (affected, "affected package"),
            (packages.len() - affected, "undecided package"),
            (rules.len(), "rule finding"),
        ];
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let words: Vec<_> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| format!("{count} {noun}{}", plural(*count)))
            .collect();
        (!words.is_empty()).then(|| ReportNote {
            level: Level::Info,
            code: "known-before",
            message: format!("there before, so left out: {}", words.join(", ")),
            source: self.result.source.name.clone(),
            location: None,
        })
    }
}

/// What makes two entries the same.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Identity<'p> {
    ecosystem: Option<&'static str>,
    name: &'p str,
    version: Option<&'p str>,
    requirement: Option<&'p str>,
    source: Source,
    server: Option<&'p str>,
    verdict: Verdict,
    findings: Vec<&'p str>,
}

impl<'p> Identity<'p> {
    pub(crate) fn of(result: &'p PackageResult) -> Self {
        let package = &result.package;
        Self {
            ecosystem: package.ecosystem,
            name: &package.name,
            version: package.version.as_deref(),
            requirement: package.requirement.as_deref(),
            source: package.source,
            server: package.launch.as_ref().map(|launch| &*launch.server),
            verdict: result.verdict,
            findings: result.findings.iter().map(|finding| &*finding.id).collect(),
        }
    }
}

/// What a rule says, wherever it says it.
fn said(finding: &RuleFinding) -> (&'static str, Option<&str>, &str) {
    (finding.rule, finding.server.as_deref(), &finding.message)
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::pack::Pack;
    use crate::report::{Report, Verdict};
    use crate::{Checker, Input, Options};

    /// What a change from one text to another brings.
    fn change(name: &str, old: &str, new: &str) -> Report {
        let (pack, options) = (Pack::bundled(), Options::default());
        let checker = Checker::new(&pack, &options);
        let check = |text: &str| {
            checker.check(&Input { name: Some(name), bytes: text.as_bytes(), ..Input::default() })
        };
        checker.report([check(new).without(&check(old))])
    }

    #[test]
    fn what_was_there_is_left_out_and_said() {
        let old = "mcp-remote@0.1.15\nleft-pad@1.3.0\n";
        let new = "left-pad@1.3.0\nmcp-remote@0.1.15\nmcp-remote@0.1.15\npostmark-mcp@1.0.16\n";
        let report = change("list", old, new);
        let names: Vec<_> = report.results[0].packages.iter().map(|it| &*it.package.name).collect();
        assert_eq!(names, ["postmark-mcp"]);
        let summary = &report.summary;
        assert_eq!((summary.packages, summary.affected, summary.unaffected), (2, 1, 1));
        assert_eq!((summary.findings, summary.by_severity.malware), (1, 1));
        assert_eq!(summary.by_severity.critical, 0);
        assert_eq!(report.notes[0].code, "known-before");
        assert_eq!(report.notes[0].message, "there before, so left out: 2 affected packages");
    }

    #[test]
    fn another_version_is_new_though_its_findings_are_not() {
        let report = change("list", "mcp-remote@0.1.14\n", "mcp-remote@0.1.15\n");
        assert_eq!(report.summary.affected, 1);
        assert!(report.notes.is_empty());
    }

    #[test]
    fn rules_are_compared_by_what_they_say_of_which_server() {
        let config = |servers: &[&str]| {
            let server = |name: &&str| {
                format!(
                    "\"{name}\": {{ \"command\": \"npx\", \"args\": [\"-y\", \"mcp-remote\"] }}"
                )
            };
            let servers: Vec<_> = servers.iter().map(server).collect();
            format!("{{ \"mcpServers\": {{ {} }} }}", servers.join(", "))
        };
        let report = change("mcp.json", &config(&["a"]), &config(&["b", "a"]));
        assert!(report.results[0].rules.iter().all(|rule| rule.server.as_deref() == Some("b")));
        assert!(report.results[0].rules.iter().any(|rule| rule.rule == "SUP-001"));
        let packages = &report.results[0].packages;
        assert_eq!((packages.len(), packages[0].verdict), (1, Verdict::Undecided));
        let same = change("mcp.json", &config(&["a"]), &config(&["a"]));
        assert_eq!((same.summary.packages, same.summary.rules), Default::default());
    }
}
