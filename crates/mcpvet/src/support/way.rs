//! Where a policy sends reporters: a private way, or a place that everybody reads.

use super::doubt::{Doubt, DoubtKind, TEMPLATES};
use super::sentence::Sentence;

const WAYS: &[&str] = &[
    "security/advisories",
    "report a vulnerability",
    "private vulnerability report",
    "privately report",
    "privately-report",
    "security advisory process",
    "private security advis",
    "aka.ms/security",
    "hackerone.com",
    "bugcrowd.com",
    "intigriti.com",
    "security.txt",
    "mailto:",
];

/// What everybody can read, in lower case. “A security issue” is a flaw, not a place.
const PUBLIC: &[&str] = &[
    "open an issue",
    "open a new issue",
    "open a github issue",
    "open an github issue",
    "open a public issue",
    "open issues",
    "file an issue",
    "file a github issue",
    "file a bug",
    "create an issue",
    "create a new issue",
    "create a github issue",
    "raise an issue",
    "raise a github issue",
    "submit an issue",
    "submit a github issue",
    "github issue",
    "issue tracker",
    "bug tracker",
    "public issue",
    "through issues",
    "via issues",
    "/issues",
    "/discussions",
    "a discussion",
    "github discussion",
    "pull request",
    "discord",
    "slack",
    "public forum",
    "on twitter",
];

/// Words after which such a place is not where a flaw is to be reported.
const EXCEPT: &[&str] = &[
    " not ",
    "n't ",
    "never ",
    "avoid ",
    "instead of",
    "rather than",
    "other than",
    "confidential",
    "refrain",
    "without opening",
    "before opening",
    " no public",
    "non-security",
    "non security",
    "unrelated to security",
    "other bug",
    "other issue",
    "other question",
    "anything else",
    "everything else",
    "ordinary",
    "regular",
    "we ",
    "will be",
    "after ",
    "once ",
];

/// What a sentence or its heading is about when it is about reports of flaws.
const FLAWS: &[&str] = &["vulnerab", "security", "exploit", "report", "disclos"];

/// What a policy does not say about the way, and what it says wrongly.
pub(super) fn doubts(text: &str, sentences: &[Sentence<'_>]) -> Vec<Doubt> {
    let mut doubts: Vec<_> = sentences.iter().filter_map(public).collect();
    let lower = text.to_lowercase();
    let has_way = WAYS.iter().any(|way| lower.contains(way));
    if !has_way && !lower.split_whitespace().any(is_address) {
        let message = "name a private way to report: an address, or the repository's security page";
        doubts.push(Doubt::new(1, DoubtKind::NoContact, message));
    }
    doubts
}

/// A sentence that asks for reports in public.
fn public(sentence: &Sentence<'_>) -> Option<Doubt> {
    let Sentence { line, heading, text } = sentence;
    let place = PUBLIC.iter().find(|place| text.contains(**place))?;
    let padded = format!(" {text} ");
    let is_excepted = EXCEPT.iter().any(|words| padded.contains(words));
    let heading = heading.to_lowercase();
    let is_about_flaws = FLAWS.iter().any(|word| text.contains(word) || heading.contains(word));
    (is_about_flaws && !is_excepted).then(|| {
        let message = format!("ask for private reports: “{place}” is read by everybody");
        Doubt::new(*line, DoubtKind::PublicReports, message)
    })
}

/// `security@project.dev`; an address of a template is none.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let Some((name, host)) = word.split_once('@') else { return false };
    let is_template = TEMPLATES.iter().any(|template| word.contains(template));
    !name.is_empty() && host.contains('.') && !host.contains('/') && !is_template
}
